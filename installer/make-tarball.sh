#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Packs the last commit as prometheus-slurm-sd-VERSION.tar.gz, from which all builds without git and without a
# network, and prints the tarball's path. The same commit gives the same bytes: git sorts the files and dates them
# with the commit, and -n keeps the time and name out of gzip's header.
#
#   installer/make-tarball.sh [DIRECTORY]     in build/ unless told otherwise
set -eu
source=$(dirname "$0")/..
directory=${1:-$source/build}
name=prometheus-slurm-sd-$("$source/installer/version.sh")

mkdir -p "$directory"
git -C "$source" -c tar.umask=0022 archive --format=tar --prefix="$name/" HEAD >"$directory/$name.tar"
gzip -9nf "$directory/$name.tar"
echo "$directory/$name.tar.gz"
