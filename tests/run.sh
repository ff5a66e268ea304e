#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing on Debian 12 or newer, then builds and runs every test: first as shipped, with the end
# to end tests against a real Slurm and a real Prometheus (which need root), then the others again under
# AddressSanitizer and UndefinedBehaviorSanitizer, those with threads under ThreadSanitizer, and each fuzzer for a
# minute.
set -eu
cd "$(dirname "$0")/.."

installer/install-dependencies.sh test

for preset in dev asan; do
    cmake --preset "$preset"
    cmake --build --preset "$preset"
done
ctest --preset asan
ctest --preset dev

cmake --preset tsan
cmake --build --preset tsan --target thread_tests
ctest --preset tsan -L threads

tests/fuzz/run.sh 60
