#!/usr/bin/env bash
# An image registry, a container runtime and a base image for tests, from Debian's packages and from the .NET that is here.
#   containers.sh install              installs the packages docker-registry and runc where they are missing, and starts a container to see whether that can be done; needs root and apt.
#                                      Says why not otherwise, and exits with 1.
#   containers.sh serve FOLDER PORT    runs a registry on 127.0.0.1:PORT with its data in FOLDER until its input ends
#   containers.sh root FOLDER          makes FOLDER the root of a system that has .NET, what it links to, and nothing else: no shell
#   containers.sh bare FOLDER          the same without .NET, for programs that bring their own or are native code
set -euo pipefail

install() {
  if ! are_there; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
      echo "Containers are started by root, with Debian's packages docker-registry and runc." >&2
      exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y --no-install-recommends docker-registry runc >&2 || { apt-get update >&2 && apt-get install -y --no-install-recommends docker-registry runc >&2; }
    are_there || { echo "The packages docker-registry and runc could not be installed." >&2; exit 1; }
  fi
  probe
}

are_there() { command -v docker-registry >/dev/null && command -v runc >/dev/null && [ "$(id -u)" -eq 0 ]; }

# A machine may have all that and still let nobody start a container.
probe() {
  local folder said=0
  folder=$(mktemp -d)
  libraries_of /bin/true | copy_to "$folder/rootfs"
  copy_to "$folder/rootfs" <<</bin/true
  runc spec --bundle "$folder"
  sed -i 's/"terminal": true/"terminal": false/; s/"sh"/"\/bin\/true"/' "$folder/config.json"
  runc --root "$folder/state" run --bundle "$folder" "aqueduct-probe-$$" >&2 </dev/null || said=$?
  rm -rf "$folder"
  [ "$said" -eq 0 ] || { echo "No container can be started here: runc ended with $said." >&2; exit 1; }
}

libraries_of() { ldd "$@" 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(/ { print $1 }'; }

copy_to() {
  while read -r file; do
    mkdir -p "$1$(dirname "$file")"
    cp -L "$file" "$1$file"
  done
}

serve() {
  cat >"$1/registry.yml" <<X
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $1/data}, delete: {enabled: true}}
http: {addr: 127.0.0.1:$2}
X
  docker-registry serve "$1/registry.yml" </dev/null &
  local server=$!
  # Whoever started this may be killed: its end of the pipe closes, and the server goes too.
  { cat >/dev/null; kill -TERM "$server" 2>/dev/null; } <&3 &
  local waits=$!
  wait "$server" || true
  kill "$waits" 2>/dev/null || true
}

root() {
  local root=$1 shared=$1/usr/share/dotnet
  bare "$root"
  mkdir -p "$shared/shared/Microsoft.NETCore.App"
  cp -r "$dotnet"/dotnet "$dotnet"/host "$shared/"
  cp -r "$runtime" "$shared/shared/Microsoft.NETCore.App/"
  ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"
}

bare() {
  local root=$1
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  # The newest runtime of this major version.
  runtime=$(find "$dotnet/shared/Microsoft.NETCore.App" -maxdepth 1 -name '10.*' | sort -V | tail -1)
  mkdir -p "$root"/{etc,lib64,proc,dev,sys,tmp,var,usr/bin,usr/share}
  chmod 1777 "$root/tmp"
  echo 'app:x:1654:1654::/:/none' >"$root/etc/passwd"
  [ ! -d /usr/share/zoneinfo ] || cp -r /usr/share/zoneinfo "$root/usr/share/"
  {
    find "$dotnet/dotnet" "$dotnet/host" "$runtime" \( -name '*.so' -o -name dotnet -type f \) -print0 | while IFS= read -r -d '' file; do libraries_of "$file"; done
    # Found at run time only: the data of languages, and TLS.
    ldconfig -p | awk '$1 ~ /^(libicu|libssl|libcrypto)/ { print $NF }'
  } | sort -u | copy_to "$root"
}

case "${1:-}" in
  install) install ;;
  serve) shift; exec 3<&0; serve "$@" ;;
  root | bare) "$1" "$2" ;;
  *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac
