#!/usr/bin/env bash
# Everything that must be true of a commit, part by part; each part is a script of its own and can be run alone.
#
#   scripts/test.sh [PART…]      (default: all, in the order below)
#
# The last line counts the shell-driven parts: `N passed, N failed`. A part that counts its own checks in such a line is
# counted by them, any other part as one.
set -uo pipefail
. "$(dirname "$0")/environment.sh"

declare -A command=(
  [setup]="scripts/setup-tests.sh"
  [web]="scripts/check-web.sh"
  [snippet]="scripts/check-snippet.sh"
  [rust]="scripts/check-rust.sh"
  [build]="cargo build -p rapport -p load"
  [generated]="scripts/check-generated.sh"
  [sdk]="scripts/test-sdk.sh"
  [commands]="tests/commands/commands.py"
  [browser]="scripts/test-browser.sh"
  [api]="scripts/test-api.sh 10"
  [crash]="tests/crash/crash.py --rounds 3"
  [fuzz]="scripts/fuzz.sh 20"
)
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(setup web snippet rust build generated sdk commands browser api crash fuzz)
for part in "${parts[@]}"; do
  [ -n "${command[$part]:-}" ] || { echo "no such part: $part; there are: ${!command[*]}" >&2; exit 2; }
done

# The parts test the quick build, so that no release build is needed first.
export RAPPORT_BIN=${RAPPORT_BIN:-$CARGO_TARGET_DIR/debug/rapport}
export RAPPORT_LOAD_BIN=${RAPPORT_LOAD_BIN:-$CARGO_TARGET_DIR/debug/load}

logs=$CARGO_TARGET_DIR/test-logs
mkdir -p "$logs"
counts='([0-9]+) passed, ([0-9]+) failed'
passed=0 failed=0
summary=()
for part in "${parts[@]}"; do
  echo "== $part: ${command[$part]}"
  started=$SECONDS
  ${command[$part]} 2>&1 | tee "$logs/$part" | grep --line-buffered -vE "$counts\$"
  status=${PIPESTATUS[0]}
  good=0 bad=0
  while [[ $part != rust && $part != build ]] && IFS= read -r line; do
    [[ $line =~ $counts$ ]] && good=${BASH_REMATCH[1]} bad=${BASH_REMATCH[2]}
  done <"$logs/$part"
  # A part that fails without naming a failed check has still failed.
  [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  [ "$status" -eq 0 ] && [ $((good + bad)) -eq 0 ] && good=1
  passed=$((passed + good)) failed=$((failed + bad))
  result=passed
  [ "$bad" -eq 0 ] || result=FAILED
  summary+=("$(printf '%-7s %-10s %4d s  %s' "$result" "$part" $((SECONDS - started)) "$good good, $bad bad")")
  # Nothing after these makes sense without them.
  if [ "$bad" -gt 0 ] && [[ $part == setup || $part == build ]]; then break; fi
done

echo "== summary (logs in $logs)"
printf '%s\n' "${summary[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
