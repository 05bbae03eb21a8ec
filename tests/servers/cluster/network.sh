# The network of serve.sh: a namespace with a bridge that is the node's address; it leads nowhere else.
ip netns add "$name"
inside ip link set lo up
inside ip link add node0 type bridge
inside ip addr add $address/24 dev node0
inside ip link set node0 up
inside ip route add default dev node0
inside sysctl -qw net.ipv4.ip_forward=1
