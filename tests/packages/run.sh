#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# For each release named, or for Debian 12, 13 and forky and Ubuntu 24.04, and from nothing but a bare root: builds the
# packages as the quick start says, looks at them with lintian, takes them through a life (installed, running as systemd
# says, upgraded, purged) and goes the quick start's whole way to targets in a real Prometheus with a real Slurm. systemd
# is the first process of a machine of its own in namespaces of this one. At the end a table says what each release
# brought; resources/docs/compatibility.md has what differs between them.
#
# Needs root, the mirrors, and debootstrap; takes some 20 minutes a release. The servers see loopback alone.
#
#   tests/packages/run.sh [bookworm] [trixie] [forky] [noble]
#
# With PACKAGES=DIRECTORY in the environment, those packages are taken instead of built.
set -eu -o pipefail
export LC_ALL=C.UTF-8
here=$(dirname "$(realpath "$0")")
source=$(realpath "$here/../..")
roots=$source/build/roots
mkdir -p "$roots"
[ $# -gt 0 ] || set -- bookworm trixie forky noble

say() { echo "$(date +%T) $*"; }

# fresh NAME: a root $roots/NAME with systemd and nothing else.
fresh() {
    local base=$roots/$suite.tar
    if [ ! -e "$base" ]; then
        rm -rf "$roots/base"
        local components=main from=()
        # The scripts that debootstrap has for all of Ubuntu's releases, and the mirror that this knows, and for a Debian
        # that is newer than it.
        case $suite in
        noble) components=main,universe from=("" gutsy) ;;
        forky) from=("" sid) ;;
        esac
        debootstrap --variant=minbase --components="$components" --include=ca-certificates,curl,dbus,iproute2,systemd,systemd-sysv \
            "$suite" "$roots/base" "${from[@]}" >"$roots/debootstrap.log"
        tar -C "$roots/base" -cf "$base.new" .
        rm -rf "$roots/base"
        mv "$base.new" "$base"
    fi
    mkdir -p "$roots/$suite-archives"
    rm -rf "${roots:?}/$1"
    mkdir "$roots/$1"
    tar -C "$roots/$1" -xf "$base"
    cp -L /etc/resolv.conf "$roots/$1/etc/resolv.conf"
    echo head >"$roots/$1/etc/hostname"
    echo '127.0.0.1 localhost head' >"$roots/$1/etc/hosts"
}

# within ROOT COMMAND...: with this machine's network, and a cache of packages that the roots of a release share.
within() {
    local root=$roots/$1
    shift
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child --propagation private sh -c '
        root=$1 archives=$2
        shift 2
        mount --bind "$archives" "$root/var/cache/apt/archives"
        mount -t proc proc "$root/proc"
        mount --bind /dev "$root/dev"
        exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$root" "$@"
    ' within "$root" "$roots/$suite-archives" "$@"
}

# booted ROOT COMMAND...: on a machine of its own. What it installs comes from the cache.
booted() {
    local root=$roots/$1
    shift
    # A link would lead to another file system.
    cp -alf "$roots/$suite-archives/." "$root/var/cache/apt/archives/"
    "$here/boot.sh" "$root" "$@"
}

# older DIRECTORY: makes of each package in it one of version 0.0.9 in DIRECTORY/old, whose conffile is another.
older() {
    local deb tree
    mkdir "$1/old"
    for deb in "$1"/*.deb; do
        tree=$(mktemp -d)
        dpkg-deb -R "$deb" "$tree"
        sed -i 's/^Version: .*/Version: 0.0.9-1/' "$tree/DEBIAN/control"
        ! [ -e "$tree/etc/prometheus-slurm-sd/config.yaml" ] || sed -i '1s/^/# Older.\n/' "$tree/etc/prometheus-slurm-sd/config.yaml"
        dpkg-deb --root-owner-group -b "$tree" "$1/old/$(basename "$deb" | sed 's/_[^_]*_/_0.0.9-1_/')" >/dev/null
        rm -rf "$tree"
    done
}

# brought ROOT: what of it counts to us, in the order of the table's head.
brought() {
    # shellcheck disable=SC2016
    within "$1" dpkg-query -W -f '${Package} ${Version}\n' | awk -v suite="$suite" '
        function upstream(version) { sub(/^[0-9]+:/, "", version); sub(/[-+~].*/, "", version); return version }
        $1 ~ /^g\+\+-[0-9]+$/ { is["g++"] = $2 }
        $1 ~ /^libboost1\.[0-9]+-dev$/ { is["boost"] = $2 }
        $1 == "qt6-base-dev" || $1 == "libyaml-cpp-dev" || $1 == "slurmctld" || $1 == "prometheus" || $1 == "systemd" { is[$1] = $2 }
        END {
            row = "| " suite
            count = split("g++ qt6-base-dev boost libyaml-cpp-dev slurmctld prometheus systemd", names, " ")
            for (i = 1; i <= count; i++) row = row " | " upstream(is[names[i]])
            print row " |"
        }'
}

table=()
for suite; do
    say "$suite: from nothing to packages"
    begin=$SECONDS
    fresh "$suite-quickstart"
    root=$roots/$suite-quickstart
    mkdir "$root/root/prometheus-slurm-sd"
    git -C "$source" archive HEAD | tar -x -C "$root/root/prometheus-slurm-sd"
    packages=$root/root/prometheus-slurm-sd/build/packages
    if [ -n "${PACKAGES:-}" ]; then
        mkdir -p "$packages"
        cp "$PACKAGES"/*.deb "$packages"
        within "$suite-quickstart" apt-get -q update >/dev/null
    else
        within "$suite-quickstart" sh -c 'cd /root/prometheus-slurm-sd && installer/build-packages.sh' >"$roots/$suite-build.log" 2>&1 ||
            { tail -n 30 "$roots/$suite-build.log"; exit 1; }
        say "$suite: the packages took $((SECONDS - begin)) s"
    fi

    # The project has no address: AppStream wants a homepage, and a domain's name for the program. Not an override in the
    # package: to Debian 12's lintian, which does not look, one of a tag that it does not know is an error.
    suppressed=
    [[ $suite != @(trixie|forky) ]] || suppressed=--suppress-tags=appstream-metadata-validation-failed
    # shellcheck disable=SC2016
    within "$suite-quickstart" sh -c 'apt-get -q -y --no-install-recommends install lintian >/dev/null &&
        cd /root/prometheus-slurm-sd/build/packages && lintian --fail-on error,warning $1 *.deb' lintian "$suppressed"
    say "$suite: lintian has no errors and no warnings"

    fresh "$suite-life"
    mkdir "$roots/$suite-life/packages"
    cp "$packages"/prometheus-slurm-sd*_*.deb "$roots/$suite-life/packages"
    rm -f "$roots/$suite-life/packages"/*-dbgsym*
    older "$roots/$suite-life/packages"
    within "$suite-life" sh -c 'apt-get -q update && apt-get -q -y --download-only install /packages/*.deb' >"$roots/$suite-life.log"
    cp "$here/lifecycle.sh" "$roots/$suite-life/packages"
    booted "$suite-life" bash /packages/lifecycle.sh
    say "$suite: the packages' life"

    # What a machine has before the quick start (procps: Prometheus reloads by it), and what the packages depend on.
    within "$suite-quickstart" sh -c 'cd /root/prometheus-slurm-sd &&
        apt-get -q -y install procps prometheus slurmctld slurmd slurmrestd slurm-client slurm-wlm-jwt-plugin munge &&
        apt-get -q -y --download-only install ./build/packages/prometheus-slurm-sd_*.deb ./build/packages/prometheus-slurm-sd-admin_*.deb \
            ./build/packages/prometheus-slurm-sd-rules_*.deb &&
        tests/packages/quickstart.sh slurm' >"$roots/$suite-slurm.log" 2>&1 || { tail -n 30 "$roots/$suite-slurm.log"; exit 1; }
    booted "$suite-quickstart" bash /root/prometheus-slurm-sd/tests/packages/quickstart.sh
    say "$suite: the quick start"
    table+=("$(brought "$suite-quickstart")")
done
printf '%s\n' '| release | g++ | Qt | Boost | yaml-cpp | Slurm | Prometheus | systemd |' '|---|---|---|---|---|---|---|---|' "${table[@]}"
