#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Debian packages of both programs and of the rules, on Debian 12 or newer or a Ubuntu of that age, from the source tree that
# it is in: installs what that takes, then leaves prometheus-slurm-sd_VERSION_ARCH.deb and its like in DIRECTORY,
# build/packages without one. The same sources give the same bytes on the same system.
#
#   installer/build-packages.sh [DIRECTORY]
set -eu
cd "$(dirname "$0")/.."
mkdir -p "${1:-build/packages}"
output=$(realpath "${1:-build/packages}")

installer/install-dependencies.sh packages >&2

version=$(installer/version.sh)
# The time of the last commit, or that of the tarball's files.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CMakeLists.txt)}
export SOURCE_DATE_EPOCH

work=build/debian
source=$work/prometheus-slurm-sd-$version
rm -rf "$work"
mkdir -p "$source"
tar -c --exclude=./build --exclude='./build-*' --exclude=./.git . | tar -x -C "$source"
mv "$source/installer/debian" "$source"
cat >"$source/debian/changelog" <<END
prometheus-slurm-sd ($version-1) unstable; urgency=medium

  * See changelog.gz.

 -- $(sed -n 's/^Maintainer: //p' installer/debian/control)  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
(cd "$source" && dpkg-buildpackage --build=binary --no-sign >&2)
cp "$work"/*.deb "$work"/*.buildinfo "$output"
rm -rf "$work"
ls "$output"/*.deb
