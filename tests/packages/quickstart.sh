#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by run.sh within a Debian that has booted and has Slurm and Prometheus as Debian has them: goes the quick start's
# way, block by block as it is written there, from its installation to targets in Prometheus. The packages are built.
#
#   tests/packages/quickstart.sh slurm    before the boot: makes the machine's Slurm one of a single machine
#   tests/packages/quickstart.sh          the way
set -eu -o pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
cd "$(dirname "$0")/../.."

if [ "${1:-}" = slurm ]; then
    version=$(slurmctld -V | grep -oE '[0-9]+\.[0-9]+' | head -n 1)
    cat >/etc/slurm/slurm.conf <<'CONF'
ClusterName=quickstart
SlurmctldHost=head(127.0.0.1)
SlurmUser=slurm
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthAltTypes=auth/jwt
AuthAltParameters=jwt_key=/etc/slurm/jwt_hs256.key
StateSaveLocation=/var/lib/slurm/slurmctld
SlurmdSpoolDir=/var/lib/slurm/slurmd
ProctrackType=proctrack/linuxproc
SelectType=select/cons_tres
SlurmdParameters=config_overrides
ReturnToService=2
NodeName=c01 NodeHostname=head NodeAddr=127.0.0.1 CPUs=2
NodeName=c02 NodeAddr=127.0.0.3 State=DOWN Reason="no power supply"
PartitionName=batch Nodes=ALL Default=YES State=UP
CONF
    case $version in
    # Not autodetect, which knows no machine with both kinds of cgroups.
    2[0-3].*) printf 'CgroupAutomount=no\nCgroupPlugin=cgroup/v1\n' ;;
    *) echo "CgroupPlugin=disabled" ;;
    esac >/etc/slurm/cgroup.conf
    head -c 32 /dev/urandom >/etc/slurm/jwt_hs256.key
    chown slurm: /etc/slurm/jwt_hs256.key
    chmod 400 /etc/slurm/jwt_hs256.key
    mkdir -p /var/lib/slurm/slurmctld /var/lib/slurm/slurmd /etc/systemd/system/slurmrestd.service.d
    chown slurm: /var/lib/slurm/slurmctld
    # As a site has it that serves others with tokens.
    cat >/etc/systemd/system/slurmrestd.service.d/00-tcp.conf <<'CONF'
[Service]
User=nobody
Environment=SLURM_JWT=daemon
ExecStart=
ExecStart=/usr/sbin/slurmrestd $SLURMRESTD_OPTIONS -a rest_auth/jwt 127.0.0.1:6820
CONF
    # As the quick start says of a cluster without slurmdbd.
    case $version in
    22.05) echo 'SLURMRESTD_OPTIONS="-s openapi/v0.0.38"' ;;
    *) echo 'SLURMRESTD_OPTIONS="-s openapi/slurmctld"' ;;
    esac >/etc/default/slurmrestd
    exit
fi

fail() {
    echo "FAILED: $*" >&2
    journalctl --no-pager -n 40 -o cat >&2
    exit 1
}
prints() { # PATTERN FILE: within 90 s
    local tries=0
    until sh -eu "$2" >/tmp/last 2>&1 && grep -q -- "$1" /tmp/last; do
        ((++tries < 90)) || fail "$(cat "$2"): expected $1, got: $(cat /tmp/last)"
        sleep 1
    done
    grep -- "$1" /tmp/last | head -n 3
}

# The C library finds no address of a name where 127.0.0.1 is all there is.
ip address add 127.0.0.2/8 dev lo
systemctl restart slurmctld slurmd slurmrestd
tries=0
until scontrol ping 2>/dev/null | grep -q 'is UP'; do
    ((++tries < 60)) || fail "there is no Slurm: $(systemctl status --no-pager slurmctld munge)"
    sleep 1
done

tests/docs/blocks.sh resources/docs/quickstart.md /tmp/blocks
echo "runuser -u prometheus-slurm-sd -- prometheus-slurm-sd --once" >/tmp/once.sh
begin=$SECONDS
for block in /tmp/blocks/*.sh; do
    first=$(head -n 1 "$block")
    echo "+ $first"
    case $first in
    # With this machine's network, before the boot.
    installer/build-packages.sh) ;;
    # Whoever goes this way reads on at "Check, and go".
    "systemctl enable --now prometheus-slurm-sd-token.timer")
        sh -eu "$block"
        prints 127.0.0.1:9100 /tmp/once.sh
        [[ $(stat -c '%a %U %G' /etc/prometheus-slurm-sd/token) == "640 root prometheus-slurm-sd" ]] || fail "who may read the token"
        ;;
    "curl -s http://localhost:8080/-/ready") prints '^Serving 2 nodes' "$block" ;;
    "promtool query instant "*)
        prints 'state="active"' "$block"
        echo "$((SECONDS - begin)) s from the installation to targets in Prometheus"
        ;;
    "prometheus-slurm-sd-admin --connect "*)
        timeout 5 sh -eu "$block" || [[ $? == 124 ]] || fail "$first"
        ;;
    *) sh -eu "$block" >/tmp/last 2>&1 || fail "$first: $(cat /tmp/last)" ;;
    esac
done
systemctl is-active --quiet prometheus-slurm-sd || fail "the daemon does not run"
