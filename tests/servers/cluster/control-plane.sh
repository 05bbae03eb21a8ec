# The control plane of serve.sh, and the registry.
start etcd etcd --data-dir etcd --unsafe-no-fsync --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
  --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380 --initial-cluster default=http://127.0.0.1:2380
start api "$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --bind-address=$address --advertise-address=$address --secure-port=6443 \
  --tls-cert-file=pki/api.crt --tls-private-key-file=pki/api.key --client-ca-file=pki/ca.crt --authorization-mode=Node,RBAC --service-cluster-ip-range=10.96.0.0/24 \
  --service-account-key-file=pki/accounts.pub --service-account-signing-key-file=pki/accounts.key --service-account-issuer=https://kubernetes.default.svc \
  --kubelet-client-certificate=pki/admin.crt --kubelet-client-key=pki/admin.key --kubelet-preferred-address-types=InternalIP
until_ready "The API server" inside kubectl --kubeconfig admin.conf get --raw /readyz
start controller "$bin/kube-controller-manager" --kubeconfig=admin.conf --bind-address=127.0.0.1 --leader-elect=false --use-service-account-credentials=true \
  --root-ca-file=pki/ca.crt --service-account-private-key-file=pki/accounts.key
start scheduler "$bin/kube-scheduler" --kubeconfig=admin.conf --bind-address=127.0.0.1 --leader-elect=false
cat >registry.yml <<Y
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $registry}, delete: {enabled: true}}
http: {addr: 127.0.0.1:5000}
Y
start registry docker-registry serve registry.yml
