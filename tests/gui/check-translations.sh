#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-translations.sh LUPDATE [ROOT]: is each string of ROOT/gui translated into Japanese, each plural given in
# English, and nothing else in the .ts files? Asks lupdate, on copies: nothing in ROOT changes. Prints each entry that
# is wrong below what is wrong with it; exit status 1 if there is one, 2 if there is nothing to check.
set -u
lupdate=$1
root=$(cd "${2:-$(dirname "$0")/../..}" && pwd) || exit 2
copies=$(mktemp -d) || exit 2
trap 'rm -rf "$copies"' EXIT
cp "$root"/resources/translations/*_ja.ts "$copies/ja.ts" && cp "$root"/resources/translations/*_en.ts "$copies/en.ts" ||
    exit 2
failed=0

# update LANGUAGE [OPTION]: as the target update_translations does, but what the sources have no more stays, marked.
update()
{
    language=$1
    shift
    "$lupdate" -locations none -source-language en -target-language "$language" "$@" -I "$root" "$root/gui" \
        -ts "$copies/$language.ts" >>"$copies/log" 2>&1 && return
    cat "$copies/log"
    exit 2
}
update ja
update en -pluralonly

# Such strings are in the .ts files under another name than the program looks for.
contexts=$(grep -E 'Qualifying with unknown|lacks Q_OBJECT|without context' "$copies/log" | sort -u)
if [ -n "$contexts" ]; then
    printf 'lupdate does not know the class of a string:\n%s\n' "$contexts"
    failed=1
fi

# Per line "FAULT: FILE: CONTEXT: SOURCE". What XML escapes stays so, on both sides alike.
faults=$(awk '
    function between(text, start, end,    at) {
        at = index(text, start)
        if (!at)
            return ""
        text = substr(text, at + length(start))
        return substr(text, 1, index(text, end) - 1)
    }
    function sorted_placeholders(text,    list, found, count, i, one) {
        while (match(text, /%L?(n|[0-9][0-9]?)/)) {
            one = substr(text, RSTART, RLENGTH)
            for (i = count++; i > 0 && list[i] > one; --i)
                list[i + 1] = list[i]
            list[i + 1] = one
            text = substr(text, RSTART + RLENGTH)
        }
        for (i = 1; i <= count; ++i)
            found = found " " list[i]
        return found
    }
    function has_mnemonic(text) { return text ~ /&amp;[A-Za-z0-9]/ }
    function fault(what) {
        file = FILENAME
        sub(".*/", "", file)
        print what ": " file ": " context ": " source
    }
    function check(text) {
        if (text ~ /^[ \n]*$/)
            fault("empty")
        else if (sorted_placeholders(text) != sorted_placeholders(source))
            fault("other placeholders than the source")
        else if (has_mnemonic(text) != has_mnemonic(source))
            fault("a mnemonic on one side alone")
    }
    function check_message(    translation, tag, form) {
        source = between(message, "<source>", "</source>")
        if (source ~ /%n/)
            fault("a number without thousands separators (%n, not %Ln)")
        translation = substr(message, index(message, "<translation"))
        tag = substr(translation, 1, index(translation, ">"))
        if (tag ~ /vanished|obsolete/)
            fault("not in the sources")
        else if (tag ~ /unfinished/)
            fault("missing or unfinished")
        else if (message !~ /<message[^>]* numerus="yes"/)
            check(between(translation, tag, "</translation>"))
        else
            for (form = index(translation, "<numerusform"); form; form = index(translation, "<numerusform")) {
                translation = substr(translation, form)
                tag = substr(translation, 1, index(translation, ">"))
                check(tag ~ /\/>$/ ? "" : between(translation, tag, "</numerusform>"))
                translation = substr(translation, length(tag) + 1)
            }
    }
    /<name>/ { context = between($0, "<name>", "</name>") }
    /<message/ { message = "" }
    { message = message $0 "\n" }
    /<\/message>/ { ++messages; check_message() }
    END { if (!messages) print "nothing to check: no strings" }
' "$copies/ja.ts" "$copies/en.ts" | sort -u)
case $faults in
'') ;;
'nothing to check'*)
    echo "$faults"
    exit 2
    ;;
*)
    printf '%s\n' "$faults"
    failed=1
    ;;
esac
exit $failed
