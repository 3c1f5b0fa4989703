#!/usr/bin/env bash
# The tracking snippet: types, that the committed build is fresh and small enough, and its tests.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

cd snippet
npm run check
npm test
