#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The daemon as a systemd service: what it tells the manager, sockets and credentials that it is given. The manager is
# a socket that writes down what it gets; needs no root, and none of systemd but systemd-socket-activate.
#
#   tests/e2e/systemd.sh DAEMON
. "$(dirname "$0")/lib.sh"

config=$work/config.yaml
cat >"$config" <<'YAML'
jobs:
  - node:
    port: 9100
YAML
nodes n1 n2 n3
endpoint=(--slurm.endpoint "file:$work/nodes.json")

# manager FILE: a notify socket at FILE.socket; each message becomes a line of FILE, with its line breaks as "|".
cat >manager.pl <<'PERL'
use IO::Socket::UNIX;
my $socket = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => "$ARGV[0].socket") or die "$ARGV[0]: $!";
$| = 1;
while (defined $socket->recv(my $message, 8192)) { print join("|", split /\n/, $message), "\n" }
PERL
manager() {
    run "$1" perl manager.pl "$work/$1"
    eventually 5 "$1: the manager listens" test -S "$1.socket"
}
told() { grep -qE "^$2\$" "$1"; }
lines() { wc -l <"$1"; }

# ---- Type=notify-reload, with a watchdog ----

manager notify
export NOTIFY_SOCKET=$work/notify.socket
# The watchdog's variables name the process that they are for, and the daemon is not there yet: exec keeps the number.
run service.log bash -c 'WATCHDOG_PID=$$ WATCHDOG_USEC=400000 exec "$@"' - "$daemon" --config.file "$config" \
    --log.format json --web.listen-address 127.0.0.1:0 "${endpoint[@]}"
service=$pid
eventually 5 "READY=1" told notify READY=1
url=$(jq -r 'select(.msg == "listening").url' service.log)
equal "it listens by then" 200 "$(curl -s -o /dev/null -w '%{http_code}' "$url/-/healthy")"
eventually 5 "STATUS= has the nodes, the jobs and the last poll" told notify 'STATUS=3 nodes, 1 job, last poll [0-9]+ s ago'
eventually 8 "STATUS= goes on with the time" eval '(($(grep -c "^STATUS=3 nodes" notify) >= 2))'

before=$(grep -c '^WATCHDOG=1$' notify)
sleep 1
pings=$(($(grep -c '^WATCHDOG=1$' notify) - before))
equal "WATCHDOG=1 comes at half of the time, or more often" yes "$( ((pings >= 4 && pings <= 7)) && echo yes || echo "$pings in 1 s")"

reload_told() { # the lines since $mark
    tail -n +$((mark + 1)) notify | grep -v -e '^WATCHDOG=1$' -e '^STATUS=' | sed -E 's/[0-9]{6,}/N/' | tr '\n' ' '
}
mark=$(lines notify)
monotonic() { perl -MTime::HiRes=clock_gettime,CLOCK_MONOTONIC -e 'printf "%d", clock_gettime(CLOCK_MONOTONIC) * 1e6'; }
earliest=$(monotonic)
kill -HUP "$service"
eventually 5 "SIGHUP: RELOADING=1 with the time, then READY=1" eval '[[ $(reload_told) == "RELOADING=1|MONOTONIC_USEC=N READY=1 " ]]'
latest=$(monotonic)
stamp=$(sed -n 's/.*MONOTONIC_USEC=//p' notify | tail -n 1)
equal "the time is CLOCK_MONOTONIC's" yes "$( ((earliest <= stamp && stamp <= latest)) && echo yes || echo "$earliest $stamp $latest")"
mark=$(lines notify)
cp "$config" good.yaml
echo "surplus: 1" >>"$config"
kill -HUP "$service"
eventually 5 "a failed reload ends, too" eval '[[ $(reload_told) == "RELOADING=1|MONOTONIC_USEC=N READY=1 " ]]'
eventually 8 "STATUS= says that it failed" told notify 'STATUS=The last reload failed: .*surplus.*'
cp good.yaml "$config"
kill -HUP "$service"
eventually 8 "STATUS= is fine again" eval 'grep ^STATUS= notify | tail -n 1 | grep -q "^STATUS=3 nodes"'
mv nodes.json away.json
mark=$(lines notify)
kill -HUP "$service"
eventually 5 "a reload with the nodes away ends as any other" \
    eval '[[ $(reload_told) == "RELOADING=1|MONOTONIC_USEC=N READY=1 " ]]'

kill -STOP "$service"
sleep 0.6
stopped=$(lines notify)
sleep 0.6
equal "a process that hangs says nothing" "$stopped" "$(lines notify)"
kill -CONT "$service"
stop TERM "$service"
equal "STOPPING=1 is the last word" STOPPING=1 "$(grep -v '^WATCHDOG=1$' notify | tail -n 1)"
mv away.json nodes.json

# Slurm away at the start.
manager away
NOTIFY_SOCKET=$work/away.socket start away.log --slurm.endpoint "file:$work/absent.json"
eventually 5 "READY=1 without a node list, since /targets answers 503" told away READY=1
eventually 5 "STATUS= says so" told away 'STATUS=No node list yet: .*absent.json.*'
stop TERM

# A start that fails never says READY=1.
manager failing
NOTIFY_SOCKET=$work/failing.socket start holder.log "${endpoint[@]}"
eventually 5 "one daemon is ready" told failing READY=1
NOTIFY_SOCKET=$work/failing.socket "$daemon" --config.file "$config" "${endpoint[@]}" \
    --web.listen-address "${url#http://}" 2>taken.log
equal "the exit status with an address that is taken" 1 "$?"
equal "only the one daemon was ever ready" 1 "$(grep -c READY=1 failing)"
stop TERM
unset NOTIFY_SOCKET

# ---- socket activation ----

# activated LOG SOCKETS COMMAND...: COMMAND has so many of perl's listening sockets as systemd would pass them.
cat >activate.pl <<'PERL'
use IO::Socket::INET; use IO::Socket::UNIX; use POSIX;
my @kinds = split /,/, shift;
my @sockets;
for my $kind (@kinds) {
    push @sockets, $kind eq "unix" ? IO::Socket::UNIX->new(Local => "passed.socket", Listen => 8)
                                   : IO::Socket::INET->new(LocalAddr => $kind, Listen => 8) or die "$kind: $!";
}
print STDERR "passing ", join(" ", map { $_->can("sockport") ? $_->sockport : "unix" } @sockets), "\n";
# Away from 3 and up first: what is there may be one of them.
my @copies = map { fcntl($_, F_DUPFD, 20) } @sockets;
for my $i (0 .. $#copies) { dup2($copies[$i], 3 + $i) }
POSIX::close($_) for @copies;
$ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = @sockets; $ENV{LISTEN_FDNAMES} = join ":", map { s/\W/_/gr } @kinds;
exec @ARGV;
PERL
run activated.log perl activate.pl 127.0.0.1,127.0.0.2 "$daemon" --config.file "$config" --log.format json \
    --web.listen-address 127.0.0.3:1 "${endpoint[@]}"
eventually 5 "the daemon listens on what it is passed" grep -q '"msg":"listening"' activated.log
read -r first second < <(sed -n 's/^passing //p' activated.log)
equal "both sockets answer, and the address of the flag is not used" "http://127.0.0.1:$first http://127.0.0.2:$second" \
    "$(grep -o 'http://[0-9.:]*' activated.log | xargs)"
for at in "127.0.0.1:$first" "127.0.0.2:$second"; do
    eventually 5 "targets at $at" curl -sf "http://$at/targets?prom_job=node"
done
kill -HUP "$pid"
eventually 5 "a reload keeps them" grep -q '"msg":"config reloaded"' activated.log
equal "they answer" "200200" "$(curl -s -o page -o page -w '%{http_code}' "http://127.0.0.1:$first/-/ready" "http://127.0.0.2:$second/-/ready")"
stop TERM

run unix.log perl activate.pl 127.0.0.1,unix "$daemon" --config.file "$config" "${endpoint[@]}"
wait "$pid"
equal "a UNIX socket among them is refused" 1 "$?"
forget "$pid"
equal "it is named" 1 "$(grep -c 'socket 2 of 2.*unix.*expected a listening TCP socket' unix.log)"

run exposed.log perl activate.pl 0.0.0.0 "$daemon" --config.file "$config" --web.enable-lifecycle "${endpoint[@]}"
wait "$pid"
equal "writes on a passed socket for everybody need a login" 1 "$?"
forget "$pid"
equal "the reason" 1 "$(grep -c 'ask for a login' exposed.log)"

# systemd's own way: started by the first connection, which is answered.
port=$(free_port)
run socket.log systemd-socket-activate -l "127.0.0.1:$port" "$daemon" --config.file "$config" "${endpoint[@]}"
eventually 5 "systemd-socket-activate listens" grep -qi listening socket.log
equal "no daemon before the first connection" 0 "$(grep -c starting socket.log)"
eventually 5 "the connection that starts it is answered" curl -sf "http://127.0.0.1:$port/targets?prom_job=node"
equal "the sockets stand in for web.listen_address" '["slurm.endpoint","web.listen_address"]' \
    "$(curl -s "http://127.0.0.1:$port/api/v1/config" | jq -c .overridden)"
equal "it is the daemon that answered" 1 "$(grep -c 'starting prometheus-slurm-sd' socket.log)"
stop TERM

# ---- the state directory ----

stores() { # WHAT FILE FLAG...: with $STATE_DIRECTORY, a daemon stores its list in this file (none: nowhere).
    local what=$1 file=$2
    shift 2
    rm -rf state other flag
    STATE_DIRECTORY=$work/state:$work/other start state.log "${endpoint[@]}" "$@"
    eventually 5 "it has a list" curl -sf "$url/-/ready"
    [[ -z $file ]] || eventually 5 "and stores it" test -s "$file"
    stop TERM
    equal "$what" "$file" "$(find . -path '*/nodes' -printf '%P\n' | xargs)"
}
stores "--storage.path wins over \$STATE_DIRECTORY" flag/nodes --storage.path "$work/flag"
stores "an empty --storage.path stores nothing" "" --storage.path=
stores "else the list is stored in the first directory of \$STATE_DIRECTORY" state/nodes
mv nodes.json away.json
STATE_DIRECTORY=$work/state:$work/other start state.log "${endpoint[@]}"
equal "and served from there while Slurm is down" 3 \
    "$(curl -sf "$url/targets?prom_job=node" | jq '[.[].targets[]] | length')"
stop TERM
mv away.json nodes.json

# ---- credentials ----

listener asked
mkdir credentials
export CREDENTIALS_DIRECTORY=$work/credentials
echo SLURM_JWT=a.credential.token >credentials/slurm-token
echo the.one.token >credentials/slurm-token-one
sent() { sed -n 's/^x-slurm-user-token: \([^\r]*\).*/\1/Ip' asked | sort -u | xargs; }

sends() { # WHAT TOKENS FLAG...: the daemon sends just these tokens.
    local what=$1 tokens=$2
    shift 2
    : >asked
    start credentials.log --slurm.user-name u "$@"
    eventually 5 "$what" eval "[[ \$(sent) == '$tokens' ]]"
    stop TERM
}
at=http://127.0.0.1:$port
sends "the credential is the token" a.credential.token --slurm.endpoint "$at"
echo a.file.token >file
sends "a token file wins over it" a.file.token --slurm.endpoint "$at" --slurm.user-token-file "$work/file"
SLURM_JWT=an.environment.token sends "so does the environment" an.environment.token --slurm.endpoint "$at"
cat >>"$config" <<YAML
clusters:
  - {name: one, endpoint: "$at", user_name: u}
  - {name: two, endpoint: "$at", user_name: u, user_token_file: $work/file}
  - {name: three, endpoint: "$at", user_name: u}
YAML
: >asked
start credentials.log
eventually 5 "all three clusters have asked" eval '(($(grep -c ^GET asked) >= 3))'
equal "each with its own token, or none" "a.file.token the.one.token" "$(sent)"
stop TERM
equal "no token is in the log" 0 "$(grep -cE '(one|file|credential)-token' credentials.log)"
cp good.yaml "$config"

say "$checks checks passed"
