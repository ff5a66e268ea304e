#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Polls of 10,000 running jobs in the shape of v0.0.45 (26.05), of which 5,000 are annotated:
#   - CPU time of one against a Go program with encoding/json that does the same, in turn;
#   - how long after the last byte the targets are ready;
#   - CPU time and peak memory of a daemon that serves 20,000 nodes and polls these jobs.
# Needs nginx-light, golang-go, python3 and a Release build with tests.
#
#   tests/bench/jobs.sh BUILD_DIRECTORY [JOBS] [NODES]
set -eu -o pipefail
build=$(realpath "$1")
jobs=${2:-10000}
nodes=${3:-20000}
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d /tmp/slurm-sd-bench.XXXXXX)
chmod 755 "$work"
pids=()
trap '((${#pids[@]} == 0)) || kill "${pids[@]}"; wait; rm -rf "$work"' EXIT

root=$work/root/slurm/v0.0.45
mkdir -p "$root/nodes" "$root/jobs"
python3 "$here/jobs.py" "$jobs" "$nodes" >"$root/jobs/index.html"
"$build/tests/bench/bench_parse" --write "$root/nodes/index.html" "$nodes" >/dev/null
echo "answer: $(stat -c %s "$root/jobs/index.html") bytes, $jobs jobs"
(cd "$here/gojobs" && GO111MODULE=off go build -o "$work/jobs-go" .)

echo "one poll, in turn:"
for round in 0 1 2 3 4 5; do
    ours=$("$build/tests/bench/bench_jobs" "$root/jobs/index.html" "$nodes")
    theirs=$("$work/jobs-go" "$root/jobs/index.html")
    # The first round warms the page cache.
    ((round == 0)) || echo "daemon $ours; go $theirs"
done | tee "$work/rounds" | sed 's/^/  /'
awk '{for (i = 1; i <= NF; ++i) if ($i == "go") print $2 / $(i + 1)}' "$work/rounds" | sort -n |
    awk '{r[NR] = $1} END {printf "median ratio: %.3f\n", r[int((NR + 1) / 2)]}'
echo "polls after the first one:"
"$build/tests/bench/bench_jobs" "$root/jobs/index.html" "$nodes" 5 | tail -n 5 | sed 's/^/  /'

port=$((20000 + RANDOM % 12000))
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
cat >"$work/config.yaml" <<YAML
slurm: {endpoint: "http://127.0.0.1:$port", api_version: v0.0.45, update_interval: 1h, jobs: {update_interval: 2s}}
web: {listen_address: ["127.0.0.1:0"]}
jobs: [{node: , port: 9100}, {name: vllm, role: job}]
YAML
"$build/daemon/prometheus-slurm-sd" --config.file "$work/config.yaml" 2>"$work/daemon.log" &
pid=$!
pids+=("$pid")
ticks() { cut -d' ' -f14,15 "/proc/$pid/stat" | tr ' ' +; }
polls() { grep -c 'msg="jobs polled"' "$work/daemon.log" || :; }
until (($(polls) > 1)); do sleep 0.2; done
before=$(($(ticks))) polls_before=$(polls)
sleep 20
echo "CPU of the serving daemon per poll of jobs: $(((($(ticks)) - before) * 10 / ($(polls) - polls_before))) ms"
echo "peak memory of the daemon: $(awk '/VmHWM/ {print $2 / 1000 " MB"}' "/proc/$pid/status")"
