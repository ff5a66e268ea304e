#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh [--all | COUNT]: clang-tidy (.clang-tidy has its checks) over all sources of the programs, or the COUNT (30) that
# changed last: one takes some 15 s. A header is checked where the source of its name includes it, else another. Each
# source is read without precompiled headers, so that one that forgets an #include is found as well.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
tool=$(command -v clang-tidy-14 || command -v clang-tidy)

sources() { git ls-files -- 'common/*.cpp' 'daemon/*.cpp' 'gui/*.cpp'; }

# What was edited and not committed comes first.
newest() {
    { git diff --name-only HEAD; git log --format= --name-only; } | grep -E '^(common|daemon|gui)/.*\.(cpp|h)$' |
        while read -r file; do
            if [[ $file == *.h ]]; then
                [[ -e ${file%.h}.cpp ]] && echo "${file%.h}.cpp" && continue
                sources | xargs grep -lF "#include \"$file\"" | sed -n 1p
            elif [[ -e $file ]]; then
                echo "$file"
            fi
        done | awk '!seen[$0]++' | sed -n "1,$1p"
}

if [[ ${1:-} == --all ]]; then
    mapfile -t files < <(sources)
else
    mapfile -t files < <(newest "${1:-30}")
fi
((${#files[@]} > 0)) || { echo "no source found" >&2; exit 1; }
echo "clang-tidy over ${#files[@]} sources"

cmake --preset asan -B build/tidy -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DSLURMSD_SANITIZE= -DSLURMSD_FUZZERS=OFF -DBUILD_TESTING=OFF >/dev/null
printf '%s\0' "${files[@]}" | xargs -0 -n 4 -P "$(nproc)" "$tool" -p build/tidy --quiet
