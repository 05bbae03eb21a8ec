#!/usr/bin/env bash
# Installs Debian's Chromium for tests of the dashboard: the one without windows, which takes a third less of the processor.
#   browser.sh install   installs it where it is missing; needs root and apt. Says why not otherwise, and exits with 1.
set -euo pipefail

[ "${1:-}" = install ] || { sed -n '2,3p' "$0" >&2; exit 2; }
browser=/usr/bin/chromium-headless-shell
[ -x "$browser" ] && exit
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Chromium is not here. Install Debian's packages chromium-headless-shell and fonts-dejavu-core." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
packages="chromium-headless-shell fonts-dejavu-core"
# shellcheck disable=SC2086 # a list of names
apt-get install -y --no-install-recommends $packages >&2 || { apt-get update >&2 && apt-get install -y --no-install-recommends $packages >&2; }
[ -x "$browser" ] || { echo "The packages $packages could not be installed." >&2; exit 1; }
