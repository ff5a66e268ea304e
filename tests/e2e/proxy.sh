#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# End to end: what a client of slurmrestd gets from the daemon in its place (web.slurm_proxy), beside what a real slurmrestd says, and what
# that costs slurmctld. Needs root, as slurmctld does.
#
#   tests/e2e/proxy.sh DAEMON
. "$(dirname "$0")/lib.sh"
config=$work/config.yaml
echo 'slurm: {update_interval: 1h}
web: {slurm_proxy: true}
jobs: [{name: node, port: 9100}]' >"$config"

start_slurm
mkdir state
start daemon.log --slurm.endpoint "unix:$RIG_SOCKET" --storage.path state --web.enable-lifecycle
eventually 40 "the daemon is ready" curl -sf "$url/-/ready"
version=$(curl -sf "$url/api/v1/status" | jq -r '.clusters[0].api_version')
nodes=/slurm/$version/nodes
rest() { curl -s --unix-socket "$RIG_SOCKET" "http://localhost$1"; }
# Without what changes by itself.
form() { jq -S 'del(.nodes[] | (.cpu_load, .free_mem, .free_memory, .last_busy)) | del(.meta.client, .last_update)' "$1"; }
same() {
    curl -s -o /dev/null -X POST "$url/api/v1/refresh" && sleep 1
    rest "$nodes/" >rest.json && curl -sf "$url$nodes/" >proxy.json &&
        [[ -s proxy.json ]] && diff <(form rest.json) <(form proxy.json)
}
eventually 40 "the daemon gives what slurmrestd gives" same
equal "both have all nodes" true "$(jq '.nodes | length >= 6' proxy.json)"
# One poll: the same bytes, whoever asks and however.
sha() { sha256sum | cut -d ' ' -f 1; }
body=$(curl -sf "$url$nodes/" | sha)
for each in "$url$nodes" "--compressed $url$nodes/" "--http1.0 $url$nodes/" "-H X-SLURM-USER-TOKEN:none $url$nodes/"; do
    # shellcheck disable=SC2086
    equal "the same from curl ${each/$url/}" "$body" "$(curl -sf $each | sha)"
done
says() { curl -sI "$@" "$url$nodes/" | tr -d '\r'; }
header() { sed -n "s/^$1: //Ip"; }
equal "its length is told" "$(curl -sf "$url$nodes/" | wc -c)" "$(says | header content-length)"
equal "whom it is compressed for" gzip "$(says -H 'Accept-Encoding: gzip' | header content-encoding)"
equal "its time is that of the poll" "$(date -u -d "$(curl -sf "$url/api/v1/status" | jq -r '.clusters[0].last_success')" +'%a, %d %b %Y %T GMT')" \
    "$(says | header last-modified)"
[[ $(says | header age) =~ ^[0-9]+$ ]] || fail "Age: $(says | header age)"
equal "304" 304 "$(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $(says | header etag)" "$url$nodes/")"
for path in /slurm/v0.0.1/nodes/ "/slurm/$version/nope/"; do
    # 26.05 has others.
    if [[ $(rest "$path") == "Unable find requested URL"* ]]; then
        equal "slurmrestd's own words about $path" "$(rest "$path")" "$(curl -s "$url$path" | head -n 1)"
    fi
    equal "and its status" "$(curl -s --unix-socket "$RIG_SOCKET" -o /dev/null -w '%{http_code} %{content_type}' "http://localhost$path")" \
        "$(curl -s -o /dev/null -w '%{http_code} %{content_type}' "$url$path")"
done

# What slurmctld has to do for ten clients that ask each minute for five, fifty times in all. --all: those of nodes.
rpcs() { sdiag | sed -n 's/.*REQUEST_NODE_INFO .*count:\([0-9]*\).*/\1/p'; }
before=$(rpcs)
for ((i = 0; i < 50; i++)); do rest "$nodes/" >/dev/null; done
direct=$(($(rpcs) - before))
before=$(rpcs)
for ((i = 0; i < 50; i++)); do curl -sf "$url$nodes/" >/dev/null; done
curl -sf -o /dev/null -X POST "$url/api/v1/refresh" && sleep 1 # of the five minutes
proxied=$(($(rpcs) - before))
say "lists of nodes from slurmctld: $direct for 50 requests to slurmrestd, $proxied by the daemon"
((direct >= 50 && proxied <= direct / 40)) || fail "$proxied of $direct"

# While Slurm is away the last good answer stays, and tells its age.
"$here/slurm-rig.sh" ctld-stop "$rig"
body=$(curl -sf "$url$nodes/" | sha)
curl -sf -o /dev/null -X POST "$url/api/v1/refresh"
eventually 40 "a failed poll is logged" grep -q '"msg":"poll failed"' daemon.log
equal "the last good answer stays" "$body" "$(curl -sf "$url$nodes/" | sha)"
(($(says | header age) >= 5)) || fail "Age: $(says | header age)"
stop TERM
start down.log --slurm.endpoint "unix:$RIG_SOCKET" --storage.path state
equal "and after a restart there is none" 503 "$(curl -s -o none.json -w '%{http_code}' "$url$nodes/")"
equal "which is no empty list" '["errors","warnings"]' "$(jq -c keys none.json)"
stop TERM

config=$work/off.yaml
echo 'jobs: [{name: node, port: 9100}]' >"$config"
start off.log --slurm.endpoint demo:
equal "off unless asked for" 404 "$(curl -s -o /dev/null -w '%{http_code}' "$url$nodes/")"
stop TERM
say "$checks checks passed"
