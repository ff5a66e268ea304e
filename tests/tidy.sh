#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh [--all | BASE]: clang-tidy (.clang-tidy has its checks) over the programs' sources that changed since the commit
# BASE; a header is checked where the source of its name includes it, else another. Without BASE it is where this branch left its upstream,
# else the newest commit that is a day older than the last. Each source is read without precompiled headers, so that one
# that forgets an #include is found as well.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
tool=$(command -v clang-tidy-14 || command -v clang-tidy)

sources() { git ls-files -- 'common/*.cpp' 'daemon/*.cpp' 'gui/*.cpp'; }

changed() { # BASE
    git diff --name-only --diff-filter=d "$1" -- common daemon gui | while read -r file; do
        case $file in
        *.cpp) echo "$file" ;;
        *.h)
            if [[ -e ${file%.h}.cpp ]]; then
                echo "${file%.h}.cpp"
            else
                sources | xargs grep -lF "#include \"$file\"" | sed -n 1p
            fi
            ;;
        esac
    done | sort -u
}

# The last commit may be upstream's own.
base() {
    local upstream
    upstream=$(git merge-base HEAD '@{upstream}' 2>/dev/null) || upstream=$(git rev-parse HEAD)
    if [[ $upstream == "$(git rev-parse HEAD)" ]]; then
        upstream=$(git rev-list -1 --before="$(git log -1 --format=%cd --date=format:%FT%T%z) 1 day ago" HEAD)
    fi
    echo "${upstream:-$(git rev-list --max-parents=0 HEAD | tail -n 1)}"
}

if [[ ${1:-} == --all ]]; then
    mapfile -t files < <(sources)
else
    mapfile -t files < <(changed "${1:-$(base)}")
fi
((${#files[@]} > 0)) || { echo "no source changed"; exit 0; }
echo "clang-tidy over ${#files[@]} sources"

cmake --preset asan -B build/tidy -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DSLURMSD_SANITIZE= -DSLURMSD_FUZZERS=OFF -DBUILD_TESTING=OFF >/dev/null
# What is generated and included.
printf '%s\0' "${files[@]}" | xargs -0 -n 4 -P "$(nproc)" "$tool" -p build/tidy --quiet
