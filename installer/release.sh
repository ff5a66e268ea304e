#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes all of a release from the last commit, on Debian 12 or newer or a Ubuntu of that age, in
# build/release-VERSION: the source tarball, the source RPM, this system's packages with their bills of materials,
# and the hashes of them all.
#
#   installer/release.sh
set -eu
cd "$(dirname "$0")/.."

[ -z "$(git status --porcelain)" ] || { echo "$0: what is not committed would not be released" >&2; exit 1; }
release=build/release-$(installer/version.sh)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

rm -rf "$release"
mkdir -p "$release"
installer/make-tarball.sh "$release"
installer/build-rpm.sh --source "$release"
installer/build-packages.sh "$release"
# The rules have no program whose libraries were to be told.
for package in "$release"/prometheus-slurm-sd_*.deb "$release"/prometheus-slurm-sd-admin_*.deb; do
    installer/make-sbom.sh "$package" >"$package.spdx.json"
done
(cd "$release" && sha256sum -- * >SHA256SUMS)
