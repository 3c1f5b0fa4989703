#!/usr/bin/env bash
# Generated files are committed and fresh: docs/openapi.json is what the server answers, and web/src/api/schema.d.ts is
# what comes of it. With --write, makes them fresh.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

if [ "${1:-}" != --inside ]; then
  exec scripts/with-server.sh scripts/check-generated.sh --inside "${1:---compare}"
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
curl -fsS "$RAPPORT_URL/api/openapi.json" |
  python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin), indent=2, ensure_ascii=False))' >"$place/openapi.json"
(cd web && npx --no-install openapi-typescript "$place/openapi.json" -o "$place/schema.d.ts" >/dev/null)

if [ "$2" = --write ]; then
  cp "$place/openapi.json" docs/openapi.json
  cp "$place/schema.d.ts" web/src/api/schema.d.ts
  exit 0
fi
stale=0
for pair in openapi.json:docs/openapi.json schema.d.ts:web/src/api/schema.d.ts; do
  if ! diff -u "${pair#*:}" "$place/${pair%%:*}" | head -n 40; then :; fi
  cmp -s "${pair#*:}" "$place/${pair%%:*}" || { echo "stale: ${pair#*:}; run scripts/check-generated.sh --write"; stale=1; }
done
exit $stale
