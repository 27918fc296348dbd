#!/usr/bin/env bash
# bundle.sh JAVA_HOME TARGET JAR: packs a Java runtime, the libraries beside it and run.sh into
# TARGET/menlo-gpu-check.tar.xz, for a machine with no Java and no network.
set -euo pipefail
java_home=$1 target=$2 jar=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bundle=$target/bundle/menlo-gpu-check
most=$((40 * 1024 * 1024))

rm -rf "$bundle/runtime"
"$java_home/bin/jlink" --output "$bundle/runtime" --strip-debug --no-header-files --no-man-pages \
  --add-modules java.base,java.logging,java.management,java.xml,jdk.unsupported,jdk.jfr,jdk.incubator.vector
cp "$target/$jar" "$bundle/lib/"
cp "$here/run.sh" "$bundle/run.sh"
chmod +x "$bundle/run.sh"

archive=$target/menlo-gpu-check.tar.xz
tar -C "$target/bundle" --sort=name --owner=0 --group=0 -cf - menlo-gpu-check | xz -6 -T0 >"$archive"
size=$(stat -c %s "$archive")
echo "bundle: $archive, $((size / 1024 / 1024)) MB"
[ "$size" -lt "$most" ] || { echo "bundle: larger than 40 MB"; exit 1; }
