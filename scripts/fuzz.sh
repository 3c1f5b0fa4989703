#!/usr/bin/env bash
# Runs the fuzz targets, one after the other.
#
#   scripts/fuzz.sh SECONDS [TARGET…]      (default: every target in fuzz/fuzz_targets)
#
# Needs stable Rust and a C++ compiler only: the coverage counters that libFuzzer follows are an LLVM pass, which stable
# rustc can be asked for. fuzz/corpus/TARGET holds inputs worth starting from and is committed; what a run finds
# interesting goes to fuzz/found/TARGET, and an input that breaks something to fuzz/artifacts/TARGET.
# The last line is `N passed, N failed`.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

seconds=${1:?seconds a target}
shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for file in fuzz/fuzz_targets/*.rs; do targets+=("$(basename "$file" .rs)"); done
fi

host=$(rustc -vV | sed -n 's/^host: //p')
# The target is named, so that the flags reach the fuzzed code but neither build scripts nor procedural macros.
flags=(
  --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-trace-compares
)
export CARGO_TARGET_DIR=$CARGO_TARGET_DIR/fuzz
RUSTFLAGS="${flags[*]}" cargo build --quiet --release --manifest-path fuzz/Cargo.toml --target "$host"

passed=0 failed=0
for target in "${targets[@]}"; do
  mkdir -p "fuzz/corpus/$target" "fuzz/found/$target" "fuzz/artifacts/$target"
  log=fuzz/artifacts/$target/log
  # 2 GB and 10 s an input: whoever needs more than that for at most 64 KB has a fault.
  if "$CARGO_TARGET_DIR/$host/release/$target" -max_total_time="$seconds" -max_len=65536 -timeout=10 \
    -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="fuzz/artifacts/$target/" \
    "fuzz/found/$target" "fuzz/corpus/$target" >"$log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "passed   fuzz $target: $runs inputs"
    passed=$((passed + 1))
  else
    tail -n 30 "$log"
    echo "FAILED   fuzz $target: see $log"
    failed=$((failed + 1))
  fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
