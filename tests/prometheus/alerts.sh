#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The alert rules: their unit tests, which have a case of each kind for each alert; the operator's guide, which has a
# section for each; and a real Prometheus that sees nothing wrong with a healthy daemon.
#
#   tests/prometheus/alerts.sh DAEMON
. "$(dirname "$0")/lib.sh"

rules=$examples/alerts.yml
promtool check rules "$rules" >promtool.log 2>&1 || fail "promtool check rules: $(cat promtool.log)"
promtool test rules "$examples/alerts_test.yml" >promtool.log 2>&1 || fail "promtool test rules: $(cat promtool.log)"
promtool test rules "$examples/node-alerts_test.yml" >promtool.log 2>&1 || fail "node-alerts.yml: $(cat promtool.log)"
equal "the unit tests pass" "  SUCCESS" "$(grep -v -e '^Unit Testing' -e '^$' promtool.log)"

alerts=$(sed -n 's/^ *- alert: //p' "$rules")
unique() { sort -u "$1"; }
equal "a firing case for each alert" "$(sort <<<"$alerts")" "$(grep -A1 'alertname: SlurmSd[A-Za-z]*$' "$examples/alerts_test.yml" |
    grep -B1 '^ *exp_alerts:' | sed -n 's/.*alertname: //p' | unique -)"
equal "a quiet case for each alert" "$(sort <<<"$alerts")" \
    "$(sed -n 's/.*{eval_time: [0-9]*[a-z], alertname: \([A-Za-z]*\)}$/\1/p' "$examples/alerts_test.yml" | unique -)"

# A heading's anchor is its text in lower case.
guide=$examples/../docs/operations.md
equal "a runbook for each alert" "${alerts,,}" "$(sed -n 's/^ *runbook: operations.md#//p' "$rules")"
equal "a section of the guide for each alert, in the same order, and no other" "$alerts" "$(sed -n 's/^### \(SlurmSd.*\)/\1/p' "$guide")"
equal "each has a summary and a description" "$(wc -w <<<"$alerts") $(wc -w <<<"$alerts")" \
    "$(grep -c '^ *summary: ' "$rules") $(grep -c '^ *description: ' "$rules")"
equal "each is a warning or critical" "$(wc -w <<<"$alerts")" "$(grep -c '^ *severity: \(warning\|critical\)$' "$rules")"
equal "no metric that the daemon does not have" "" \
    "$(grep -o 'slurm_sd_[a-z_]*' "$rules" "$examples"/../grafana/*.json -h | sed 's/_bucket$//' | sort -u |
        while read -r metric; do grep -q "^| \`$metric\` " "$examples/../docs/metrics.md" || echo "$metric"; done)"

# ---- no false alarm ----

config=$work/config.yaml
echo $'jobs:\n  - node:\n    port: 9100' >"$config"
start daemon.log --slurm.endpoint demo: --slurm.update-interval 1s
cp "$rules" .
# The demo has nodes that are down: those alerts are nodealerts.sh's.
watches "$url" | sed 's/, node-alerts.yml//' >prometheus.yml
start_prometheus prometheus.yml
states() { curl -sf "$prometheus/api/v1/rules" | jq -r '[.data.groups[].rules[] | "\(.health) \(.state)"] | unique | join(", ")'; }
quiet() { [[ $(states) == "ok inactive" ]] || { states && false; }; }
eventually 20 "Prometheus has evaluated all rules, and none is even pending" quiet
equal "all of them are loaded" "$alerts" "$(curl -sf "$prometheus/api/v1/rules" | jq -r '.data.groups[].rules[].name')"
say "$checks checks"
