#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshots.sh BUILD_DIR OUTPUT_DIR: starts the built daemon with its demo cluster, and makes a picture of each
# page of the admin program, in both languages and both appearances, to be looked at. Needs Xvfb (xvfb-run) unless
# QT_QPA_PLATFORM says otherwise, and fonts with Japanese for the Japanese ones.
set -eu
if [ $# -ne 2 ]; then
    sed -n 's/^# //; 3,5p' "$0" >&2
    exit 2
fi
build=$(cd "$1" && pwd)
output=$2
mkdir -p "$output"
directory=$(mktemp -d)
daemon=
trap '[ -z "$daemon" ] || kill "$daemon"; rm -rf "$directory"' EXIT

cat >"$directory/config.yaml" <<EOF
jobs:
  - node:
    port: 9100
    labels: [partitions, state, architecture, node]
  # GPUs alone.
  - dcgm:
    port: 9401
    match: {gres: [gpu]}
    labels: [partitions, state, gres, node]
    exclude_states: [future, powered_down, down, drained, maintenance]
EOF
: >"$directory/log"
# There, so that the file has no other name in the pictures.
(
    cd "$directory"
    exec "${SLURMSD_DAEMON:-$build/daemon/prometheus-slurm-sd}" --slurm.endpoint demo: --config.file config.yaml \
        --web.listen-address 127.0.0.1:0 --web.enable-lifecycle --web.enable-admin-api 2>log
) &
daemon=$!
url=
for _ in 1 2 3 4 5 6 7 8 9 10; do
    url=$(sed -n 's/.*msg=listening url=\([^ ]*\).*/\1/p' "$directory/log")
    [ -z "$url" ] || break
    sleep 1
done
if [ -z "$url" ]; then
    cat "$directory/log" >&2
    exit 1
fi

run=
[ -n "${QT_QPA_PLATFORM:-}" ] || run='xvfb-run -a -s -screen\ 0\ 1280x800x24'
for language in ${LANGUAGES:-en ja}; do
    for appearance in ${APPEARANCES:-light dark}; do
        # Words of a command that is ours.
        eval "$run" '"$build/tests/gui/gui_screenshots" "$url" "$output" "$language" "$appearance"'
    done
done
