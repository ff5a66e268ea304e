#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The example scrape configs: a real Prometheus with all of them gets from a real daemon, whose config has the jobs that
# their comments name, the demo cluster's nodes with the labels instance, node and partitions, whatever their state.
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

cp "$examples"/*alerts.yml .
equal "the job of scrape/nodes.yml is in prometheus.yml" "$(sed '1,/^scrape_configs:/d' "$examples/scrape/nodes.yml")" \
    "$(sed -n '/job_name: prometheus-slurm-sd-nodes/,$p' "$examples/prometheus.yml")"
{
    watches "$url"
    find "$examples/scrape" -name '*.yml' -not -name nodes.yml -exec sed -e '/^scrape_configs:$/d' -e "s,localhost:8080,${url#http://}," {} +
} >prometheus.yml
equal "no URL is left as it was" "" "$(grep localhost:8080 prometheus.yml)"
equal "no sample has a label that changes with the state, or drops a node" "" \
    "$(grep -rlE '__meta_state|__meta_slurm_state|action: drop' "$examples/prometheus.yml" "$examples/scrape")"
start_prometheus prometheus.yml

# ---- what became of it ----

found() { # JOB FILTER
    curl -sf "$prometheus/api/v1/targets?state=active" | jq -c --arg job "$1" "[.data.activeTargets[] | select(.scrapePool == \$job) | $2] | sort"
}
# What the daemon serves, with the labels that the targets should have.
served() { # JOB
    curl -sf "$url/targets?prom_job=$1" | jq -c --arg job "$1" "[.[] | .labels as \$of | .targets[] | {
        instance: \$of.__meta_slurm_node, job: \$job, node: \$of.__meta_slurm_node, partitions: \$of.__meta_slurm_partitions}] | sort"
}
has() { [[ $(found "$1" .labels) == "$2" ]] || { echo "$2, but" && found "$1" .labels && false; }; }

for job in node dcgm process lustre ipmi ipmi-remote; do
    expected=$(served "$job")
    eventually 20 "Prometheus has the targets of $job, with their labels" has "$job" "$expected"
done

count() { found "$1" .labels.instance | jq -c '"\(length) targets, \(unique | length) nodes"'; }
equal "node: each node once, whatever its state" '"39 targets, 39 nodes"' "$(count node)"
equal "dcgm: nodes with GPUs" '"8 targets, 8 nodes"' "$(count dcgm)"
equal "ipmi: each node once" '"39 targets, 39 nodes"' "$(count ipmi)"
equal "ipmi-remote: each node once, also when it is powered down" '"40 targets, 40 nodes"' "$(count ipmi-remote)"
urls() { found "$1" "select(.labels.instance == \"$2\") | .scrapeUrl + \" \" + .labels.node + \" \" + .labels.partitions" | jq -r '.[]'; }
equal "node: c09, which is drained" "http://127.0.2.9:9100/metrics c09 ,batch," "$(urls node c09)"
equal "node: c14, which is down" "http://127.0.2.14:9100/metrics c14 ,batch," "$(urls node c14)"
equal "node: gpu01, in two partitions" "http://127.0.2.25:9100/metrics gpu01 ,gpu,debug," "$(urls node gpu01)"
equal "dcgm: gpu02" "http://127.0.2.26:9400/metrics gpu02 ,gpu," "$(urls dcgm gpu02)"
equal "process: c09" "http://127.0.2.9:9256/metrics c09 ,batch," "$(urls process c09)"
equal "lustre: c09" "http://127.0.2.9:9169/metrics c09 ,batch," "$(urls lustre c09)"
equal "ipmi: gpu01" "http://127.0.2.25:9290/metrics gpu01 ,gpu,debug," "$(urls ipmi gpu01)"
equal "ipmi-remote: c14, which is down" "http://localhost:9290/ipmi?module=default&target=c14-bmc c14 ,batch," "$(urls ipmi-remote c14)"
up() { [[ $(found prometheus-slurm-sd '.labels.instance + " " + .health') == "[\"${url#http://} up\"]" ]]; }
eventually 10 "Prometheus scrapes the daemon itself" up
say "$checks checks"
