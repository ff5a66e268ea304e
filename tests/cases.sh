#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# cases.sh BUILD: every test case of a build, one a line, sorted: "NAME" for a test of ctest, "NAME function:row" for each
# row of a Qt Test object. What two builds print, compared, tells whether a change to how tests are built lost any:
#
#   comm -23 <(tests/cases.sh old/build/dev) <(tests/cases.sh build/dev)
set -euo pipefail
export QT_QPA_PLATFORM=offscreen LC_ALL=C

ctest --test-dir "$1" --show-only=json-v1 | jq -r '.tests[] | [.name, .command[]] | @tsv' |
    while IFS=$'\t' read -r name command arguments; do
        echo "$name"
        # Not where a script is what is run: tst_keyring's object is of a program that has others as well.
        [[ $name == tst_* && $command != *.sh ]] || continue
        # Qt Test prints "Class function:row", and without rows "Class function".
        "$command" ${arguments:+"$arguments"} -datatags | sed "s/^[^ ]* */$name /"
    done | sort
