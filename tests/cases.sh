#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# cases.sh BUILD: every test case of a build, one a line, sorted: "NAME" for a test of ctest, "NAME function:row" for each
# row of a Qt Test object. What two builds print, compared, tells whether a change to how tests are built lost any:
#
#   comm -23 <(tests/cases.sh old/build/dev) <(tests/cases.sh build/dev)
set -euo pipefail
export QT_QPA_PLATFORM=offscreen LC_ALL=C

ctest --test-dir "$1" --show-only=json-v1 | jq -r '.tests[] | [.name, .command[]] | @tsv' |
    while IFS=$'\t' read -r name command; do
        echo "$name"
        [[ $name == tst_* ]] || continue
        IFS=$'\t' read -ra command <<<"$command"
        # The script that a test needs around it is not needed for this.
        [[ ${command[0]} != *.sh ]] || command=("${command[@]:1}")
        # Qt Test prints "Class function:row", and without rows "Class function".
        "${command[@]}" -datatags 2>/dev/null | sed "s/^[^ ]* */$name /"
    done | sort
