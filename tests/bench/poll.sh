#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A whole poll at 65,536 nodes from a loopback server (nginx, serving a made-up answer from a file), 5 jobs:
#   - CPU time of a poll (`--once`) against a Go program with encoding/json that does the same, in turn;
#   - peak memory of the serving daemon;
#   - latency of /targets for 8 clients while polls run back to back.
# Needs nginx-light, golang-go, wrk and a Release build with tests.
#
#   tests/bench/poll.sh BUILD_DIRECTORY [NODES]
set -eu -o pipefail
build=$(realpath "$1")
nodes=${2:-65536}
here=$(dirname "$(realpath "$0")")
daemon=$build/daemon/prometheus-slurm-sd
work=$(mktemp -d /tmp/slurm-sd-bench.XXXXXX)
chmod 755 "$work"
pids=()
trap '((${#pids[@]} == 0)) || kill "${pids[@]}"; wait; rm -rf "$work"' EXIT
export TIMEFORMAT='%U %S'

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

mkdir -p "$work/root/slurm/v0.0.46/nodes"
"$build/tests/bench/bench_parse" --write "$work/root/slurm/v0.0.46/nodes/index.html" "$nodes" >/dev/null
echo "answer: $(stat -c %s "$work/root/slurm/v0.0.46/nodes/index.html") bytes, $nodes nodes"

port=$(free_port)
cat >"$work/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events { }
http {
    access_log off; types { } default_type application/json; sendfile on;
    client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c;
    uwsgi_temp_path $work/d; scgi_temp_path $work/e;
    server { listen 127.0.0.1:$port; root $work/root; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/nginx.log" &
pids+=($!)
endpoint=http://127.0.0.1:$port

cat >"$work/config.yaml" <<YAML
slurm: {endpoint: "$endpoint", api_version: v0.0.46, update_interval: 1s}
web: {listen_address: ["127.0.0.1:0"]}
jobs:
  - {node: , port: 9100}
  - {dcgm: , port: 9401}
  - {process: , port: 9256}
  - {ipmi: , port: 9290}
  - {lustre: , port: 9169}
YAML

(cd "$here/go" && GO111MODULE=off go build -o "$work/go-poll" .)
until curl -sf -o /dev/null -r 0-9 "$endpoint/slurm/v0.0.46/nodes/"; do sleep 0.1; done

# CPU seconds (user + system) of a command.
cpu() { { time "$@" >/dev/null 2>"$work/stderr"; } 2>&1 | awk '{print $1 + $2}'; }
echo "CPU seconds of one poll, in turn:"
for round in 0 1 2 3 4 5; do
    ours=$(cpu "$daemon" --once --config.file "$work/config.yaml" --output "$work/targets.json")
    theirs=$(cpu "$work/go-poll" "$endpoint/slurm/v0.0.46/nodes/")
    # The first round warms the page cache.
    ((round == 0)) || echo "$ours $theirs"
done | tee "$work/rounds" | awk '{printf "  daemon %.2f  go %.2f  ratio %.3f\n", $1, $2, $1 / $2}'
awk '{print $1 / $2}' "$work/rounds" | sort -n | awk '{r[NR] = $1} END {printf "median ratio: %.3f\n", r[int((NR + 1) / 2)]}'

"$daemon" --config.file "$work/config.yaml" 2>"$work/daemon.log" &
pid=$!
pids+=("$pid")
until url=$(sed -n 's/.*msg=listening.* url=//p' "$work/daemon.log" 2>/dev/null) && [[ $url ]]; do sleep 0.1; done
until curl -sf -o /dev/null "$url/-/ready"; do sleep 0.1; done

ticks() { cut -d' ' -f14,15 "/proc/$pid/stat" | tr ' ' +; }
polls() { grep -c 'msg="nodes polled"' "$work/daemon.log"; }
before=$(($(ticks))) polls_before=$(polls)
sleep 10
echo "CPU of the serving daemon per poll: $(((($(ticks)) - before) * 10 / ($(polls) - polls_before))) ms"

polls_before=$(polls)
echo "/targets, 8 clients, polls back to back:"
wrk -t1 -c8 -d20s --latency "$url/targets?prom_job=node" | grep -E '50%|99%|Requests/sec|Non-2xx' || :
echo "polls meanwhile: $(($(polls) - polls_before))"
echo "peak memory of the daemon: $(awk '/VmHWM/ {print $2 / 1000 " MB"}' "/proc/$pid/status")"
