# shellcheck shell=bash
# Sourced by the other scripts: where the project is, where cargo builds, and which program is tested.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT" || exit

# A build folder outside of the clone survives it, so that a fresh clone need not build the dependencies again.
if [ -z "${CARGO_TARGET_DIR:-}" ]; then
  if [ -n "${RAPPORT_TARGET_CACHE:-}" ]; then
    export CARGO_TARGET_DIR=$RAPPORT_TARGET_CACHE
  elif [ -d "${HOME:-/nonexistent}/.cache/rapport-target" ]; then
    export CARGO_TARGET_DIR=$HOME/.cache/rapport-target
  else
    export CARGO_TARGET_DIR=$ROOT/target
  fi
fi

# The program under test: RAPPORT_BIN, or the newer one of the two builds.
rapport_binary() {
  if [ -n "${RAPPORT_BIN:-}" ]; then
    echo "$RAPPORT_BIN"
    return
  fi
  local newest=
  local build
  for build in debug release; do
    local program=$CARGO_TARGET_DIR/$build/rapport
    if [ -x "$program" ] && { [ -z "$newest" ] || [ "$program" -nt "$newest" ]; }; then newest=$program; fi
  done
  if [ -z "$newest" ]; then
    echo "no rapport in $CARGO_TARGET_DIR/{debug,release}: run cargo build first" >&2
    return 1
  fi
  echo "$newest"
}
