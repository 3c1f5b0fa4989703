#!/usr/bin/env bash
# For work on the screens: the server on 127.0.0.1:8080 (a quick build, the demo company, ./data) and beside it Vite on
# http://127.0.0.1:5173, which shows every saved change at once. Ctrl-C ends both.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

scripts/requirements.sh
scripts/build-web.sh
cargo build -p rapport
"$CARGO_TARGET_DIR/debug/rapport" serve --listen 127.0.0.1:8080 --demo &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server"' EXIT
trap 'exit 130' INT TERM
cd web
npm run dev -- --host 127.0.0.1
