#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the shell blocks of README.md and of the quick start, in their order, as a reader would: as root on a machine
# called head, with a real slurmrestd and a real Prometheus. Needs root. The machine is a namespace that has its own
# network, host name, /run, /etc and /usr/share: so port 8080 is free, and nothing is left behind.
#
#   tests/docs/commands.sh DAEMON ADMIN_PROGRAM
#
# README.ja.md has the same blocks as README.md: markdown.sh sees to that.
[[ -n ${DOCS_NAMESPACE:-} ]] || DOCS_NAMESPACE=1 exec unshare --mount --net --uts "$0" "$@"
# shellcheck source-path=SCRIPTDIR source=../e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

# Every block, by its first line, and the way it is run. A block that is not here fails the test, and so does a line
# here that has no block.
#
#   ends      it ends with status 0
#   prints X  the same, and it prints a line that matches X, within 90 s: Prometheus takes its time
#   serves    it serves targets on port 8080 until it is stopped
#   shows     it opens a window, which asks a daemon for its status
#
# What is systemd's business, which no namespace has, is done here as the unit says:
#
#   installed the package's files and user, and the daemon started
#   rules     the other package's files
#   token     the timer's unit
#   rest      slurmrestd, by its drop-in
#   daemon    the daemon restarted
#   scrape    Prometheus
#
#   never     tests/run.sh is what runs this. To build the packages takes many minutes, and to install them takes a clean
#             system: tests/packages does that, in Debian 12 and 13.
declare -A table=(
    ["installer/quickstart.sh"]=serves
    ["installer/quickstart.sh --slurm.endpoint unix:/run/slurmrestd/slurmrestd.sock"]=serves
    ["installer/quickstart-admin.sh"]=shows
    ["installer/quickstart-admin.sh --connect http://head:8080"]=shows
    ["tests/run.sh"]=never

    ["installer/build-packages.sh"]=never
    ["apt-get install --yes ./build/packages/prometheus-slurm-sd_*.deb"]=installed
    ["sed -i -e 's|^  endpoint:.*|  endpoint: http://head:6820|' -e 's|^  #user_name:|  user_name:|' \\"]=ends
    ["systemctl enable --now prometheus-slurm-sd-token.timer"]=token
    ["mkdir -p /etc/systemd/system/slurmrestd.service.d"]=ends
    ["systemctl daemon-reload"]=rest
    ["prometheus-slurm-sd --config.check"]="prints valid, 1 job"
    ["runuser -u prometheus-slurm-sd -- prometheus-slurm-sd --once"]="prints 127.0.0.1:9100"
    ["systemctl restart prometheus-slurm-sd"]=daemon
    ["curl -s http://localhost:8080/-/ready"]="prints ^Serving [1-9]"
    ["cat >> /etc/prometheus/prometheus.yml <<'END'"]=ends
    ["apt-get install --yes ./build/packages/prometheus-slurm-sd-rules_*.deb"]=rules
    ["sed -i 's|^rule_files:|&\\n  - /usr/share/prometheus-slurm-sd/*alerts.yml|' /etc/prometheus/prometheus.yml"]=ends
    ["promtool check config /etc/prometheus/prometheus.yml"]="prints rules found"
    ["promtool check service-discovery /etc/prometheus/prometheus.yml slurm-node"]="prints 127.0.0.1:9100"
    ["systemctl reload prometheus"]=scrape
    ["promtool query instant http://localhost:9090 'count by (state) (slurm_sd_node_state and on (node) up{job=\"slurm-node\"})'"]="prints active"
    ["apt-get install --yes ./build/packages/prometheus-slurm-sd-admin_*.deb"]=never
    ["prometheus-slurm-sd-admin --connect http://head:8080"]=shows
)

tree=$(realpath "$here/../..")
rig=$work/rig
user=prometheus-slurm-sd
groups=()

at_end() {
    local group
    for group in ${groups[@]+"${groups[@]}"}; do
        kill -KILL -- "-$group" 2>/dev/null
    done
    "$here/../e2e/slurm-rig.sh" stop "$rig"
}

# ---- the machine ----

# private DIRECTORY: what is written there goes with the namespace.
private() {
    local layers=/run/layers$1
    mkdir -p "$layers"/{upper,work}
    mount -t overlay overlay -o "lowerdir=$1,upperdir=$layers/upper,workdir=$layers/work" "$1"
}

machine() {
    ip link set lo up &&
        # slurmctld looks its name up, and the C library finds no address where 127.0.0.1 is all there is.
        ip address add 127.0.0.2/8 dev lo &&
        hostname head &&
        mount -t tmpfs -o mode=755 tmpfs /run &&
        private /etc && private /usr/share &&
        echo "127.0.0.1 localhost head" >/etc/hosts
}
machine >machine.log 2>&1 || fail "there is no such namespace"

# As installed, for any user to run.
mkdir /run/bin /run/stand-ins
cp "$daemon" /run/bin/prometheus-slurm-sd
cp "$(realpath "$2")" /run/bin/prometheus-slurm-sd-admin
export PATH=/run/bin:$PATH QT_QPA_PLATFORM=offscreen HOME=$work TMPDIR=$work

# The clone in which everything is typed, where programs are built already: what is left out is the compiler.
mkdir clone
cp -R "$tree/installer" "$tree/CMakePresets.json" clone
mkdir -p clone/build/{release,admin}/daemon clone/build/admin/gui
ln -s /run/bin/prometheus-slurm-sd clone/build/release/daemon
ln -s /run/bin/prometheus-slurm-sd clone/build/admin/daemon
ln -s /run/bin/prometheus-slurm-sd-admin clone/build/admin/gui
cat >/run/stand-ins/cmake <<'SH'
#!/bin/sh
# Knows the presets that there are.
for preset; do :; done
jq -e --arg preset "$preset" '[.configurePresets[], .buildPresets[] | .name] | index($preset)' CMakePresets.json
SH
chmod +x /run/stand-ins/cmake

"$here/../e2e/slurm-rig.sh" start "$rig" >rig.log 2>&1 || fail "no Slurm"
export SLURM_CONF=$rig/etc/slurm.conf
mkdir /run/slurmrestd
ln -s "$rig/rest/slurmrestd.sock" /run/slurmrestd

# ---- the ways ----

# begin FILE: runs a block in the background, as a group of processes, with what it prints in block.log.
begin() {
    (cd clone && PATH=/run/stand-ins:$PATH exec setsid sh -eu "$1") >block.log 2>&1 </dev/null &
    pid=$!
    groups+=("$pid")
}

end() {
    kill -TERM -- "-$pid"
    wait "$pid"
    equal "its exit status after SIGTERM" 143 "$?"
}

ends() {
    (cd clone && sh -eu "$1") >block.log 2>&1 </dev/null
}

prints() { # FILE PATTERN
    printing() { ends "$1" && grep -q -- "$2" block.log; }
    eventually 90 "it prints $2" printing "$@"
}

serves() {
    begin "$1"
    eventually 60 "it serves targets" eval 'curl -s http://head:8080/-/ready | grep "^Serving [1-9]"'
    end
}

# Some daemon of this machine has answered a window's requests for its status.
asked() {
    local port
    for port in $(ss -ltnH | awk '{ print $4 }' | grep -o '[0-9]*$' | sort -u); do
        ! curl -s -m 2 "http://localhost:$port/metrics" | grep 'handler="/api/v1/status",code="200"} [1-9]' || return 0
    done
    return 1
}

shows() {
    local server=
    if grep -q -- --connect "$1" && ! curl -s http://head:8080/-/ready; then
        run served.log prometheus-slurm-sd --slurm.endpoint demo:
        server=$pid
    fi
    begin "$1"
    eventually 60 "the window asks a daemon" asked
    end
    [[ -z $server ]] || stop TERM "$server"
}

# What the packages install, without the binaries.
installed() {
    echo "$user:x:999:999::/nonexistent:/usr/sbin/nologin" >>/etc/passwd
    echo "$user:x:999:" >>/etc/group
    install -D -m 640 -g "$user" "$tree/resources/config/config.yaml" /etc/prometheus-slurm-sd/config.yaml
    chown "root:$user" /etc/prometheus-slurm-sd
    chmod 750 /etc/prometheus-slurm-sd
    daemon
}
rules() {
    install -D -m 644 -t /usr/share/prometheus-slurm-sd "$tree"/resources/prometheus/*alerts.yml
}

as_user=(setpriv --reuid="$user" --regid="$user" --init-groups)

service=
daemon() {
    [[ -z $service ]] || stop TERM "$service"
    : >service.log
    run service.log "${as_user[@]}" prometheus-slurm-sd --config.file=/etc/prometheus-slurm-sd/config.yaml
    service=$pid
    eventually 30 "the service listens" grep -q msg=listening service.log
}

token() {
    local unit=$tree/installer/systemd/prometheus-slurm-sd-token.service.in
    sh -eu "$tree/installer/systemd/renew-token" prometheus "$(sed -n 's/.*TOKEN_LIFESPAN=\([0-9]*\).*/\1/p' "$unit")" \
        /etc/prometheus-slurm-sd/token "$user" >block.log 2>&1 || fail "no token: $(cat block.log)"
    # Whoever reads on may leave out the other way.
    prints <(echo "$once") 127.0.0.1:9100
}

rest() {
    local dropin=/etc/systemd/system/slurmrestd.service.d/prometheus-slurm-sd.conf SLURMRESTD_OPTIONS command
    rm /run/slurmrestd/slurmrestd.sock
    chown "$(sed -n 's/^User=//p' $dropin)" /run/slurmrestd
    # There is no slurmdbd: slurmrestd's own plugins alone.
    # shellcheck disable=SC2034
    SLURMRESTD_OPTIONS="-s $("${as_user[@]}" slurmrestd -s list 2>&1 | sed -n 's,.*openapi/,,p' | grep -v db | paste -sd,)"
    eval "command=\"$(sed -n 's/^ExecStart=//p' $dropin | tail -n 1)\""
    # shellcheck disable=SC2086
    run rest.log "${as_user[@]}" env -u SLURM_JWT $command
    eventually 30 "slurmrestd listens" test -S /run/slurmrestd/slurmrestd.sock
}

scrape() {
    run prometheus.log prometheus --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path="$work/tsdb"
}

# ---- the blocks ----

once="runuser -u prometheus-slurm-sd -- prometheus-slurm-sd --once"
declare -A done_ways
for file in README.md resources/docs/quickstart.md; do
    "$here/blocks.sh" "$tree/$file" "blocks/$file" || fail "$file"
    for block in "blocks/$file"/*.sh; do
        IFS= read -r first <"$block"
        way=${table[$first]:-}
        [[ -n $way ]] || fail "$block: not in the table of $0: $first"
        done_ways[$first]=1
        say "$file: $way: $first"
        [[ $way != never ]] || continue
        # shellcheck disable=SC2086
        if [[ $way == "prints "* ]]; then prints "$work/$block" "${way#prints }"; else $way "$work/$block"; fi ||
            fail "$file: $first: $(cat block.log)"
        checks=$((checks + 1))
    done
done
for first in "${!table[@]}"; do
    [[ -n ${done_ways[$first]:-} ]] || fail "there is no such block: $first"
done

say "$checks checks passed"
