#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What web.slurm_proxy costs, for a list of 20,000 nodes (53 MB) that a loopback server (nginx) gives in slurmrestd's place:
#   - CPU time of a poll with the answer kept, and without, in turn;
#   - CPU time of a request with gzip against nginx with gzip_static that serves the same bytes, over a kept connection, in
#     turn (aim: at most 1.3); and without gzip, where it is decompressed while it is sent;
#   - memory: what a kept answer adds (aim: at most a tenth of it), and the peak while 20 clients take it at once.
# Above 8 MB the compressed answer is in a file; 200000 nodes show that. Needs nginx-light and a build with tests.
#
#   tests/bench/proxy.sh BUILD_DIRECTORY [NODES | FILE]    FILE: an answer of slurmrestd, v0.0.46 or not
set -eu -o pipefail
build=$(realpath "$1")
nodes=${2:-20000}
daemon=$build/daemon/prometheus-slurm-sd
work=$(mktemp -d /tmp/slurm-sd-bench.XXXXXX)
chmod 755 "$work"
pids=()
trap '((${#pids[@]} == 0)) || kill "${pids[@]}"; wait; rm -rf "$work"' EXIT

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

path=slurm/v0.0.46/nodes
mkdir -p "$work/root/$path" "$work/state"
list=$work/root/$path/index.html
if [[ -f $nodes ]]; then cp "$nodes" "$list"; else "$build/tests/bench/bench_parse" --write "$list" "$nodes" >/dev/null; fi
size=$(stat -c %s "$list")
port=$(free_port)
cat >"$work/nginx.conf" <<CONF
worker_processes 1; daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.log;
events { }
http {
    keepalive_requests 100000; access_log off; types { } default_type application/json; sendfile ${SENDFILE:-on}; gzip_static on;
    client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c;
    uwsgi_temp_path $work/d; scgi_temp_path $work/e;
    server { listen 127.0.0.1:$port; root $work/root; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/nginx.log" &
nginx=$!
pids+=("$nginx")

# serve yes|no: a daemon that gives its answer on, or not; sets pid and url.
serve() {
    local to=$work/$1.yaml
    echo "slurm: {endpoint: 'http://127.0.0.1:$port', api_version: v0.0.46, update_interval: 1h}
web: {listen_address: ['127.0.0.1:0'], slurm_proxy: $1}
jobs: [{node: , port: 9100}]" >"$to"
    "$daemon" --config.file "$to" --storage.path "$work/state" --web.enable-lifecycle 2>"$work/$1.log" &
    pid=$!
    pids+=("$pid")
    until url=$(sed -n 's/.*msg=listening.* url=//p' "$work/$1.log" 2>/dev/null) && [[ $url ]]; do sleep 0.1; done
    until curl -sf -o /dev/null "$url/-/ready"; do sleep 0.1; done
}
# In ms, of all its threads, those that have ended as well.
spent() { awk -v hz="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); print ($12 + $13) * 1000 / hz}' "/proc/$1/stat"; }
memory() { awk -v what="$2" '$1 == what ":" {print $2}' "/proc/$1/status"; }
# Until what is made of a list is made.
settle() {
    local before
    until before=$(spent "$1") && sleep 0.3 && [[ $(spent "$1") == "$before" ]]; do :; done
}
polls() { curl -sf "$1/metrics" | sed -n 's/^slurm_sd_polls_total{.*} //p'; }
# poll PID URL: what one takes.
poll() {
    local before last
    settle "$1"
    before=$(spent "$1") last=$(polls "$2")
    curl -sf -o /dev/null -X POST "$2/api/v1/refresh"
    while [[ $(polls "$2") == "$last" ]]; do sleep 0.2; done
    settle "$1"
    awk -v from="$before" -v to="$(spent "$1")" 'BEGIN {print to - from}'
}

serve false
plain=$pid plain_url=$url
serve true
proxy=$pid proxy_url=$url
for _ in 1 2 3; do
    with=$(poll "$proxy" "$proxy_url")
    without=$(poll "$plain" "$plain_url")
    awk -v a="$with" -v b="$without" 'BEGIN {printf "a poll: %.0f ms CPU with the answer kept, %.0f ms without, ratio %.2f\n", a, b, a / b}'
done
curl -sf -o "$work/kept.gz" -H 'Accept-Encoding: gzip' "$proxy_url/$path/"
gzip -dc "$work/kept.gz" | cmp - "$list"
awk -v z="$(stat -c %s "$work/kept.gz")" -v size="$size" -v a="$(memory "$proxy" VmRSS)" -v b="$(memory "$plain" VmRSS)" \
    -v pa="$(memory "$proxy" VmHWM)" -v pb="$(memory "$plain" VmHWM)" 'BEGIN {
    printf "an answer of %.1f MB, %.2f MB with gzip\n", size / 1e6, z / 1e6
    printf "resident memory: %.1f MB with it, %.1f MB without: %.3f of the answer; peaks %.1f and %.1f MB\n",
        a * 1.024e-3, b * 1.024e-3, (a - b) * 1024 / size, pa * 1.024e-3, pb * 1.024e-3 }'

cp "$work/kept.gz" "$list.gz"
requests() { # COUNT PID URL [CURL ARGUMENT...]
    local before count=$1 pid=$2 url=$3
    shift 3
    before=$(spent "$pid")
    for ((i = 0; i < count; i++)); do printf 'url = "%s"\noutput = "/dev/null"\n' "$url"; done | curl -sf "$@" -K -
    awk -v from="$before" -v to="$(spent "$pid")" -v count="$count" 'BEGIN {print (to - from) / count}'
}
for _ in 1 2 3 4 5; do
    ours=$(requests 1000 "$proxy" "$proxy_url/$path/" -H 'Accept-Encoding: gzip')
    theirs=$(requests 1000 "$nginx" "http://127.0.0.1:$port/$path/index.html" -H 'Accept-Encoding: gzip')
    awk -v a="$ours" -v b="$theirs" 'BEGIN {printf "with gzip: %.2f ms CPU, nginx: %.2f ms, ratio %.2f\n", a, b, a / b}'
done
for _ in 1 2 3; do
    ours=$(requests 10 "$proxy" "$proxy_url/$path/")
    theirs=$(requests 10 "$nginx" "http://127.0.0.1:$port/$path/index.html")
    awk -v a="$ours" -v b="$theirs" 'BEGIN {printf "without: %.1f ms CPU, nginx, which has it as a file: %.1f ms\n", a, b}'
done
for ((i = 0; i < 20; i++)); do
    curl -sf --limit-rate 20M -o /dev/null "$proxy_url/$path/" &
    clients[i]=$!
done
wait "${clients[@]}"
awk -v peak="$(memory "$proxy" VmHWM)" 'BEGIN {printf "peak memory with 20 clients at once: %.1f MB\n", peak * 1.024e-3}'
