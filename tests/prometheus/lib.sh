# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of resources/prometheus and resources/grafana share: a real Prometheus on top of the daemon.
. "$(dirname "${BASH_SOURCE[0]}")/../e2e/lib.sh"

examples=$(realpath "$here/../../resources/prometheus")

# start_prometheus FILE FLAG...: with that config; sets prometheus, its URL.
start_prometheus() {
    promtool check config "$1" >promtool.log 2>&1 || fail "promtool check config: $(cat promtool.log)"
    local port
    port=$(free_port)
    prometheus=http://127.0.0.1:$port
    prometheus_command=(prometheus --config.file="$1" --storage.tsdb.path=tsdb --web.listen-address="127.0.0.1:$port" "${@:2}")
    run_prometheus
}
run_prometheus() {
    run prometheus.log "${prometheus_command[@]}"
    prometheus_pid=$pid
    eventually 20 "Prometheus is ready" curl -sf "$prometheus/-/ready"
}
restart_prometheus() {
    stop_server "$prometheus_pid"
    run_prometheus
}

# start_alertmanager LOG FILE: with that config; sets alertmanager, its URL.
start_alertmanager() {
    local port
    port=$(free_port)
    run "$1" prometheus-alertmanager --config.file="$2" --storage.path="$1.data" --web.listen-address="127.0.0.1:$port" \
        --cluster.listen-address=
    alertmanager=http://127.0.0.1:$port alertmanager_pid=$pid
    eventually 20 "the Alertmanager is ready" curl -sf "$alertmanager/-/ready"
}

# start_vmagent LOG FILE: with that config; sets vmagent, its URL. What it scrapes goes nowhere.
start_vmagent() {
    local port
    port=$(free_port)
    run "$1" vmagent -promscrape.config="$2" -promscrape.httpSDCheckInterval=1s -remoteWrite.url=http://127.0.0.1:1/ \
        -remoteWrite.tmpDataPath="$1.data" -httpListenAddr="127.0.0.1:$port"
    vmagent=http://127.0.0.1:$port vmagent_pid=$pid
    eventually 20 "vmagent is ready" curl -sf "$vmagent/-/healthy"
}

stop_server() { # PID
    kill -TERM "$1"
    wait "$1"
    forget "$1"
}

# watches URL...: prints the example prometheus.yml, for these daemons, often.
watches() {
    local url targets=
    for url; do targets+=${targets:+, }"\"${url#http://}\""; done
    echo "global: {evaluation_interval: 1s}"
    sed -e "s|\"localhost:8080\"|$targets|" -e 's/^  - job_name: prometheus-slurm-sd$/&\n    scrape_interval: 1s/' \
        -e 's/scrape_interval: 1m/scrape_interval: 1s/' "$examples/prometheus.yml"
}
