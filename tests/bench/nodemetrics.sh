#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What /metrics/nodes costs at 65,536 nodes:
#   - CPU time of a poll while nobody scrapes it, and while somebody does once a poll, in turn (aim: at most 1.25);
#   - CPU time of a scrape with gzip against nginx with gzip_static that serves the same bytes, in turn (aim: 1.2), over
#     a connection that is kept, as Prometheus keeps it;
#   - latency of /targets for 8 clients while lists come every 2 s, without scrapes and with two a second, in turn (aim: 1);
#   - bytes a node on the wire, and the daemon's peak memory.
# Needs nginx-light, wrk and a Release build with tests.
#
#   tests/bench/nodemetrics.sh BUILD_DIRECTORY [NODES]
set -eu -o pipefail
build=$(realpath "$1")
nodes=${2:-65536}
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

"$build/tests/bench/bench_parse" --write "$work/nodes.json" "$nodes" >/dev/null
cat >"$work/config.yaml" <<YAML
slurm: {endpoint: "file:$work/nodes.json", update_interval: 1h}
jobs: [{node: , port: 9100}, {dcgm: , port: 9401}, {process: , port: 9256}, {ipmi: , port: 9290}, {lustre: , port: 9169}]
YAML
port=$(free_port)
"$build/daemon/prometheus-slurm-sd" --config.file "$work/config.yaml" --web.listen-address "127.0.0.1:$port" \
    --web.enable-lifecycle --log.level error &
daemon=$!
pids+=("$daemon")
url=http://127.0.0.1:$port
until curl -sf -o /dev/null "$url/-/ready"; do sleep 0.1; done

# In ms, of all its threads, those that have ended as well.
spent() { awk -v hz="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); print ($12 + $13) * 1000 / hz}' "/proc/$1/stat"; }
taken() { curl -sf "$url/api/v1/status" | sed -n 's/.*"list_taken_at":"\([^"]*\)".*/\1/p'; }
poll() {
    local before
    before=$(taken)
    curl -sf -o /dev/null -X POST "$url/api/v1/refresh"
    while [[ $(taken) == "$before" ]]; do sleep 0.05; done
}
# Until what is made of a list is made.
settle() {
    local before
    until before=$(spent "$daemon") && sleep 0.3 && [[ $(spent "$daemon") == "$before" ]]; do :; done
}
scrape() { curl -sf -o "$work/scraped" -H 'Accept-Encoding: gzip' "$1"; }

rounds=10
polls() { # COMMAND after each
    local before
    before=$(spent "$daemon")
    for ((round = 0; round < rounds; round++)); do
        poll
        "$@"
        settle
    done
    awk -v from="$before" -v to="$(spent "$daemon")" -v rounds=$rounds 'BEGIN {print (to - from) / rounds}'
}

polls true >/dev/null
without=$(polls true)
# Asked for once, it is made with each list from then on.
scrape "$url/metrics/nodes"
with=$(polls scrape "$url/metrics/nodes")
awk -v a="$without" -v b="$with" \
    'BEGIN {printf "a poll: %.0f ms CPU, with metrics and a scrape: %.0f ms, ratio %.2f\n", a, b, b / a}'
echo "peak memory: $(awk '/VmHWM/ {print $2 / 1024 " MiB"}' "/proc/$daemon/status")"
bytes=$(stat -c %s "$work/scraped")
raw=$(curl -sf "$url/metrics/nodes" | wc -c)
awk -v z="$bytes" -v r="$raw" -v n="$nodes" 'BEGIN {printf "%d bytes with gzip, %.1f a node; %d without, %.0f a node\n", z, z / n, r, r / n}'

mkdir "$work/root"
cp "$work/scraped" "$work/root/nodes.gz"
curl -sf "$url/metrics/nodes" >"$work/root/nodes"
nginx_port=$(free_port)
cat >"$work/nginx.conf" <<CONF
worker_processes 1; daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.log;
events { }
http {
    keepalive_requests 100000; access_log off; types { } default_type text/plain; sendfile on; gzip_static on;
    client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c;
    uwsgi_temp_path $work/d; scgi_temp_path $work/e;
    server { listen 127.0.0.1:$nginx_port; root $work/root; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/nginx.log" &
nginx=$!
pids+=("$nginx")
until scrape "http://127.0.0.1:$nginx_port/nodes"; do sleep 0.1; done
cmp "$work/scraped" "$work/root/nodes.gz"

scrapes() { # PID URL
    local before
    before=$(spent "$1")
    for ((i = 0; i < 1000; i++)); do printf 'url = "%s"\noutput = "/dev/null"\n' "$2"; done |
        curl -sf -H 'Accept-Encoding: gzip' -K -
    awk -v from="$before" -v to="$(spent "$1")" 'BEGIN {print (to - from) / 1000}'
}
for _ in 1 2 3; do
    ours=$(scrapes "$daemon" "$url/metrics/nodes")
    theirs=$(scrapes "$nginx" "http://127.0.0.1:$nginx_port/nodes")
    awk -v a="$ours" -v b="$theirs" 'BEGIN {printf "a scrape: %.2f ms CPU, nginx: %.2f ms, ratio %.2f\n", a, b, a / b}'
done

targets() { # WHAT
    echo "/targets $1: $(wrk -t1 -c8 -d10s --latency "$url/targets?prom_job=node" | grep -E '50%|99%|Non-2xx' | tr -s ' \n' ' ')"
}
while :; do curl -sf -o /dev/null -X POST "$url/api/v1/refresh"; sleep 2; done &
pids+=($!)
for _ in 1 2 3; do
    targets "without scrapes"
    while :; do scrape "$url/metrics/nodes"; sleep 0.5; done &
    scraper=$!
    targets "with scrapes"
    kill "$scraper"
done
