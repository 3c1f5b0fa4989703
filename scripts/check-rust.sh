#!/usr/bin/env bash
# Rust: format, lints, and every test of the workspace, beside a throwaway PostgreSQL.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

cargo fmt --all --check
cargo clippy --workspace --all-targets --quiet -- -D warnings
scripts/with-postgres.sh cargo nextest run --workspace --no-fail-fast
