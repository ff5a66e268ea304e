#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Qt's moc 6.4.2 (Debian 12; 6.11.2 of Debian forky does the same) reads a raw string literal as an ordinary one. Where
# there is an odd number of quotes between R"( and )", all up to the next quote of the file, or to its end, is text to
# it: the classes there get no meta object. It says so in a note at most, and its exit status is 0; the build then ends
# at the linker, with "undefined reference to `vtable for …'".
#
# Guess: as the compiler does, since raw strings have been in C++ for ten years. Seen: 2 classes, 2, 0, and 1.
#
# Installs qt6-base-dev-tools in a temporary folder, and fails once moc behaves otherwise.
set -eu
version=6.4.2+dfsg-10
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q "qt6-base-dev-tools=$version" >/dev/null
dpkg -x qt6-base-dev-tools_*.deb root
moc=root/usr/lib/qt6/libexec/moc
"$moc" --version

failed=0
# classes NUMBER LITERAL: so many of two classes does moc see, the literal being in the first of them.
classes() {
    printf 'class A : public QObject { Q_OBJECT\n    const char *text() { return %s; }\n};\n' "$2" >source.cpp
    printf 'class B : public QObject { Q_OBJECT\n};\n' >>source.cpp
    rm -f output.cpp
    "$moc" source.cpp -o output.cpp 2>notes
    seen=$(cat output.cpp 2>/dev/null | grep -c 'QMetaObject [AB]::staticMetaObject = ' || true)
    echo "$2: $seen of 2 classes; $(cat notes)"
    [ "$seen" = "$1" ] || failed=1
}

classes 2 '"}"'
classes 2 'R"({"a":1})"'
classes 0 'R"(")"'
classes 1 'R"(a")" R"(b")"'
exit $failed
