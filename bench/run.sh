#!/usr/bin/env bash
# Measures Rapport and prints a table; docs/performance.md is made of nothing else.
#
#   bench/run.sh [PART…]      (bench/measure.py lists them; default: all but `build`)
#
# Every figure is a JSON line in $CARGO_TARGET_DIR/bench/results.jsonl too. On a machine of more than two cores,
# everything is held to two of them, as the stated goals are.
set -euo pipefail
. "$(dirname "$0")/../scripts/environment.sh"

scripts/build-web.sh
cargo build --release --quiet -p rapport -p load
export RAPPORT_BIN=$CARGO_TARGET_DIR/release/rapport RAPPORT_LOAD_BIN=$CARGO_TARGET_DIR/release/load
export RAPPORT_POSTGRES_DURABLE=1

two=()
if [ "$(nproc)" -gt 2 ] && command -v taskset >/dev/null; then two=(taskset -c '0,1'); fi

results=$CARGO_TARGET_DIR/bench/results.jsonl
mkdir -p "$(dirname "$results")"
status=0
${two[@]+"${two[@]}"} scripts/with-postgres.sh python3 bench/measure.py "$@" | tee "$results" || status=$?
echo
python3 bench/table.py "$results"
exit "$status"
