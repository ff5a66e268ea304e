#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the image of installer/container and runs it as Kubernetes would: not as root, without any capability, on a root
# file system that cannot be written. By hand or once a night, since the build takes minutes. Needs root, podman, curl,
# haproxy and jq. With --bootstrap the base image is made with debootstrap, where no registry of images can be reached.
#
#   tests/container/run.sh [--bootstrap]
# shellcheck source-path=SCRIPTDIR source=../e2e/lib.sh disable=SC2034
. "$(dirname "$0")/../e2e/lib.sh" podman
source_root=$(realpath "$here/../..")
version=$("$source_root/installer/version.sh")
image=localhost/prometheus-slurm-sd:$version
build=(--network host)
case ${OPTIONS:=$*} in
'') ;;
--bootstrap)
    base=localhost/debian:13
    podman image exists "$base" || {
        debootstrap --variant=minbase trixie base >debootstrap.log || fail "debootstrap"
        tar -C base -c . | podman import - "$base" || fail "the base image"
    }
    build+=(--build-arg "BASE=$base" --pull=never)
    ;;
*) fail "expected --bootstrap, got $OPTIONS" ;;
esac
podman build "${build[@]}" -f "$source_root/installer/container/Containerfile" -t "$image" "$source_root" || fail "the build"

# What is in it. Nothing runs yet, so that nothing but the image shows.
container=$(podman create "$image")
podman export "$container" >image.tar || fail "the image cannot be read"
podman rm "$container" >/dev/null
tar -tvf image.tar --numeric-owner >files
awk '{ print $1, $2, $6 }' files >modes
equal "programs" usr/bin/prometheus-slurm-sd "$(awk '$6 ~ /(^|\/)s?bin\/./ { print $6 }' files)"
equal "shells and package managers" "" "$(grep -E '/(ba|da|z|)sh$|/busybox$|/apt|/dpkg$' files)"
equal "files that are not root's" "drwx------ 65532/65532 var/lib/prometheus-slurm-sd/" "$(grep -v ' 0/0 ' modes)"
equal "files that others may write, or with another user's rights" "" "$(grep -v '^l' modes | grep -E '^.{5}w|^.{8}w|^\S*[sStT]')"
packages_at() { sed -n "s|.*$1|\1|p" files | sort; }
equal "each package has its licence" "$(packages_at 'var/lib/dpkg/status.d/\(..*\)')" "$(packages_at 'usr/share/doc/\(.*\)/copyright')"
equal "more than a hundred CAs" yes "$( (($(tar -xOf image.tar etc/ssl/certs/ca-certificates.crt | grep -c BEGIN) > 100)) && echo yes)"
podman image inspect "$image" >inspect.json
inspect() { jq -c ".[0]$1" inspect.json; }
equal "user" '"65532:65532"' "$(inspect .Config.User)"
equal "entrypoint" '["/usr/bin/prometheus-slurm-sd"]' "$(inspect .Config.Entrypoint)"
equal "port" '{"8080/tcp":{}}' "$(inspect .Config.ExposedPorts)"
equal "volume" '{"/var/lib/prometheus-slurm-sd":{}}' "$(inspect .Config.Volumes)"
say "size: $(($(inspect .Size) / 1000000)) MB"

# The daemon of lib.sh: a container, with what the array mounts has.
mounts=()
daemon() {
    exec podman run --rm --label "work=$work" --network host --read-only --read-only-tmpfs=false --cap-drop ALL \
        --security-opt no-new-privileges --memory 512m "${mounts[@]}" "$image" "$@"
}
daemon=daemon
at_end() {
    podman ps -aq --filter "label=work=$work" | xargs -r podman rm -f >/dev/null
}

equal "version" "$version" "$(daemon --version | cut -d " " -f 2)"
mkdir etc tls state
config=/etc/prometheus-slurm-sd/config.yaml
echo $'jobs:\n  - node:\n    port: 9100' >etc/config.yaml
cp "$source_root"/tests/data/tls/server.{pem,key} tls
echo $'tls_server_config:\n  cert_file: server.pem\n  key_file: server.key' >tls/web.yaml
chmod 644 tls/*
mounts=(-v "$work/etc:/etc/prometheus-slurm-sd:ro" -v "$work/tls:/tls:ro")

# The demo cluster, over TLS.
start demo.log --slurm.endpoint demo: --web.config.file /tls/web.yaml
get() { curl -sf --cacert tls/server.pem "${url/127.0.0.1/localhost}/$1"; }
eventually 10 "ready, over TLS" get -/ready
equal "there are targets" true "$(get 'targets?prom_job=node' | jq 'length > 0')"
process=$(podman ps -q --filter "label=work=$work" | xargs podman inspect --format '{{.State.Pid}}')
of_process() { awk -v key="$1:" '$1 == key { print $2 }' "/proc/$process/status"; }
equal "user of the process" 65532 "$(of_process Uid)"
equal "group of the process" 65532 "$(of_process Gid)"
equal "capabilities" 0000000000000000 "$(of_process CapPrm)"
equal "seccomp filters" 2 "$(of_process Seccomp)"
equal "the root cannot be written" ro "$(awk '$2 == "/" { print $4 }' "/proc/$process/mounts" | cut -d , -f 1)"
say "resident memory with the demo cluster: $(of_process VmRSS) kB"
equal "all of the log is JSON" "" "$(jq -rR 'try (fromjson | empty) catch "no"' demo.log)"
equal "warnings" "" "$(jq -r 'select(.level != "info")' demo.log)"
stop TERM

# A slurmrestd behind TLS.
nodes n1 n2
cat tls/server.{pem,key} >proxy.pem
slurm_port=$(free_port)
cat >haproxy.cfg <<CFG
defaults
    mode http
    timeout client 5s
    timeout server 5s
    timeout connect 5s
frontend slurmrestd
    bind 127.0.0.1:$slurm_port ssl crt $work/proxy.pem
    http-request return status 200 content-type application/json file $work/nodes.json
CFG
run haproxy.log haproxy -f haproxy.cfg
proxy=$pid
slurm=(--slurm.endpoint "https://localhost:$slurm_port" --slurm.api-version v0.0.41)
eventually 5 "slurmrestd answers" curl -sf --cacert tls/server.pem "https://localhost:$slurm_port/"

targets() { curl -sf "$url/targets?prom_job=node" | jq -c '[.[].targets[]]'; }
has_targets() { [[ $(targets) == '["n1:9100","n2:9100"]' ]]; }
polled() { # LOG: what the first poll came to.
    eventually 10 "a poll in $1" grep -qE '"class":|"nodes polled"' "$1"
    result=$(jq -rs '[.[] | .class // (select(.msg == "nodes polled") | "success")][0]' "$1")
}
start untrusted.log "${slurm[@]}"
polled untrusted.log
equal "a certificate that nobody vouches for" tls "$result"
stop TERM

start ca-file.log "${slurm[@]}" --slurm.ca-file /tls/server.pem
eventually 10 "targets, with --slurm.ca-file" has_targets
stop TERM

chown 65532:65532 state
mounts+=(-v "$work/tls/server.pem:/etc/ssl/certs/ca-certificates.crt:ro" -v "$work/state:/var/lib/prometheus-slurm-sd")
start system-ca.log "${slurm[@]}"
eventually 10 "targets, with a CA of the image's bundle" has_targets
eventually 10 "the list is stored" test -s state/nodes
stop TERM

kill "$proxy"
wait "$proxy"
forget "$proxy"
start stored.log "${slurm[@]}"
eventually 10 "the stored targets, without a slurmrestd" has_targets
stop TERM
say "$checks checks"
