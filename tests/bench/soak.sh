#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does the daemon's memory stay what it is? Polls 5,000 changing nodes each second, stores them, reloads its config
# every 10 s and answers 50 clients with basic auth, for 10 minutes. Prints mean resident memory and descriptors of
# the second minute, when the log of events is full, and of the last one; CPU time, polls, requests. The samples stay
# in soak.csv. Needs golang-go and a Release build.
#
#   tests/bench/soak.sh BUILD_DIRECTORY [SECONDS]
set -eu -o pipefail
daemon=$(realpath "$1")/daemon/prometheus-slurm-sd
seconds=${2:-600}
here=$(dirname "$(realpath "$0")")
samples=$PWD/soak.csv
work=$(mktemp -d /tmp/slurm-sd-soak.XXXXXX)
pids=()
# The load may have ended by itself.
trap '((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null; wait; rm -rf "$work"' EXIT
((seconds >= 180)) || { echo "the second minute and the last must not meet: at least 180 seconds" >&2; exit 2; }

(cd "$here/soak" && GO111MODULE=off go build -o "$work/soak" .)
"$work/soak" --serve 5000 >"$work/port" &
pids+=($!)
until [[ -s $work/port ]]; do sleep 0.1; done

cat >"$work/config.yaml" <<YAML
slurm: {endpoint: "http://127.0.0.1:$(cat "$work/port")", api_version: v0.0.46, update_interval: 1s}
web: {listen_address: ["127.0.0.1:0"]}
jobs:
  - {node: , port: 9100}
  - {dcgm: , port: 9401}
  - {name: process, port: 9256, labels: [partitions, slurm_state, gres_types, reason]}
  - {ipmi: , port: 9290}
  - {name: lustre, port: 9169, match: {features: [rack7, rack8]}}
YAML
# The password is "soak".
cat >"$work/web.yaml" <<'YAML'
basic_auth_users:
  soak: $2b$06$abcdefghijklmnopqrstuuv4gfOWoji3O0WTq8M2ish1rsBzrg3wm
YAML
mkdir "$work/state"
"$daemon" --config.file "$work/config.yaml" --web.config.file "$work/web.yaml" --storage.path "$work/state" \
    2>"$work/log" &
pid=$!
pids+=("$pid")
url() { sed -n 's/.*msg=listening.* url=//p' "$work/log"; }
until [[ $(url) ]] && curl -sf -o /dev/null "$(url)/-/ready"; do sleep 0.1; done

"$work/soak" --load "$(url)" "$seconds" 50 >"$work/load" &
load=$!
pids+=("$load")

memory() { awk '/^VmRSS/ {print $2}' "/proc/$pid/status"; }
# shellcheck disable=SC2012
descriptors() { ls "/proc/$pid/fd" | wc -l; }
ticks() { sed 's/.*) //' "/proc/$pid/stat" | awk '{print $12 + $13}'; }
polls() { curl -sf -u soak:soak "$(url)/metrics" | awk '/^slurm_sd_polls_total.*success/ {print $2}'; }
dropped() { curl -sf -u soak:soak "$(url)/api/v1/events?after=0&limit=1" | grep -o '"dropped": *[0-9]*' | tr -dc 0-9; }

echo second,rss_kb,descriptors,cpu_ticks >"$samples"
for ((second = 0; second < seconds; ++second)); do
    sleep 1
    echo "$second,$(memory),$(descriptors),$(ticks)" >>"$samples"
    ((second % 10 != 9)) || kill -HUP "$pid"
    ((second != 60)) || echo "events dropped after a minute (more than 0: the log is full): $(dropped)"
done

# mean FIRST LAST: of the samples of these seconds.
mean() {
    awk -F, -v first="$1" -v last="$2" '$1 ~ /^[0-9]+$/ && $1 >= first && $1 < last {
        rss += $2; descriptors += $3; n++ } END { print rss / n, descriptors / n }' "$samples"
}
read -r rss_before descriptors_before < <(mean 60 120)
read -r rss_after descriptors_after < <(mean "$((seconds - 60))" "$seconds")
awk -v a="$rss_before" -v b="$rss_after" 'BEGIN {
    printf "resident memory: %.1f MB in the second minute, %.1f MB in the last, %+.2f %%\n", a / 1000, b / 1000, (b / a - 1) * 100 }'
echo "descriptors: $descriptors_before in the second minute, $descriptors_after in the last"
polls=$(polls)
awk -v ticks="$(ticks)" -v hertz="$(getconf CLK_TCK)" -v polls="$polls" -v seconds="$seconds" 'BEGIN {
    printf "CPU: %.1f s, %.1f %% of one core; polls: %d\n", ticks / hertz, ticks / hertz / seconds * 100, polls }'
status=0
wait "$load" || status=1
cat "$work/load"
grep -c 'msg="config reloaded"' "$work/log" | sed 's/$/ reloads/'
! grep -vE 'level=info' "$work/log" || status=1
exit $status
