#!/usr/bin/env bash
# The long form of the crash tests, on a release build: tests/crash/crash.py tells what it does.
#
#   scripts/crash-test.sh ROUNDS [SCENARIO…]
set -euo pipefail
. "$(dirname "$0")/environment.sh"

rounds=${1:?rounds an engine}
shift
scripts/setup-tests.sh
scripts/build-web.sh
cargo build --release -p rapport -p load
export RAPPORT_BIN=$CARGO_TARGET_DIR/release/rapport RAPPORT_LOAD_BIN=$CARGO_TARGET_DIR/release/load
exec tests/crash/crash.py --rounds "$rounds" "$@"
