#!/usr/bin/env bash
# The web interface: types, texts in both languages, the build, and the size of the first load.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

scripts/build-web.sh
cd web
npm run check
npm run check:size
