#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The example scrape configs: a real Prometheus with all of them gets from a real daemon, whose config has the jobs that
# their comments name, the demo cluster's nodes with the labels instance, partition and state.
#
#   tests/prometheus/scrape.sh DAEMON
# shellcheck disable=SC2016
. "$(dirname "$0")/lib.sh"

for file in "$examples"/prometheus.yml "$examples"/scrape/*.yml; do
    promtool check config "$file" >promtool.log 2>&1
    equal "promtool takes $(basename "$file")" 0 $?
done

# ---- one config of all, for each program ----

config=$work/config.yaml
{
    echo "jobs:"
    sed -n '/^# jobs:$/,/^[^#]/s/^# \( .*\)/\1/p' "$examples"/scrape/*.yml
} >"$config"
"$daemon" --config.check --config.file "$config" --slurm.endpoint demo: >check.log 2>&1 || fail "the jobs in the comments: $(cat check.log)"
# One interval is all: the demo's nodes stay as they are.
start daemon.log --slurm.endpoint demo: --slurm.update-interval 1h
eventually 5 "ready" curl -sf "$url/-/ready"

cp "$examples/alerts.yml" .
{
    watches "$url"
    sed -e '/^scrape_configs:$/d' -e "s,http://localhost:8080,$url," "$examples"/scrape/*.yml
} >prometheus.yml
equal "no URL is left as it was" "" "$(grep localhost:8080 prometheus.yml)"
start_prometheus prometheus.yml

# ---- what became of it ----

found() { # JOB FILTER
    curl -sf "$prometheus/api/v1/targets?state=active" | jq -c --arg job "$1" "[.data.activeTargets[] | select(.scrapePool == \$job) | $2] | sort"
}
# What the daemon serves, with the labels that the targets should have.
served() { # JOB INSTANCE STATES-LEFT-OUT
    curl -sf "$url/targets?prom_job=$1" | jq -c --arg job "$1" "[.[] | .labels as \$of | .targets[] | {
        instance: ($2), job: \$job,
        partition: (\$of.__meta_slurm_partition // (\$of.__meta_slurm_partitions | split(\",\")[1])),
        state: \$of.__meta_state} | select(.state | test(\"^($3)$\") | not)] | sort"
}
has() { [[ $(found "$1" .labels) == "$2" ]] || { echo "$2, but" && found "$1" .labels && false; }; }

cannot_answer='down|unknown|powering_up'
for job in node dcgm process lustre ipmi; do
    expected=$(served "$job" 'sub(":[0-9]+$"; "")' "$cannot_answer")
    eventually 20 "Prometheus has the targets of $job, with their labels" has "$job" "$expected"
done
expected=$(served ipmi-remote '$of.__meta_slurm_node' none)
eventually 20 "Prometheus has the targets of ipmi-remote, with their labels" has ipmi-remote "$expected"

count() { found "$1" .labels.instance | jq -c '"\(length) targets, \(unique | length) nodes"'; }
equal "node: each of 37 nodes in each of its partitions" '"46 targets, 37 nodes"' "$(count node)"
equal "dcgm: nodes with GPUs" '"9 targets, 8 nodes"' "$(count dcgm)"
equal "ipmi: each node once" '"37 targets, 37 nodes"' "$(count ipmi)"
equal "ipmi-remote: each node once, whatever its state" '"40 targets, 40 nodes"' "$(count ipmi-remote)"
urls() { found "$1" "select(.labels.instance == \"$2\") | .scrapeUrl + \" \" + .labels.partition + \" \" + .labels.state" | jq -r '.[]'; }
equal "node: c09" "http://127.0.2.9:9100/metrics batch drained" "$(urls node 127.0.2.9)"
equal "node: gpu01, in two partitions" \
    $'http://127.0.2.25:9100/metrics debug active\nhttp://127.0.2.25:9100/metrics gpu active' "$(urls node 127.0.2.25)"
equal "dcgm: gpu02" "http://127.0.2.26:9400/metrics gpu active" "$(urls dcgm 127.0.2.26)"
equal "process: c09" "http://127.0.2.9:9256/metrics batch drained" "$(urls process 127.0.2.9)"
equal "lustre: c09" "http://127.0.2.9:9169/metrics batch drained" "$(urls lustre 127.0.2.9)"
equal "ipmi: gpu01, in the first of its partitions" "http://127.0.2.25:9290/metrics gpu active" "$(urls ipmi 127.0.2.25)"
equal "ipmi-remote: c14, which is down" "http://localhost:9290/ipmi?module=default&target=c14-bmc batch down" "$(urls ipmi-remote c14)"
up() { [[ $(found prometheus-slurm-sd '.labels.instance + " " + .health') == "[\"${url#http://} up\"]" ]]; }
eventually 10 "Prometheus scrapes the daemon itself" up
say "$checks checks"
