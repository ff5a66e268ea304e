# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the end to end tests share, to be sourced by a script whose first argument is the daemon: a directory of its
# own to work in, servers that end with the script, and checks that say what they found. A script that defines
# at_end is called back with its status before the directory goes.
set -u -o pipefail
export LC_ALL=C.UTF-8
unset SLURM_JWT STATE_DIRECTORY NOTIFY_SOCKET
umask 022

daemon=$(realpath "$1")
# shellcheck disable=SC2034
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d "/tmp/slurm-sd-$(basename "$0" .sh).XXXXXX")
chmod 755 "$work"
cd "$work" || exit 1
pids=()
checks=0

say() { echo "$(date +%T) $*"; }

finish() {
    local status=$?
    # Not TERM: one of them may be stopped.
    ((${#pids[@]} == 0)) || kill -KILL "${pids[@]}" 2>/dev/null
    wait 2>/dev/null
    if ((status != 0)); then
        tail -n 20 "$work"/*.log
        say "FAILED: ${failure:-}"
    fi
    ! declare -F at_end >/dev/null || at_end "$status" || status=1
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT

fail() {
    failure=$*
    exit 1
}

# equal WHAT EXPECTED ACTUAL
equal() {
    [[ $2 == "$3" ]] || fail "$1: expected $2, got $3"
    checks=$((checks + 1))
    say "ok: $1"
}

# eventually SECONDS WHAT COMMAND...: COMMAND succeeds within SECONDS.
eventually() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >last 2>&1; do
        ((SECONDS < deadline)) || fail "$what: $(cat last)"
        sleep 0.05
    done
    checks=$((checks + 1))
    say "ok: $what"
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

# run LOG COMMAND...: a server that ends with the script; sets pid.
run() {
    local log=$1
    shift
    "$@" >>"$log" 2>&1 &
    pid=$!
    pids+=("$pid")
}

forget() { # PID: it has ended.
    local i
    for i in "${!pids[@]}"; do
        [[ ${pids[i]} != "$1" ]] || unset "pids[$i]"
    done
}

# start_slurm: a real Slurm in $rig, which ends with the script; needs root. Sets what `slurm-rig.sh env` says. Where the
# script fails, the ends of the rig's logs are shown, and of the files that match the patterns in rig_logs.
rig=$work/rig
rig_logs=
start_slurm() {
    at_end() { # STATUS
        local status=0
        "$here/slurm-rig.sh" stop "$rig" || status=1
        # shellcheck disable=SC2086
        (($1 == 0)) || tail -n 10 "$rig"/log/*.out $rig_logs
        return "$status"
    }
    say "starting Slurm"
    RIG_REST_PORT=$(free_port) RIG_CTLD_PORT=$(free_port) RIG_SLURMD_PORT=$(free_port)
    export RIG_REST_PORT RIG_CTLD_PORT RIG_SLURMD_PORT
    "$here/slurm-rig.sh" start "$rig" >"$work/rig.env" || fail "Slurm did not start"
    eval "$("$here/slurm-rig.sh" env "$rig")"
    export SLURM_CONF
    say "$(slurmctld -V) runs"
}

# start LOG FLAG...: a daemon with the config file $config, that listens as the array listen says; sets pid and url.
listen=(--web.listen-address 127.0.0.1:0)
start() {
    local log=$1
    shift
    : >"$log"
    run "$log" "$daemon" --config.file "$config" --log.format json ${listen[@]+"${listen[@]}"} "$@"
    eventually 10 "the daemon with $log listens" grep -q '"msg":"listening"' "$log"
    url=$(jq -r 'select(.msg == "listening").url' "$log")
}

# stop SIGNAL [PID]: ends a daemon, the one started last unless told otherwise, which takes less than 2 s.
stop() {
    local begin=${EPOCHREALTIME/./} milliseconds one=${2:-$pid}
    kill "-$1" "$one"
    wait "$one"
    equal "exit status after SIG$1" 0 "$?"
    milliseconds=$(((${EPOCHREALTIME/./} - begin) / 1000))
    ((milliseconds < 2000)) || fail "SIG$1 took $milliseconds ms"
    forget "$one"
}

# listener FILE: a server that writes down in FILE what it is asked, and says that nobody may; sets pid and port.
listener() {
    cat >listener.pl <<'PERL'
use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Listen => 5, ReuseAddr => 1) or die;
$| = 1;
while (my $client = $server->accept) {
    while (my $line = <$client>) { print $line; last if $line =~ /^\r?$/ }
    print $client "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}
PERL
    port=$(free_port)
    run "$1" perl listener.pl "$port"
    eventually 5 "the listener of $1 listens" eval "(exec 3<>/dev/tcp/127.0.0.1/$port)"
}

nodes() { # NAME...: nodes.json lists them.
    local name all=
    for name; do all+=${all:+,}'{"name":"'$name'","address":"'$name'","state":["IDLE"],"partitions":["batch"]}'; done
    echo '{"errors":[],"nodes":['"$all"']}' >nodes.new && mv nodes.new nodes.json
}
