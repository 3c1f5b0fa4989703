#!/usr/bin/env bash
# The stock tracking SDKs of npm and PyPI, with only the host changed, against a server of their own.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

# The variables are the inner shell's: the server that it runs beside sets them.
# shellcheck disable=SC2016
exec scripts/with-server.sh bash -c 'tests/sdk/run.sh "$RAPPORT_URL" "$RAPPORT_KEY" "$RAPPORT_TOKEN"'
