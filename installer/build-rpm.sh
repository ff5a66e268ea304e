#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the RPMs of both programs from the last commit and prints their paths; with --source the source RPM alone,
# which takes seconds and from which `rpmbuild --rebuild` or mock builds on a Fedora or an Enterprise Linux. On
# Debian the binary RPMs only show that this can be done: they need Debian's libraries. The same commit gives the
# same bytes on the same system.
#
#   installer/build-rpm.sh [--source] [DIRECTORY]     in build/rpm unless told otherwise
set -eu
source=$(realpath "$(dirname "$0")/..")
build=-ba
if [ "${1:-}" = --source ]; then
    build=-bs
    shift
fi
mkdir -p "${1:-$source/build/rpm}"
output=$(realpath "${1:-$source/build/rpm}")
version=$("$source/installer/version.sh")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$source" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

# rpmbuild writes into an RPM where it worked, and the modes of its sources: the same ones wherever this runs.
umask 022
topdir=/var/tmp/prometheus-slurm-sd-rpmbuild
mkdir "$topdir"
trap 'rm -rf "$topdir"' EXIT
mkdir "$topdir/SOURCES"
"$source/installer/make-tarball.sh" "$topdir/SOURCES" >&2
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(LC_ALL=C date -u -d "@$SOURCE_DATE_EPOCH" '+%a %b %d %Y')/" \
    "$source/installer/rpm/prometheus-slurm-sd.spec.in" >"$topdir/prometheus-slurm-sd.spec"

# Debian's rpmbuild knows neither Fedora's macros nor its packages.
set --
[ ! -e /etc/debian_version ] || set -- --load "$source/installer/rpm/macros.debian" --nodeps
rpmbuild "$build" "$@" \
    --define "_topdir $topdir" \
    --define "_rpmdir $output" \
    --define "_srcrpmdir $output" \
    --define '_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
    --define '_buildhost localhost' \
    --define 'use_source_date_epoch_as_buildtime 1' \
    --define 'clamp_mtime_to_source_date_epoch 1' \
    "$topdir/prometheus-slurm-sd.spec" >&2
ls "$output"/prometheus-slurm-sd*-"$version"-*.rpm
