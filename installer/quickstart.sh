#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone on Debian 12 or newer to targets: installs what is missing, builds, shows the targets once,
# then serves them until Ctrl+C. Flags go to the daemon as they are; without any it is the embedded demo cluster.
#
#   installer/quickstart.sh
#   installer/quickstart.sh --slurm.endpoint unix:/run/slurmrestd/slurmrestd.sock --config.file my.yaml
#   installer/quickstart.sh --slurm.endpoint demo: --once
set -eu
cd "$(dirname "$0")/.."

installer/install-dependencies.sh >&2
cmake --preset release >&2
cmake --build --preset release >&2
daemon=build/release/daemon/prometheus-slurm-sd

# Polled often, so that the demo's nodes are seen to change.
[ $# -gt 0 ] || set -- --slurm.endpoint demo: --slurm.update-interval 10s --web.listen-address 127.0.0.1:8080

# With --once among the flags, or one that ends the daemon at once, that is all.
for flag; do
    case $flag in
    --once | --config.check | --version | --help | -h) exec "$daemon" "$@" ;;
    esac
done
"$daemon" "$@" --once
echo "These are the targets. Serving them now; Ctrl+C ends it." >&2
exec "$daemon" "$@"
