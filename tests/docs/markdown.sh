#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the Markdown files say holds together: links and anchors lead somewhere, README.ja.md has the commands of
# README.md, and code blocks are what their language says. commands.sh runs the commands. Needs no root.
#
#   tests/docs/markdown.sh DAEMON [TREE]
tree=$(realpath "${2:-$(dirname "$0")/../..}")
# shellcheck source-path=SCRIPTDIR source=../e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

mapfile -t files < <(cd "$tree" && find . -name '*.md' -not -path './build*' -not -path './.git/*' | sed 's,^\./,,' | sort)
((${#files[@]} > 5)) || fail "only ${#files[@]} Markdown files in $tree"

broken=$(cd "$tree" && perl "$here/links.pl" "${files[@]}") || fail "$broken"
say "ok: $broken in ${#files[@]} files"

for file in "${files[@]}"; do
    "$here/blocks.sh" "$tree/$file" "blocks/$file" 2>cut.log || fail "$(cat cut.log)"
done

# ---- the Japanese README ----

# blocks_of FILE LANGUAGE: all of them, without comments, which are translated.
blocks_of() {
    local block
    for block in "blocks/$1"/*."$2"; do
        echo "--- $2"
        sed 's/ *#.*//' "$block"
    done
}
for language in sh yaml; do
    different=$(diff <(blocks_of README.md $language) <(blocks_of README.ja.md $language)) ||
        fail "README.md and README.ja.md have other $language blocks: $different"
done
say "ok: README.ja.md has the blocks of README.md"

# ---- what a block is ----

cp "$here/../data/tls/server.pem" server.crt
cp "$here/../data/tls/server.key" server.key
echo 'slurm: {endpoint: "demo:"}' >demo.yaml

# Prometheus's files are not looked for: they are on the reader's machine.
prometheus_config() { promtool check config --syntax-only "$1"; }

# What a part of a config lacks, as a flag.
without_endpoint() { grep -q 'endpoint:' "$1" || echo --slurm.endpoint=demo:; }

# yaml FILE: it passes the check of the program that reads it, told by its first keys.
yaml() {
    case $(sed -n '/^ *\(#\|$\)/d; s/^\( *\)\(- \)\{0,1\}\([a-z_]*\):.*/\1\3/p' "$1" | head -n 1) in
    slurm | clusters | web | node_metrics | defaults | jobs)
        "$daemon" --config.check --config.file "$1" $(without_endpoint "$1") ;;
    tls_server_config | basic_auth_users)
        # shellcheck disable=SC2016
        sed 's,\$2y\$10\$…,$2b$04$YmwwPUHmnKQCzkIUj9.PUeLdG8PxhdklC9W9cn7zvpzq7pauffx/e,' "$1" >web.yaml
        "$daemon" --config.check --config.file demo.yaml --web.config.file web.yaml ;;
    groups) promtool check rules "$1" ;;
    global | rule_files | scrape_configs) prometheus_config "$1" ;;
    "  job_name") { echo "scrape_configs:" && cat "$1"; } >part.yaml && prometheus_config part.yaml ;;
    "    "*) { echo $'scrape_configs:\n  - job_name: part' && cat "$1"; } >part.yaml && prometheus_config part.yaml ;;
    *) echo "nobody is known who reads this"; return 1 ;;
    esac
}

for block in $(cd blocks && find . -type f | sort); do
    case $block in
    *.sh) check="sh -n" ;;
    *.json) check="jq empty" ;;
    *.yaml) check=yaml ;;
    # An output, a session with its prompts, a unit, a drawing, a config of HAProxy's.
    *.text | *.console | *.ini | *.promql) continue ;;
    *) fail "$block: a language that nobody checks" ;;
    esac
    $check "blocks/$block" >check.log 2>&1 || fail "${block#./}: $(cat check.log)"
    checks=$((checks + 1))
done

say "$checks blocks are what they say"
