#!/usr/bin/env bash
# serve.sh FOLDER NAME REGISTRY: a Kubernetes of one node until the input ends; see README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 name=$2 registry=$3
bin=${KUBE_BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/aqueduct-cluster/bin}
address=10.99.0.1 pause=aqueduct.test/pause:1 socket=$folder/ctrd/c.sock
exec 3<&0 4>&1 </dev/null >"$folder/serve.log" 2>&1
mkdir -p "$folder"/{logs,pki,etcd,cni,kubelet,ctrd}
cd "$folder"

declare -A started=()
inside() { nsenter --net="/run/netns/$name" "$@"; }
start() { local what=$1; shift; nsenter --net="/run/netns/$name" "$@" >"logs/$what.log" 2>&1 & started[$what]=$!; }
stop() { [ -z "${started[$1]:-}" ] || { kill "${started[$1]}" 2>/dev/null || true; wait "${started[$1]}" 2>/dev/null || true; }; }
until_ready() { local what=$1; shift; for _ in $(seq 1 600); do "$@" >/dev/null 2>&1 && return; sleep 0.2; done; echo "$what did not become ready; see $folder/logs" | tee /dev/fd/4; exit 1; }

down() {
  set +e
  stop kubelet
  for task in $(ctr -a "$socket" -n k8s.io tasks ls -q 2>/dev/null); do ctr -a "$socket" -n k8s.io tasks rm -f "$task"; done
  for what in containerd registry scheduler controller api etcd; do stop $what; done
  grep " $folder/" /proc/mounts | cut -d' ' -f2 | sort -r | while read -r mount; do umount "$mount"; done
  ip netns del "$name"
  for group in /sys/fs/cgroup/*/"$name"; do [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} \; ; done
}
trap down EXIT
trap 'exit 1' INT TERM

source "$here/network.sh"
source "$here/certificates.sh"
source "$here/control-plane.sh"
source "$here/node.sh"
echo ready >&4
cat <&3 >/dev/null
