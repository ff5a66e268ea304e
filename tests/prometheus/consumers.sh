#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What consumers of HTTP service discovery do: the real Prometheus and the real vmagent of this system, with every kind
# of answer from a server of our own, against the tables below, which resources/docs/consumers.md has in words; and their
# samples, with the built daemon. Samples for programs that Debian does not have are compared with these as far as they say
# the same.
#
#   tests/prometheus/consumers.sh DAEMON
. "$(dirname "$0")/lib.sh"

# ---- what each answer does ----

# Kept: the targets stay. Dropped: they are gone. Taken: those of this answer are there.
cat >expected <<'TABLE'
503                    kept     kept
404                    kept     kept
429                    kept     kept
304                    kept     kept
HTML                   kept     kept
torn                   kept     kept
number_as_label_value  kept     kept
unknown_key            kept     taken
gzip_not_asked_for     kept     taken
[null]                 kept     dropped
null                   dropped  dropped
[]                     dropped  dropped
TABLE

port=$(free_port)
echo good >answer
run server.log python3 "$here/sdserver.py" "$port"
cat >answers.yml <<YAML
scrape_configs:
  - job_name: node
    scrape_interval: 1h
    http_sd_configs: [{url: "http://127.0.0.1:$port/targets?by=prometheus", refresh_interval: 1s}]
YAML
sed 's/by=prometheus/by=vmagent/; s/, refresh_interval: 1s//' answers.yml >answers-vmagent.yml
start_prometheus answers.yml
start_vmagent answers.log answers-vmagent.yml

of_prometheus() { curl -sf "$prometheus/api/v1/targets?state=active" | jq -c '[.data.activeTargets[].discoveredLabels.__address__]'; }
of_vmagent() { curl -sf "$vmagent/api/v1/targets?state=active" | jq -c '[.data.activeTargets[].discoveredLabels.__address__]'; }
word() { # ADDRESSES
    case $1 in
    "[\"127.0.0.1:$port\"]") echo kept ;;
    "[\"127.0.0.2:$port\"]") echo taken ;;
    "[]") echo dropped ;;
    *) echo "$1" ;;
    esac
}
both() { echo "$(word "$(of_prometheus)") $(word "$(of_vmagent)")"; }
are() { [[ $(both) == "$1" ]] || { both && false; }; }
# Prometheus takes over what it has discovered every 5 s.
asked_for_long() { (($(grep -c "by=prometheus" requests) > 7 && $(grep -c "by=vmagent" requests) > 7)) || { cat requests && false; }; }
while read -r name in_prometheus in_vmagent; do
    # What was kept before is kept on.
    [[ $(both) == "kept kept" ]] || { echo good >answer && eventually 20 "both have the target" are "kept kept"; }
    : >requests
    echo "${name//_/ }" >answer
    eventually 30 "both have asked again and again, and got: ${name//_/ }" asked_for_long
    equal "Prometheus and vmagent, given: ${name//_/ }" "$in_prometheus $in_vmagent" "$(both)"
done <expected

# ---- what they send ----

echo good >answer
: >requests
eventually 20 "both ask" eval 'grep -q by=prometheus requests && grep -q by=vmagent requests'
header() { # CONSUMER NAME
    sed -n "s/.*by=$1\t//p" requests | head -n 1 | jq -r --arg name "$2" '.[$name] // "none"'
}
equal "Accept-Encoding" "none gzip" "$(header prometheus Accept-Encoding) $(header vmagent Accept-Encoding)"
equal "If-None-Match" "none none" "$(header prometheus If-None-Match) $(header vmagent If-None-Match)"
equal "the interval" "1 1" "$(header prometheus X-Prometheus-Refresh-Interval-Seconds) $(header vmagent X-Prometheus-Refresh-Interval-Seconds)"
stop_server "$vmagent_pid"
stop_server "$prometheus_pid"

# ---- the samples ----

samples=$examples/consumers
config=$work/config.yaml
sed -n '/^# jobs:$/,/^#$/s/^# \( .*\|jobs:\)/\1/p' "$examples/scrape/node.yml" >"$config"
start daemon.log --slurm.endpoint demo: --slurm.update-interval 1h
eventually 5 "ready" curl -sf "$url/-/ready"

equal "vmagent's sample is the same jobs as Prometheus's, without refresh_interval" \
    "$(cat "$examples"/scrape/node{,s}.yml | grep -v '^#\|^scrape_configs:\|refresh_interval')" \
    "$(grep -v '^#\|^scrape_configs:' "$samples/vmagent.yml")"
sed "s,localhost:8080,${url#http://}," "$samples/vmagent.yml" >vmagent.yml
start_vmagent vmagent.log vmagent.yml
expected=$(curl -sf "$url/targets?prom_job=node" | jq -c '[.[] | .labels as $of | .targets[] |
    {instance: $of.__meta_slurm_node, job: "node", node: $of.__meta_slurm_node, partitions: $of.__meta_slurm_partitions}] | sort')
has() {
    [[ $(curl -sf "$vmagent/api/v1/targets?state=active" |
        jq -c '[.data.activeTargets[] | select(.scrapePool == "node" or .labels.job == "node") | .labels] | sort') == "$expected" ]]
}
eventually 20 "vmagent has the daemon's targets, with their labels" has
# Where it was quick, it has tried to scrape some of them, where there are no exporters.
equal "vmagent says nothing against them" "" "$(grep -E '[[:space:]](error|warn)[[:space:]]' vmagent.log | grep -v -e remote -e 'cannot scrape')"
# It is an error to it, as the sample says.
sed 's/^      - url: .*/&\n        refresh_interval: 1m/' vmagent.yml >refused.yml
equal "vmagent refuses refresh_interval" 1 "$(vmagent -dryRun -promscrape.config=refused.yml 2>&1 | grep -c 'field refresh_interval not found')"

# The source and the target of each rule, by the text.
rules() { grep -E '(source_labels|target_label)' "$1" | grep -oE '__meta_[a-z_]+|[a-z]+"?$' | tr -d '"'; }
json() { perl -MYAML::XS -MJSON::PP -e 'print JSON::PP->new->canonical->encode($_), "\n" for YAML::XS::LoadFile($ARGV[0])' "$1"; }

# The collector's, as the collector hands it on.
json "$samples/otel-collector.yaml" | jq '.receivers.prometheus.config' | sed 's/\$\$/$/g' >otel.yml
grep -q '"\$1"' otel.yml || fail "the collector's sample shows no escape"
promtool check config otel.yml >promtool.log 2>&1 || fail "the collector's config: $(cat promtool.log)"
equal "the collector's sample has no variable of the environment" "" "$(grep -v '^#' "$samples/otel-collector.yaml" | grep -oE '(^|[^$])\$([^$]|$)')"
sed -i "s,localhost:8080,${url#http://}," otel.yml
promtool check service-discovery --timeout=2s otel.yml node >discovered 2>promtool.log || fail "$(cat promtool.log)"
equal "with it, targets have the same labels" \
    "$(jq -c '[.[] | [.instance, .node, .partitions]]' <<<"$expected")" "$(jq -c '[.[].labels | [.instance, .node, .partitions]] | sort' discovered)"

# The operator's, turned into what the operator makes of it.
json "$samples/vmscrapeconfig.yaml" | jq -s '{scrape_configs: [.[].spec | {
    job_name: .relabelConfigs[0].replacement, metrics_path: (.path // "/metrics"), scrape_interval: (.scrape_interval // "1m"),
    http_sd_configs: (.httpSDConfigs // []), static_configs: (.staticConfigs // []),
    relabel_configs: [.relabelConfigs[] | with_entries(.key as $key |
        .key = ({sourceLabels: "source_labels", targetLabel: "target_label"}[$key] // $key))]}]}' >operator.yml || fail "the operator's"
equal "the operator's sample relabels as Prometheus's does" "$(rules "$examples/scrape/node.yml")" \
    "$(jq -r '.scrape_configs[0].relabel_configs[] | select(.source_labels) | .source_labels[], .target_label' operator.yml)"
vmagent -dryRun -promscrape.config=operator.yml >operator.log 2>&1 || fail "the operator's: $(tail -n 3 operator.log)"

# Alloy's, by its text.
equal "Alloy's sample relabels as Prometheus's does" "$(rules "$examples/scrape/node.yml")" "$(rules "$samples/config.alloy")"
for sample in config.alloy otel-collector.yaml vmagent.yml netdata-http.conf; do
    grep -q 'http://localhost:8080/targets?prom_job=node' "$samples/$sample" || fail "$sample asks for something else"
done

# One object a target: Netdata's template, filled in as its own would be, is a job for each; and the macros of Zabbix are
# keys of each.
asked=$(json "$samples/netdata-http.conf" | jq -r '.discoverer.http.url')
curl -sf "${asked/http:\/\/localhost:8080/$url}" >flat.json || fail "no flat list"
equal "a flat list has an object a target" "$(jq length <<<"$expected")" "$(jq length flat.json)"
json "$samples/netdata-http.conf" | jq -r '.services[0].config_template' >template
jq -c '.[]' flat.json | while read -r item; do
    sed -E "s/\{\{ index .Item \"([a-z_]+)\" \}\}/\n\1\n/" template | while IFS= read -r line; do
        if [[ $line == __* ]]; then jq -r --arg key "$line" '.[$key]' <<<"$item"; else echo "$line"; fi
    done | paste -sd ' '
done | sed -E 's/ +/ /g; s,http:// ,http://,; s, /metrics,/metrics,; s/slurm- /slurm-/; s/ +$//' >jobs
equal "Netdata's template makes a job of each" \
    "$(jq -r '.[] | "module: prometheus name: slurm-\(.__meta_slurm_node) url: http://\(.__address__)/metrics"' flat.json | sort)" "$(sort jobs)"
for path in $(grep -o '^| `{#[A-Z]*}` | `$\.[a-z_]*`' "$examples/../docs/consumers.md" | grep -o '__[a-z_]*'); do
    equal "each object has $path" true "$(jq --arg key "$path" 'all(.[]; has($key))' flat.json)"
done
say "$checks checks"
