#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long does a read take the event loop with 3,000 jobs? Each path is asked for once, then 20 times more; what is
# printed is the CPU time of the daemon's main thread for each, in ms, so that it does not depend on what else the machine
# does: of the first, and the mean of the others; for two daemons side by side also the ratio of those.
#
#   tests/bench/reads.sh DAEMON [DAEMON_BEFORE]
set -u -o pipefail
jobs=${JOBS:-3000}
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait; rm -rf "$work"' EXIT

{
    echo 'slurm: {endpoint: "demo:", update_interval: 1h}'
    echo 'jobs:'
    for ((i = 0; i < jobs; i++)); do
        printf '  - name: job%04d\n    port: %d\n    match: {partitions: [batch, "gpu-.*"]}\n    labels: [partitions, state, node]\n' \
            "$i" $((9100 + i % 500))
    done
} >"$work/config.yaml"

# serve DAEMON PORT
serve() {
    "$1" --config.file "$work/config.yaml" --web.listen-address "127.0.0.1:$2" --log.level error &
    pids+=("$!")
    for ((tries = 0; tries < 300; tries++)); do
        [[ $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$2/targets?prom_job=job0000") == 200 ]] && return
        sleep 0.1
    done
    echo "$1 does not serve" >&2
    exit 1
}

rounds=20
ask() { curl -s -o /dev/null "http://127.0.0.1:$1$2"; }
spent() { cut -d ' ' -f 1 "/proc/$1/task/$1/schedstat"; } # in ns

# times PID PORT PATH: the first, and the mean of the others.
times() {
    local before after end
    before=$(spent "$1")
    ask "$2" "$3"
    after=$(spent "$1")
    for ((round = 0; round < rounds; round++)); do ask "$2" "$3"; done
    end=$(spent "$1")
    awk -v before="$before" -v after="$after" -v end="$end" -v rounds=$rounds \
        'BEGIN { printf "%.1f %.1f\n", (after - before) / 1e6, (end - after) / 1e6 / rounds }'
}

port=$((20000 + RANDOM % 10000))
serve "$1" "$port"
[[ $# -lt 2 ]] || serve "$2" $((port + 1))
sleep 3 # what is prepared in the background is ready
printf '%-38s %8s %8s %8s %8s\n' path first others before ratio
for path in /api/v1/config /api/v1/status /metrics / "/?node=c01" "/api/v1/explain?node=c01" /targets \
    "/targets?prom_job=job0001" "/targets?prom_job=job0001&state=active" /api/v1/nodes /-/ready /api/v1/events; do
    read -r first others <<<"$(times "${pids[0]}" "$port" "$path")"
    before=- ratio=-
    if [[ $# -ge 2 ]]; then
        read -r _ before <<<"$(times "${pids[1]}" $((port + 1)) "$path")"
        ratio=$(awk -v a="$others" -v b="$before" 'BEGIN { printf "%.3f", (b > 0 ? a / b : 0) }')
    fi
    printf '%-38s %8s %8s %8s %8s\n' "$path" "$first" "$others" "$before" "$ratio"
done
