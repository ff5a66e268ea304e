#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# That every source file says which licence it is under, in its first two lines: one with #! has it in the second.
#
#   tests/release/licences.sh SOURCE
set -eu
cd "$1"

sources() {
    find .ci common daemon gui installer tests -type f \
        '(' -name '*.cpp' -o -name '*.h' -o -name '*.sh' -o -name '*.jq' -o -name '*.in' ')' -o -type f -perm -u+x
}

count=$(sources | wc -l)
[ "$count" -gt 500 ] || { echo "FAILED: found $count files"; exit 1; }
without=$(sources | while read -r file; do
    head -n 2 "$file" | grep -qF 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file"
done | sort)
[ -z "$without" ] || { printf 'FAILED: these do not say their licence:\n%s\n' "$without"; exit 1; }
echo "ok: $count files say their licence"
