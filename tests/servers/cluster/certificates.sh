# The certificates and kubeconfigs of serve.sh; they are good for three days.
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=aqueduct-tests -days 3 -keyout pki/ca.key -out pki/ca.crt 2>/dev/null
certificate() {
  local what=$1 subject=$2 names=${3:-}
  openssl req -new -newkey rsa:2048 -nodes -subj "$subject" -keyout "pki/$what.key" -out "pki/$what.csr" 2>/dev/null
  printf 'extendedKeyUsage=clientAuth,serverAuth\n%s\n' "${names:+subjectAltName=$names}" >"pki/$what.ext"
  openssl x509 -req -in "pki/$what.csr" -CA pki/ca.crt -CAkey pki/ca.key -CAcreateserial -days 3 -extfile "pki/$what.ext" -out "pki/$what.crt" 2>/dev/null
}
kubeconfig() {
  local what=$1
  kubectl --kubeconfig "$what.conf" config set-cluster "$name" --server=https://$address:6443 --certificate-authority=pki/ca.crt --embed-certs
  kubectl --kubeconfig "$what.conf" config set-credentials "$what" --client-certificate="pki/$what.crt" --client-key="pki/$what.key" --embed-certs
  kubectl --kubeconfig "$what.conf" config set-context "$what" --cluster "$name" --user "$what"
  kubectl --kubeconfig "$what.conf" config use-context "$what"
}
certificate api /CN=kube-apiserver "DNS:localhost,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.96.0.1,IP:$address"
certificate admin /O=system:masters/CN=admin
certificate node1 /O=system:nodes/CN=system:node:node1 "DNS:node1,IP:$address"
kubeconfig admin
kubeconfig node1
openssl genrsa -out pki/accounts.key 2048 2>/dev/null
openssl rsa -in pki/accounts.key -pubout -out pki/accounts.pub 2>/dev/null
