# SPDX-License-Identifier: GPL-3.0-or-later
# From what make-sbom.sh found to SPDX 2.3.

def rows: split("\n") | map(select(. != "") | split("\t"));
def map_of(rows): rows | map({key: .[0], value: .[1]}) | from_entries;
def id(kind): "SPDXRef-\(kind)-\(ltrimstr("./") | gsub("[^A-Za-z0-9.-]"; "-"))";
def relation(from; type; to): {spdxElementId: from, relationshipType: type, relatedSpdxElement: to};

# SPDX's names for the licences that Debian's copyright files name; others leave the whole expression open.
{"Apache-2.0": "Apache-2.0", "BSD-2-clause": "BSD-2-Clause", "BSD-3-clause": "BSD-3-Clause", "BSL-1.0": "BSL-1.0",
 "CC0": "CC0-1.0", "Expat": "MIT", "FTL": "FTL", "GPL-2": "GPL-2.0-only", "GPL-2+": "GPL-2.0-or-later",
 "GPL-3": "GPL-3.0-only", "GPL-3+": "GPL-3.0-or-later", "LGPL-2.1+": "LGPL-2.1-or-later", "LGPL-3": "LGPL-3.0-only",
 "MIT": "MIT", "MPL-1.1": "MPL-1.1", "X11": "X11", "Zlib": "Zlib", "and": "AND", "or": "OR"} as $spdx_of |
def spdx: . // "?" | split(" ") | map($spdx_of[.]) | if any(. == null) then null else join(" ") end;

map_of($libraries | rows) as $path_of |
map_of($owners | rows) as $owner_of |
map_of($licences | rows) as $licence_of |
($programs | split("\n")) as $programs |
def owner: $owner_of[ltrimstr("/usr")] // error("\(.) is of no package");
# What a path is in the document: a file of ours, or the package that a library is of.
def element: if IN($programs[]) then id("File") else owner | sub(":.*"; "") | id("Package") end;

($name | id("Package")) as $ours |
{
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name: "\($name)-\($version)",
    documentNamespace: "https://spdx.org/spdxdocs/\($name)-\($version | @uri)-\($sha256)",
    creationInfo: {created: $created, creators: ["Tool: \($tool)"]},
    packages: ([{
        name: $name,
        SPDXID: $ours,
        versionInfo: $version,
        packageFileName: $file_name,
        supplier: "Organization: prometheus-slurm-sd maintainers",
        downloadLocation: "NOASSERTION",
        filesAnalyzed: true,
        packageVerificationCode: {packageVerificationCodeValue: $verification},
        checksums: [{algorithm: "SHA256", checksumValue: $sha256}],
        licenseConcluded: "GPL-3.0-or-later",
        licenseDeclared: "GPL-3.0-or-later",
        copyrightText: "NOASSERTION",
        primaryPackagePurpose: "APPLICATION"
    }] + ($packages | rows | map(
        . as [$_, $package, $version, $architecture, $source, $source_version] |
        $licence_of["/usr/share/doc/\($package)/copyright"] as $licence |
        {
            name: $package,
            SPDXID: $package | id("Package"),
            versionInfo: $version,
            supplier: "Organization: \($system)",
            downloadLocation: "NOASSERTION",
            filesAnalyzed: false,
            sourceInfo: "built from the source package \($source) \($source_version)",
            licenseConcluded: "NOASSERTION",
            licenseDeclared: ($licence | spdx // "NOASSERTION"),
            copyrightText: "NOASSERTION",
            primaryPackagePurpose: "LIBRARY",
            externalRefs: [{
                referenceCategory: "PACKAGE-MANAGER",
                referenceType: "purl",
                referenceLocator:
                    "pkg:deb/\($system)/\($package | @uri)@\($version | @uri)?arch=\($architecture)&distro=\($system)-\($release)"
            }]
        } + if $licence then {licenseComments: "Debian's copyright file has: \($licence)"} else {} end))),
    files: ($files | rows | map({
        fileName: .[0],
        SPDXID: .[0] | id("File"),
        checksums: [{algorithm: "SHA1", checksumValue: .[1]}, {algorithm: "SHA256", checksumValue: .[2]}],
        licenseConcluded: "NOASSERTION",
        copyrightText: "NOASSERTION"
    } + if .[0] | IN($programs[]) then {fileTypes: ["BINARY"]} else {} end)),
    relationships: ([relation("SPDXRef-DOCUMENT"; "DESCRIBES"; $ours)]
        + ($files | rows | map(relation($ours; "CONTAINS"; .[0] | id("File"))))
        + ($compiled_in | rows | map(relation(.[0] | id("File"); "STATIC_LINK"; .[1] | sub(":.*"; "") | id("Package"))))
        + ($needed | rows | map(relation(.[0] | element; "DYNAMIC_LINK"; $path_of[.[1]] | element))
           | map(select(.spdxElementId != .relatedSpdxElement)) | unique))
}
