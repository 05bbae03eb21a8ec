#!/usr/bin/env bash
# Installs and runs a PostgreSQL 15 of Debian's package for tests.
#   postgres.sh install              installs the package where it is missing; needs root and apt. Says why not otherwise, and exits with 1.
#   postgres.sh serve FOLDER PORT …  runs a server on 127.0.0.1:PORT with its data in FOLDER/data (made the first time) until its input ends; the rest are options of postgres
#   postgres.sh once FOLDER PORT …   the same, and removes the folder at the end
set -euo pipefail

bin=${AQUEDUCT_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}

install() {
  [ -x "$bin/initdb" ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostgreSQL 15 is not in $bin. Install Debian's package postgresql-15, or name the folder of its programs in AQUEDUCT_POSTGRES_BIN." >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends postgresql-15 >&2 || { apt-get update >&2 && apt-get install -y --no-install-recommends postgresql-15 >&2; }
  [ -x "$bin/initdb" ] || { echo "The package postgresql-15 could not be installed, or its programs are not in $bin." >&2; exit 1; }
}

serve() {
  local folder=$1 port=$2
  shift 2
  # The server refuses to be root.
  local as=()
  if [ "$(id -u)" -eq 0 ]; then
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    chown postgres:postgres "$folder"
  fi
  cd "$folder"
  [ -e data/PG_VERSION ] || "${as[@]}" "$bin/initdb" --pgdata="$folder/data" --username=aqueduct --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  "${as[@]}" "$bin/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$port" -c unix_socket_directories= -c logging_collector=off "$@" </dev/null &
  local server=$!
  # Whoever started this may be killed: its end of the pipe closes, and the server goes too.
  { cat >/dev/null; kill -INT "$server" 2>/dev/null; } <&3 &
  local waits=$!
  wait "$server" || true
  kill "$waits" 2>/dev/null || true
}

case "${1:-}" in
  install) install ;;
  serve) shift; exec 3<&0; serve "$@" ;;
  once) shift; exec 3<&0; serve "$@"; cd /; rm -rf "$1" ;;
  *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
