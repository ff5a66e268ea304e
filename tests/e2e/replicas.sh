#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Replicas: two daemons with the same config behind a real HAProxy give the same bytes and ETags, and nobody notices
# when one of them ends. Needs no root and no Slurm; every server is on loopback and ends with the script.
#
#   tests/e2e/replicas.sh DAEMON
. "$(dirname "$0")/lib.sh"

captures=$here/../data/captures
mkdir a b # what each replica reads: the same nodes in another order

# lists NAME CAPTURE: both have this node list.
lists() {
    jq . "$captures/$2" >"a/$1.json"
    jq '.nodes |= reverse' "$captures/$2" >"b/$1.json"
}
lists one 24.11.5/scontrol-show-nodes.json
lists two 22.05.8/v0.0.38/nodes.json
cat >jobs.yaml <<'YAML'
jobs:
  - node:
    port: 9100
  - name: gpu
    port: 9401
    partition_ports: {debug: 9402}
    match: {gres: [gpu]}
    labels: [partitions, state, node, gres, features, slurm_state, reason, real_memory]
  - name: none
    port: 1
    match: {partitions: [absent]}
YAML
{ echo 'slurm: {update_interval: 1s, endpoint: "file:one.json"}' && cat jobs.yaml; } >single.yaml
{
    echo 'clusters:'
    echo '  - {name: one, endpoint: "file:one.json", update_interval: 1s}'
    echo '  - {name: two, endpoint: "file:two.json", update_interval: 1s}'
    cat jobs.yaml
} >several.yaml

declare -A at process
replica() { # NAME: starts it, with the config $common but for where its nodes are
    config=$work/$1/config.yaml
    sed "s,file:,file:$work/$1/," "$common" >"$config"
    start "$1.log"
    at[$1]=$url process[$1]=$pid
}
ready() { eventually 5 "$1 is ready" curl -sf "${at[$1]}/-/ready"; }

# answer URL: status, ETag and the body's checksum.
answer() {
    curl -s -D head -o body "$1"
    echo "$(sed -n '1s/[^ ]* \([0-9]*\).*/\1/p' head) $(sed -n 's/^etag: //Ip' head | tr -d '\r') $(md5sum <body)"
}

same() { # WHAT QUERY...: both give the same bytes and tags, and take each other's tags.
    local what=$1 query one two tag
    shift
    for query; do
        one=$(answer "${at[a]}/$query") two=$(answer "${at[b]}/$query")
        equal "$what: the same from both: $query" "$one" "$two"
        tag=$(cut -d ' ' -f 2 <<<"$one")
        [[ $one == "200 \""* ]] || fail "$what: $query: $one"
        equal "$what: each takes the other's tag: $query" "304 304" \
            "$(curl -s -o body -w '%{http_code}' -H "If-None-Match: $tag" "${at[a]}/$query") $(
                curl -s -o body -w '%{http_code}' -H "If-None-Match: $(cut -d ' ' -f 2 <<<"$two")" "${at[b]}/$query")"
    done
}

# ---- the same bytes ----

queries=(targets targets?prom_job={node,gpu,none} "targets?prom_job=node&state=active" "targets?state=down&state=drained"
    "targets?partition=debug" "targets?prom_job=gpu&feature=a100" "targets?state=maintenance" api/v1/nodes)
common=several.yaml
replica a
ready a
# Polled at another time: what is equal must not hang on when.
sleep 1.1
replica b
ready b
same "two clusters" "${queries[@]}" "targets?cluster=one" "targets?prom_job=node&cluster=two"
equal "there is something to compare" yes "$( (($(curl -s "${at[a]}/targets?prom_job=node" | jq '[.[].targets[]] | length') > 5)) && echo yes)"
stop TERM "${process[a]}"
stop TERM "${process[b]}"

common=single.yaml
replica a
replica b
ready a
ready b
same "one cluster" "${queries[@]}"
equal "both miss a partition that no node is in" "404 404" \
    "$(for replica in a b; do curl -s -o body -w '%{http_code} ' "${at[$replica]}/targets?partition=absent"; done | xargs)"

# A change reaches both.
before=$(answer "${at[a]}/targets")
for replica in a b; do
    jq '(.nodes[] | select(.name == "g01")).state = ["IDLE", "DRAIN"]' "$replica/one.json" >new.json
    mv new.json "$replica/one.json"
done
changed() { [[ $(answer "${at[$1]}/targets") != "$before" ]]; }
eventually 5 "a drained node is seen by a" changed a
eventually 5 "a drained node is seen by b" changed b
same "after a change" targets "targets?prom_job=node"

# ---- behind HAProxy ----

port=$(free_port)
cat >haproxy.cfg <<CFG
defaults
    mode http
    timeout connect 1s
    timeout client 10s
    timeout server 2s
    timeout check 300ms
    retries 3
    option redispatch 1
    retry-on conn-failure empty-response response-timeout 503
frontend front
    bind 127.0.0.1:$port
    default_backend replicas
backend replicas
    balance roundrobin
    option httpchk GET /-/ready
    http-check expect status 200
    http-response set-header X-Replica %s
    default-server check inter 200ms fall 2 rise 1
    server a ${at[a]#http://}
    server b ${at[b]#http://}
CFG
run haproxy.log haproxy -db -f haproxy.cfg
front=http://127.0.0.1:$port
# served_by: who answered the last requests, and with what: "a 200 TAG".
served_by() {
    for _ in {1..8}; do
        curl -s -o body -D - "$front/targets?prom_job=node" |
            awk 'NR == 1 {s = $2} tolower($1) == "etag:" {t = $2} tolower($1) == "x-replica:" {r = $2} END {print r, s, t}'
    done | tr -d '\r' | sort -u
}
serves() { [[ $(served_by | cut -d ' ' -f 1,2 | xargs) == "$1" ]]; }
eventually 5 "HAProxy sends requests to both" serves "a 200 b 200"
equal "one tag, whoever answers" 1 "$(served_by | cut -d ' ' -f 3 | sort -u | wc -l)"
tag=$(served_by | head -n 1 | cut -d ' ' -f 3)

while :; do
    curl -s -o /dev/null -o /dev/null -w '%{http_code}\n' "$front/targets?prom_job=node" "$front/targets"
done >codes &
client=$!
pids+=("$client")

kill -KILL "${process[a]}"
wait "${process[a]}" 2>/dev/null
forget "${process[a]}"
eventually 5 "b serves alone once a is killed" serves "b 200"
listen=(--web.listen-address "${at[a]#http://}")
mv a/one.json a/away.json
replica a
equal "a is back, without a node list" 503 "$(curl -s -o body -w '%{http_code}' "${at[a]}/-/ready")"
sleep 1
equal "HAProxy leaves it out" "b 200" "$(served_by | cut -d ' ' -f 1,2)"
mv a/away.json a/one.json
eventually 10 "it is back among them once it has one" serves "a 200 b 200"
equal "with the same tag as before" "$tag" "$(served_by | cut -d ' ' -f 3 | sort -u)"

echo torn >b/one.json
eventually 5 "b's source breaks" grep -q '"class":"parse"' b.log
equal "b keeps the last good list, and its tag" "a 200 $tag b 200 $tag " "$(served_by | tr '\n' ' ')"
kill -STOP "${process[b]}"
eventually 5 "b hangs: a serves alone" serves "a 200"
kill -CONT "${process[b]}"
eventually 5 "b goes on" serves "a 200 b 200"
stop TERM "${process[b]}"
eventually 5 "b ends by a signal" serves "a 200"

kill "$client"
wait "$client" 2>/dev/null
forget "$client"
equal "a client who asked all the while noticed nothing" 200 "$(sort -u codes | xargs)"
(($(wc -l <codes) > 100)) || fail "the client asked only $(wc -l <codes) times"
stop TERM "${process[a]}"

say "$checks checks passed"
