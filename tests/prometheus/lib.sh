# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of resources/prometheus and resources/grafana share: a real Prometheus on top of the daemon.
. "$(dirname "${BASH_SOURCE[0]}")/../e2e/lib.sh"

examples=$(realpath "$here/../../resources/prometheus")

# start_prometheus FILE: with that config; sets prometheus, its URL.
start_prometheus() {
    promtool check config "$1" >promtool.log 2>&1 || fail "promtool check config: $(cat promtool.log)"
    local port
    port=$(free_port)
    run prometheus.log prometheus --config.file="$1" --storage.tsdb.path=tsdb --web.listen-address="127.0.0.1:$port"
    prometheus=http://127.0.0.1:$port
    eventually 20 "Prometheus is ready" curl -sf "$prometheus/-/ready"
}

# watches URL...: prints the example prometheus.yml, for these daemons, often.
watches() {
    local url targets=
    for url; do targets+=${targets:+, }"\"${url#http://}\""; done
    echo "global: {evaluation_interval: 1s}"
    sed -e "s|\"localhost:8080\"|$targets|" -e 's/\( *\)static_configs:/\1scrape_interval: 1s\n&/' "$examples/prometheus.yml"
}
