#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The alert rules for nodes and the inhibition, without a Slurm: the rules' unit tests, which notice each of a list of
# planted faults; the runbook, which has a section for each alert; a real Alertmanager with the sample's inhibition; and
# a real Prometheus that is restarted while alerts fire. tests/e2e/nodealerts.sh does the whole with a real Slurm.
#
#   tests/prometheus/nodealerts.sh DAEMON
. "$(dirname "$0")/lib.sh"

rules=$examples/node-alerts.yml
promtool check rules "$rules" >promtool.log 2>&1 || fail "promtool check rules: $(cat promtool.log)"

# unit_tests RULES [INTERVAL]: the unit tests, with this file for the rules.
unit_tests() {
    local directory
    directory=$(mktemp -d -p "$work")
    cp "$examples/node-alerts_test.yml" "$directory"
    sed "s/interval: 30s/interval: ${2:-30s}/" "$1" >"$directory/node-alerts.yml"
    promtool test rules "$directory/node-alerts_test.yml" >"$directory/log" 2>&1
}
unit_tests "$rules" || fail "promtool test rules: $(cat tmp.*/log)"
checks=$((checks + 1))
say "ok: the unit tests pass"

# ---- each planted fault is noticed ----

# Every minute is often enough for that, and takes half of the time.
unit_tests "$rules" 1m || fail "promtool test rules, every minute: $(cat tmp.*/log)"

# Edits, as sed -E takes them. What is planted: a time or limit that is another one, and a part of a rule that is gone.
cat >faults <<'SED'
s/keep_firing_for: 10m/keep_firing_for: 30m/
/SlurmNodeDown$/,/keep/{/keep_firing_for/d}
/SlurmNodeNotResponding$/,/keep/{/keep_firing_for/d}
/SlurmNodeExporterDown$/,/keep/{/keep_firing_for/d}
/SlurmNodeOutOfService$/,/keep/{/keep_firing_for/d}
/SlurmNodeDrainedTooLong$/,/keep/{/keep_firing_for/d}
/SlurmPartitionHalfDown$/,/keep/{/keep_firing_for/d}
/SlurmNodeDown$/,/keep/s/300/30/
/SlurmNodeDown$/,/keep/s/300/600/
/SlurmNodeNotResponding$/,/keep/s/300/30/
/SlurmNodeNotResponding$/,/keep/s/300/600/
/SlurmNodeNotResponding$/,/keep/s/state="down"/state!=""/
/SlurmNodeExporterDown$/,/keep/s/300/30/
/and ignoring \(state\) slurm_sd_node_not_responding/d
/SlurmNodeDown$/,/keep/{/unless ignoring \(state\) slurm_sd_node_drain/d}
/SlurmNodeNotResponding$/,/keep/{/unless ignoring \(state\) slurm_sd_node_drain/d}
/or max by \(cluster, node\) \(slurm_sd_node_drain\)/d
s/down"\}$/drained"}/
s/\[5m\]/[1m]/
s/\[5m\]/[15m]/
/offset 4m/d
s/state="active"/state!="down"/
s/max by \(cluster, node\) \($/max by (cluster, node, instance) (/
s/draining\|//
s/\|drained//
s/\|maintenance//
s/\|powering_up//
s/\|powered_down//
s/604800/86400/
s/604800/704800/
s/\[10m\]/[1m]/
/offset 9m/d
s/partition!="", //
s/max by \(cluster, partition, state\)//
s/>= 0.5/>= 0.3/
s/>= 0.5/>= 0.6/
s/"active\|down"/"active|down|drained"/
s/>= 2$/>= 1/
s/>= 2$/>= 8/
s/>= 6/>= 4/
s/>= 6/>= 7/
/and max by \(cluster, node\) \(max_over_time\(slurm_sd_node_state/d
/unless max by \(cluster, node\) \(max_over_time\(/,/\)\)$/d
s/\[2h\]/[10m]/
s/\[2h\]/[5h]/
s/and on \(node\)/unless on (node)/
s/on \(node\)/on (cluster, node)/
s/severity: critical/severity: warning/
SED
planted() { # FAULT: prints it unless the unit tests notice it.
    local file
    file=$(mktemp -p "$work" planted.XXXXXX)
    sed -E "$1" "$rules" >"$file"
    if cmp -s "$rules" "$file"; then echo "changes nothing: $1"; elif unit_tests "$file" 1m; then echo "is not noticed: $1"; fi
}
export -f planted unit_tests
export rules examples work
equal "each of $(wc -l <faults) planted faults is noticed" "" "$(xargs -d '\n' -n 1 -P "$(nproc)" bash -c 'planted "$1"' planted <faults)"

# ---- what the files say of each other ----

alerts=$(sed -n 's/^ *- alert: //p' "$rules")
unique() { sort -u "$1"; }
equal "a firing case for each alert" "$(sort <<<"$alerts")" "$(grep -A1 'alertname: SlurmNode[A-Za-z]*$\|alertname: SlurmPartition[A-Za-z]*$' \
    "$examples/node-alerts_test.yml" | grep -B1 '^ *exp_alerts:' | sed -n 's/.*alertname: //p' | unique -)"
equal "a quiet case for each alert" "$(sort <<<"$alerts")" \
    "$(sed -n 's/.*{eval_time: [0-9]*[a-z], alertname: \([A-Za-z]*\)}$/\1/p' "$examples/node-alerts_test.yml" | unique -)"
equal "a runbook for each alert" "${alerts,,}" "$(sed -n 's/^ *runbook: monitoring.md#//p' "$rules")"
equal "a section of the runbook for each alert, in the same order, and no other" "$alerts" \
    "$(sed -n 's/^### \(Slurm\(Node\|Partition\).*\)/\1/p' "$examples/../docs/monitoring.md")"
equal "each has a summary and a description" "$(wc -w <<<"$alerts") $(wc -w <<<"$alerts")" \
    "$(grep -c '^ *summary: ' "$rules") $(grep -c '^ *description: ' "$rules")"
equal "each has a severity" "$(wc -w <<<"$alerts")" "$(grep -c '^ *severity: \(none\|warning\|critical\)$' "$rules")"
equal "no alert of the inhibition that there is not" "" \
    "$(grep -oE 'Slurm(Node|Partition)[A-Za-z]+' "$examples/alertmanager-inhibit.yml" | sort -u | comm -23 - <(sort <<<"$alerts"))"
equal "no metric that is not documented" "" "$(grep -oh 'slurm_sd_[a-z_]*' "$rules" | sort -u |
    while read -r metric; do grep -q "^| \`$metric\` " "$examples/../docs/metrics.md" || echo "$metric"; done)"
# They are known by both labels then.
sed 's/on (node)/on (cluster, node)/' "$rules" >clusters.yml
promtool check rules clusters.yml >promtool.log 2>&1 || fail "for several clusters: $(cat promtool.log)"
equal "for several clusters one rule joins by both labels" 1 "$(diff "$rules" clusters.yml | grep -c '^> *and on (cluster, node)')"

# ---- the inhibition, in a real Alertmanager ----

amtool check-config "$examples/alertmanager-inhibit.yml" >amtool.log 2>&1 || fail "amtool check-config: $(cat amtool.log)"
route_of() { amtool config routes test --config.file="$examples/alertmanager-inhibit.yml" "$@" 2>amtool.log; }
equal "nobody is told that a node is out of service" nobody "$(route_of alertname=SlurmNodeOutOfService severity=none node=n1)"
equal "operators are told of a node that is down" operators "$(route_of alertname=SlurmNodeDown severity=critical node=n1)"

start_alertmanager alertmanager.log "$examples/alertmanager-inhibit.yml"
alert() { # ALERTNAME LABEL=VALUE...
    amtool alert add --alertmanager.url="$alertmanager" "$@"
}
# Those that are not inhibited, each with its node.
told() {
    curl -sf "$alertmanager/api/v2/alerts?inhibited=false&silenced=false" |
        jq -r '[.[].labels | "\(.alertname) \(.cluster // "") \(.node // "")"] | sort | join(", ")' | tr -s ' '
}
tells() { [[ $(told) == "$1" ]] || { told && false; }; }
alert SlurmNodeExporterDown node=n1 severity=warning
alert NodeFilesystemFull node=n1 severity=warning
alert SlurmNodeDrainedTooLong node=n1 severity=warning
alert SlurmNodeExporterDown node=n2 severity=warning
alert SlurmSdDown severity=warning
eventually 5 "all are told" tells \
    "NodeFilesystemFull n1, SlurmNodeDrainedTooLong n1, SlurmNodeExporterDown n1, SlurmNodeExporterDown n2, SlurmSdDown "
alert SlurmNodeOutOfService cluster=tux node=n1 severity=none
eventually 5 "of a node out of service only that it has been so for too long, and of others all" tells \
    "SlurmNodeDrainedTooLong n1, SlurmNodeExporterDown n2, SlurmNodeOutOfService tux n1, SlurmSdDown "
alert SlurmNodeNotResponding cluster=tux node=n2 severity=critical
alert SlurmNodeDown cluster=tux node=n2 severity=critical
alert SlurmNodeDown cluster=tux node=n3 severity=critical
eventually 5 "of a node that is down only that, and once" tells \
    "SlurmNodeDown tux n3, SlurmNodeDrainedTooLong n1, SlurmNodeNotResponding tux n2, SlurmNodeOutOfService tux n1, SlurmSdDown "
stop_server "$alertmanager_pid"

sed 's/equal: \[node\]/equal: [cluster, node]/' "$examples/alertmanager-inhibit.yml" >clusters-inhibit.yml
start_alertmanager alertmanager2.log clusters-inhibit.yml
alert SlurmNodeExporterDown cluster=tux node=n1 severity=warning
alert SlurmNodeExporterDown cluster=gnu node=n1 severity=warning
alert SlurmNodeOutOfService cluster=tux node=n1 severity=none
eventually 5 "for several clusters, a node of the same name in another one is told" tells \
    "SlurmNodeExporterDown gnu n1, SlurmNodeOutOfService tux n1"

# ---- a real Prometheus with these rules is restarted, and so is what it scrapes ----

# A file server in the place of the daemon's node metrics. A minute of the rules is a second. The Alertmanager gives an
# alert up when it was not sent for four times the resend delay, which cannot be as short: a Prometheus finds its
# Alertmanager 5 s after its start.
cat >metrics.py <<'PYTHON'
import http.server, sys

class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        try:
            text = open(self.path.lstrip("/") + ".prom", "rb").read()
        except OSError:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        pass

http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
PYTHON
port=$(free_port)
run metrics.log python3 metrics.py "$port"
files=127.0.0.1:$port
now=$(date +%s)
{
    for node in active:n1 drained:n2 down:n3 down:n4; do
        echo "slurm_sd_node_state{cluster=\"tux\",node=\"${node#*:}\",state=\"${node%:*}\"} 1"
        echo "slurm_sd_node_state_changed_timestamp_seconds{cluster=\"tux\",node=\"${node#*:}\"} $((now - 1000))"
    done
    echo 'slurm_sd_node_not_responding{cluster="tux",node="n4"} 1'
    echo 'slurm_sd_partition_nodes{cluster="tux",partition="a",state="down"} 2'
    echo 'slurm_sd_partition_nodes{cluster="tux",partition="a",state="active"} 1'
} >nodes.prom
mkdir restarts
# A minute is a second, but for those that the metrics have since when.
sed -E 's/([0-9]+)m\b/\1s/; s/interval: 30s/interval: 500ms/; s/interval: 5s/interval: 1s/; s/\[2h\]/[120s]/' "$rules" >restarts/node-alerts.yml
# What the rules do without, for comparison: one that has to begin anew, for longer than the Alertmanager waits.
cat >restarts/control.yml <<'YAML'
groups: [{name: control, rules: [{alert: WithFor, expr: 'slurm_sd_node_state{state="down"}', for: 15s}]}]
YAML
stop_server "$alertmanager_pid"
start_alertmanager alertmanager3.log "$examples/alertmanager-inhibit.yml"
cat >restarts/prometheus.yml <<YAML
global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [node-alerts.yml, control.yml]
alerting: {alertmanagers: [{static_configs: [{targets: ["${alertmanager#http://}"]}]}]}
scrape_configs:
  - {job_name: nodes, metrics_path: /nodes, static_configs: [{targets: ["$files"]}]}
  - job_name: node
    static_configs:
      - {targets: ["127.0.0.1:1"], labels: {node: n1, instance: n1}}
      - {targets: ["127.0.0.1:1"], labels: {node: n2, instance: n2}}
YAML
start_prometheus restarts/prometheus.yml --rules.alert.resend-delay=3s
fires() { # TEST: the alerts that the Alertmanager has, of those for which it holds in jq
    curl -sf "$alertmanager/api/v2/alerts" | jq -r "[.[].labels | select($1) | \"\(.alertname) \(.node // .partition)\"] | sort | join(\", \")"
}
watch_alerts() { # TEST: them, whenever they change, with the time
    local before='' now
    while :; do
        now=$(fires "$1")
        [[ $now == "$before" ]] || echo "$(date +%T) $now"
        before=$now
        sleep 0.1
    done
}
ours='.alertname != "WithFor"'
all_fire() {
    [[ $(fires "$ours") == "SlurmNodeDown n3, SlurmNodeDown n4, SlurmNodeExporterDown n1, SlurmNodeNotResponding n4, SlurmNodeOutOfService n2, SlurmPartitionHalfDown a" &&
        $(fires "$ours | not") == "WithFor n3, WithFor n4" ]]
}
eventually 40 "the alerts fire" all_fire
watch_alerts "$ours" >told.log &
pids+=("$!")
watcher=$!
watch_alerts "$ours | not" >control.log &
pids+=("$!")
quiet_since() { equal "$1: nothing has begun or ended for it" "" "$(tail -n +2 told.log | cut -d ' ' -f 2-)"; }

restart_prometheus
sleep 15
quiet_since "Prometheus is restarted"
equal "a rule with \`for\` has ended for it" "" "$(sed -n '2s/^[0-9:]* *//p' control.log)"
(($(wc -l <control.log) > 1)) || fail "it has not"
# A while without the node metrics: less than keep_firing_for.
mv nodes.prom hidden
sleep 5
mv hidden nodes.prom
sleep 2
quiet_since "the daemon is restarted"
kill "$watcher"
forget "$watcher"

# It can be seen when one ends: with what is down longer than that.
mv nodes.prom hidden
gone() { [[ $(curl -sf "$alertmanager/api/v2/alerts" | jq length) == 0 ]]; }
eventually 30 "they end when there is no daemon for longer" gone
say "$checks checks"
