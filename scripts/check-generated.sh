#!/usr/bin/env bash
# Generated files are committed and fresh: docs/openapi.json is what the program describes itself with, and
# web/src/api/schema.d.ts is what comes of that. With --write, makes them fresh.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

program=$(rapport_binary)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$program" openapi >"$place/openapi.json"
(cd web && node scripts/generate-api.mjs "$place/openapi.json" "$place/schema.d.ts" >/dev/null)

stale=0
for file in docs/openapi.json web/src/api/schema.d.ts; do
  fresh=$place/$(basename "$file")
  if [ "${1:-}" = --write ]; then
    cp "$fresh" "$file"
  elif ! cmp -s "$file" "$fresh"; then
    diff -u "$file" "$fresh" | head -n 40 || true
    echo "stale: $file; make generated writes it anew"
    stale=1
  fi
done
exit $stale
