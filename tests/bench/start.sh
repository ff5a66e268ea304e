#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Start to first answer from the demo cluster, and idle memory with 100 nodes.
#
#   tests/bench/start.sh BUILD_DIRECTORY
set -eu -o pipefail
build=$(realpath "$1")
daemon=$build/daemon/prometheus-slurm-sd
work=$(mktemp -d /tmp/slurm-sd-bench.XXXXXX)
pids=()
trap '((${#pids[@]} == 0)) || kill "${pids[@]}"; wait; rm -rf "$work"' EXIT

for round in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    before=${EPOCHREALTIME/./}
    "$daemon" --slurm.endpoint demo: --web.listen-address "127.0.0.1:$port" 2>"$work/log" &
    pid=$!
    until curl -sf -o /dev/null "http://127.0.0.1:$port/targets?prom_job=node"; do sleep 0.005; done
    echo "start to first answer: $(((${EPOCHREALTIME/./} - before) / 1000)) ms"
    kill "$pid"
    wait "$pid"
done

"$build/tests/bench/bench_parse" --write "$work/nodes.json" 100 >/dev/null
"$daemon" --slurm.endpoint "file:$work/nodes.json" --web.listen-address 127.0.0.1:0 2>"$work/log" &
pids+=($!)
until grep -q 'msg="nodes polled"' "$work/log"; do sleep 0.1; done
url=$(sed -n 's/.*msg=listening.* url=//p' "$work/log")
for ((i = 0; i < 100; ++i)); do curl -sf -o /dev/null "$url/targets"; done
sleep 2
echo "idle memory with 100 nodes: $(awk '/VmRSS/ {print $2 / 1000 " MB"}' "/proc/${pids[0]}/status")"
