#!/usr/bin/env bash
# The screens in Chromium: against a server of their own with the demo company, then the states that a real server is
# seldom in (empty, slow, refusing) against the stand-in.
#
#   scripts/test-browser.sh [tests/FILE …]      (default: every file of e2e/tests)
set -euo pipefail
. "$(dirname "$0")/environment.sh"

if [ "${1:-}" = --inside ]; then
  shift
else
  scripts/build-web.sh
  # The tests of webhooks listen on this machine.
  export RAPPORT_ARGS="${RAPPORT_ARGS:-} --webhooks-allow-private"
  exec scripts/with-server.sh --demo 2000 scripts/test-browser.sh --inside "$@"
fi

status=0
# Somebody new, whose first start the walk goes through; the tests after it sign in with the password it set.
EMAIL=browser@shop.example
address=$("$RAPPORT_BIN" user add "$EMAIL" --role owner --data "$RAPPORT_DATA")
BASE_URL=$RAPPORT_URL ONE_TIME_TOKEN=${address##*token=} EMAIL=$EMAIL node e2e/run.mjs "$@" || status=1
[ $# -eq 0 ] || exit $status
node e2e/run-with-fixture.mjs tests/states.test.mjs || status=1
exit $status
