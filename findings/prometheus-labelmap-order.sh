#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `action: labelmap` whose regex matches several labels and whose replacement names one: which label's value the target gets is
# by chance in Prometheus 3.5.3 (Debian forky), anew at each refresh of the service discovery, so that the target's series
# end and begin without any change of its labels. In Prometheus 2.42.0 (Debian 12) the label last by name wins, always.
#
# Guess: both as 2.42, since relabelling is said to be done label by label. Seen with 3.5.3: 17 times one value and 3 times the
# other, in 20 runs of promtool as in 20 refreshes of a server with file_sd_configs, for a target that did not change.
#
# Installs the promtool of both in a temporary folder, and fails once they behave otherwise.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q prometheus=2.42.0+ds-5+deb12u1 >/dev/null
curl -sfO http://deb.debian.org/debian/pool/main/p/prometheus/promtool_3.5.3+ds1-6_amd64.deb
for version in 2.42.0 3.5.3; do dpkg -x prom*_$version*.deb $version; done

cat >prometheus.yml <<'END'
scrape_configs:
  - job_name: node
    static_configs:
      - targets: ["node1:9100"]
        labels: {__meta_node: of the node, __meta_partition: of the partition}
    relabel_configs:
      - {action: labelmap, regex: __meta_(node|partition), replacement: team}
END

failed=0
# values VERSION EXPECTED: the values that the label had in 60 runs.
values() {
    for i in $(seq 60); do
        "$1/usr/bin/promtool" check service-discovery --timeout=1s prometheus.yml node | sed -n 's/.*"team": "\(.*\)".*/\1/p' | sort -u
    done | sort | uniq -c >seen
    echo "$1:" && cat seen
    [ "$(sed 's/^ *[0-9]* //' seen | paste -sd ,)" = "$2" ] || failed=1
}
values 2.42.0 "of the partition"
values 3.5.3 "of the node,of the partition"
exit $failed
