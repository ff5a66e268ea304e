#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the software bill of materials of a program of ours, or of a .deb or .rpm with programs of ours, as SPDX 2.3
# JSON: its files, and the packages of this system whose libraries they load, directly or through one another. It runs
# on the Debian or Ubuntu that FILE was built on. SOURCE_DATE_EPOCH is the time that it states; the same file and the
# same time give the same bytes. Plugins are not in it: no ELF file names them.
#
#   SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) installer/make-sbom.sh FILE >FILE.spdx.json
#
# The format: https://spdx.github.io/spdx-spec/v2.3/
set -euo pipefail
export LC_ALL=C.UTF-8
file=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
tool_version=$("$here/version.sh")
created=$(date -u -d "@${SOURCE_DATE_EPOCH:?is the time to state}" +%Y-%m-%dT%H:%M:%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/root"
cd "$work/root"

fail() {
    echo "$0: $file: $*" >&2
    exit 1
}

case $file in
*.deb)
    dpkg-deb -x "$file" .
    name=$(dpkg-deb -f "$file" Package)
    version=$(dpkg-deb -f "$file" Version)
    ;;
*.rpm)
    rpm2cpio "$file" | cpio --quiet -idm
    name=$(rpm -qp --qf '%{name}' "$file")
    version=$(rpm -qp --qf '%{version}-%{release}' "$file")
    ;;
*)
    install -D -t usr/bin "$file"
    name=$(basename "$file")
    version=$tool_version
    ;;
esac

# files: path, SHA1, SHA256. programs: the ELF files among them.
find . -type f | sort >../paths
paste ../paths <(xargs -rd '\n' sha1sum <../paths | cut -c -40) <(xargs -rd '\n' sha256sum <../paths | cut -c -64) >../files
while read -r path; do
    ! cmp -s <(head -c 4 "$path") <(printf '\x7fELF') || echo "$path"
done <../paths >../programs
[[ -s ../programs ]] || fail "has no program"

# libraries: the name that an ELF file asks for, and the path that the dynamic linker finds for it.
xargs -d '\n' ldd <../programs >../ldd || fail "cannot be loaded here"
! grep 'not found' ../ldd >&2 || fail "was built on another system"
sed -nE 's/^\t(\S+) => (\/\S+) \(.*/\1\t\2/p; s/^\t(\/\S+\/(\S+)) \(.*/\2\t\1/p' ../ldd | sort -u >../libraries
# needed: an ELF file, and the name of a library that it asks for.
cut -f 2 ../libraries | cat ../programs - | xargs -d '\n' readelf -d |
    awk -F '[][]' '/^File: / { file = substr($0, 7) } /\(NEEDED\)/ { print file "\t" $2 }' >../needed
# owners: a library's path, and the package that it is of. Where /lib is /usr/lib, dpkg knows a file by one of its names.
# So it fails for the other name, which xargs tells by 123; what counts is that each library has an owner.
cut -f 2 ../libraries | sed -E 's/^(\/usr)?(.*)/\2\n\/usr\2/' | { xargs -d '\n' dpkg-query -S 2>/dev/null || [[ $? == 123 ]]; } |
    sed -nE 's/^(\S+): (\/usr)?(\/.*)/\3\t\1/p' | sort -u >../owners
ownerless=$(cut -f 2 ../libraries | sed 's/^\/usr//' | sort -u | comm -23 - <(cut -f 1 ../owners | sort -u))
[[ -z $ownerless ]] || fail "loads what no package has: $ownerless"
# compiled_in: a program, and the package of headers that are in it. Boost.Beast is nothing but headers, and
# Boost.JSON has some: the names of their classes tell.
while read -r path; do
    ! grep -q N5boost "$path" || printf '%s\t%s\n' "$path" "$(dpkg-query -S '*/include/boost/version.hpp' | cut -d : -f 1)"
done <../programs >../compiled_in

# packages: what dpkg knows of them. licences: the copyright file of a package, and the licence that it gives for all
# but the files that it names, as Debian writes it, if it is of the format that a program can read:
# https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
# shellcheck disable=SC2016
cut -f 2 ../owners ../compiled_in | sort -u | xargs -d '\n' dpkg-query -W \
    -f '${binary:Package}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n' >../packages
# shellcheck disable=SC2016
cut -f 2 ../packages | sed 's/.*/\/usr\/share\/doc\/&\/copyright/' | xargs -d '\n' awk '
    BEGIN { RS = "" }
    /(^|\n)Files: *\*( |\n)/ && match($0, /\nLicense: *[^\n]*/) {
        licence = substr($0, RSTART, RLENGTH)
        sub(/\nLicense: */, "", licence)
        print FILENAME "\t" licence
    }' >../licences

arguments=(--arg name "$name" --arg version "$version" --arg created "$created" --arg tool "make-sbom.sh-$tool_version"
    --arg file_name "$(basename "$file")" --arg sha256 "$(sha256sum "$file" | cut -c -64)"
    --arg verification "$(cut -f 2 ../files | sort | tr -d '\n' | sha1sum | cut -c -40)"
    # A Debian that is still in testing has a name and no number.
    --arg system "$(. /etc/os-release && echo "$ID")" --arg release "$(. /etc/os-release && echo "${VERSION_ID:-$VERSION_CODENAME}")")
for table in files programs libraries needed owners compiled_in packages licences; do
    arguments+=(--rawfile "$table" "../$table")
done
jq -n "${arguments[@]}" -f "$here/sbom.jq"
