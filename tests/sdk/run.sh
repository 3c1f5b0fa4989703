#!/usr/bin/env bash
# Runs the stock tracking SDKs, with only the host changed, against a running Rapport server.
#
#   tests/sdk/run.sh BASE_URL WRITE_KEY API_TOKEN [--only NAME,…]
#   tests/sdk/run.sh --self-test [--only NAME,…]      against the stand-in server, to prove the checks themselves
#
# Installs what is missing into tests/sdk/.venv and tests/sdk/node_modules. Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")"

need() { command -v "$1" >/dev/null || { echo "$1 is missing: $2" >&2; exit 2; }; }
need python3 "install Python 3.11 or later"
need node "install Node.js 20 or later"
[ -x /usr/bin/chromium ] || { echo "chromium is missing: apt-get install chromium" >&2; exit 2; }

if ! cmp -s requirements.txt .venv/installed; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet --requirement requirements.txt >&2
  cp requirements.txt .venv/installed
fi
# Not `npm ci`: it refuses where a registry lacks an optional package of another platform.
if ! cmp -s package-lock.json node_modules/installed; then
  npm install --no-save --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json node_modules/installed
fi

if [ "${1-}" = "--self-test" ]; then
  shift
  .venv/bin/python self_test.py "$@"
else
  .venv/bin/python check.py "$@"
fi
