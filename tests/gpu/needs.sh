#!/bin/sh
# needs.sh NVCC CRITERION [OPTIONS OF run.sh]: whether this machine can build and run what
# `make check-gpu` is for; says all that is missing, with exit status 2. NVCC and CRITERION are
# empty when make did not find them. With --plugin the devices are somebody else's matter.
set -u
nvcc=$1 criterion=$2
shift 2
missing=0

lacks() { # WHAT HELP
    echo "missing: $1 ($2)" >&2
    missing=2
}

case " $* " in
*" --plugin "*) ;;
*)
    [ -e /dev/nvidiactl ] || [ -e /dev/dxg ] ||
        lacks "a GPU with NVIDIA's driver" "make gpu-bundle makes what a machine with one can run"
    ;;
esac
[ -n "$nvcc" ] || lacks "nvcc" "CUDA's toolkit, on PATH or in /usr/local/cuda"
[ -n "$criterion" ] || lacks "Criterion" "libcriterion-dev"
exit $missing
