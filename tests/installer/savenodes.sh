#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# savenodes.sh SAVE_NODES DAEMON: does save-nodes write what the daemon reads, and leave the file as it is whenever scontrol fails?
set -eu
save=$1 daemon=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file=$work/nodes.json
good='{"nodes": [{"name": "n1", "state": ["IDLE"], "partitions": ["batch"]}], "errors": []}'

# scontrol BODY: what stands in for it, a shell script.
scontrol() { printf '#!/bin/sh\n%s\n' "$1" >"$work/scontrol" && chmod +x "$work/scontrol"; }
# saves STATUS: the exit status, with nothing left beside the file.
saves() {
    local status=0
    PATH=$work:$PATH sh -eu "$save" "$file" 2>"$work/stderr" || status=$?
    [[ $status == "$1" ]] || { echo "expected exit status $1, got $status: $(cat "$work/stderr")" >&2; exit 1; }
    [[ -z $(find "$work" -name 'nodes.json.*') ]] || { echo "left behind: $(ls "$work")" >&2; exit 1; }
}

# shellcheck disable=SC2016
scontrol '[ "$*" = "show nodes --json" ] || exit 9; echo '"'$good'"
saves 0
[[ $(stat -c %a "$file") == 644 ]]
echo "jobs: [{name: node, port: 9100}]" >"$work/config.yaml"
targets=$("$daemon" --config.file "$work/config.yaml" --slurm.endpoint "file:$file" --once)
[[ $targets == *n1* ]] || { echo "no target of $targets" >&2; exit 1; }
for failing in 'echo "slurm_load_node error: Unable to contact slurm controller" >&2; exit 1' \
    'echo "scontrol: unrecognized option --json"' 'printf "{\"nodes\": [" ; exit 1' 'exit 0'; do
    scontrol "$failing"
    saves 1
    [[ $(cat "$file") == "$good" ]] || { echo "the file changed at: $failing" >&2; exit 1; }
done
