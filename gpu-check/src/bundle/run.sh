#!/usr/bin/env bash
# Checks and times menlo's CUDA backend on this machine: ./run.sh [--quick] [--out FILE.json]
# Needs the NVIDIA driver (CUDA 12.0 or later) and nothing else. Exit codes: 0 all well, 1 a check
# failed, 2 wrong arguments, 3 no usable device. Options for Java, such as -Dmenlo.cuda.device=1, go into
# MENLO_JAVA_OPTIONS.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Natives are unpacked to a folder of this run's own.
status=0
# shellcheck disable=SC2086 # options are split at spaces
"$here/runtime/bin/java" "-Djava.io.tmpdir=$scratch" ${MENLO_JAVA_OPTIONS:-} --add-modules jdk.incubator.vector \
  -cp "$here/lib/*" dev.menlo.gpucheck.GpuCheck "$@" 2> >(grep -v 'Using incubator modules' >&2) || status=$?
exit "$status"
