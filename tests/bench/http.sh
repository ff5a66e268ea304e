#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# CPU time per request and requests per second of the HTTP server and of nginx, serving the same bytes side by
# side, in turn. Needs wrk, nginx and python3. SENDFILE=off makes nginx copy its files, as its own default is.
# Usage: tests/bench/http.sh BUILD_DIRECTORY [SECONDS] [ROUNDS]
set -eu
build=${1:?"usage: $0 BUILD_DIRECTORY [SECONDS] [ROUNDS]"}
seconds=${2:-4}
rounds=${3:-3}
work=$(mktemp -d)
started=""
trap 'rm -rf "$work"; [ -z "$started" ] || kill $started' EXIT

mkdir "$work/files"
head -c 750 /dev/urandom | base64 -w 0 >"$work/files/1k"
head -c 225000 /dev/urandom | base64 -w 0 >"$work/files/300k"

QT_NO_GLIB=1 "$build/tests/bench/bench_http" "$work/files/1k" "$work/files/300k" >"$work/port" &
our_pid=$!
started=$our_pid

nginx_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$work/nginx.conf" <<CONF
daemon off; master_process off; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 1024; }
http {
    access_log off; sendfile ${SENDFILE:-on}; tcp_nopush on; keepalive_requests 1000000000;
    default_type application/json; client_body_temp_path $work; proxy_temp_path $work;
    fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
    server { listen 127.0.0.1:$nginx_port; root $work/files; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/error.log" &
nginx_pid=$!
started="$started $nginx_pid"
sleep 1
our_port=$(cat "$work/port")

# The process's CPU time in clock ticks: fields 14 and 15 of its stat, counted behind the name.
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }

# measure PID PORT FILE: "microseconds-per-request requests-per-second"
measure() {
    before=$(ticks "$1")
    wrk -t 1 -c 8 -d "$seconds" "http://127.0.0.1:$2/$3" >"$work/wrk"
    after=$(ticks "$1")
    ! grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2
    awk -v ticks="$((after - before))" -v hertz="$(getconf CLK_TCK)" '
        / requests in / { requests = $1 }
        /^Requests\/sec/ { rate = $2 }
        END { printf "%.1f %.0f", ticks / hertz * 1e6 / requests, rate }' "$work/wrk"
}

printf '%-6s %12s %12s %7s %10s %10s %7s\n' size "CPU us ours" "nginx" ratio "req/s ours" nginx ratio
for size in 1k 300k; do
    for round in $(seq "$rounds"); do
        ours=$(measure "$our_pid" "$our_port" "$size")
        nginx=$(measure "$nginx_pid" "$nginx_port" "$size")
        echo "$size $ours $nginx" | awk '{
            printf "%-6s %12s %12s %7.2f %10s %10s %7.2f\n", $1, $2, $4, $2 / $4, $3, $5, $3 / $5 }'
    done
done
