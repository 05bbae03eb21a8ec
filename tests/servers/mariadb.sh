#!/usr/bin/env bash
# Installs and runs a MariaDB of Debian's package for tests.
#   mariadb.sh install              installs the package where it is missing; needs root and apt. Says why not otherwise, and exits with 1.
#   mariadb.sh serve FOLDER PORT …  runs a server on 127.0.0.1:PORT with its data in FOLDER/data (made the first time) until its input ends; the rest are options of mariadbd
#   mariadb.sh once FOLDER PORT …   the same, and removes the folder at the end
# The server has a user aqueduct without a password, who may do everything.
set -euo pipefail

find_server() { command -v mariadbd || { [ -x /usr/sbin/mariadbd ] && echo /usr/sbin/mariadbd; }; }

install() {
  find_server >/dev/null && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "MariaDB is not here. Install Debian's package mariadb-server." >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends mariadb-server >&2 || { apt-get update >&2 && apt-get install -y --no-install-recommends mariadb-server >&2; }
  find_server >/dev/null || { echo "The package mariadb-server could not be installed." >&2; exit 1; }
}

serve() {
  local folder=$1 port=$2
  shift 2
  local as=()
  if [ "$(id -u)" -eq 0 ]; then
    as=(--user=mysql)
    chown mysql:mysql "$folder"
  fi
  cd "$folder"
  if [ ! -e data/mysql ]; then
    mariadb-install-db --no-defaults "${as[@]}" --datadir="$folder/data" --auth-root-authentication-method=normal --skip-test-db >/dev/null
    printf '%s\n' "CREATE USER IF NOT EXISTS aqueduct@'127.0.0.1';" "GRANT ALL ON *.* TO aqueduct@'127.0.0.1' WITH GRANT OPTION;" >init.sql
    chmod a+r init.sql
  fi
  "$(find_server)" --no-defaults "${as[@]}" --datadir="$folder/data" --init-file="$folder/init.sql" --bind-address=127.0.0.1 --port="$port" --socket="$folder/socket" --pid-file="$folder/pid" --skip-name-resolve "$@" </dev/null &
  local server=$!
  # Whoever started this may be killed: its end of the pipe closes, and the server goes too.
  { cat >/dev/null; kill -TERM "$server" 2>/dev/null; } <&3 &
  local waits=$!
  wait "$server" || true
  kill "$waits" 2>/dev/null || true
}

case "${1:-}" in
  install) install ;;
  serve) shift; exec 3<&0; serve "$@" ;;
  once) shift; exec 3<&0; serve "$@"; cd /; rm -rf "$1" ;;
  *) sed -n '2,6p' "$0" >&2; exit 2 ;;
esac
