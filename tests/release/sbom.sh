#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# That the bill of materials of a program, and of a package with it, has what SPDX 2.3 requires, and every package
# whose library the program loads; and that it is the same bytes each time.
#
#   tests/release/sbom.sh DAEMON [ADMIN]
. "$(dirname "$0")/../e2e/lib.sh"
source=$(realpath "$here/../..")
programs=("$daemon" ${2:+"$(cd "$OLDPWD" && realpath "$2")"})
version=$("$source/installer/version.sh")
export SOURCE_DATE_EPOCH=1700000000

sbom() { "$source/installer/make-sbom.sh" "$1" >"$2" 2>error || fail "no bill of materials of $1: $(cat error)"; }
has() { jq -e "$2" "$1" >/dev/null || fail "not so in $1: $2"; }

# shellcheck disable=SC2016
# https://spdx.github.io/spdx-spec/v2.3/: sections 6 to 11, and annex D for the expressions.
complete() { # FILE
    has "$1" '.spdxVersion == "SPDX-2.3" and .dataLicense == "CC0-1.0" and .SPDXID == "SPDXRef-DOCUMENT"'
    has "$1" '.documentNamespace | test("^https://[^#]+$")'
    has "$1" '.creationInfo == {created: "2023-11-14T22:13:20Z", creators: ["Tool: make-sbom.sh-'"$version"'"]}'
    has "$1" '[.packages[], .files[]] | length > 10 and (map(.SPDXID) | unique | length) == length'
    has "$1" '[.packages[], .files[]] | all(.SPDXID | test("^SPDXRef-[A-Za-z0-9.-]+$"))'
    has "$1" '.packages | all(.name != "" and .versionInfo != "" and has("downloadLocation") and has("filesAnalyzed"))'
    has "$1" '.packages | all(.supplier | test("^Organization: ."))'
    has "$1" '.packages | all(.licenseDeclared | test("^[A-Za-z0-9.-]+( (AND|OR) [A-Za-z0-9.-]+)*$"))'
    has "$1" '.packages[0] | .licenseDeclared == "GPL-3.0-or-later"'
    has "$1" '[.packages[].licenseDeclared] | index("LGPL-3.0-only OR GPL-2.0-only")'
    has "$1" '.packages[0].packageVerificationCode.packageVerificationCodeValue | test("^[0-9a-f]{40}$")'
    has "$1" '.packages[1:] | all(.externalRefs[0].referenceLocator | test("^pkg:deb/(debian|ubuntu)/[^ @]+@[^ @+]+[?]arch=[a-z0-9]+&distro=[a-z]+-[a-z0-9.]+$"))'
    has "$1" '.files | all(.checksums | map(.algorithm) == ["SHA1", "SHA256"])'
    has "$1" '([.packages[], .files[]] | map(.SPDXID) + ["SPDXRef-DOCUMENT"]) as $ids |
        .relationships | all(.spdxElementId, .relatedSpdxElement | IN($ids[]))'
    # Each package is there because something has to do with it.
    has "$1" '[.relationships[].relatedSpdxElement] as $related | [.packages[], .files[]] | all(.SPDXID | IN($related[]))'
}

# links FILE PATH TYPE: the packages that the file at that path has to do with.
links() {
    jq -r --arg path "$2" --arg type "$3" '(.files[] | select(.fileName == $path).SPDXID) as $id | (.packages | INDEX(.SPDXID)) as $packages |
        .relationships[] | select(.spdxElementId == $id and .relationshipType == $type) | $packages[.relatedSpdxElement].name' "$1" | sort
}

for program in "${programs[@]}"; do
    name=$(basename "$program")
    sbom "$program" "$name.json"
    sbom "$program" again.json
    cmp "$name.json" again.json || fail "the second bill of materials of $name differs"
    complete "$name.json"
    equal "$name is described" "$name $version $(sha256sum <"$program" | cut -d ' ' -f 1)" \
        "$(jq -r '.packages[0] | "\(.name) \(.versionInfo) \(.checksums[0].checksumValue)"' "$name.json")"

    # Found another way: where the dynamic linker says that it takes each of them from.
    needed=$(readelf -d "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
    LD_TRACE_LOADED_OBJECTS=1 "$program" >loaded
    paths=$(for library in $needed; do sed -n "s|^\t$library => \(/[^ ]*\).*|\1|p" loaded; done | xargs realpath)
    # Where /lib is /usr/lib, dpkg knows a file by one of its names.
    # shellcheck disable=SC2086
    owners=$(dpkg-query -S $paths ${paths//\/usr\//\/} 2>/dev/null | cut -d : -f 1 | sort -u)
    (($(wc -w <<<"$needed") > 5)) || fail "$name needs $needed"
    equal "the packages that $name loads from" "$owners" "$(links "$name.json" "./usr/bin/$name" DYNAMIC_LINK)"
    for package in $owners; do
        equal "$package" "$(dpkg-query -W -f '${Version}\n' "$package")" \
            "$(jq -r --arg name "$package" '.packages[] | select(.name == $name).versionInfo' "$name.json")"
    done
done
equal "what the daemon has compiled in" "$(dpkg-query -S '*/include/boost/version.hpp' | cut -d : -f 1)" \
    "$(links prometheus-slurm-sd.json ./usr/bin/prometheus-slurm-sd STATIC_LINK)"
has prometheus-slurm-sd.json '.packages | any(.name == "zlib1g")' # Through Qt alone.

# A package of Debian, with a file that is no program.
mkdir -p deb/DEBIAN deb/usr/bin deb/usr/share
cp "$daemon" deb/usr/bin/
echo text >deb/usr/share/text
printf '%s\n' "Package: some-package" "Version: 2:1.0~rc1-1" "Architecture: all" "Maintainer: Nobody <nobody@localhost>" "Description: x" >deb/DEBIAN/control
dpkg-deb -Znone --root-owner-group -b deb some.deb >/dev/null || fail "no package"
sbom some.deb deb.json
complete deb.json
equal "the package" "some-package 2:1.0~rc1-1" "$(jq -r '.packages[0] | "\(.name) \(.versionInfo)"' deb.json)"
equal "its files" "./usr/bin/prometheus-slurm-sd ./usr/share/text" "$(jq -r '[.files[].fileName] | join(" ")' deb.json)"
equal "the text's hash" "$(sha1sum <deb/usr/share/text | cut -d ' ' -f 1)" "$(jq -r '.files[1].checksums[0].checksumValue' deb.json)"
equal "the package's code" "$(sha1sum deb/usr/bin/* deb/usr/share/text | cut -d ' ' -f 1 | sort | tr -d '\n' | sha1sum | cut -d ' ' -f 1)" \
    "$(jq -r '.packages[0].packageVerificationCode.packageVerificationCodeValue' deb.json)"
equal "what it loads" "$(links prometheus-slurm-sd.json ./usr/bin/prometheus-slurm-sd DYNAMIC_LINK)" \
    "$(links deb.json ./usr/bin/prometheus-slurm-sd DYNAMIC_LINK)"

# What it cannot tell it does not print.
equal "without a program" "1" "$("$source/installer/make-sbom.sh" deb/usr/share/text 2>error >none; echo $?)"
equal "and why" "has no program" "$(grep -o 'has no program' error)"
equal "without a time" "1" "$(env -u SOURCE_DATE_EPOCH "$source/installer/make-sbom.sh" "$daemon" 2>error >none; echo $?)"
