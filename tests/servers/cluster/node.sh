# The node of serve.sh: containerd and the kubelet.
cat >cni/10-bridge.conflist <<Y
{"cniVersion": "0.4.0", "name": "pods", "plugins": [{"type": "bridge", "bridge": "cni0", "isGateway": true,
 "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.98.0.0/24"}]], "dataDir": "$folder/cni/addresses", "routes": [{"dst": "0.0.0.0/0"}]}}]}
Y
cat >containerd.toml <<Y
version = 2
root = "$folder/ctrd/root"
state = "$folder/ctrd/state"
[grpc]
  address = "$socket"
[plugins."io.containerd.internal.v1.opt"]
  path = "$folder/ctrd/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$pause"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$folder/cni"
Y
start containerd containerd -c containerd.toml
until_ready containerd ctr -a "$socket" version
bash "$here/pause-image.sh" pause.tar $pause
ctr -a "$socket" -n k8s.io image import pause.tar

cat >kubelet.yaml <<Y
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $folder/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $folder/pki/node1.crt
tlsPrivateKeyFile: $folder/pki/node1.key
address: $address
cgroupDriver: cgroupfs
cgroupRoot: /$name
failSwapOn: false
oomScoreAdj: -999
clusterDomain: cluster.local
clusterDNS: [10.96.0.10]
evictionHard: {nodefs.available: 1%, imagefs.available: 1%, memory.available: 50Mi}
Y
for controller in /sys/fs/cgroup/*/; do [ ! -e "$controller/cgroup.procs" ] || mkdir -p "$controller$name"; done
# A group of processors is empty until it is told which.
for which in cpus mems; do [ ! -e "/sys/fs/cgroup/cpuset/cpuset.$which" ] || cat "/sys/fs/cgroup/cpuset/cpuset.$which" >"/sys/fs/cgroup/cpuset/$name/cpuset.$which"; done
start kubelet "$bin/kubelet" --config=kubelet.yaml --kubeconfig=node1.conf --hostname-override=node1 --node-ip=$address --root-dir="$folder/kubelet" \
  --container-runtime=remote --container-runtime-endpoint="unix://$socket"
is_ready() { inside kubectl --kubeconfig admin.conf get node node1 | grep -qw Ready; }
until_ready "The node" is_ready
