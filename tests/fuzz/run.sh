#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [SECONDS]: builds every fuzzer and runs each for so long (60 s without), two at a time. Prints how many
# inputs each has tried; exit status 1, with the end of its log, if one crashed, hung or leaked. The corpus stays
# as it is: what is found goes to build/fuzz/runs/NAME, and the inputs that broke something to its subfolder
# artifacts.
set -u
seconds=${1:-60}
cd "$(dirname "$0")/../.." || exit 2
cmake --preset asan >/dev/null && cmake --build --preset asan || exit 2
failed=0

# start NAME: runs that fuzzer, in the background, on a copy of its corpus.
start()
{
    runs=build/fuzz/runs/$1
    rm -rf "$runs"
    mkdir -p "$runs/corpus" "$runs/artifacts" && cp "tests/fuzz/corpus/$1"/* "$runs/corpus" || exit 2
    dictionary=tests/fuzz/$1.dict
    [ -e "$dictionary" ] && set -- "$1" "-dict=$dictionary"
    name=$1
    shift
    "build/asan/tests/fuzz/fuzz_$name" "$@" "-max_total_time=$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 "-artifact_prefix=$runs/artifacts/" "$runs/corpus" >"$runs/log" 2>&1 &
}

# finish NAME PID: waits for it and says how it went.
finish()
{
    log=build/fuzz/runs/$1/log
    if wait "$2"; then
        echo "$1: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") executions in $seconds s"
    else
        echo "$1: failed, see $log"
        tail -n 40 "$log"
        failed=1
    fi
}

running=
for source in tests/fuzz/fuzz_*.cpp; do
    name=$(basename "$source" .cpp)
    start "${name#fuzz_}"
    if [ -z "$running" ]; then
        running="${name#fuzz_} $!"
    else
        second=$!
        # shellcheck disable=SC2086
        finish $running
        finish "${name#fuzz_}" "$second"
        running=
    fi
done
# shellcheck disable=SC2086
[ -z "$running" ] || finish $running
exit $failed
