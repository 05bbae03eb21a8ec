#!/usr/bin/env bash
# Builds the programs of a Kubernetes node from Debian's source package, with Debian's Go. Needs root, apt and the sources of Debian 12; nothing is done where they are built already.
set -euo pipefail
bin=${KUBE_BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/aqueduct-cluster/bin}
programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy)
missing=0
for program in "${programs[@]}"; do [ -x "$bin/$program" ] || missing=1; done
[ -e "$bin/custom-resources" ] || missing=1 # built before the library below was replaced
[ "$missing" -eq 1 ] || exit 0

work=$(mktemp -d)
list=/etc/apt/sources.list.d/aqueduct-cluster.list
trap 'rm -rf "$work" "$list"' EXIT
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends golang-go rsync jq make dpkg-dev golang-github-modern-go-reflect2-dev
if ! apt-cache showsrc kubernetes 2>/dev/null | grep -q '^Package: kubernetes'; then
  mirror=$(apt-cache policy base-files | sed -n 's/^ *[0-9]* \(http[^ ]*\) bookworm\/main.*/\1/p' | head -1)
  echo "deb-src $mirror bookworm main" >"$list"
  apt-get update -qq
fi
(cd "$work" && apt-get source --download-only -qq kubernetes/bookworm)

# Kubernetes of that age is built in the place that GOPATH gives it.
tree=$work/go/src/k8s.io/kubernetes
mkdir -p "$tree" "$bin"
tar -xf "$work"/kubernetes_*.orig.tar.* -C "$tree" --strip-components=1
cd "$tree"
# Its own copy of this library knows no Go from 1.18 on: the server would end with the first custom resource that has a label.
rm -r vendor/github.com/modern-go/reflect2
cp -r /usr/share/gocode/src/github.com/modern-go/reflect2 vendor/github.com/modern-go/
export GOPATH=$work/go GOCACHE=$work/cache GO111MODULE=off GOPROXY=off GOFLAGS= CGO_ENABLED=0
export KUBE_GIT_VERSION=v1.20.2 KUBE_GIT_MAJOR=1 KUBE_GIT_MINOR=20 KUBE_GIT_COMMIT=debian KUBE_GIT_TREE_STATE=clean
make WHAT="$(printf 'cmd/%s ' "${programs[@]}")"
for program in "${programs[@]}"; do cp _output/local/bin/linux/*/"$program" "$bin/"; done
touch "$bin/custom-resources"
