#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `scontrol show hostnames` of Slurm 22.05.8 (Debian 12; 24.11.5 and 26.05.5 of Debian 13 and forky do the same) exits
# with 0 for a hostlist that it refuses, and prints no name. A script that writes a list of targets from it takes an
# empty answer for a good one. 22.05 also takes a bracket that is not closed, and makes a host of it (later ones refuse that).
#
# Guess: exit status 1, as for `scontrol show node` of an unknown node. Seen: 0 for each; the words go to standard error.
#
# Installs slurm-client and Slurm's plugins in a temporary folder, and fails once scontrol behaves otherwise.
set -eu
version=22.05.8-4+deb12u3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q "slurm-client=$version" "slurm-wlm-basic-plugins=$version" >/dev/null
for package in *.deb; do
    dpkg -x "$package" root
done
plugins=$work/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)/slurm-wlm
export LD_LIBRARY_PATH="$plugins" SLURM_CONF="$work/slurm.conf"
cat >slurm.conf <<END
ClusterName=finding
SlurmctldHost=localhost
AuthType=auth/none
CredType=cred/none
PluginDir=$plugins
NodeName=n1
END
scontrol=root/usr/bin/scontrol
"$scontrol" --version

failed=0
# names HOSTLIST NAMES: are these the names that are printed, with exit status 0?
names() {
    status=0
    "$scontrol" show hostnames "$1" >output 2>notes || status=$?
    seen=$(paste -sd ' ' output)
    echo "$1: exit status $status, names '$seen', notes: $(head -n 1 notes)"
    [ "$status $seen" = "0 $2" ] || failed=1
}

names 'n[1-3]' 'n1 n2 n3'
names 'n[3-1]' ''
names 'n[1-3,a]' ''
names 'n[1-70000]' ''
names 'n[1-2' 'n]'
exit $failed
