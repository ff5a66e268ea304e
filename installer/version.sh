#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the version: that of project() in CMakeLists.txt, the only place where it is written.
#
#   installer/version.sh
set -eu
sed -n 's/^ *VERSION \([0-9.]*\)$/\1/p' "$(dirname "$0")/../CMakeLists.txt"
