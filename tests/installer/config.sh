#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Do the configuration reference and the installed sample say what the daemon does? The daemon tells which keys it
# knows where it meets one that it does not: every key must be in both, with its default, and no other.
#
#   tests/installer/config.sh DAEMON
. "$(dirname "$0")/../e2e/lib.sh"
source=$here/../..
reference=$source/resources/docs/configuration.md
sample=$source/resources/config/config.yaml

# ---- what the daemon knows ----

unknown=no_such_key_at_all

# Of the jobs in what nested() prints; empty: none is said.
role=

# nested PATH VALUE: YAML that has VALUE at PATH, such as jobs[].match.
nested() {
    local path=$1 value=$2 key
    while [[ -n $path ]]; do
        key=${path##*.}
        [[ -n $role && $key == "jobs[]" ]] && value="{\"role\": \"$role\", ${value#"{"}"
        [[ $path == *.* ]] && path=${path%.*} || path=
        if [[ $key == *"[]" ]]; then value="{\"${key%"[]"}\": [$value]}"; else value="{\"$key\": $value}"; fi
    done
    echo "$value"
}

problems() { # YAML: what --config.check says.
    echo "$1" >probe.yaml
    "$daemon" --config.check --config.file probe.yaml 2>&1
}

known() { # what a message lists behind "known are:", one a line.
    sed -n 's/.*known are: //p' | head -n 1 | tr -d ' ' | tr , '\n'
}

# answers PATH VALUE KEY...: what --config.check says where each of these keys below PATH has this value.
answers() {
    local path=$1 value=$2
    shift 2
    problems "$(nested "$path" "{$(printf "\"%s\": $value, " "$@")}")"
}

# keys_below PATH: all the keys that the daemon knows below PATH that have a value of their own, not keys.
keys_below() {
    local path=$1 keys key told groups
    keys=$(answers "$path" 0 "$unknown" | grep -F "$unknown: unknown key" | known)
    groups=("$keys")
    # A file has slurm or clusters, not both.
    [[ -n $path ]] || groups=("${keys/clusters/}" clusters)
    # shellcheck disable=SC2086
    told=$(for group in "${groups[@]}"; do
        answers "$path" "{\"$unknown\": 0}" $group
        answers "$path" "[{\"$unknown\": 0}]" $group
    done)
    for key in $keys; do
        key=${path:+$path.}$key
        if [[ $told == *": ${key//"[]"/"[0]"}.$unknown: unknown key"* ]]; then
            keys_below "$key"
        elif [[ $told == *": ${key//"[]"/"[0]"}[0].$unknown: unknown key"* ]]; then
            keys_below "${key}[]"
        else
            echo "$key"
        fi
    done
}

keys_below "" | sort >keys_of_nodes
role=job
keys_below "jobs[]" | sort >keys_of_jobs
role=
sort -u keys_of_nodes keys_of_jobs >keys
equal "the daemon tells its keys" "jobs[].match.nodes slurm.tls.key_file web.listen_address" \
    "$(grep -xE 'jobs\[\].match.nodes|slurm.tls.key_file|web.listen_address' keys | xargs)"

values() { # KEY: the values of a list's items that the daemon knows.
    problems "$(nested "defaults.$1" "[$unknown]")" | known | sort
}

# ---- the reference ----

# KEY, tab, default, tab, flag, of each heading with keys and the line of its type.
awk -F '`' '
    /^### `/ { count = 0; for (i = 2; i <= NF; i += 2) keys[++count] = $i; next }
    /^Type: / && count {
        rest = $0; sub(/.*Default: `?/, "", rest); standard = rest; sub(/`?\..*/, "", standard)
        flag = rest; if (!sub(/.*Flag: `/, "", flag)) flag = ""; sub(/`\.$/, "", flag)
        for (i = 1; i <= count; i++) print keys[i] "\t" standard "\t" flag
        count = 0
    }' "$reference" >reference.tsv
{
    cut -f 1 reference.tsv
    # "Each item has the keys of `slurm`, without `cluster`".
    sed -n 's/^slurm\.\([^\t]*\).*/clusters[].\1/p' reference.tsv | grep -vxF 'clusters[].cluster'
} | sort >documented
equal "the reference has every key, and no other" "" "$(diff keys documented)"

# table TITLE: the first column of the table under the heading TITLE with this first column's head.
table() {
    awk -v title="## $1" -v head="| $2 |" '
        $0 == title { inside = 1 } /^## / && $0 != title { inside = 0 }
        !/^\|/ { rows = 0 } inside && rows && !/^\|-/ { print } inside && index($0, head) == 1 { rows = 1 }' "$reference"
}
column() { awk -F ' *\\| *' -v column="$1" '{ gsub("`", "", $(column + 1)); print $(column + 1) }'; }

equal "the reference has every label" "" "$(diff <(values labels) <(table Labels "in \`labels\`" | column 1 | sort))"
all_labels=$(table Labels "in \`labels\`" | column 1 | paste -sd ,)
echo "jobs: [{name: all, port: 1, labels: [$all_labels]}]" >all.yaml
equal "the reference has every label that targets have" "" "$(comm -23 \
    <("$daemon" --config.file all.yaml --slurm.endpoint demo: --once --prom-job all 2>once.log |
        jq -r '.[].labels | keys[]' | sort -u) \
    <(table Labels "in \`labels\`" | column 2 | sort))"
equal "the reference has every label of running jobs" "" "$(diff \
    <(problems "jobs: [{name: a, role: job, labels: [$unknown]}]" | known | sort) \
    <(table "Labels of running jobs" "in \`labels\`" | column 1 | sort))"
equal "the reference has every state" "" "$(diff <(values exclude_states) <(table Labels state | column 1 | sort))"
equal "the reference has every flag" "" "$(diff \
    <("$daemon" --help | sed -nE 's/^  (-.*)/\1/p' |
        awk '{ value = $NF ~ /^-/ ? "" : " " $NF; gsub(",", ""); if ($1 == "-h") { print "-h, --help"; next }
               for (i = 1; i <= NF; i++) if ($i ~ /^-/) print $i value }' | sort) \
    <(table Flags flag | column 1 | sort))"

# Defaults: a file that says them all means what a file without them does.
parsed() { # YAML FLAG...: what it means, as the daemon tells.
    config=$work/config.yaml
    echo "$1" >"$config"
    start daemon.log --slurm.endpoint demo: "${@:2}" >&2
    curl -s "$url/api/v1/config"
    stop TERM >&2
}
# One of each role, in this place.
job='{"name": "node", "port": 9100}'
running='{"name": "running", "role": "job", "port": 8000}'
parsed "{\"jobs\": [$job, $running]}" | jq .parsed >implied.json
only_jobs=$(comm -13 keys_of_nodes keys_of_jobs | xargs)
export only_jobs
# place: jq's function that makes a path of a key's name, such as jobs[].port; of the job that has the key.
place='def place: . as $key | any(env.only_jobs | split(" ")[]; . == $key) as $isOfJobs
    | gsub("\\[\\]"; if $isOfJobs then ".1" else ".0" end) | split(".") | map(tonumber? // .);'
# Those of a job that it needs are said already.
grep -vE '^(defaults|clusters)[.[]|^jobs\[\]\.(name|port)\s' reference.tsv >settings.tsv
jq -Rn --argjson jobs "[$job, $running]" "$place"'
    def value: if . == "{}" then {}
        elif startswith("[") then ltrimstr("[") | rtrimstr("]") | split(", ") | map(ltrimstr("\"") | rtrimstr("\""))
        else . end;
    reduce (inputs / "\t" | select(.[1] != "none")) as [$key, $default] ({jobs: $jobs};
        setpath($key | place; $default | value))' settings.tsv >defaults.json
parsed "$(cat defaults.json)" | jq .parsed >said.json
equal "the defaults of the reference are those of the daemon" "" "$(diff implied.json said.json)"
equal "keys without a default have none in the reference" \
    "$(jq -Rr --slurpfile implied implied.json "$place"'(. / "\t")[0]
        | select(place as $place | $implied[0] | getpath($place) | . == null or . == "")' settings.tsv | xargs)" \
    "$(awk -F '\t' '$2 == "none" { print $1 }' settings.tsv | xargs)"

# Flags: each stands in for the key that has its name.
sed -nE 's/^([^\t]*)\t[^\t]*\t(--.*)/\1 \2/p' reference.tsv | sort >flags
equal "a flag has the name of its key" "$(cut -d ' ' -f 2 flags)" \
    "$(cut -d ' ' -f 1 flags | sed 's/^slurm\.tls\./slurm./; s/_/-/g; s/^/--/')"
equal "the flags of the reference stand in for their keys" "$(sed 's/ .*//' flags | xargs)" "$(parsed "{\"jobs\": [$job]}" \
    --slurm.api-version auto --slurm.user-name a --slurm.user-token a --slurm.update-interval 1h --slurm.timeout 1m \
    --slurm.ca-file a --slurm.cert-file a --slurm.key-file a --slurm.insecure-skip-verify |
    jq -r '.overridden[]' | sort | xargs)"

# The old keys: the daemon names the new ones, and its source has no more of them.
table "From the older program" "old key" | awk -F '`' '{ print $2, $4 }' | sort >old
values_of_old='{"slurm_api_endpoint": "demo:", "slurm_api_version": auto, "slurm_api_username": a, "slurm_api_token": a,
    "listen_address": ":0", "update_interval": 1m}'
equal "the reference has each old key and its new name" "" "$(problems "$values_of_old" |
    sed -n 's/.*: \(.*\): deprecated; use \(.*\) instead/\1 \2/p' | sort | diff old -)"
equal "the reference has all old keys" "$(grep -o 'readOldKey(root, "[a-z_]*"' "$source"/common/*.cpp |
    cut -d '"' -f 2 | sort | xargs)" "$(cut -d ' ' -f 1 old | xargs)"

# valid FILE: the exit status of the check, with an endpoint where the file has none.
valid() {
    local endpoint=()
    grep -qE '^[^#]*endpoint: ' "$1" || endpoint=(--slurm.endpoint demo:)
    "$daemon" --config.check --config.file "$1" "${endpoint[@]}" >&2
    echo $?
}

# The examples.
awk '/^```yaml$/ { file = "example" ++count ".yaml"; next } /^```$/ { file = "" } file { print > file }' "$reference"
for example in example*.yaml; do
    equal "$example of the reference: $(head -n 1 "$example")" 0 \
        "$(valid "$example")"
done

# ---- the sample ----

# All its keys in force: those that are commented out have no space behind the #.
sed 's/^\( *\)#\([^ #]\)/\1\2/' "$sample" >whole.yaml
sed -n 's/^##//p' "$sample" >clusters.yaml
for file in "$sample" whole.yaml clusters.yaml; do
    equal "$(basename "$file") is valid" 0 "$(valid "$file")"
done
# KEY, for each line with a key, by the lines with less indentation before it.
awk '/^ *(- )?[a-z_]+:/ {
        line = $0; isItem = sub(/- /, "  ", line); match(line, /^ */); depth = RLENGTH
        key = line; gsub(/^ *|:.*/, "", key)
        while (count && depths[count] >= depth) count--
        if (isItem && names[count] !~ /\[\]$/) names[count] = names[count] "[]"
        path = ""; for (i = 1; i <= count; i++) path = path names[i] "."
        depths[++count] = depth; names[count] = key
        paths[++total] = path key
    } END { for (i = 1; i <= total; i++) print paths[i] }' whole.yaml clusters.yaml | sort -u >sampled
equal "the sample has every key" "" "$(grep -v '^clusters' keys | comm -23 - sampled)"
equal "the sample has clusters" "clusters[].name" "$(grep -xF 'clusters[].name' sampled)"
parsed "$(cat whole.yaml)" | jq .parsed >sample.json
values_in() { # FILE: the value that each key with a default has there.
    awk -F '\t' '$2 !~ /^(none|{}|\[\])$/ { print $1 }' settings.tsv |
        jq -Rc --slurpfile config "$1" "$place"'. as $key | place as $place | [$key, ($config[0] | getpath($place))]'
}
# The second job is the one with all keys of nodes, the third that of running jobs.
jq '.jobs |= .[1:]' sample.json >second.json
equal "the sample's values are the defaults, where there are any" "$(values_in implied.json)" "$(values_in second.json)"
equal "the sample has Slurm found" auto "$(sed -n 's/^  endpoint: //p' "$sample")"
equal "which is looked for first where the quick start has slurmrestd listen" "$(
    sed -n 's/^ExecStart=.* unix:/unix:/p' "$source/resources/docs/quickstart.md")" \
    "$(sed -n 's/^        "\(unix:[^"]*\)".*/\1/p' "$source/daemon/slurm/autosource.cpp" | sed -n 1p)"
equal "the file of flags has none" "" "$(sh -c '. "$1"; echo "$ARGS"' sh "$source/resources/config/default")"

say "$checks checks passed"
