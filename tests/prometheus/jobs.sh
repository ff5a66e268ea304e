#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Which job has which GPU: the queries of the dashboard jobs.json and of the guide, in a real Prometheus that has the jobs of
# two daemons (replicas), as scrape/jobs.yml gets them, and made-up series of DCGM. GPUs are plain, of two types on one node,
# shared, of MIG and on several nodes.
#
#   tests/prometheus/jobs.sh DAEMON
# shellcheck disable=SC2016
. "$(dirname "$0")/lib.sh"

# ---- a Slurm, and what DCGM says ----

nodes g01 g02 g03 g04 g05 c01
echo '{"meta":{"slurm":{"release":"24.11.5","cluster":"llm"}},"nodes":'"$(jq .nodes nodes.json)"',"errors":[]}' >nodes.new && mv nodes.new nodes.json
# Id, state, user, account, nodes, and a line of gres_detail for each of these.
jq -nR '[inputs | split(" ") | {job_id: .[0] | tonumber, job_state: [.[1]], name: "job-\(.[0])", user_name: .[2], account: .[3], nodes: .[4],
        gres_detail: .[5:], partition: "gpu", qos: "normal"}]
    | {jobs: ., last_update: {set: true, infinite: false, number: 1795425124}, meta: {slurm: {release: "24.11.5", cluster: "llm"}}, errors: []}' >jobs.json <<'JOBS'
11 RUNNING alice llm g01 gpu:2(IDX:0-1)
12 RUNNING bob nlp g02 gpu:a100:2(IDX:0-1),gpu:h100:1(IDX:2)
13 RUNNING carol nlp g03 shard:3(0/4,3/4)
14 RUNNING dave bio g03 shard:1(0/4,1/4)
15 RUNNING erin llm g[04-05] gpu:a100:1(IDX:3) gpu:a100:2(IDX:0,2)
16 RUNNING frank bio g05 gpu:1g.5gb:1(IDX:1)
17 PENDING grace llm g01 gpu:2(IDX:2-3)
18 RUNNING heidi cfd c01
JOBS
# Of GPU 3 of g04 a use of 43 %, and 4300 MiB; the one of g05 that comes first is idle.
for node in 1 2 3 4 5; do
    for gpu in 0 1 2 3; do
        use=$((10 * node + gpu))
        ((use != 50)) || use=2
        echo "DCGM_FI_DEV_GPU_UTIL{node=\"g0$node\",gpu=\"$gpu\",UUID=\"GPU-$node$gpu\"} $use"
        echo "DCGM_FI_DEV_FB_USED{node=\"g0$node\",gpu=\"$gpu\",UUID=\"GPU-$node$gpu\"} ${use}00"
    done
done >dcgm.prom
port=$(free_port)
run slurmrestd.log python3 "$here/slurmrestd.py" "$port"

config=$work/config.yaml
cat >"$config" <<YAML
slurm: {endpoint: "http://127.0.0.1:$port", api_version: v0.0.42, update_interval: 1s, jobs: {update_interval: 1s, metrics: true}}
jobs: [{name: node, port: 9100}]
YAML
start one.log
one=$url
start two.log
for each in "$one" "$url"; do
    has_jobs() { curl -sf "$each/metrics/jobs" | grep -q '^slurm_sd_job_info'; }
    eventually 10 "the daemon has the jobs" has_jobs
done

targets="\"${one#http://}\", \"${url#http://}\""
{
    sed -e "s|\"localhost:8080\"|$targets|" -e 's/scrape_interval: 30s/scrape_interval: 1s/' "$examples/scrape/jobs.yml"
    echo "  - {job_name: dcgm, scrape_interval: 1s, static_configs: [{targets: [\"127.0.0.1:$port\"]}]}"
} >prometheus.yml
start_prometheus prometheus.yml
query() { curl -sG "$prometheus/api/v1/query" --data-urlencode "query=${1//\$cluster/.*}"; }
scraped() { query 'count(slurm_sd_job_info) + count(DCGM_FI_DEV_GPU_UTIL)' | jq -e '.data.result[0].value[1] == "34"'; }
eventually 30 "both daemons and the GPUs have been scraped" scraped

# ---- the guide's ----

# rows QUERY LABEL...: a line for each series, of these labels and the value.
rows() { query "$1" | jq -r --args 'if .error then .error else .data.result[] | [.metric as $metric | ($ARGS.positional[] | $metric[.] // "-")] + [.value[1] | tonumber * 1000 | round / 1000 | tostring] | join(" ") end' "${@:2}" | sort; }
mapfile -t guide < <(sed -n '/^```promql$/,/^```$/{//d; p}' "$examples/../docs/jobs.md")
own="11 g01 0 10
11 g01 1 11
12 g02 0 20
12 g02 1 21
12 g02 2 22
15 g04 3 43
15 g05 0 2
15 g05 2 52"
equal "the guide's query gives each GPU its job, with one daemon" "$own" \
    "$(rows "${guide[0]//slurm_sd_job_gpu_info/slurm_sd_job_gpu_info{instance=\"${one#http://}\"\}}" job_id node gpu)"
equal "and that for several daemons" "$own" "$(rows "${guide[1]}" job_id node gpu)"

# ---- the dashboard's ----

dashboard=$examples/../grafana/jobs.json
panel_query() { jq -r --arg title "$1" --arg ref "${2:-A}" '.panels[] | select(.title == $title).targets[] | select(.refId == $ref).expr' "$dashboard"; }
equal "the variable has the cluster" '["llm"]' "$(
    [[ $(jq -r '.templating.list[1].query.query' "$dashboard") =~ ^label_values\((.*),\ (.*)\)$ ]] || fail "it is no label_values()"
    curl -sG "$prometheus/api/v1/label/${BASH_REMATCH[2]}/values" --data-urlencode "match[]=${BASH_REMATCH[1]}" | jq -c .data)"
while IFS=$'\t' read -r title expression; do
    equal "$title has values" "success, with values" "$(query "$expression" |
        jq -r '.status + (if .error then ": " + .error else ", with " + (if .data.result == [] then "none" else "values" end) end)')"
done < <(jq -r '.panels[] | .title as $title | .targets[] | [$title, .expr] | join("\t")' "$dashboard")

shows() { # TITLE "LABEL..." EXPECTED [REF]
    # shellcheck disable=SC2086
    equal "$1 ${4:-}" "$3" "$(rows "$(panel_query "$1" "${4:-}")" $2)"
}
shows "Running jobs" "" 7
shows "Jobs with GPUs" "" 5
shows "GPUs of jobs" "" 8
shows "Shared GPUs" "" 1
shows "Idle GPUs of jobs" "" 1
shows "Use of the jobs’ GPUs" "" 0.226
shows "GPU use by job" "job_id name user account" "11 job-11 alice llm 0.105
12 job-12 bob nlp 0.21
15 job-15 erin llm 0.323"
shows "GPU memory by job" "job_id user" "11 alice 2202009600
12 bob 6606028800
15 erin 10171187200"
shows "GPUs by account" "account" "llm 5
nlp 3"
shows "GPU use by account" "account" "llm 0.236
nlp 0.21"
shows "GPUs and their jobs" "job_id node gpu type user" "11 g01 0 - alice 0.1
11 g01 1 - alice 0.11
12 g02 0 a100 bob 0.2
12 g02 1 a100 bob 0.21
12 g02 2 h100 bob 0.22
15 g04 3 a100 erin 0.43
15 g05 0 a100 erin 0.02
15 g05 2 a100 erin 0.52"
shows "GPUs and their jobs" "job_id node gpu" "11 g01 0 1048576000
11 g01 1 1153433600
12 g02 0 2097152000
12 g02 1 2202009600
12 g02 2 2306867200
15 g04 3 4508876800
15 g05 0 209715200
15 g05 2 5452595200" B
shows "Shared GPUs and their jobs" "job_id node gpu user" "13 g03 1 carol 0.31
14 g03 1 dave 0.31"

# ---- a GPU goes from job to job, which the daemons learn one after the other ----

sed -i 's/"job_id": 11,/"job_id": 21,/; s/"job-11"/"job-21"/' jobs.json
use() { [[ $(rows "$(panel_query "GPU use by job")" job_id | head -n 1) == "12 0.21" ]]; }
eventually 15 "the next job has them" use
equal "no range has an error meanwhile" success "$(curl -sG "$prometheus/api/v1/query_range" --data-urlencode "query=$(panel_query "GPU use by job" | sed 's/\$cluster/.*/g')" \
    -d "start=$(($(date +%s) - 30))" -d "end=$(date +%s)" -d step=1 | jq -r .status)"
say "$checks checks"
