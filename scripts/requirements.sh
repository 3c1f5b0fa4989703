#!/usr/bin/env bash
# Says what is missing to build Rapport, and how to get it: cargo and rustc 1.95, Node.js 20.19, npm, a C compiler.
set -uo pipefail

missing=0
say() {
  echo "missing: $1" >&2
  echo "         $2" >&2
  missing=1
}

# at_least HAVE WANT: whether version HAVE is WANT or later.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

rust="install Rust with https://rustup.rs: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
command -v cargo >/dev/null || say cargo "$rust"
if ! command -v rustc >/dev/null; then
  say "rustc 1.95 or later" "$rust"
else
  have=$(rustc --version | cut -d' ' -f2)
  at_least "$have" 1.95 || say "rustc 1.95 or later (this is $have)" "rustup update stable"
fi

node="install Node.js 20.19 or later: https://nodejs.org/en/download"
if ! command -v node >/dev/null; then
  say "Node.js 20.19 or later" "$node"
else
  have=$(node --version | tr -d v)
  at_least "$have" 20.19 || say "Node.js 20.19 or later (this is $have)" "$node"
fi
command -v npm >/dev/null || say npm "it comes with Node.js: https://nodejs.org/en/download"
command -v cc >/dev/null || say "a C compiler (SQLite is compiled in)" \
  "Debian, Ubuntu: apt-get install build-essential; Fedora: dnf install gcc gcc-c++; macOS: xcode-select --install"

exit $missing
