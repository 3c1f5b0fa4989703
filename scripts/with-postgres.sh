#!/usr/bin/env bash
# Runs a command beside a throwaway PostgreSQL on a free port, and removes it afterwards.
#
#   scripts/with-postgres.sh COMMAND…
#
# The command finds RAPPORT_TEST_POSTGRES (a postgres:// address of a superuser) and RAPPORT_TEST_POSTGRES_CTL, a
# program that takes `start`, `stop`, `vanish` (stop without a word to anybody) and `pid`. RAPPORT_POSTGRES_DURABLE=1
# makes commits wait for the disk, as a measurement wants it.
set -euo pipefail

[ $# -gt 0 ] || { sed -n '2,8p' "$0"; exit 2; }

bin=$(command -v pg_ctl >/dev/null 2>&1 && dirname "$(readlink -f "$(command -v pg_ctl)")" || true)
for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
  [ -x "$candidate/initdb" ] && bin=$candidate
done
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  echo "with-postgres: no initdb found; install the PostgreSQL server (Debian: apt-get install postgresql)" >&2
  exit 2
fi

place=$(mktemp -d "${TMPDIR:-/tmp}/rapport-postgres.XXXXXX")
ctl=$place/ctl

# PostgreSQL refuses to run as root, so root lends it to an unprivileged user.
as=()
if [ "$(id -u)" = 0 ]; then
  owner=postgres
  id "$owner" >/dev/null 2>&1 || useradd --system --no-create-home "$owner"
  chown "$owner" "$place"
  as=(setpriv "--reuid=$owner" "--regid=$(id -gn "$owner")" --clear-groups env "HOME=$place")
fi
cd "$place"

cleanup() {
  "$ctl" vanish >/dev/null 2>&1 || true
  cd / && rm -rf "$place"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

durable=off
[ "${RAPPORT_POSTGRES_DURABLE:-0}" = 1 ] && durable=on
${as[@]+"${as[@]}"} "$bin/initdb" -D "$place/data" -U rapport -A trust --locale=C --encoding=UTF8 --no-sync >"$place/initdb.log" ||
  { cat "$place/initdb.log" >&2; exit 1; }

cat >"$ctl" <<CTL
#!/usr/bin/env bash
# Starts and stops the throwaway cluster that this folder holds.
set -eu
cd "$place"
run() { ${as[*]-} "$bin/pg_ctl" -D "$place/data" -s -w -t 60 "\$@"; }
case "\$1" in
  start) run -l "$place/server.log" start ;;
  stop) run -m fast stop ;;
  vanish) run -m immediate stop ;;
  pid) head -n 1 "$place/data/postmaster.pid" ;;
  *) echo "start, stop, vanish or pid" >&2; exit 2 ;;
esac
CTL
chmod 755 "$ctl" "$place"

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
# Somebody else may take the port between the look and the start, hence more than one try.
for attempt in 1 2 3 4 5; do
  port=$(free_port)
  cat >"$place/settings" <<SETTINGS
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$place'
max_connections = 300
shared_buffers = 256MB
max_wal_size = 2GB
fsync = $durable
full_page_writes = $durable
SETTINGS
  cp "$place/settings" "$place/data/postgresql.auto.conf"
  [ ${#as[@]} -eq 0 ] || chown "$owner" "$place/data/postgresql.auto.conf"
  if "$ctl" start; then break; fi
  [ "$attempt" -lt 5 ] || { cat "$place/server.log" >&2; exit 1; }
done
"$bin/createdb" -h 127.0.0.1 -p "$port" -U rapport rapport

export RAPPORT_TEST_POSTGRES="postgres://rapport@127.0.0.1:$port/rapport"
export RAPPORT_TEST_POSTGRES_CTL=$ctl
export RAPPORT_TEST_POSTGRES_BIN=$bin
cd "$OLDPWD"
"$@"
