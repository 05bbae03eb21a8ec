#!/usr/bin/env bash
# Installs the ODBC driver manager and the drivers of SQLite and PostgreSQL of Debian's packages for tests.
#   odbc.sh install   installs what is missing; needs root and apt. Says why not otherwise, and exits with 1.
set -euo pipefail

packages="unixodbc libsqliteodbc odbc-postgresql"
present() { command -v odbcinst >/dev/null && odbcinst -q -d 2>/dev/null | grep -q '^\[SQLite3\]' && odbcinst -q -d | grep -q '^\[PostgreSQL Unicode\]'; }

[ "${1:-}" = install ] || { sed -n '2,3p' "$0" >&2; exit 2; }
present && exit
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "The ODBC drivers are not here. Install Debian's packages $packages." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of names
apt-get install -y --no-install-recommends $packages >&2 || { apt-get update >&2 && apt-get install -y --no-install-recommends $packages >&2; }
present || { echo "The packages $packages could not be installed." >&2; exit 1; }
