#!/usr/bin/env bash
# The tracking snippet and the script of forms: types, that the committed builds are fresh and small enough, and their tests.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

for folder in snippet forms; do
  npm --prefix "$folder" run check
  npm --prefix "$folder" test
done
