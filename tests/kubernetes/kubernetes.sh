#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the manifests of installer/kubernetes say of each other, of the image and of the daemon is so. Whether they keep
# to Kubernetes's own schema is not checked here.
#
#   tests/kubernetes/kubernetes.sh DAEMON [/PATH/OF/MANIFESTS]
# shellcheck source-path=SCRIPTDIR source=../e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"
source_root=$(realpath "$here/../..")
manifests=${2:-$source_root/installer/kubernetes}

# json FILE: a YAML file of one document as JSON.
json() {
    perl -MYAML::XS -MJSON::PP -e '
        $YAML::XS::Boolean = "JSON::PP";
        my @documents = YAML::XS::LoadFile($ARGV[0]);
        @documents == 1 or die "$ARGV[0]: expected one document\n";
        print JSON::PP->new->canonical->encode($documents[0]);' "$1"
}
for file in "$manifests"/*.yaml "$manifests"/prometheus-operator/*.yaml; do
    name=${file#"$manifests/"}
    mkdir -p "$(dirname "$name")"
    json "$file" >"${name%.yaml}.json" || fail "$name is no YAML"
done

# said PATTERN: what follows it in the Containerfile.
said() { grep -oP "$1\\K\\S+" "$source_root/installer/container/Containerfile"; }
jq -n --arg user "$(said '^USER ')" --arg state "$(said 'STATE_DIRECTORY=')" --argjson port "$(said '^EXPOSE ')" \
    --slurpfile kustomization kustomization.json --slurpfile operator prometheus-operator/kustomization.json \
    --slurpfile config config.json '
    # There are two of a kind.
    [inputs | select(.kind) | {(if .metadata.name == "slurm-nodes" then "NodeMetrics" else .kind end): .}] | add |
    . + {kustomization: $kustomization[0], operator: $operator[0], config: $config[0], image: {$user, $state, $port}}' \
    ./*.json prometheus-operator/*.json >all || fail "the manifests cannot be read"
jq -rf "$here/references.jq" all >references || fail "the references cannot be checked"
[[ -s references ]] || fail "no reference is checked"
equal "references" "" "$(grep -v "^true " references)"

for directory in . prometheus-operator; do
    equal "resources of $directory/kustomization.yaml" \
        "$(find $directory -maxdepth 1 -name "*.json" -printf "%f\n" | sed "s/json$/yaml/" | grep -vxE "kustomization.yaml|config.yaml" | sort)" \
        "$(jq -r '.resources[]' $directory/kustomization.json | sort)"
done
equal "version of the image" "$(jq -r '.kustomization.images[0].newTag' all)" "$("$daemon" --version | awk '{print $2}')"

# The daemon itself, as the Deployment starts it, but with the demo cluster.
config=$manifests/config.yaml
mapfile -t args < <(jq -r '.Deployment.spec.template.spec.containers[0].args[]' all)
"$daemon" --config.check --config.file "$config" "${args[@]}" >check.log 2>&1
equal "exit status of --config.check" 0 "$?"
run daemon.log "$daemon" --config.file "$config" --slurm.endpoint demo: --web.listen-address 127.0.0.1:0 "${args[@]}"
eventually 10 "it listens" grep -q listening daemon.log
url=$(grep -om 1 "http://127[^\" ]*" daemon.log)
jq -r '.Deployment.spec.template.spec.containers[0] as $container |
    $container.readinessProbe.httpGet.path, $container.livenessProbe.httpGet.path,
    .ServiceMonitor.spec.endpoints[].path, .NodeMetrics.spec.metricsPath,
    (.ScrapeConfig.spec.httpSDConfigs[].url | sub("^http://[^/]*"; ""))' all >paths
while read -r path; do
    eventually 10 "$path is answered" curl -sf -o answer "$url$path"
done <paths
equal "paths" 5 "$(wc -l <paths)"
equal "the last one has targets, with the labels that the ScrapeConfig copies" true "$(jq --slurpfile all all 'length > 0 and
    all(.[]; [.labels | keys[]] | contains([$all[0].ScrapeConfig.spec.relabelings[].sourceLabels[]]))' answer)"
stop TERM
say "$checks checks"
