#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `scontrol --oneliner show nodes` of Slurm 22.05.8 (Debian 12; 24.11.5 and 26.05.5 do the same) is not a line a
# node: a comment or a reason is printed as it is, with its new lines. What follows on the next line can look like a
# node of its own, or like fields of this one, to what reads the answer line by line.
#
# Guess: one line a node, as scontrol(1) says of this option, new lines written as something else. Seen: three lines for
# one node, and "State=" at the start of one of them, which is the comment's.
#
# Installs a slurmctld in a temporary folder, runs it on loopback without nodes that answer, and fails once scontrol
# behaves otherwise. Needs root, as slurmctld here keeps to its own user.
set -eu
version=22.05.8-4+deb12u3
work=$(mktemp -d)
controller=
end() {
    [ -z "$controller" ] || kill "$controller" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
apt-get download -q "slurmctld=$version" "slurm-client=$version" "slurm-wlm-basic-plugins=$version" >/dev/null
for package in *.deb; do
    dpkg -x "$package" root
done
plugins=$work/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)/slurm-wlm
export LD_LIBRARY_PATH="$plugins" SLURM_CONF="$work/slurm.conf"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir state
cat >slurm.conf <<END
ClusterName=finding
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
CommunicationParameters=NoCtldInAddrAny
SlurmUser=root
AuthType=auth/none
CredType=cred/none
PluginDir=$plugins
StateSaveLocation=$work/state
SlurmctldPidFile=$work/state/pid
ProctrackType=proctrack/linuxproc
SelectType=select/linear
SlurmdTimeout=0
NodeName=n1 NodeAddr=127.0.0.1 State=UNKNOWN
PartitionName=all Nodes=ALL
END
root/usr/sbin/slurmctld-wlm -D 2>log &
controller=$!
scontrol=root/usr/bin/scontrol
"$scontrol" --version
tries=0
until "$scontrol" ping 2>/dev/null | grep -q 'is UP'; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { cat log; exit 1; }
    sleep 0.2
done

before=$("$scontrol" --oneliner show nodes | grep -c .)
"$scontrol" update NodeName=n1 Comment="$(printf 'rack 7\nState=DOWN\nask the site')"
"$scontrol" --oneliner show nodes >after
echo "lines without a comment: $before; with one of three lines: $(grep -c . after)"
sed -n '2,$p' after
[ "$before" = 1 ] && [ "$(grep -c . after)" = 3 ] && [ "$(sed -n 2p after)" = State=DOWN ]
