#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Do the admin program's desktop entry and AppStream metadata say what a desktop can use, in both languages?
#
#   tests/installer/desktop.sh DAEMON ADMIN_PROGRAM
. "$(dirname "$0")/lib.sh"
program=$(basename "$2")
entry=$source/installer/desktop/$program.desktop
metainfo=$source/installer/desktop/$program.metainfo.xml

equal "desktop-file-validate has nothing against the entry" "0 " "$(desktop-file-validate "$entry" 2>&1; echo "$? ")"
# The project has no public address yet, for an id and a homepage, and where screenshots could be.
appstreamcli validate --no-net --pedantic "$metainfo" >appstream.log
equal "appstreamcli has nothing against the metadata but that" "W: $program:: cid-desktopapp-is-not-rdns $program" \
    "$(grep '^[EW]:' appstream.log | grep -v url-homepage-missing | sed 's/:[0-9]*: /:: /')"

value() { # KEY of the entry
    sed -n "s/^$1=//p" "$entry"
}
equal "the entry starts the program" "$program" "$(value Exec)"
for size in 16 32 48 128 256; do
    # Width and height are behind the first 16 bytes.
    equal "there is an icon of $size pixels" "$size $size" \
        "$(od -An -j 16 -N 8 -t u4 --endian big "$source/resources/icons/$(value Icon)-$size.png" | xargs)"
done
equal "every text of the entry is in Japanese too" "GenericName Comment Keywords" \
    "$(grep -oE '^(GenericName|Comment|Keywords)\[ja\]=.' "$entry" | sed 's/\[.*//' | xargs)"
# Each text is followed by its translation.
equal "every text of the metadata is in Japanese too" "$(grep -cE '<(summary|p|li)>' "$metainfo")" \
    "$(grep -A 1 -E '<(summary|p|li)>' "$metainfo" | grep -cE '<(summary|p|li) xml:lang="ja">')"
equal "the metadata is that of the entry" "$(basename "$entry")" \
    "$(sed -n 's|.*<launchable type="desktop-id">\(.*\)</launchable>|\1|p' "$metainfo")"

say "$checks checks passed"
