#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# blocks.sh FILE DIRECTORY: cuts the code blocks out of a Markdown file, each into a file DIRECTORY/LINE.LANGUAGE,
# named after the line that it begins on, so that `for block in DIRECTORY/*.sh` has them in the text's order.
set -eu
if [ $# -ne 2 ]; then
    sed -n 's/^# //; 3,4p' "$0" >&2
    exit 2
fi
mkdir -p "$2"
awk -v directory="$2" -v name="$1" '
    match($0, /^ *```/) {
        if (block == "") {
            indent = RLENGTH - 3
            language = substr($0, RLENGTH + 1)
            block = sprintf("%s/%04d.%s", directory, NR, language == "" ? "text" : language)
            printf "" > block
        } else {
            close(block)
            block = ""
        }
        next
    }
    block != "" { print (substr($0, 1, indent) ~ /^ *$/ ? substr($0, indent + 1) : $0) > block }
    END {
        if (block != "") {
            print name ": a code block has no end: " block > "/dev/stderr"
            exit 1
        }
    }' "$1"
