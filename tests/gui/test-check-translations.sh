#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test-check-translations.sh LUPDATE: does check-translations.sh pass a complete translation, and find each fault?
set -u
lupdate=$1
check=$(dirname "$0")/check-translations.sh
root=$(mktemp -d) || exit 2
trap 'rm -rf "$root"' EXIT
translations=$root/resources/translations
failed=0

# message SOURCE TRANSLATION [ATTRIBUTES]
message()
{
    printf '<message><source>%s</source><translation%s>%s</translation></message>\n' "$1" "${3-}" "$2"
}
# plural SOURCE FORM...
plural()
{
    printf '<message numerus="yes"><source>%s</source><translation>\n' "$1"
    shift
    printf '<numerusform>%s</numerusform>\n' "$@"
    printf '</translation></message>\n'
}
# ts LANGUAGE: a .ts file with the messages of standard input.
ts()
{
    {
        printf '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        printf '<TS version="2.1" language="%s" sourcelanguage="en">\n' "$1"
        printf '<context><name>slurmsd::Panel</name>\n'
        cat
        printf '</context>\n</TS>\n'
    } >"$translations/program_$1.ts"
}

# good: a tree where all is well.
good()
{
    rm -rf "${root:?}"/*
    mkdir -p "$root/gui/views" "$translations"
    cat >"$root/gui/views/panel.h" <<EOF
namespace slurmsd {
class Panel : public QWidget
{
    Q_OBJECT
    Panel();
};
}
EOF
    cat >"$root/gui/views/panel.cpp" <<EOF
#include "gui/views/panel.h"
namespace slurmsd {
Panel::Panel()
{
    use(tr("&Open"), tr("%1 of %2").arg(a, b));
    use(tr("%Ln node(s)", nullptr, n));
}
}
EOF
    open=$(message '&amp;Open' '開く(&amp;O)')
    of=$(message '%1 of %2' '%2 中 %1')
    nodes=$(plural '%Ln node(s)' '%Ln ノード')
    printf '%s\n' "$open" "$of" "$nodes" | ts ja
    plural '%Ln node(s)' '%Ln node' '%Ln nodes' | ts en
}

# expect STATUS WORDS: what the check makes of the tree, which it leaves as it is.
expect()
{
    before=$(find "$root" -type f -exec cksum {} +)
    output=$(sh "$check" "$lupdate" "$root" 2>&1)
    status=$?
    case $status:$output in
    "$1:"*"$2"*) ;;
    *)
        echo "$planted: expected status $1 with '$2', got status $status with '$output'"
        failed=1
        ;;
    esac
    if [ "$before" != "$(find "$root" -type f -exec cksum {} +)" ]; then
        echo "$planted: the check changed the tree"
        failed=1
    fi
}

# ja FAULT MESSAGE...: these alone are the Japanese of the good tree.
ja()
{
    planted="Japanese, $1"
    fault=$1
    shift
    good
    printf '%s\n' "$@" | ts ja
    expect 1 "$fault"
}

planted='nothing'
good
expect 0 ''

ja 'missing or unfinished: ja.ts: slurmsd::Panel: %1 of %2' "$open" "$nodes"
ja 'missing or unfinished: ja.ts: slurmsd::Panel: %1 of %2' "$open" "$nodes" \
    "$(message '%1 of %2' '%2 中 %1' ' type="unfinished"')"
ja 'slurmsd::Panel: %1 of %2' "$open" "$nodes" "$(message '%1 of %2' '')"
ja 'ja.ts: slurmsd::Panel: %Ln node(s)' "$open" "$of" "$(plural '%Ln node(s)' '')"
ja 'other placeholders than the source: ja.ts: slurmsd::Panel: %1 of %2' "$open" "$nodes" \
    "$(message '%1 of %2' '%1 中 %1')"
ja 'other placeholders than the source: ja.ts: slurmsd::Panel: %Ln node(s)' "$open" "$of" \
    "$(plural '%Ln node(s)' 'ノード')"
ja 'a mnemonic on one side alone: ja.ts: slurmsd::Panel: &amp;Open' "$of" "$nodes" "$(message '&amp;Open' '開く')"
ja 'not in the sources: ja.ts: slurmsd::Panel: Close' "$open" "$of" "$nodes" "$(message Close 閉じる)"
ja 'not in the sources: ja.ts: slurmsd::Panel: Close' "$open" "$of" "$nodes" \
    "$(message Close 閉じる ' type="vanished"')"

planted='a new string in the sources'
good
echo 'namespace slurmsd { void Panel::close() { use(tr("Close")); } }' >>"$root/gui/views/panel.cpp"
expect 1 'missing or unfinished: ja.ts: slurmsd::Panel: Close'

planted='a new plural in the sources'
good
echo 'namespace slurmsd { void Panel::count() { use(tr("%Ln job(s)", nullptr, n)); } }' >>"$root/gui/views/panel.cpp"
expect 1 'missing or unfinished: en.ts: slurmsd::Panel: %Ln job(s)'

planted='a number without thousands separators'
good
sed -i 's/%Ln/%n/' "$root/gui/views/panel.cpp" "$root"/resources/translations/*.ts
expect 1 'a number without thousands separators (%n, not %Ln): ja.ts: slurmsd::Panel: %n node(s)'

planted='English, an empty form'
good
plural '%Ln node(s)' '%Ln node' '' | ts en
expect 1 'en.ts: slurmsd::Panel: %Ln node(s)'

planted='English, a form without the number'
good
plural '%Ln node(s)' '%Ln node' 'nodes' | ts en
expect 1 'other placeholders than the source: en.ts: slurmsd::Panel: %Ln node(s)'

planted='a class without a header'
good
rm "$root/gui/views/panel.h"
expect 1 'lupdate does not know the class of a string'

planted='an empty tree'
rm -rf "${root:?}"/*
expect 2 ''
exit $failed
