#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The shards of resources/docs/scaling.md: of two real Prometheus servers with that config, each has some of the
# targets, and each target is in exactly one. Needs no root; every server is on loopback and ends with the script.
#
#   tests/docs/sharding.sh DAEMON
# shellcheck source-path=SCRIPTDIR source=../e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

config=$work/config.yaml
echo 'jobs: [{name: node, port: 9100, labels: [node, partitions]}, {name: dcgm, port: 9400, labels: [node, partitions]}]' >"$config"
start daemon.log --slurm.endpoint demo:
eventually 5 "ready" curl -sf "$url/-/ready"
{ curl -s "$url/targets?prom_job=node" && curl -s "$url/targets?prom_job=dcgm"; } |
    jq -r '.[] | .labels.__meta_slurm_node as $node | .targets[] | . + " " + $node' | sort >all

"$here/blocks.sh" "$here/../../resources/docs/scaling.md" blocks || fail "no blocks"
mapfile -t sharded < <(grep -l hashmod blocks/*.yaml)
equal "one block has the shards" 1 "${#sharded[@]}"

declare -a at
for shard in 0 1; do
    sed -e "s,http://localhost:8080,$url," -e "s/\"0\"/\"$shard\"/" "${sharded[0]}" >"$shard.yml"
    # A second exporter of each node.
    sed -n '/job_name/,$p' "$shard.yml" | sed 's/node$/dcgm/; s/=node/=dcgm/' >second
    cat second >>"$shard.yml"
    at[shard]=127.0.0.1:$(free_port)
    run "prometheus$shard.log" prometheus --config.file="$shard.yml" --storage.tsdb.path="tsdb$shard" \
        --web.listen-address="${at[shard]}"
done

has_targets() { # SHARD: into the file shardSHARD
    curl -sf "http://${at[$1]}/api/v1/targets?state=active" |
        jq -r '.data.activeTargets[] | .discoveredLabels | .__address__ + " " + .__meta_slurm_node' | sort >"shard$1"
    grep -q :9100 "shard$1" && grep -q :9400 "shard$1"
}
for shard in 0 1; do eventually 30 "server $shard has targets" has_targets "$shard"; done

equal "all targets are there, each once" "$(cat all)" "$(sort shard0 shard1)"
names() { cut -d ' ' -f 2 "$1" | sort -u; }
equal "no node is in both" "" "$(comm -12 <(names shard0) <(names shard1))"

say "$checks checks passed, $(wc -l <shard0) and $(wc -l <shard1) of $(wc -l <all) targets"
