#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs, on Debian 12 or newer, what it takes to build prometheus-slurm-sd, with `admin` also its admin
# program, with `packages` both as packages, and with `test` both and what their tests need. Installs only what is
# missing; uses sudo unless run by root.
#
#   installer/install-dependencies.sh [admin | packages | test]
set -eu

packages="ca-certificates cmake curl g++ libcrypt-dev libssl-dev libsystemd-dev libyaml-cpp-dev ninja-build pkgconf zlib1g-dev"
packages="$packages qt6-base-dev qt6-httpserver-dev qt6-websockets-dev"
admin_packages="qt6-charts-dev qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools qtkeychain-qt6-dev"
# The Japanese of Qt's own buttons and dialogs.
admin_packages="$admin_packages qt6-translations-l10n"
# A real Slurm, a real Prometheus and Alertmanager, a vmagent, and what drives and checks them.
test_packages="appstream clang clang-format clang-tidy cpio dbus desktop-file-utils fish git gnome-keyring haproxy iproute2 jq"
test_packages="$test_packages libyaml-libyaml-perl lowdown man-db mandoc munge openssl perl procps prometheus prometheus-alertmanager python3 rpm"
test_packages="$test_packages rpmlint slurm-client slurm-wlm-jwt-plugin slurmctld slurmd slurmrestd systemd victoria-metrics zsh"
case ${1:-} in
admin) packages="$packages $admin_packages" ;;
packages) packages="$packages $admin_packages build-essential debhelper lowdown" ;;
test) packages="$packages $admin_packages $test_packages" ;;
esac

run_as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Debian 12 has Boost.JSON in its versioned packages only, and a package of its own for what Qt Charts needs.
case $(. /etc/os-release && echo "${ID}${VERSION_ID:-}") in
debian12)
    packages="$packages libboost-json1.81-dev libboost1.81-dev"
    [ -z "${1:-}" ] || packages="$packages libqt6opengl6-dev"
    ;;
*) packages="$packages libboost-json-dev" ;;
esac

# The fuzzers' library is a package of its own, named after the version of clang, which apt knows.
clang_version() {
    apt-cache depends clang 2>/dev/null | sed -n 's/^ *Depends: clang-\([0-9]*\)$/\1/p'
}
if [ "${1:-}" = test ]; then
    [ -n "$(clang_version)" ] || run_as_root apt-get -q update
    packages="$packages libclang-rt-$(clang_version)-dev"
fi

missing=
for package in $packages; do
    installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing$missing"
# Servers among them are for the tests to start: not the system.
policy=/usr/sbin/policy-rc.d
if [ "${1:-}" = test ] && [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | run_as_root tee "$policy" >/dev/null
    run_as_root chmod 755 "$policy"
    trap 'run_as_root rm -f "$policy"' EXIT
fi
run_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
# shellcheck disable=SC2086
run_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing
