#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Do the manuals have every flag of their programs and every key of the configuration, and render without a warning?
#
#   tests/installer/manpages.sh DAEMON [ADMIN_PROGRAM]
. "$(dirname "$0")/lib.sh"
manuals=$source/installer/man
reference=$source/resources/docs/configuration.md

rendered() { # FILE: its text, at the width of a terminal.
    MANWIDTH=80 man -E UTF-8 --warnings -l "$1"
}

check_manual() { # FILE
    local name
    name=$(basename "$1")
    rendered "$1" >"$name.txt" 2>warnings
    equal "$name renders without a warning" "0 " "$? $(cat warnings)"
    equal "whatis finds $name" "${name%.*}" "$(lexgrog "$1" | sed 's/.*: "\(.*\) - .*"$/\1/')"
}

for program in "${programs[@]}"; do
    manual=$(echo "$manuals/$(basename "$program")".[18])
    check_manual "$manual"
    # shellcheck disable=SC2094
    mandoc -T lint -W warning "$manual" >problems 2>&1
    equal "mandoc has nothing against $(basename "$manual")" "0 " "$? $(cat problems)"
    equal "$(basename "$manual") has every flag, and no other" "$(flags_of "$program" | xargs)" \
        "$(sed -n 's/^\.It Fl/& /p' "$manual" | grep -o 'Fl *[a-z.-]*' | sed 's/^Fl */-/' | sort | xargs)"
done

"$manuals/config-manual.sh" 1.2.3 <"$reference" >prometheus-slurm-sd.5
check_manual prometheus-slurm-sd.5
equal "the manual of the configuration has a section for every key" \
    "$(sed -n 's/^### //p' "$reference" | tr -d '`')" \
    "$(grep -E '^   [^ ]' prometheus-slurm-sd.5.txt | sed 's/^ *//')"
# Words with underscores that no code marks, and rows of tables, are what a renderer could take for something else.
for text in "POWERED_DOWN, POWERING_DOWN" "--update.interval DURATION" "slurm_api_endpoint" "regular expression"; do
    equal "the manual of the configuration has \"$text\"" 1 "$(grep -cF -- "  $text" prometheus-slurm-sd.5.txt)"
done

say "$checks checks passed"
