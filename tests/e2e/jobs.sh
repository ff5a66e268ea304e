#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Servers inside real Slurm jobs, from `sbatch` to `up` in a real Prometheus and a real vmagent. Needs root, as
# slurmctld does. Every server is on loopback and ends with the script.
#
#   tests/e2e/jobs.sh DAEMON
#
# On a network of its own, loopback alone: another test may have another Slurm on this one, and both take many ports.
if [[ -z ${HAS_OWN_NETWORK:-} ]]; then
    HAS_OWN_NETWORK=1 exec unshare --net "$0" "$@"
fi
# slurmctld looks its name up, and the C library finds no address where 127.0.0.1 is all there is.
ip link set lo up && ip address add 127.0.0.2/8 dev lo || exit 1
. "$(dirname "$0")/lib.sh"

config=$work/config.yaml
cat >"$config" <<'YAML'
slurm:
  update_interval: 2s
  timeout: 30s
  jobs: {update_interval: 1s, metrics: true}
jobs:
  - node:
    port: 9100
  - name: served
    role: job
    labels: [job_id, job_name, node, node_index, array_task_id, het_job_id]
  - name: commented
    role: job
    port: 9000
    annotated: false
    match: {names: [bytes]}
    labels: [job_id, comment]
YAML

# What a job runs: a server with a metric, on a port that nobody knows before, or the one that is named.
cat >"$work/server.pl" <<'PERL'
use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0] || 0, Listen => 5, ReuseAddr => 1) or die;
open my $file, ">", "$ARGV[1].new" or die; print $file $server->sockport; close $file; rename "$ARGV[1].new", $ARGV[1];
while (my $client = $server->accept) {
    while (my $line = <$client>) { last if $line =~ /^\r?$/ }
    my $body = "served 1\n";
    print $client "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " . length($body) . "\r\nConnection: close\r\n\r\n$body";
}
PERL
# The job that the documentation shows: it starts its server, then says in its own comment where.
cat >"$work/own.sh" <<'SH'
#!/bin/sh
id=$SLURM_JOB_ID
[ -z "${SLURM_ARRAY_TASK_ID:-}" ] || id=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
[ -z "${SLURM_HET_SIZE:-}" ] || id=$id+0
perl WORK/server.pl 0 "WORK/port.$SLURM_JOB_ID" &
until [ -s "WORK/port.$SLURM_JOB_ID" ]; do sleep 0.1; done
scontrol update jobid="$id" comment="prometheus.io/port=$(cat "WORK/port.$SLURM_JOB_ID")"
wait
SH
sed -i "s,WORK,$work,g" "$work/own.sh"
# One whose port is known before.
printf '#!/bin/sh\nexec perl %s/server.pl "$1" %s/port.$SLURM_JOB_ID\n' "$work" "$work" >"$work/fixed.sh"
chmod 755 "$work"/*.sh "$work/server.pl"
chmod 1777 "$work"

# Without --mem a job gets all of its node.
submit() { sbatch --parsable --mem=50 --output="$work/job-%j.log" "$@" | cut -d';' -f1; }
targets() { curl -sf "$url/targets?prom_job=served"; }
# "c01 c02" and so on: the values of a label of the targets with this job name.
of_name() { targets | jq -r --arg n "$1" --arg l "__meta_slurm_$2" '[.[] | select(.labels.__meta_slurm_job_name == $n).labels[$l]] | sort | join(" ")'; }
names_are() { [[ $(of_name "$1" "$2") == "$3" ]]; }
reason() { curl -sf "$url/api/v1/explain?job=$1" | jq -r '.explanations[0].jobs[0].reason'; }
reason_is() { [[ $(reason "$1") == "$2"* ]] || { reason "$1" && false; }; }
prometheus_up() { # NAME COUNT: so many targets of jobs of that name are up
    (($(curl -sf "$prometheus/api/v1/query" --data-urlencode "query=count(up{job_name=\"$1\"} == 1) or vector(0)" |
        jq -r '.data.result[0].value[1]') == $2))
}
prometheus_has() { # NAME COUNT
    (($(curl -sf "$prometheus/api/v1/targets?state=active" | jq --arg n "$1" '[.data.activeTargets[] | select(.labels.job_name == $n)] | length') == $2))
}
vmagent_up() { # NAME COUNT
    (($(curl -sf "$vmagent/api/v1/targets?state=active" | jq --arg n "$1" '[.data.activeTargets[] | select(.labels.job_name == $n and .health == "up")] | length') == $2))
}

start_slurm

start daemon.log --slurm.endpoint "unix:$RIG_SOCKET"
eventually 60 "no job asks yet" eval '[[ $(targets) == "[]" ]]'

port=$(free_port)
prometheus=http://127.0.0.1:$port
cat >"$work/prometheus.yaml" <<YAML
scrape_configs:
  - job_name: served
    scrape_interval: 1s
    http_sd_configs: [{url: "$url/targets?prom_job=served", refresh_interval: 1s}]
    relabel_configs:
      - {source_labels: [__meta_slurm_job_name], target_label: job_name}
      - {source_labels: [__meta_slurm_job_id], target_label: job_id}
      - {source_labels: [__meta_slurm_job_node], target_label: node}
YAML
promtool check config "$work/prometheus.yaml" >"$work/promtool.log" 2>&1 || fail "promtool check config"
run prometheus.log prometheus --config.file="$work/prometheus.yaml" --storage.tsdb.path="$work/tsdb" \
    --web.listen-address="127.0.0.1:$port"
port=$(free_port)
vmagent=http://127.0.0.1:$port
sed 's/, refresh_interval: 1s//' "$work/prometheus.yaml" >"$work/vmagent.yaml"
run vmagent.log vmagent -promscrape.config="$work/vmagent.yaml" -promscrape.httpSDCheckInterval=1s \
    -remoteWrite.url=http://127.0.0.1:1/ -remoteWrite.tmpDataPath="$work/vm" -httpListenAddr="127.0.0.1:$port"

# ---- a job that tells its own port; Prometheus and vmagent ----

id=$(submit --job-name=own "$work/own.sh")
eventually 60 "a job's own server is up in Prometheus" prometheus_up own 1
eventually 60 "a job's own server is up in vmagent" vmagent_up own 1
equal "its target" "$(of_name own job_id) $(targets | jq -r '.[0].targets[0]')" "$id 127.0.0.1:$(cat "$work/port.$id")"

# ---- requeued, suspended and resumed, another comment ----

scontrol suspend "$id"
eventually 60 "a suspended job has no target" prometheus_has own 0
reason_is "$id" "it is suspended" || fail "the reason for a suspended job: $(cat last)"
scontrol resume "$id"
eventually 60 "it has one again when it is resumed" prometheus_up own 1
comment=$(scontrol show job "$id" | sed -n 's/^ *Comment=//p')
scontrol update jobid="$id" comment="prometheus.io/prot=8000"
eventually 60 "a wrong comment makes no target" names_are own job_id ""
eventually 10 "and is told" reason_is "$id" 'wrong annotation: unknown key "prot"; did you mean "port"?'
eventually 10 "and counted" eval 'curl -sf "$url/metrics" | grep -q "slurm_sd_slurm_jobs_refused{prom_job=\"served\",reason=\"wrong_annotation\"} 1"'
scontrol update jobid="$id" comment="$comment"
eventually 60 "the right one does" prometheus_up own 1
scontrol update jobid="$id" comment="$comment prometheus.io/scrape=false"
eventually 60 "a job that wants none has none" prometheus_has own 0
scontrol update jobid="$id" comment="$comment"
eventually 60 "until it does" prometheus_up own 1
scontrol requeue "$id"
eventually 60 "a requeued job has no target" prometheus_has own 0
scancel "$id"
eventually 60 "an ended one has none" eval '[[ $(targets) == "[]" ]]'
eventually 10 "and its events are told" eval 'curl -sf "$url/api/v1/events?limit=1000" | jq -e ".events | any(.kind == \"targets_changed\" and .subject == \"served\")"'

# ---- two nodes, an array of four, a heterogeneous job ----

port=$(free_port)
id=$(submit --job-name=two -N2 --comment="run 7 prometheus.io/port=$port, prometheus.io/nodes=all" "$work/fixed.sh" "$port")
eventually 60 "both nodes of a job are up in Prometheus" prometheus_up two 2
equal "its nodes" "c01 c02 0 1" "$(of_name two job_node) $(of_name two job_node_index)"
equal "its nodes' metrics" 2 "$(curl -sf "$url/metrics/jobs" | grep -c "^slurm_sd_job_node_info{.*job_id=\"$id\"")"
scancel "$id"

id=$(submit --job-name=array --array=0-3 "$work/own.sh")
eventually 60 "four tasks are up in Prometheus" prometheus_up array 4
equal "each task is a job of its own" "0 1 2 3" "$(of_name array job_array_task_id)"
equal "on a port of its own" 4 "$(targets | jq '[.[].targets[]] | unique | length')"
scancel "$id"
eventually 60 "they end together" prometheus_has array 0

cat >"$work/het.sh" <<SH
#!/bin/sh
#SBATCH --job-name=het -n1 --mem=50
#SBATCH hetjob
#SBATCH -n1 --mem=50 --job-name=het-second -p gpu --gres=gpu:a100:2 --comment=second
exec $work/own.sh
SH
chmod 755 "$work/het.sh"
id=$(sbatch --parsable --output="$work/job-%j.log" "$work/het.sh")
eventually 60 "the first component of a heterogeneous job is up in Prometheus" prometheus_up het 1
equal "its leader is told" "$id" "$(of_name het job_het_job_id)"
reason_is "$id+1" "its comment asks for no target" || fail "the reason for the second component: $(cat last)"
equal "its GPUs" 2 "$(curl -sf "$url/metrics/jobs" | grep -c '^slurm_sd_job_gpu_info{.*node="g01",gpu="[0-3]",type="a100"} 1')"
scancel "$id"
eventually 60 "it ends" prometheus_has het 0

# ---- 1,024 bytes of every value in a comment ----

perl -e 'print pack("C*", map { $_ % 255 + 1 } 0 .. 1023)' >"$work/bytes"
id=$(submit --job-name=bytes --comment="$(cat "$work/bytes")" "$work/fixed.sh" 0)
has_bytes() { curl -sf "$url/targets?prom_job=commented" | jq -e '.[0].labels.__meta_slurm_job_comment | length > 500'; }
eventually 60 "a comment of every byte is a label" has_bytes
curl -sf "$url/targets?prom_job=commented" | iconv -f utf-8 -t utf-8 >/dev/null || fail "the answer is not UTF-8"
cat >"$work/bytes.yaml" <<YAML
scrape_configs:
  - job_name: bytes
    http_sd_configs: [{url: "$url/targets?prom_job=commented"}]
    relabel_configs: [{source_labels: [__meta_slurm_job_comment], target_label: comment}]
YAML
promtool check service-discovery --timeout=5s "$work/bytes.yaml" bytes >"$work/bytes.log" 2>&1 || fail "$(cat "$work/bytes.log")"
equal "Prometheus takes it" 1 "$(jq length "$work/bytes.log")"
scancel "$id"

# ---- slurmctld away: the last good list, then none ----

curl -sf "$url/metrics/jobs" >"$work/jobs.metrics" || fail "GET /metrics/jobs"
equal "promtool's complaints about the metrics of the jobs" "" "$(promtool check metrics <"$work/jobs.metrics" 2>&1)"
id=$(submit --job-name=stays "$work/own.sh")
eventually 60 "a server is up before slurmctld stops" prometheus_up stays 1
"$here/slurm-rig.sh" ctld-stop "$rig"
eventually 40 "polls of jobs fail" grep -q '"msg":"polling jobs failed"' daemon.log
equal "the targets stay while slurmctld is down" "$id" "$(of_name stays job_id)"
equal "health says so" degraded "$(curl -sf "$url/api/v1/status" | jq -r .health)"
stop TERM
config=$work/short.yaml
sed 's/metrics: true/max_age: 5s/' "$work/config.yaml" >"$config"
start short.log --slurm.endpoint "unix:$RIG_SOCKET"
equal "no list yet, no targets" 503 "$(curl -s -o /dev/null -w '%{http_code}' "$url/targets?prom_job=served")"
"$here/slurm-rig.sh" ctld-start "$rig"
eventually 60 "targets are back with slurmctld" names_are stays job_id "$id"
"$here/slurm-rig.sh" ctld-stop "$rig"
too_old() { [[ $(curl -s "$url/targets?prom_job=served" | jq -r .error) == *"older than 5s"* ]]; }
eventually 60 "a list that is too old is not served" too_old
equal "the metrics of jobs are off" 404 "$(curl -s -o /dev/null -w '%{http_code}' "$url/metrics/jobs")"
"$here/slurm-rig.sh" ctld-start "$rig"
eventually 60 "and the next good one is" names_are stays job_id "$id"
stop TERM

say "$checks checks passed"
