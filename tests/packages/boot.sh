#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# boot.sh ROOT COMMAND...: boots ROOT, a Debian with systemd, as a machine of its own in namespaces of this one, with
# loopback alone for a network, runs COMMAND in it once it is up, and turns it off. Exit status: that of COMMAND.
# Needs root; nothing of this machine's own systemd, if it has one.
set -eu
root=$(realpath "$1")
shift
log=$(mktemp)
pid=

finish() {
    status=$?
    # Its first process takes everything in it along, unless it has ended by itself.
    ! [ -e "/proc/${pid:-none}" ] || kill -KILL "$pid"
    [ "$status" = 0 ] || tail -n 20 "$log" >&2
    rm -f "$log"
    exit "$status"
}
trap finish EXIT
trap 'exit 1' INT TERM

# What a container gives systemd: https://systemd.io/CONTAINER_INTERFACE/
# shellcheck disable=SC2016
unshare --mount --pid --uts --ipc --net --cgroup --fork --kill-child --propagation private sh -c '
    set -eu
    root=$1
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    for device in null zero full random urandom tty; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir "$root/dev/pts" "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    ln -s /proc/self/fd/0 "$root/dev/stdin"
    ln -s /proc/self/fd/1 "$root/dev/stdout"
    ln -s /proc/self/fd/2 "$root/dev/stderr"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
    hostname slurm-sd-test
    cd "$root"
    # Not chroot: within one the kernel makes no user namespaces, which PrivateUsers= takes.
    pivot_root . .
    umount -l .
    exec env -i container=unshare PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --show-status=0 --log-target=console
' boot "$root" >"$log" 2>&1 </dev/null &
unshared=$!

# The first process within it.
tries=0
until pid=$(pgrep -P "$unshared" | head -n 1) && [ -n "$pid" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "boot.sh: nothing started in $root" >&2; exit 1; }
    sleep 0.1
done

inside() { nsenter --target "$pid" --mount --pid --uts --ipc --net --cgroup --root --wd "$@"; }

tries=0
until state=$(inside systemctl is-system-running 2>/dev/null) || [ "$state" = degraded ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || { echo "boot.sh: $root is not up: ${state:-no answer}" >&2; exit 1; }
    sleep 0.5
done
inside "$@"
