#!/usr/bin/env bash
# The screens in Chromium, against a server of their own with a small demo company.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

RAPPORT_DEMO_CUSTOMERS=${RAPPORT_DEMO_CUSTOMERS:-2000} exec scripts/with-server.sh --demo node e2e/run.mjs
