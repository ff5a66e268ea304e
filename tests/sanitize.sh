#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sanitize.sh [SECONDS]: every test but those of what comes with the programs under AddressSanitizer and
# UndefinedBehaviorSanitizer, each fuzzer of the same build for so long (60 s without), and the tests of threads under
# ThreadSanitizer.
set -eu
cd "$(dirname "$0")/.."

for preset in asan tsan; do
    cmake --preset "$preset"
    cmake --build --preset "$preset"
    ctest --preset "$preset"
done
tests/fuzz/run.sh "${1:-60}"
