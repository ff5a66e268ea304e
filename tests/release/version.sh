#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# That there is one version: what the programs and the changelog say is what installer/version.sh prints, and nothing
# else that is packaged has it written down, but for one file.
#
#   tests/release/version.sh DAEMON [ADMIN]
. "$(dirname "$0")/../e2e/lib.sh"
source=$(realpath "$here/../..")
admin=${2:-}

version=$("$source/installer/version.sh")
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "version.sh prints $version"
equal "version.sh anywhere" "$version" "$(cd / && "$source/installer/version.sh")"
equal "the daemon's version" "prometheus-slurm-sd $version" "$("$daemon" --version | cut -d ' ' -f -2)"
if [[ $admin ]]; then
    equal "the admin program's version" "prometheus-slurm-sd-admin $version" \
        "$(cd "$OLDPWD" && QT_QPA_PLATFORM=offscreen "$admin" --version | cut -d ' ' -f -2)"
fi

# What is not released yet stands above what is; before the first release nothing else does.
mapfile -t headings < <(sed -n 's/^## //p' "$source/CHANGELOG.md")
[[ ${headings[0]} == Unreleased || ${headings[0]} =~ ^$version" - "[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] ||
    fail "the changelog begins with ${headings[0]}"
[[ ${headings[0]} != Unreleased ]] || headings=("${headings[@]:1}")
released=${headings[0]:-}
equal "the changelog's newest release" "${released:+$version}" "${released%% *}"

# Kustomize can only be told it.
equal "other places with the version" "kubernetes/kustomization.yaml:    newTag: $version" \
    "$(cd "$source/installer" && grep -rFw "$version" -- *)"
