#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a poll of a real slurmctld with 20,000 nodes costs on the daemon's side, in turn:
#   - by `scontrol:`: CPU time of the daemon and of scontrol (aim: at most half of the next);
#   - by a slurmrestd: CPU time of the daemon and of slurmrestd;
#   - the daemon's peak memory by `scontrol:` (aim: 60 MB).
# What slurmctld does for each of them is the same list, and not counted. Needs root, as slurmctld does, and a build.
#
#   tests/bench/scontrol.sh BUILD_DIRECTORY [NODES]
set -eu -o pipefail
build=$(realpath "$1")
export RIG_BULK=${2:-20000}
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d /tmp/slurm-sd-bench.XXXXXX)
chmod 755 "$work"
pids=()
trap '((${#pids[@]} == 0)) || kill "${pids[@]}"; wait; "$here/../e2e/slurm-rig.sh" stop "$work/rig"; rm -rf "$work"' EXIT

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

RIG_REST_PORT=$(free_port) RIG_CTLD_PORT=$(free_port) RIG_SLURMD_PORT=$(free_port)
export RIG_REST_PORT RIG_CTLD_PORT RIG_SLURMD_PORT
"$here/../e2e/slurm-rig.sh" start "$work/rig" >"$work/rig.env" 2>"$work/rig.log" || { tail "$work/rig.log"; exit 1; }
eval "$("$here/../e2e/slurm-rig.sh" env "$work/rig")"
export SLURM_CONF
read -r rest _ <"$work/rig/pid/slurmrestd-unix"

# In ms; with those of its children that have ended.
spent() { awk -v hz="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) * 1000 / hz}' "/proc/$1/stat"; }
# serve NAME ENDPOINT: sets pid and url.
serve() {
    echo "jobs: [{node: , port: 9100}]" >"$work/config.yaml"
    "$build/daemon/prometheus-slurm-sd" --config.file "$work/config.yaml" --slurm.endpoint "$2" --slurm.update-interval 1h \
        --web.listen-address 127.0.0.1:0 --web.enable-lifecycle 2>"$work/$1.log" &
    pid=$!
    pids+=("$pid")
    until url=$(sed -n 's/.*msg=listening.* url=//p' "$work/$1.log" 2>/dev/null) && [[ $url ]]; do sleep 0.1; done
    until curl -sf -o /dev/null "$url/-/ready"; do sleep 0.1; done
}
polls() { curl -sf "$1/metrics" | sed -n 's/^slurm_sd_polls_total{.*} //p'; }
# settled PID...: what they have spent, once it is no more.
settled() {
    local before now
    now=$(all "$@")
    until before=$now && sleep 0.5 && now=$(all "$@") && [[ $now == "$before" ]]; do :; done
    echo "$now"
}
all() { for each; do spent "$each"; done | awk '{sum += $1} END {print sum}'; }
# poll URL PID...: what one takes of these processes.
poll() {
    local url=$1 before last
    shift
    before=$(settled "$@") last=$(polls "$url")
    curl -sf -o /dev/null -X POST "$url/api/v1/refresh"
    while [[ $(polls "$url") == "$last" ]]; do sleep 0.2; done
    awk -v from="$before" -v to="$(settled "$@")" 'BEGIN {print to - from}'
}

serve scontrol scontrol:
ours=$pid our_url=$url
serve rest "unix:$RIG_SOCKET"
with_rest=$pid rest_url=$url
for one in "$our_url" "$rest_url"; do
    echo "$one: $(curl -sf "$one/api/v1/status" | jq -c '.clusters[0] | [.nodes, .slurm_release, .api_version, .last_poll_bytes]')"
done
for _ in 1 2 3 4 5; do
    a=$(poll "$our_url" "$ours")
    b=$(poll "$rest_url" "$with_rest" "$rest")
    awk -v a="$a" -v b="$b" 'BEGIN {printf "a poll by scontrol: %.0f ms CPU, by slurmrestd: %.0f ms, ratio %.2f\n", a, b, a / b}'
done
peak() { awk '/VmHWM/ {printf "%.1f MB", $2 * 1.024e-3}' "/proc/$1/status"; }
echo "peak memory of the daemon: $(peak "$ours") by scontrol, $(peak "$with_rest") by slurmrestd"
# For tests/bench/proxy.sh, say.
[[ -z ${KEEP_ANSWER:-} ]] || curl -sf --unix-socket "$RIG_SOCKET" -o "$KEEP_ANSWER" http://localhost/slurm/v0.0.38/nodes/
