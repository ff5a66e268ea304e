#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The built daemon as a person at a shell meets it: flags and their errors, --config.check, --once, reload, signals,
# the guard. Needs no root and no Slurm; every server is on loopback and ends with the script.
#
#   tests/e2e/cli.sh DAEMON
. "$(dirname "$0")/lib.sh"

# prints STATUS OUTPUT FLAG...: the daemon ends with this status and prints just that on stdout and stderr.
prints() {
    local status=$1 expected=$2 actual
    shift 2
    actual=$(timeout 10 "$daemon" "$@" 2>&1)
    equal "status of $*" "$status" "$?"
    equal "output of $*" "$expected" "$actual"
}

# logs STATUS ERROR FLAG...: it ends with this status, prints nothing, and the last line of its log has this error.
logs() {
    local status=$1 expected=$2 output
    shift 2
    output=$(timeout 10 "$daemon" --log.format json "$@" 2>once.log)
    equal "status of $*" "$status" "$?"
    equal "error of $*" "$expected" "$(tail -n 1 once.log | jq -r .error)"
    equal "nothing is printed" "" "$output"
}

hosts() { curl -s "$url/targets?prom_job=$1" | jq -c '[.[].targets[]]'; }
code() { curl -s -o /dev/null -w '%{http_code}' "$url/$1"; }
reload() { # LOG MESSAGE
    local before
    before=$(wc -l <"$1")
    kill -HUP "$pid"
    eventually 5 "a reload ends with: $2" eval "tail -n +$((before + 1)) '$1' | grep -qF '$2'"
}

config=$work/config.yaml
one_job=$'jobs:\n  - node:\n    port: 9100\n'
echo "$one_job" >"$config"

# ---- usage ----

prints 2 "prometheus-slurm-sd: unknown flag --slurm.endpont, expected one that --help lists" --slurm.endpont demo:
prints 2 'prometheus-slurm-sd: unexpected argument "demo:", expected flags only; see --help' demo:
prints 2 "prometheus-slurm-sd: --slurm.endpoint: expected a value" --slurm.endpoint
prints 2 "prometheus-slurm-sd: --once: expected no value" --once=true
prints 2 'prometheus-slurm-sd: --slurm.timeout: expected a duration such as 30s, 5m or 1h30m, got "2"; did you mean "2s"?' --slurm.timeout 2
prints 2 'prometheus-slurm-sd: --slurm.update-interval: expected a duration from 1s to 1w, got "0s"' --update.interval=0s
prints 2 'prometheus-slurm-sd: --log.level: expected debug, info, warn or error, got "loud"' --log.level loud
prints 2 'prometheus-slurm-sd: --web.listen-address: expected an address such as :8080, 127.0.0.1:8080 or [::1]:8080, got "8080"' \
    --web.listen-address 8080
prints 2 "prometheus-slurm-sd: --output: expected together with --once" --output targets.json
prints 2 "prometheus-slurm-sd: --slurm.user-name: expected a value" --slurm.user-name --slurm.user-token s3cret
prints 2 "absent.yaml: cannot be opened: No such file or directory" --config.file absent.yaml
no_endpoint=$("$daemon" --config.file "$config" 2>&1)
equal "status without an endpoint" 2 "$?"
for name in slurm.endpoint --slurm.endpoint demo:; do
    equal "the message without an endpoint names $name" yes "$([[ $no_endpoint == *"$name"* ]] && echo yes)"
done
equal "--version" "prometheus-slurm-sd" "$("$daemon" --version | cut -d ' ' -f 1)"
equal "--help lists the flags" "--config.check --config.file FILE --force --log.format FORMAT --log.level LEVEL --once \
--output FILE --prom-job NAME --slurm.api-version VERSION --slurm.ca-file FILE --slurm.cert-file FILE \
--slurm.endpoint, --slurm.api-endpoint URL --slurm.insecure-skip-verify --slurm.key-file FILE --slurm.timeout DURATION \
--slurm.update-interval, --update.interval DURATION --slurm.user-name, --slurm.api-username NAME \
--slurm.user-token, --slurm.api-token TOKEN --slurm.user-token-file FILE --storage.path DIRECTORY --version \
--web.config.file FILE --web.enable-admin-api --web.enable-lifecycle --web.listen-address ADDRESS -h, --help" \
    "$("$daemon" --help | grep -E '^  -' | sort | xargs)"

# ---- --config.check ----

prints 0 "$config: valid, 1 job" --config.check --config.file "$config" --slurm.endpoint demo:
prints 2 "$no_endpoint" --config.check --config.file "$config"
cat >bad.yaml <<'YAML'
jobs:
  - node:
    port: 99999
  - {name: node, port: 1, colour: red}
YAML
prints 1 'bad.yaml:3:11: jobs[0].port: expected a port between 1 and 65535, got "99999"
bad.yaml:4:12: jobs[1]: jobs[0] has the name "node" already
bad.yaml:4:27: jobs[1].colour: unknown key; known are: name, role, port, ports, partition_ports, match, extra_hosts, labels, exclude_states, allow_empty, address, address_template, static_labels, scheme, metrics_path, params, scrape_interval, scrape_timeout' \
    --config.check --config.file bad.yaml
prints 1 "$work: is a directory" --config.check --config.file "$work"

# What people write first, each with what it says.
slip() { # MESSAGE YAML
    echo "$2" >slip.yaml
    equal "status of the check of $2" 1 "$("$daemon" --config.check --config.file slip.yaml >slip.log 2>&1; echo $?)"
    contains "$2" "$1" "$(cat slip.log)"
}
contains() { equal "$1 is told: $2" yes "$([[ $3 == *"$2"* ]] && echo yes || echo "$3")"; }
slip "a tab in the indentation" $'jobs:\n  - node:\n\tport: 9100'
slip "a hostlist needs quotes" 'jobs: [{name: a, port: 1, match: {nodes: gpu[001-128]}}]'
slip "a value that begins with * needs quotes" 'jobs: [{name: a, port: 1, match: {partitions: [*]}}]'
slip "a hostlist has no patterns" 'jobs: [{name: a, port: 1, match: {nodes: "gpu*"}}]'
slip 'did you mean "gpu[001-128]"?' 'jobs: [{name: a, port: 1, match: {nodes: "gpu{001..128}"}}]'
slip 'did you mean "gpu"?' 'jobs: [{name: a, port: 1, match: {gres: [GPU]}}]'
slip 'did you mean [gpu, mig]?' 'jobs: [{name: a, port: 1, match: {partitions: "gpu,mig"}}]'
slip 'did you mean "unix:/run/slurmrestd.sock"?' 'slurm: {endpoint: /run/slurmrestd.sock}'
slip 'did you mean "http://head:6820"?' 'slurm: {endpoint: "http://head:6820/slurm/v0.0.40"}'
slip 'it is the name of a variable' 'slurm: {endpoint: "demo:", user_token: "${SLURM_JWT}"}'
slip 'a value that ends with a colon needs quotes' 'slurm: {endpoint: demo:}'
slip 'is the line indented as those beside it?' $'slurm:\n  endpoint: "demo:"\n   timeout: 1m'
slip 'is there a space missing after the colon?' $'slurm:\n  endpoint:http://head'

# A token that is none is told, and no problem: its file may come later, and be the daemon's alone.
echo 'slurm: {endpoint: "http://127.0.0.1:1", user_token: changeme}' >later.yaml
equal "a token that is none" "slurm.user_token: it is no JSON Web Token such as scontrol token prints: three parts with dots between them
later.yaml: valid, 1 job" "$("$daemon" --config.check --config.file later.yaml 2>&1)"
echo 'slurm: {endpoint: "http://127.0.0.1:1", user_token_file: none/token}' >later.yaml
equal "a token file that is not there" "token file none/token: cannot be opened: No such file or directory
later.yaml: valid, 1 job" "$("$daemon" --config.check --config.file later.yaml 2>&1)"

# ---- --once ----

once=(--config.file "$config" --once --slurm.endpoint demo:)
equal "--once prints file_sd" 'array,"127.0.2.1:9100"' \
    "$("$daemon" "${once[@]}" --prom-job node | jq -r '"\(type),\([.[].targets[]] | index("127.0.2.1:9100") | if . then "\"127.0.2.1:9100\"" else "none" end)"')"
equal "all jobs name themselves" '["node"]' \
    "$("$daemon" "${once[@]}" | jq -c 'map(.labels.__meta_slurm_job) | unique')"
"$daemon" "${once[@]}" --output targets.json || fail "--output"
equal "others can read --output" 644 "$(stat -c %a targets.json)"
equal "it has the targets" 39 "$(jq '[.[].targets[]] | unique | length' targets.json)"
echo old >targets.json
chmod 640 targets.json
(trap '' XFSZ; ulimit -f 1; exec "$daemon" "${once[@]}" --output targets.json 2>once.log)
equal "a full disk is a failure" 1 "$?"
equal "the old file stays when the disk is full" old "$(cat targets.json)"
logs 1 "guard: Slurm lists no nodes at all" --config.file "$config" --once \
    --output targets.json --slurm.endpoint "file:$(nodes; realpath nodes.json)"
# shellcheck disable=SC2046
"$daemon" "${once[@]:0:3}" --prom-job node --slurm.endpoint "file:$(nodes $(printf 'n%d ' {1..10}); realpath nodes.json)" --output ten.json || fail "ten nodes"
cp ten.json before.json
nodes n1 n2
two=("${once[@]:0:3}" --prom-job node --slurm.endpoint "file:$work/nodes.json" --output ten.json)
logs 1 "ten.json: job node: 8 of 10 targets would go (n[3-10]); --force writes it all the same" "${two[@]}"
equal "the file stays" "$(cat before.json)" "$(cat ten.json)"
"$daemon" "${two[@]}" --force || fail "--force"
equal "and does not with --force" '["n1:9100","n2:9100"]' "$(jq -c '[.[].targets[]]' ten.json)"
"$daemon" "${two[@]}" || fail "the same again"
echo '{' >ten.json
logs 1 "ten.json: it is not in Prometheus's file_sd format; --force writes it all the same" "${two[@]}"
logs 1 "connect: cannot open /absent.json: No such file or directory" "${once[@]:0:3}" --output targets.json \
    --slurm.endpoint file:/absent.json
equal "the old file stays when the poll fails" "old 640" "$(cat targets.json) $(stat -c %a targets.json)"
mkfifo fifo
logs 1 "fifo: it is not a regular file" "${once[@]}" --output fifo
logs 1 "absent/targets.json: No such file or directory" "${once[@]}" --output absent/targets.json
echo 'jobs: [{name: typo, port: 1, match: {partitions: [GPU]}}, {name: node, port: 9100}]' >typo.yaml
equal "--once tells a condition that matches nothing" 'typo match.partitions: no partition matches "GPU"; there are' \
    "$("$daemon" --once --slurm.endpoint demo: --config.file typo.yaml --log.format json 2>&1 >/dev/null |
        jq -r 'select(.msg == "a condition matches nothing") | "\(.job) \(.problem)"' | sed 's/ are .*/ are/')"
equal "but not of another job" "" \
    "$("$daemon" --once --slurm.endpoint demo: --config.file typo.yaml --prom-job node 2>&1 >/dev/null | grep "matches nothing")"
logs 2 '--prom-job: expected one of node, got "nod"' "${once[@]}" --prom-job nod
echo 'jobs: [{name: node, port: 9100}, {name: vllm, role: job, labels: [job_id]}]' >roles.yaml
roles=(--once --config.file roles.yaml)
equal "--once prints the targets of running jobs" '["127.0.2.27:8000"] {"__meta_slurm_job_id":"4101"}' \
    "$("$daemon" "${roles[@]}" --slurm.endpoint demo: --prom-job vllm | jq -r '.[0] | "\(.targets) \(.labels | tojson)"')"
equal "and of jobs of either role" '["node","vllm"]' \
    "$("$daemon" "${roles[@]}" --slurm.endpoint demo: | jq -c 'map(.labels.__meta_slurm_job) | unique')"
nodes n1
roles+=(--slurm.endpoint "file:$work/nodes.json" --output roles.json)
logs 1 "jobs: connect: file: and scontrol: give nodes alone: jobs of role job take a slurmrestd" "${roles[@]}"
[[ ! -e roles.json ]] || fail "without jobs a file was written: $(cat roles.json)"
"$daemon" "${roles[@]}" --prom-job node || fail "the job of nodes needs none"
equal "who asks for nodes alone needs no jobs" '["n1:9100"]' "$(jq -c '[.[].targets[]]' roles.json)"
"$daemon" "${once[@]}" >&- 2>once.log
equal "a closed stdout is a failure" 1 "$?"

# ---- tokens are not shown; the signals, idle and with open clients ----

for flag in "--slurm.user-token s3cret" --slurm.api-token=s3cret; do
    # shellcheck disable=SC2086
    SLURM_JWT=s3cret start token.log --slurm.endpoint demo: $flag
    equal "$flag is hidden from ps" 0 "$(tr '\0' '\n' <"/proc/$pid/cmdline" | grep -c s3cret)"
    exec {client}<>"/dev/tcp/127.0.0.1/${url##*:}" && printf 'GET /targets HTTP/1.1\r\n' >&"$client"
    stop INT
    exec {client}>&-
    equal "$flag is not in the log" 0 "$(grep -c s3cret token.log)"
done

# ---- a server that accepts and never answers ----

start stalled.log --slurm.endpoint demo:
server=$pid stalled=$url
kill -STOP "$server"
start midpoll.log --slurm.endpoint "$stalled"
equal "no list yet: targets" 503 "$(code 'targets?prom_job=node')"
equal "no list yet: ready" "No node list yet: the first poll is under way." "$(curl -s "$url/-/ready")"
equal "no list yet: healthy" 200 "$(code -/healthy)"
stop TERM
logs 1 "timeout: no answer from ${stalled#http://} within 300ms" --config.file "$config" --slurm.timeout 300ms \
    --once --slurm.endpoint "$stalled"

# ---- reload and the guard ----

ten='["n1:9100","n2:9100","n3:9100","n4:9100","n5:9100","n6:9100","n7:9100","n8:9100","n9:9100","n10:9100"]'
# shellcheck disable=SC2046
nodes $(printf 'n%d ' {1..10})
start reload.log --slurm.endpoint "file:$work/nodes.json" --slurm.update-interval 2s
eventually 5 "the daemon is ready" curl -sf "$url/-/ready"
equal "targets of ten nodes, in natural order" "$ten" "$(hosts node)"

nodes n1 n2
eventually 5 "a loss of most nodes is held" grep -q 'the node list is held.*8 of 10 nodes vanished' reload.log
equal "the targets stay while it is held" "$ten" "$(hosts node)"
echo "$one_job  - {name: added, port: 1}" >"$config"
reload reload.log "config reloaded"
equal "a reload while a list is held adds a job on the old one" "${ten//9100/1}" "$(hosts added)"
eventually 16 "it is accepted in the end, with a warning" grep -q 'nodes vanished for good, their targets end: 8' reload.log
equal "the targets of what is left" '["n1:9100","n2:9100"]' "$(hosts node)"

echo "$one_job" >"$config"
reload reload.log "config reloaded"
equal "a job that was taken out" 404 "$(code 'targets?prom_job=added')"
for bad in "cp bad.yaml $config" "rm $config" "mkdir $config"; do
    $bad
    reload reload.log "reload failed, the old config stays in force"
    equal "the targets stay after: $bad" '["n1:9100","n2:9100"]' "$(hosts node)"
done
rmdir "$config"
echo "$one_job" >"$config"
echo torn >nodes.json
eventually 5 "a torn file is a failed poll" grep -q '"msg":"poll failed","class":"parse"' reload.log
equal "the targets stay, and the daemon ready" '["n1:9100","n2:9100"]200' "$(hosts node)$(code -/ready)"
stop TERM
equal "the log is JSON" yes "$(jq -e . reload.log >/dev/null && echo yes)"

# ---- conditions that match nothing; nodes by address and hostlist ----

start unmatched.log --slurm.endpoint demo:
equal "no warnings" '[[]]' "$(curl -s "$url/api/v1/status" | jq -c '[.jobs[].warnings]')"
echo 'jobs: [{node: 9100, match: {partitions: [BATCH, batch]}}]' >"$config"
reload unmatched.log "config reloaded"
eventually 5 "a reload tells a condition that matches nothing" \
    grep -q 'matches nothing","job":"node","problem":"match.partitions: no partition matches \\"BATCH\\"; there are batch, ' unmatched.log
equal "so does the status" 'match.partitions: no partition matches "BATCH"' \
    "$(curl -s "$url/api/v1/status" | jq -r '.jobs[].warnings[]' | cut -d ';' -f 1)"
contains "the page" "Conditions that match nothing" "$(curl -s "$url/")"
echo "$one_job" >"$config"
reload unmatched.log "config reloaded"
equal "until it is mended" '[[]]' "$(curl -s "$url/api/v1/status" | jq -c '[.jobs[].warnings]')"
explained() { curl -sG "$url/api/v1/explain" --data-urlencode "node=$1" | jq -r '[.explanations[].node] | join(" ")'; }
equal "a node by its address" c01 "$(explained 127.0.2.1)"
equal "nodes by a hostlist" "c01 c02" "$(explained 'c[01-02]')"
stop TERM

say "$checks checks passed"
