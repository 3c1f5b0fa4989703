#!/usr/bin/env bash
# Builds what has changed and starts Rapport with the demo company on ./data. RAPPORT_LISTEN chooses another address.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

scripts/requirements.sh
scripts/build-web.sh
cargo build --release -p rapport
exec "$CARGO_TARGET_DIR/release/rapport" serve --listen "${RAPPORT_LISTEN:-127.0.0.1:8080}" --demo
