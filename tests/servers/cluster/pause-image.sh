#!/usr/bin/env bash
# pause-image.sh ARCHIVE NAME: writes an OCI archive of the image that holds a pod's network while its containers come and go: busybox, asleep.
set -euo pipefail
archive=$1 name=$2
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir -p "$work/root/bin" "$work/image/blobs/sha256"
cp "$(command -v busybox)" "$work/root/bin/busybox"
tar -C "$work/root" --sort=name --mtime=@0 --owner=0 --group=0 -cf "$work/layer" .

digest() { sha256sum "$1" | cut -d' ' -f1; }
keep() { cp "$work/$1" "$work/image/blobs/sha256/$(digest "$work/$1")"; }
described() { printf '"digest":"sha256:%s","size":%s' "$(digest "$work/$1")" "$(stat -c%s "$work/$1")"; }
type=application/vnd.oci.image
printf '{"architecture":"%s","os":"linux","config":{"Entrypoint":["/bin/busybox","sleep","2147483647"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$(dpkg --print-architecture)" "$(digest "$work/layer")" >"$work/config"
printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json",%s},"layers":[{"mediaType":"%s.layer.v1.tar",%s}]}' $type $type "$(described config)" $type "$(described layer)" >"$work/manifest"
printf '{"schemaVersion":2,"manifests":[{"mediaType":"%s.manifest.v1+json",%s,"annotations":{"io.containerd.image.name":"%s"}}]}' $type "$(described manifest)" "$name" >"$work/image/index.json"
printf '{"imageLayoutVersion":"1.0.0"}' >"$work/image/oci-layout"
keep layer; keep config; keep manifest
tar -C "$work/image" -cf "$archive" .
