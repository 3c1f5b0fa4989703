#!/usr/bin/env bash
# Builds the web interface into web/dist, which the program embeds; does nothing when nothing has changed.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

cd web
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --no-audit --no-fund
  cp package-lock.json node_modules/.installed
fi

# The name and the content of everything the build reads; node_modules follows from the lock file.
state=$(find . \( -name node_modules -o -name dist \) -prune -o -type f -print0 | sort -z | xargs -0 cksum | cksum)
if [ -f dist/index.html ] && [ "$(cat node_modules/.built 2>/dev/null)" = "$state" ]; then
  exit 0
fi
npm run build
echo "$state" >node_modules/.built
