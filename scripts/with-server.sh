#!/usr/bin/env bash
# Runs a command beside a server of its own: a free port, a temporary data folder, both gone afterwards.
#
#   scripts/with-server.sh [--demo CUSTOMERS] COMMAND…      (with --demo, a demo company of that size)
#
# The command finds RAPPORT_URL, RAPPORT_DATA (the data folder), RAPPORT_PID, RAPPORT_TOKEN (an owner's API token),
# RAPPORT_KEY (a source's write key), RAPPORT_SIGN_IN (an owner's one-time sign-in address) and RAPPORT_BIN (the
# program, which may also be chosen by setting it). RAPPORT_ARGS adds arguments to `serve`, and
# RAPPORT_TEST_DATABASE_URL a database.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

customers=0
if [ "${1:-}" = --demo ]; then customers=$2; shift 2; fi
[ $# -gt 0 ] || { sed -n '2,10p' "$0"; exit 2; }

RAPPORT_BIN=$(rapport_binary)
export RAPPORT_BIN
place=$(mktemp -d "${TMPDIR:-/tmp}/rapport-server.XXXXXX")
export RAPPORT_DATA=$place/data
database=()
[ -n "${RAPPORT_TEST_DATABASE_URL:-}" ] && database=(--database-url "$RAPPORT_TEST_DATABASE_URL")

server=
cleanup() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$server" 2>/dev/null || true
  fi
  rm -rf "$place"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# shellcheck disable=SC2086 # several arguments on purpose
"$RAPPORT_BIN" serve --listen 127.0.0.1:0 --data "$RAPPORT_DATA" ${database[@]+"${database[@]}"} ${RAPPORT_ARGS:-} 2>"$place/log" >"$place/out" &
server=$!
export RAPPORT_PID=$server
for _ in $(seq 300); do
  RAPPORT_URL=$(sed -n 's/^listening on \(http:[^ ]*\).*/\1/p' "$place/log" | head -n 1)
  [ -n "$RAPPORT_URL" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$place/log" "$place/out" >&2; echo "with-server: the server ended" >&2; exit 1; }
  sleep 0.1
done
[ -n "$RAPPORT_URL" ] || { cat "$place/log" >&2; echo "with-server: the server did not start" >&2; exit 1; }
export RAPPORT_URL

data=(--data "$RAPPORT_DATA")
RAPPORT_SIGN_IN=$("$RAPPORT_BIN" user add owner@shop.example --role owner "${data[@]}" | grep -o 'http[^ ]*/sign-in?token=[^ ]*' || true)
export RAPPORT_SIGN_IN
RAPPORT_TOKEN=$("$RAPPORT_BIN" token add tests --role owner "${data[@]}")
RAPPORT_KEY=$("$RAPPORT_BIN" source add tests "${data[@]}")
export RAPPORT_TOKEN RAPPORT_KEY

if [ "$customers" -gt 0 ]; then "$RAPPORT_BIN" demo create --customers "$customers" --seed 1 "${data[@]}" >&2; fi

status=0
"$@" || status=$?
if [ "$status" -ne 0 ]; then
  echo "--- the server's last words ---" >&2
  tail -n 20 "$place/log" >&2
fi
exit "$status"
