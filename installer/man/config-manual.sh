#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes prometheus-slurm-sd(5) of the configuration reference. Needs lowdown.
#
#   installer/man/config-manual.sh VERSION <resources/docs/configuration.md >prometheus-slurm-sd.5
set -eu

# The sections of a manual start one level higher than those of a page, under the sections that every manual has.
# Links lead to pages that a manual does not have: their text alone. Tables, which would not fit a terminal, become
# lists of terms.
{
    cat <<'EOF'
# NAME

prometheus-slurm-sd - configuration file of prometheus-slurm-sd

# DESCRIPTION
EOF
    sed -e 1d -e 's/^##/#/' -e 's/\[\([^]]*\)\]([^)]*)/\1/g' | awk -F ' *\\| *' '
        !/^\|/ { row = 0; print; next }
        ++row <= 2 { next }
        { print (NF > 4 ? $2 ", " $3 : $2) "\n: " $(NF - 1) "\n" }'
    cat <<'EOF'

# SEE ALSO

**prometheus-slurm-sd**(8), **prometheus-slurm-sd-admin**(1), and the pages in `/usr/share/doc/prometheus-slurm-sd`:
`operations.md`, `api.md` and `metrics.md`
EOF
} | lowdown -s -T man -m title:prometheus-slurm-sd -m section:5 -m "source:prometheus-slurm-sd $1" --parse-no-metadata --parse-no-intraemph - |
    # Literals are bold, as in other manuals, and no version of groff warns of their font. A hyphen is what is typed.
    sed -e 's/\\f\(C\|(CR\|(CW\|\[CR\]\|\[CB\]\)/\\fB/g' -e "/^[.']/!s/-/\\\\-/g"
