#!/usr/bin/env bash
# install.sh [custom-resources]: makes sure that a cluster can be started here, one that takes custom resources if asked; says why not otherwise, and exits with 1.
set -euo pipefail
bin=${KUBE_BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/aqueduct-cluster/bin}
[ "$(id -u)" -eq 0 ] || { echo "A cluster is started by root." >&2; exit 1; }
for program in kube-apiserver kube-controller-manager kube-scheduler kubelet; do
  [ -x "$bin/$program" ] || { echo "There is no $bin/$program: bash tests/servers/cluster/build.sh builds it." >&2; exit 1; }
done
are_there() { for program in etcd containerd runc docker-registry kubectl busybox conntrack iptables nsenter openssl; do command -v "$program" >/dev/null || return 1; done; [ -x /usr/lib/cni/bridge ]; }
[ "${1:-}" != custom-resources ] || [ -e "$bin/custom-resources" ] || { echo "The kube-apiserver in $bin takes no custom resources: bash tests/servers/cluster/build.sh builds one that does." >&2; exit 1; }
if ! are_there; then
  export DEBIAN_FRONTEND=noninteractive
  packages=(etcd-server containerd runc containernetworking-plugins docker-registry busybox-static iproute2 conntrack iptables openssl)
  command -v kubectl >/dev/null || packages+=(kubernetes-client) # another's kubectl stays: the two packages hold the same file
  apt-get install -y --no-install-recommends "${packages[@]}" >&2 || { apt-get update >&2 && apt-get install -y --no-install-recommends "${packages[@]}" >&2; }
  are_there || { echo "The Debian packages of a cluster's node could not be installed." >&2; exit 1; }
fi
# A machine may have all that and still let nobody make a network.
probe=aqprobe$$
ip netns add "$probe" 2>/dev/null || { echo "No network namespace can be made here." >&2; exit 1; }
ip netns del "$probe"
