#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone on Debian 12 or newer to the admin program's window: installs what is missing, builds, and
# opens it. Flags go to the program as they are; without any it shows the embedded demo cluster.
#
#   installer/quickstart-admin.sh
#   installer/quickstart-admin.sh --connect http://head:8080
set -eu
cd "$(dirname "$0")/.."

installer/install-dependencies.sh admin >&2
cmake --preset admin >&2
cmake --build --preset admin >&2

[ $# -gt 0 ] || set -- --demo
exec build/admin/gui/prometheus-slurm-sd-admin "$@"
