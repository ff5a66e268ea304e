#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# That building twice gives the same bytes: from the source tarball, in two directories whose paths differ in length,
# under other umasks, languages and time zones, one a while after the other. Without an argument it is the daemon
# that is built, as the preset release has it; with `packages` the Debian packages, with `rpm` the source RPM.
# Prints the hashes; what differs is left where it says.
#
#   tests/release/reproducible.sh [daemon | packages | rpm]
set -euo pipefail
what=${1:-daemon}
source=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d)
at_end() {
    local status=$?
    if ((status != 0)); then
        tail -n 30 "$work/log"
        echo "FAILED: see $work"
    else
        rm -rf "$work"
    fi
    exit "$status"
}
trap at_end EXIT

SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct)
export SOURCE_DATE_EPOCH
# The cache must not give the second build what the first one made.
unset CCACHE_BASEDIR CCACHE_NOHASHDIR

build() { # DIRECTORY LANGUAGE TIMEZONE UMASK: leaves the results in DIRECTORY.results.
    mkdir -p "$1" "$1.results"
    tarball=$("$source/installer/make-tarball.sh" "$1")
    umask "$4"
    tar -xf "$tarball" -C "$1" --strip-components=1
    cd "$1"
    export LC_ALL=$2 TZ=$3
    case $what in
    daemon)
        cmake --preset release
        cmake --build --preset release ${JOBS:+-j "$JOBS"}
        cp build/release/daemon/prometheus-slurm-sd "$1.results"
        ;;
    packages)
        installer/build-packages.sh "$1.results"
        # It says where and when it was made.
        rm -f "$1.results"/*.buildinfo
        ;;
    rpm)
        cd "$source"
        cp "$(installer/build-rpm.sh --source "$1/rpm")" "$1.results"
        ;;
    esac
}

(build "$work/one" C.UTF-8 UTC 022) >"$work/log" 2>&1
(build "$work/another/longer/path" POSIX Asia/Tokyo 027) >"$work/log" 2>&1

(cd "$work/one.results" && sha256sum -- *) | tee "$work/sums"
(cd "$work/another/longer/path.results" && sha256sum -c --quiet --strict "$work/sums")
echo "The same bytes twice."
