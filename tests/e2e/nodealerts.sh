#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Alerts about nodes, with everything real: Slurm, the built daemon, exporters, Prometheus, the Alertmanager. Two sides
# watch the same cluster and are judged by the same checks: `new` has the samples and node-alerts.yml, and must pass them
# all; `old` has the samples of before, which had the state for a label and dropped what was down, and `up == 0`. That
# those fail shows that the checks can. Needs root; every server is on loopback and ends with the script.
#
#   tests/e2e/nodealerts.sh DAEMON
. "$(dirname "$0")/lib.sh"

examples=$(realpath "$here/../../resources/prometheus")
rig_logs="watch.* faults.*"

# ---- the cluster, and an exporter for each node that lives ----

start_slurm

# All nodes of the rig are this machine: what tells their exporters apart is an address of loopback for each.
cat >exporter.py <<'PYTHON'
import http.server, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        text = b"".join(b"node_example_%d 1\n" % i for i in range(20))
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        pass

http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
PYTHON
exporter_port=$(free_port)
declare -A address=([c01]=127.0.1.1 [c02]=127.0.1.2 [c03]=127.0.1.3 [g01]=127.0.1.4) exporter
start_exporter() { # NODE
    run exporters.log python3 exporter.py "${address[$1]}" "$exporter_port"
    exporter[$1]=$pid
}
kill_exporter() {
    kill -KILL "${exporter[$1]}"
    wait "${exporter[$1]}" 2>/dev/null
    forget "${exporter[$1]}"
}
for node in "${!address[@]}"; do start_exporter "$node"; done

# ---- the daemon ----

config=$work/config.yaml
listen=()
port=$(free_port)
cat >"$config" <<YAML
slurm: {endpoint: "unix:$RIG_SOCKET", update_interval: 1s, timeout: 30s}
web: {listen_address: ["127.0.0.1:$port"]}
jobs:
  - {name: node, port: 9100, labels: [node, partitions]}
  # The old default, and the node's name, by which this test finds its exporter.
  - {name: old, port: 9100, labels: [partition, state, architecture, node]}
YAML
start_daemon() {
    start "$1" --storage.path "$work/state"
    daemon_pid=$pid
}
mkdir state
start_daemon daemon1.log

# ---- the two sides ----

# Where a target is.
rewrites() {
    local node
    for node in "${!address[@]}"; do
        echo "      - {source_labels: [__meta_slurm_node], regex: $node, replacement: \"${address[$node]}:$exporter_port\", target_label: __address__}"
    done
}
# sample FILE: a sample's jobs, for this daemon, often, and with these exporters.
sample() {
    sed -e '/^scrape_configs:$/d' -e "s,localhost:8080,127.0.0.1:$port," -e 's/refresh_interval: 1m/refresh_interval: 1s/' \
        -e '/scrape_interval:/d' "$1" | sed "/relabel_configs:/r rewrites"
}
rewrites >rewrites

# What was the README's.
cat >old-sample.yml <<'YAML'
scrape_configs:
  - job_name: node
    http_sd_configs:
      - url: http://localhost:8080/targets?prom_job=old
        refresh_interval: 1m
    relabel_configs:
      - source_labels: [__address__]
        regex: "(.*):[0-9]+"
        target_label: instance
      - source_labels: [__meta_slurm_partition]
        target_label: partition
      - source_labels: [__meta_state]
        target_label: state
      - source_labels: [__meta_state]
        regex: "down|unknown|powering_up"
        action: drop
YAML

# 5 min are 5 s, or 15 where Slurm has to ping a node in that time. What needs a week or 2 hours is not tried here.
mkdir new old
sed -E -e 's/> 300/> 15/; s/\[5m\]/[5s]/; s/offset 4m/offset 3s/; s/\[10m\]/[10s]/; s/offset 9m/offset 8s/' \
    -e 's/keep_firing_for: 10m/keep_firing_for: 30s/; s/interval: (30s|5m)/interval: 1s/' "$examples/node-alerts.yml" >new/rules.yml
equal "no time of the rules but a week and 2 hours is as it was" 2h "$(grep -oE '\b[0-9]+[mh]\b' new/rules.yml | sort -u | grep -v 10m | xargs)"
cat >old/rules.yml <<'YAML'
groups: [{name: old, interval: 1s, rules: [{alert: NodeDown, expr: up == 0, for: 5s, labels: {severity: critical}}]}]
YAML

declare -A prometheus prometheus_pid alertmanager
run_prometheus() { # SIDE
    # An alert that was not sent for 12 s, four times the delay, ends in the Alertmanager.
    run "$1.prometheus.log" prometheus --config.file="$1/prometheus.yml" --storage.tsdb.path="$1/tsdb" \
        --web.listen-address="${prometheus[$1]#http://}" --rules.alert.resend-delay=3s
    prometheus_pid[$1]=$pid
    eventually 20 "$1: Prometheus is ready" curl -sf "${prometheus[$1]}/-/ready"
}
start_side() { # SIDE FILE...: with these samples
    local side=$1
    shift
    alertmanager[$side]=http://127.0.0.1:$(free_port)
    prometheus[$side]=http://127.0.0.1:$(free_port)
    run "$side.alertmanager.log" prometheus-alertmanager --config.file="$examples/alertmanager-inhibit.yml" \
        --storage.path="$side/alertmanager" --web.listen-address="${alertmanager[$side]#http://}" --cluster.listen-address=
    eventually 20 "$side: the Alertmanager is ready" curl -sf "${alertmanager[$side]}/-/ready"
    {
        echo "global: {scrape_interval: 1s, evaluation_interval: 1s}"
        echo "rule_files: [rules.yml]"
        echo "alerting: {alertmanagers: [{static_configs: [{targets: [\"${alertmanager[$side]#http://}\"]}]}]}"
        echo "scrape_configs:"
        for file; do sample "$file"; done
    } >"$side/prometheus.yml"
    promtool check config "$side/prometheus.yml" >promtool.log 2>&1 || fail "promtool check config: $(cat promtool.log)"
    run_prometheus "$side"
}
start_side new "$examples/scrape/node.yml" "$examples/scrape/nodes.yml"
start_side old old-sample.yml

# ---- what somebody is told ----

# told SIDE: the alerts that are for people and not held back, as "SlurmNodeDown d02", in a line. An old target is known
# by its address.
told() {
    curl -sf "${alertmanager[$1]}/api/v2/alerts?inhibited=false&silenced=false" |
        jq -r '[.[].labels | select(.severity != "none") | "\(.alertname) \(.node // .instance)"] | unique | join(", ")' |
        sed -E 's/127\.0\.1\.([123])/c0\1/g; s/127\.0\.1\.4/g01/g'
}
watch() { # SIDE: whenever that changes, a line with the time
    local before=none now
    while :; do
        now=$(told "$1") || continue
        [[ $now == "$before" ]] || echo "$SECONDS $now"
        before=$now
        sleep 0.3
    done
}
# since SIDE TIME: what was told from then on, one state a line, first that of then.
since() {
    awk -v time="$2" '$1 <= time { last = $0; next } { if (!begun++) print last; print } END { if (!begun) print last }' "watch.$1" | cut -d ' ' -f 2-
}
: >faults.new
: >faults.old
# holds SIDE WHAT COMMAND...: else that is a fault of this side.
holds() {
    local side=$1 what=$2
    shift 2
    if "$@" >"holds.$side" 2>&1; then say "$side: yes: $what"; else say "$side: NO: $what" && echo "$what" >>"faults.$side"; fi
}
# soon SECONDS COMMAND...: it succeeds within them.
soon() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.2
    done
}
told_of() { told "$1" | grep -q "\b$2\b"; } # SIDE NODE
state_is() { # NODE STATE, by the daemon
    curl -sf "http://127.0.0.1:$port/metrics/nodes" | grep "^slurm_sd_node_state{.*node=\"$1\",state=\"$2\"} 1"
}
query() { curl -sfG "${prometheus[$1]}/api/v1/query" --data-urlencode "query=$2"; }
is_up() { query "$1" 'count(up{job="node"} == 1)' | jq -e ".data.result[0].value[1] == \"$2\""; }

# c01 and g01 are in two partitions, and so two old targets each.
eventually 40 "new: all exporters answer" is_up new 4
eventually 40 "old: all exporters answer" is_up old 6

series() { # SIDE NODE: that there ever were
    curl -sfG "${prometheus[$1]}/api/v1/series" --data-urlencode "match[]={job=\"node\",instance=~\"$2|${address[$2]}\"}" | jq '.data | length'
}
declare -A before
for side in new old; do before[$side]=$(series $side g01); done
((${before[new]} > 20 && ${before[old]} > 20)) || fail "no series: ${before[new]}, ${before[old]}"

# g01 is drained ten times, beside all that follows. Prometheus takes over what it has discovered every 5 s: the first
# drains last that long. Slurm marks a node that was drained as not responding, for up to 10 s.
drain_and_back() {
    local i
    for i in {1..10}; do
        scontrol update nodename=g01 state=drain reason="drain $i"
        soon 20 state_is g01 drained || return 1
        ((i > 2)) || sleep 6
        scontrol update nodename=g01 state=undrain
        soon 40 state_is g01 active || return 1
    done
}
drain_and_back >drains.log 2>&1 &
drainer=$!
pids+=("$drainer")

# d01 and d02 have no slurmd and no exporter.
eventually 60 "Slurm has given d01 up" state_is d01 down
both_dead() { [[ $(told new) == "SlurmNodeNotResponding d01, SlurmNodeNotResponding d02" ]] || { told new && false; }; }
eventually 40 "new: the dead nodes of the rig are told" both_dead
for side in new old; do
    watch "$side" >"watch.$side" &
    pids+=("$!")
done

# ---- a drained node's exporter dies ----

scontrol update nodename=c02 state=drain reason="a fan"
eventually 20 "c02 drains" state_is c02 drained
sleep 2
drained=$SECONDS
kill_exporter c02

# ---- a node crashes ----

read -r slurmd _ <"$rig/pid/slurmd-c01"
kill -KILL "$slurmd"
kill_exporter c01
crashed=$SECONDS
# The rules' 5 s and 15 s, SlurmdTimeout of 20 s, a poll and some scrapes.
for side in new old; do holds $side "a crashed node is told within $((crashed + 50 - SECONDS)) s" soon $((crashed + 50 - SECONDS)) told_of $side c01; done
sed -i 's/ within [0-9]* s$//' faults.new faults.old
eventually 60 "Slurm says that c01 is down" state_is c01 down
eventually 40 "new: the alert is that Slurm does not reach it" eval 'told new | grep -q "SlurmNodeNotResponding c01"'

# ---- ten drains, all the while ----

wait "$drainer" || fail "the drains: $(cat drains.log)"
forget "$drainer"
for side in new old; do
    holds $side "ten drains make no new series (${before[$side]})" eval "[[ \$(series $side g01) == ${before[$side]} ]]"
    sed -i 's/ ([0-9]*)$//' "faults.$side"
    holds $side "nobody is told of them" eval "! since $side 0 | grep g01"
done
# The exporter's alert, which came first, goes on for as long as keep_firing_for.
eventually 60 "new: of c01 there is one alert left" eval '[[ $(told new | grep -o c01 | wc -l) == 1 ]]'

# ---- restarts ----

unchanged() { # SIDE TIME
    [[ $(since "$1" "$2" | sort -u | wc -l) == 1 ]] || { since "$1" "$2" && false; }
}
restarted=$SECONDS
"$here/slurm-rig.sh" ctld-stop "$rig"
eventually 40 "a poll fails" grep -q '"msg":"poll failed"' daemon1.log
sleep 5
"$here/slurm-rig.sh" ctld-start "$rig"
sleep 15
eventually 40 "polling works again" grep -q '"msg":"polling works again"' daemon1.log
for side in new old; do holds $side "nothing is told or taken back for a restart of slurmctld" unchanged $side $restarted; done

restarted=$SECONDS
stop TERM "$daemon_pid"
sleep 5
start_daemon daemon2.log
sleep 10
for side in new old; do holds $side "nothing is told or taken back for a restart of the daemon" unchanged $side $restarted; done

restarted=$SECONDS
for side in new old; do
    kill -TERM "${prometheus_pid[$side]}"
    wait "${prometheus_pid[$side]}"
    forget "${prometheus_pid[$side]}"
    run_prometheus $side
done
sleep 16
for side in new old; do holds $side "nothing is told or taken back for a restart of Prometheus" unchanged $side $restarted; done

# ---- what was told of both nodes all the while ----

for side in new old; do
    holds $side "a crashed node is told for as long as it is dead" eval \
        "told_of $side c01 && ! since $side $crashed | sed '1,/c01/d' | grep -v c01"
    holds $side "nobody is told of a drained node's exporter" eval "! since $side $drained | grep c02"
done

# ---- the end of it ----

start_exporter c01
run slurmd.log slurmd -D -N c01
eventually 40 "c01 is back" state_is c01 active
for side in new old; do holds $side "a node that is back is told no more" soon 60 eval "! told_of $side c01"; done

equal "the samples and rules hold" "" "$(cat faults.new)"
for fault in "ten drains make no new series" "a crashed node is told for as long as it is dead" "nobody is told of a drained node's exporter"; do
    grep -qxF "$fault" faults.old || fail "the samples of before pass: $fault"
    checks=$((checks + 1))
    say "ok: the samples of before fail: $fault"
done
say "$checks checks passed"
