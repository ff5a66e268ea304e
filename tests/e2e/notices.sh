#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# End to end: a real slurmctld tells the daemon of changes, by strigger and prometheus-slurm-sd-notify. Needs root, as slurmctld does.
#
#   tests/e2e/notices.sh DAEMON
. "$(dirname "$0")/lib.sh"
bin=$(dirname "$daemon")/../installer/notify
installer=$here/../../installer/notify
config=$work/config.yaml
# A change is seen by a notice, or not at all.
echo 'slurm: {update_interval: 1h, min_interval: 3s}
jobs: [{name: node, port: 9100, labels: [node, state]}]' >"$config"

rig_logs=$work/daemon.log
start_slurm
start daemon.log --slurm.endpoint "unix:$RIG_SOCKET" --web.enable-lifecycle
eventually 40 "the daemon is ready" curl -sf "$url/-/ready"
metric() { curl -sf "$url/metrics" | awk -v name="slurm_sd_$1" 'index($0, name "{") == 1 {sum += $NF} END {print sum + 0}'; }
state() { curl -sf "$url/targets?prom_job=node" | jq -er --arg node "$1" '.[].labels | select(.__meta_slurm_node == $node).__meta_state'; }
is() { [[ $(state "$1") == "$2" ]]; }
all_known() { (is c01 active && is c02 active) || { curl -s -o /dev/null -X POST "$url/api/v1/refresh" && sleep 1 && false; }; }
eventually 40 "nodes are active" all_known
no_poll() { [[ $(curl -sf "$url/api/v1/status" | jq -r '.clusters[0].next_poll') != null ]]; }
eventually 10 "what was asked for is polled" no_poll

# SlurmUser alone may, and it cannot read where this script is built.
mkdir tools
cp "$bin/prometheus-slurm-sd-notify" "$installer/set-triggers" tools/
chmod -R a+rX tools
as_slurm() { setpriv --reuid=slurm --regid=slurm --clear-groups env PATH="$work/tools:$PATH" SLURM_CONF="$SLURM_CONF" "$@"; }
equal "root may set no triggers of nodes" 1 "$(PATH=$work/tools:$PATH tools/set-triggers --url "$url" >root.log 2>&1; echo $?)"
as_slurm set-triggers --url "$url" >triggers.log 2>&1 || fail "set-triggers: $(cat triggers.log)"
equal "triggers that stay" "down drained up" "$(as_slurm strigger --get --noheader |
    awk '/PERM.*prometheus-slurm-sd-notify --url/ {print $4}' | grep -xE 'up|down|drained' | sort | xargs)"

polls=$(metric polls_total)
scontrol update nodename=c01 state=drain reason="end to end test"
eventually 60 "c01 is drained, by a notice" is c01 drained
# Newer releases tell that it drains, and that it is drained.
(($(metric notices_total) >= 1)) || fail "no notice was counted"
equal "polls for them" 1 "$(metric notice_polls_total)"
equal "polls since" $((polls + 1)) "$(metric polls_total)"
equal "the status tells of the notice" true "$(curl -sf "$url/api/v1/status" | jq '.clusters[0].last_notice != null')"
# Its slurmd would bring it back at once (ReturnToService=2).
read -r slurmd _ <"$rig/pid/slurmd-c02"
kill "$slurmd"
scontrol update nodename=c02 state=down reason="end to end test"
eventually 60 "c02 is down, by a notice" is c02 down
daemon_pid=$pid
run slurmd.log slurmd -D -N c02
eventually 60 "c02 is back, by a notice" is c02 active

# A storm: what a rack that loses power makes.
before=$(metric notice_polls_total) asked=$(metric notices_total)
sleep 3
began=$SECONDS
seq 1000 | sed "s|.*|url = $url/api/v1/notice\noutput = /dev/null|" | curl -s -X POST -K -
took=$((SECONDS - began))
sleep 3
polls=$(($(metric notice_polls_total) - before))
equal "notices of the storm" 1000 "$(($(metric notices_total) - asked))"
# One poll each 3 s, for as long as it takes to send, and the last one.
((polls >= 1 && polls <= took / 3 + 2)) || fail "$polls polls for the storm, which took $took s"
say "$polls polls for a storm of 1000 notices in $took s"

stop TERM "$daemon_pid"
say "$checks checks passed"
