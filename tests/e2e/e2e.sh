#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# End to end: a real Slurm with slurmrestd, the built daemon, and a real Prometheus. Needs root, as slurmctld does,
# and what installer/install-dependencies.sh test installs. Every server is on loopback and ends with the script.
#
#   tests/e2e/e2e.sh DAEMON
. "$(dirname "$0")/lib.sh"

# ---- the daemon ----

config=$work/config.yaml
cat >"$config" <<'YAML'
slurm:
  update_interval: 1s
  timeout: 30s
web:
  listen_address: ["127.0.0.1:0"]
node_metrics: {reason: true}
jobs:
  - node:
    port: 9100
  - name: readme
    port: 9100
    labels: [node, partitions]
  - name: dcgm
    port: 9401
    match: {gres: [gpu]}
    labels: [partitions, state, node, gres, cluster]
YAML

# start_daemon LOG FLAGS...: sets $url and $daemon_pid.
start_daemon() {
    local log=$1
    shift
    "$daemon" --config.file "$config" "$@" 2>>"$log" &
    daemon_pid=$!
    pids+=("$daemon_pid")
    eventually 5 "the daemon listens" grep -q msg=listening "$log"
    url=$(sed -n 's/.*msg=listening.* url=//p' "$log" | tail -n 1)
}

# stop_daemon: it ends by itself, cleanly, within 2 s of SIGTERM.
stop_daemon() {
    local before=${EPOCHREALTIME/./} status
    kill -TERM "$daemon_pid"
    wait "$daemon_pid"
    status=$?
    local took=$(((${EPOCHREALTIME/./} - before) / 1000))
    equal "the daemon's exit status" 0 "$status"
    ((took < 2000)) || fail "the daemon took $took ms to end"
    forget "$daemon_pid"
}

targets() { curl -sf "$url/targets?prom_job=$1"; }
# Every target of a job, whatever its labels: states may change by themselves while a check waits.
hosts() { targets "$1" | jq -c '[.[].targets[]] | unique'; }
gpu_state() { targets dcgm | jq -er '.[0].labels.__meta_state'; }
gpu_is() { [[ $(gpu_state) == "$1" ]]; }

# ---- Prometheus ----

start_prometheus() {
    local port
    port=$(free_port)
    cat >"$work/prometheus.yaml" <<YAML
scrape_configs:
  - job_name: dcgm
    scrape_interval: 1h
    http_sd_configs: [{url: "$url/targets?prom_job=dcgm", refresh_interval: 1s}]
    relabel_configs:
      - {source_labels: [__meta_slurm_node], target_label: instance}
      - {source_labels: [__meta_state], target_label: state}
YAML
    promtool check config "$work/prometheus.yaml" >"$work/promtool.log" 2>&1 || fail "promtool check config"
    prometheus --config.file="$work/prometheus.yaml" --storage.tsdb.path="$work/tsdb" \
        --web.listen-address="127.0.0.1:$port" >"$work/prometheus.log" 2>&1 &
    pids+=("$!")
    prometheus_url=http://127.0.0.1:$port
}

prometheus_has() { # STATE
    curl -sf "$prometheus_url/api/v1/targets" |
        jq -e --arg s "$1" '[.data.activeTargets[] | select(.labels.instance == "g01" and .labels.state == $s)] | length == 1'
}

# ---- UNIX socket ----

start_slurm

start_daemon "$work/unix.log" --slurm.endpoint "unix:$RIG_SOCKET"
eventually 40 "the daemon is ready" curl -sf "$url/-/ready"
# d01 has no slurmd: unknown at first, down once Slurm has given it up.
equal "the nodes of batch, and their states" \
    '{"active":["127.0.0.1:9100"],"down":["127.0.0.3:9100"]}' \
    "$(targets node | jq -c '[.[] | select(.labels.__meta_slurm_partition == "batch")]
        | map({(.labels.__meta_state): (.targets - ["127.0.0.2:9100"])} | select(.[] != [])) | add')"
equal "a node that never answered is a target" true \
    "$(targets node | jq 'any(.[]; .targets | index("127.0.0.2:9100"))')"
equal "the one node with a GPU" \
    '[{"targets":["127.0.0.1:9401"],"labels":{"__meta_slurm_partitions":",gpu,debug,","__meta_state":"active","__meta_slurm_node":"g01","__meta_slurm_gres":",gpu:a100:4,"}}]' \
    "$(targets dcgm | jq -c 'map(del(.labels.__meta_slurm_cluster))')"
equal "a job that is not there" 404 "$(curl -s -o /dev/null -w '%{http_code}' "$url/targets?prom_job=nod")"

# The release of Debian 12 has no --json: this is scontrol's text.
once() { "$daemon" --config.file "$config" --slurm.endpoint "$1" --once --prom-job "$2" 2>>"$work/once.log" | jq -S .; }
same_by() { [[ $(once "unix:$RIG_SOCKET" "$2" | tee once.rest) == "$(once "$1" "$2" | tee once.scontrol)" && -s once.rest ]]; }
for job in node readme dcgm; do
    eventually 20 "scontrol gives the targets of $job that slurmrestd gives" same_by scontrol: "$job"
done
# This slurmrestd is in none of the usual places.
eventually 20 "scontrol is found, and gives the same" same_by auto node
SLURM_CONF=/nowhere/slurm.conf timeout 10 "$daemon" --config.file "$config" --slurm.endpoint scontrol: --slurm.timeout 1s --once >once.none 2>once.log
equal "scontrol without a slurm.conf ends at the deadline" 1 $?
grep -q 'scontrol did not end within slurm.timeout, 1000 ms; it said: .*cannot stat file /nowhere/slurm.conf' once.log || fail "$(cat once.log)"

curl -sf "$url/metrics/nodes" >"$work/nodes.metrics" || fail "GET /metrics/nodes"
equal "promtool's complaints about the metrics of the nodes" "" "$(promtool check metrics <"$work/nodes.metrics" 2>&1)"
equal "each node has one state" "$(curl -sf "$url/api/v1/status" | jq '.clusters[0].nodes')" \
    "$(grep -c '^slurm_sd_node_state{' "$work/nodes.metrics")"
equal "the metrics of the nodes, compressed" "$(sort "$work/nodes.metrics" | grep -v 'd0[12]\|^#' | sha256sum)" \
    "$(curl -sf --compressed "$url/metrics/nodes" | sort | grep -v 'd0[12]\|^#' | sha256sum)"
equal "who takes gzip gets it" gzip \
    "$(curl -sfI -H 'Accept-Encoding: gzip' "$url/metrics/nodes" | tr -d '\r' | sed -n 's/^content-encoding: //Ip')"

start_prometheus
# The README's example, as pasted but for the address.
awk '/^```/ {inside = 0} inside; /^```yaml/ {getline; inside = /^scrape_configs:/; if (inside) print}' "$here/../../README.md" |
    sed "s,http://localhost:8080/targets?prom_job=node,$url/targets?prom_job=readme," >"$work/readme.yaml"
promtool check service-discovery --timeout=2s "$work/readme.yaml" node >"$work/promtool.log" 2>&1 || fail "$(cat "$work/promtool.log")"
equal "the README's scrape_configs give each node its labels, whatever its state" \
    '["c01 c01 ,batch,debug,","c02 c02 ,batch,","c03 c03 ,batch,","d01 d01 ,batch,","d02 d02 ,batch,","g01 g01 ,gpu,debug,"]' \
    "$(jq -c 'map(.labels | "\(.instance) \(.node) \(.partitions)" | select(test("^x01") | not)) | sort' "$work/promtool.log")"
eventually 40 "Prometheus has g01, active" prometheus_has active

scontrol update nodename=g01 state=drain reason="end to end test"
eventually 40 "g01 is drained in /targets" gpu_is drained
eventually 40 "g01 is drained in Prometheus" prometheus_has drained
has_reason() { curl -sf "$url/metrics/nodes" | grep -q '^slurm_sd_node_reason_timestamp_seconds{.*node="g01",reason="end to end test",user="root"} 1'; }
eventually 40 "who drained g01 is a metric" has_reason
scontrol update nodename=g01 state=resume
eventually 40 "g01 is active again in Prometheus" prometheus_has active

# ---- slurmctld away: slurmrestd answers with an error after some 10 s ----

before=$(hosts node)
"$here/slurm-rig.sh" ctld-stop "$rig"
eventually 40 "a failed poll is logged" grep -q 'msg="poll failed".* class=slurm' "$work/unix.log"
equal "the targets stay while slurmctld is down" "$before" "$(hosts node)"
equal "the daemon stays ready" 200 "$(curl -s -o /dev/null -w '%{http_code}' "$url/-/ready")"
prometheus_has active >/dev/null || fail "Prometheus lost g01"
# A poll is under way all but always now: SIGTERM must not wait for it.
sleep 2
stop_daemon
start_daemon "$work/down.log" --slurm.endpoint "unix:$RIG_SOCKET"
equal "no list yet, no targets" 503 "$(curl -s -o /dev/null -w '%{http_code}' "$url/targets?prom_job=node")"
"$here/slurm-rig.sh" ctld-start "$rig"
eventually 40 "targets are back with slurmctld" curl -sf "$url/-/ready"
stop_daemon

# ---- slurmctld starts, and knows the state of no node for some seconds ----

# With polls so far apart that what one of them took would last; RESTARTS of them.
sed 's/update_interval: 1s/update_interval: 5m/' "$config" >"$work/slow.yaml"
config=$work/slow.yaml
start_daemon "$work/restart.log" --slurm.endpoint "unix:$RIG_SOCKET" --web.enable-lifecycle
config=$work/config.yaml
# Of the nodes with a slurmd: d01 may be active for a while as well.
active() { curl -sf "$url/targets?prom_job=node&state=active" | jq '[.[].targets[] | select(startswith("127.0.0.1:"))] | length'; }
# What those get who scrape active nodes alone.
fewest() { # SECONDS
    local least=999 now end=$((SECONDS + $1))
    while ((SECONDS < end)); do
        now=$(active)
        ((${now:-0} >= least)) || least=${now:-0}
        sleep 0.2
    done
    echo "$least"
}
eventually 40 "the daemon with few polls is ready" curl -sf "$url/-/ready"
# One target in each of three partitions: the nodes with a slurmd have one address.
all_active() {
    curl -s -o /dev/null -X POST "$url/api/v1/refresh" # its first list may be of a slurmctld that had just started
    (($(active) >= 3))
}
eventually 60 "the nodes with a slurmd are active" all_active
before=$(fewest 1)
((before >= 3)) || fail "$before targets are active"
for ((try = 1; try <= ${RESTARTS:-1}; try++)); do
    "$here/slurm-rig.sh" ctld-stop "$rig"
    curl -sf -X POST "$url/api/v1/refresh" >/dev/null || fail "refresh"
    sleep $((14 + RANDOM % 9))
    "$here/slurm-rig.sh" ctld-start "$rig"
    # So that a poll does fall into those seconds.
    for ((i = 0; i < 20; i++)); do
        curl -s -o /dev/null -X POST "$url/api/v1/refresh"
        sleep 0.5
    done &
    equal "no target is lost by start $try of slurmctld" "$before" "$(fewest 25)"
done
say "$(grep -c 'the node list is held' "$work/restart.log") lists were held"
stop_daemon

# ---- TCP with a token that expires ----

token_for() { scontrol token "lifespan=$1" username=root; }
token_for 8 >"$work/token"
start_daemon "$work/tcp.log" --slurm.endpoint "$RIG_URL" --slurm.user-name root --slurm.user-token-file "$work/token"
eventually 40 "targets over TCP with a token" curl -sf "$url/-/ready"
before=$(hosts node)
eventually 40 "the expired token is noticed" grep -q 'msg="poll failed".* class=auth' "$work/tcp.log"
equal "the targets stay when the token expires" "$before" "$(hosts node)"
token_for 3600 >"$work/token.new" && mv "$work/token.new" "$work/token"
eventually 20 "a new token in the file is taken" grep -q 'msg="polling works again"' "$work/tcp.log"
grep -q "$(sed 's/^SLURM_JWT=//' "$work/token")" "$work"/*.log && fail "a token is in a log"
equal "--once prints the same targets" "$before" \
    "$("$daemon" --once --prom-job node --config.file "$config" --slurm.endpoint "$RIG_URL" --slurm.user-name root \
        --slurm.user-token-file "$work/token" 2>"$work/once.log" | jq -c '[.[].targets[]] | unique')"
stop_daemon

say "$checks checks passed"
