#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing on Debian 12 or newer, then builds and runs every test, with a real Slurm and a real
# Prometheus (which need root). What takes another build is in sanitize.sh and tidy.sh; three tests that take minutes each
# are the preset `long`.
set -eu
cd "$(dirname "$0")/.."

installer/install-dependencies.sh test
cmake --preset dev
cmake --build --preset dev
ctest --preset dev
