#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The Grafana dashboards, without a Grafana: their structure, and that each query has an answer from a real Prometheus that
# watches two real daemons, a healthy one of the demo cluster, and one that has another cluster too, and does not reach it. The
# queries of jobs.json are in jobs.sh.
#
#   tests/prometheus/dashboard.sh DAEMON
# shellcheck disable=SC2016
. "$(dirname "$0")/lib.sh"

dashboards=("$examples"/../grafana/*.json)
equal "dashboards" "dashboard.json jobs.json nodes.json" "$(basename -a "${dashboards[@]}" | xargs)"
equal "each dashboard has a name of its own" 3 "$(jq -r .uid "${dashboards[@]}" | sort -u | wc -l)"
# faults FILTER: what it gives for the dashboard, with `panels` the list of those that show something.
faults() { jq -rc '(.panels | map(select(.type != "row"))) as $panels | '"$1" "$dashboard"; }
for dashboard in "${dashboards[@]}"; do
    say "$(basename "$dashboard")"
    equal "ids are unique" "" "$(faults '.panels | group_by(.id)[] | select(length > 1)[].title')"
    equal "titles are unique, and not empty, as are descriptions" "" \
        "$(faults '(.panels | group_by(.title)[] | select(length > 1)[].id), ($panels[] | select((.title // "") == "" or (.description // "") == "").id)')"
    equal "no panel is over another or off the grid of 24 columns" "" "$(faults '
        [.panels[] | .gridPos + {title}] as $all | $all[] | . as $a |
        if .x < 0 or .y < 0 or .w < 1 or .h < 1 or .x + .w > 24 then .title
        else $all[] | select(.title > $a.title and .x < $a.x + $a.w and $a.x < .x + .w and .y < $a.y + $a.h and $a.y < .y + .h)
            | "\($a.title) and \(.title)" end')"
    equal "each panel is of a kind that Grafana has built in" "" \
        "$(faults '.panels[] | select(.type | IN("row", "stat", "timeseries", "state-timeline", "table") | not).title')"
    equal "each unit is one of Grafana" "" \
        "$(faults '[$panels[].fieldConfig | .defaults.unit, (.overrides[].properties[] | select(.id == "unit").value)
            | values | select(IN("none", "s", "bytes", "reqps", "percentunit", "dateTimeFromNow") | not)] | unique[]')"
    equal "each panel and query asks the data source that is chosen" "" "$(faults '
        $panels[] | select([.datasource, .targets[].datasource] | unique != [{type: "prometheus", uid: "${datasource}"}]).title')"
    equal "each panel has queries, each with a letter of its own" "" "$(faults '
        $panels[] | select((.targets | length) == 0 or any(.targets[]; (.expr // "") == "")
            or (.targets | map(.refId) | unique | length) != (.targets | length)).title')"
    equal "one variable for the data source, one for the cluster" '[["datasource","datasource"],["query","cluster"]]' \
        "$(jq -c '[.templating.list[] | [.type, .name]]' "$dashboard")"
    equal "the schema is the last one of this kind" 42 "$(jq .schemaVersion "$dashboard")"
done

# ---- two daemons, of which one does not reach one of its clusters ----

base64url() { base64 -w 0 | tr -d = | tr +/ -_; }
token=$(echo '{"alg":"none"}' | base64url).$(echo '{"exp":4102444800}' | base64url).x
config=$work/config.yaml
cat >"$config" <<YAML
clusters:
  - {name: demo, endpoint: "demo:"}
  - {name: lost, endpoint: "http://127.0.0.1:$(free_port)", user_token: $token}
node_metrics: {reason: true}
jobs: [{name: node, port: 9100, labels: [node, partitions]}]
YAML
start lost.log
lost=$url
echo 'jobs: [{name: node, port: 9100}, {name: dcgm, port: 9400, match: {gres: [gpu]}}]' >"$config"
start daemon.log --slurm.endpoint demo: --slurm.update-interval 1s

cp "$examples"/*alerts.yml .
# The nodes of the one that polls seldom: the demo's change from poll to poll. They have no exporters.
{
    watches "$url" "$lost" | sed "/metrics_path/,\$s|targets: .*|targets: [\"${lost#http://}\"]|"
    sed -e '/^scrape_configs:$/d' -e "s,http://localhost:8080,$lost,; s/prom_job=node/&\&cluster=demo/; s/refresh_interval: 1m/refresh_interval: 1s/" \
        -e 's/^  - job_name: node$/&\n    scrape_interval: 1s/' "$examples/scrape/node.yml"
} >prometheus.yml
start_prometheus prometheus.yml
query() { # EXPR: of all clusters, over a range that some scrapes are in
    local expr=${1//\$__rate_interval/10s}
    curl -sG "$prometheus/api/v1/query" --data-urlencode "query=${expr//\$cluster/.*}"
}
scraped() { query 'count(count_over_time(slurm_sd_build_info[10s]) > 3)' | jq -e '.data.result[0].value[1] == "2"'; }
eventually 30 "both have been scraped some times" scraped
tried() { query 'count(up{job="node"} == 0)' | jq -e '.data.result | length == 1'; }
eventually 30 "so have the nodes, in vain" tried

dashboard=${dashboards[0]}
equal "the variable has the clusters" '["demo","lost"]' "$(
    [[ $(jq -r '.templating.list[1].query.query' "$dashboard") =~ ^label_values\((.*),\ (.*)\)$ ]] || fail "it is no label_values()"
    curl -sG "$prometheus/api/v1/label/${BASH_REMATCH[2]}/values" --data-urlencode "match[]=${BASH_REMATCH[1]}" | jq -c .data)"
while IFS=$'\t' read -r title expr; do
    equal "$title: $expr" "success, with values" "$(query "$expr" | jq -r '.status + (if .error then ": " + .error else
        ", with " + (if [.data.result[].value[1] | select(. != "NaN")] == [] then "none" else "values" end) end)')"
done < <(jq -r '.panels[] | .title as $title | .targets // [] | .[] | [$title, .expr] | join("\t")' "${dashboards[0]}" "${dashboards[2]}")

# What both daemons say is not to be added up.
value() { query "$(jq -r --arg title "$1" '.panels[] | select(.title == $title).targets[0].expr' "$dashboard")" | jq -r '.data.result[0].value[1]'; }
equal "one of them is not ready" 0 "$(value Ready)"
equal "the nodes of the demo, once" 40 "$(value Nodes)"
equal "targets of both jobs" 57 "$(value Targets)"
equal "polls of one fail" 1 "$(value Polls)"
dashboard=${dashboards[2]}
in_service=$(curl -sf "$lost/metrics" | sed -n 's/^slurm_sd_nodes{cluster="demo",state="active"} //p')
equal "nodes in service, once" "$in_service" "$(value "In service")"
equal "exporters that are down there, all of them" "$in_service" "$(value "Exporters down in service")"
rows() { # QUERY's letter: the values of this label in the table of nodes not in service
    query "$(jq -r --arg ref "$1" '.panels[] | select(.title == "Nodes not in service").targets[] | select(.refId == $ref).expr' "$dashboard")" |
        jq -r ".data.result[].metric.$2" | sort -u | paste -sd ' '
}
equal "each node that is not in service has a row, with its state" "$(curl -sf "$lost/metrics/nodes" |
    sed -n 's/^slurm_sd_node_state{.*node="\([^"]*\)".*/\1 &/p' | grep -v 'state="active"' | cut -d ' ' -f 1 | sort -u | paste -sd ' ')" "$(rows A node)"
[[ $(rows A node) && $(rows B node) ]] || fail "no node of the demo is out of service for a reason"
equal "and those with a reason its text" "$(curl -sf "$lost/metrics/nodes" |
    sed -n 's/^slurm_sd_node_reason_timestamp_seconds{.*node="\([^"]*\)".*/\1/p' | sort -u | comm -12 - <(rows A node | tr ' ' '\n') | paste -sd ' ')" "$(rows B node)"
say "$checks checks"
