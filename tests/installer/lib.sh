# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of what is installed share, to be sourced by a script whose first argument is the built daemon and whose
# second is the admin program, where that is built.
. "$(dirname "$0")/../e2e/lib.sh"
# shellcheck disable=SC2034
source=$(realpath "$here/../..")
export QT_QPA_PLATFORM=offscreen
# shellcheck disable=SC2034
notify=$(realpath "$(dirname "$daemon")/../installer/notify/prometheus-slurm-sd-notify")
# shellcheck disable=SC2034
programs=("$daemon" "$notify" ${2:+"$(cd "$OLDPWD" && realpath "$2")"})

# flags_of PROGRAM: those that --help lists, short ones and other names too.
flags_of() {
    "$1" --help | grep '^  -' | grep -oE '(^ |,) --?[a-z][a-z.-]*' | tr -d ' ,' | sort
}
