#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: PostgreSQL's server, Chromium, Chinese fonts and a C++ compiler
# from Debian (as root), cargo-nextest, clippy and rustfmt, and a Python environment for schemathesis.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

scripts/requirements.sh

packages=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || packages+=(postgresql)
command -v chromium >/dev/null || packages+=(chromium)
command -v fc-list >/dev/null && fc-list :lang=zh-cn | grep -q . || packages+=(fontconfig fonts-noto-cjk)
command -v c++ >/dev/null || packages+=(build-essential)
command -v python3 >/dev/null && python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3 python3-venv)
command -v curl >/dev/null || packages+=(curl)
if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${packages[@]}"
  else
    echo "missing, and not to be installed without root and apt-get: ${packages[*]}" >&2
    echo "         sudo apt-get install ${packages[*]}" >&2
    exit 1
  fi
fi

cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || rustup component add rustfmt clippy
cargo nextest --version >/dev/null 2>&1 || cargo install --locked cargo-nextest

tools=$CARGO_TARGET_DIR/tools/schemathesis
if ! cmp -s scripts/schemathesis.txt "$tools/installed"; then
  rm -rf "$tools"
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/schemathesis.txt
  cp scripts/schemathesis.txt "$tools/installed"
fi

for folder in snippet forms e2e; do
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed" && continue
  (cd "$folder" && npm ci --no-audit --no-fund && cp package-lock.json node_modules/.installed)
done
