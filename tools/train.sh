#!/bin/sh
# train.sh [ARGS]: what `make train` runs: the CNN on Fashion-MNIST, one rank a GPU, and without
# GPUs two ranks.
#
# RANKS chooses another number of ranks. Further arguments go to `tenon train`.
set -eu
cd "$(dirname "$0")/.."

tenon=build/bin/tenon
[ -x "$tenon" ] || { echo "train: $tenon is missing: run make first" >&2; exit 1; }
# The devices of the kind that tensors are made on.
gpus=$("$tenon" info | awk '$1 == "cuda" { n = $2 } $1 == "default" && $2 ~ /^cuda/ { print n }')
ranks=${RANKS:-${gpus:-2}}
set -- train --data fashion-mnist --model cnn --out build/train "$@"

if [ "$ranks" = 1 ]; then
    exec "$tenon" "$@"
fi
if ! command -v mpirun >/dev/null; then
    echo "train: no mpirun, so one process trains alone" >&2
    exec "$tenon" "$@"
fi

# One thread a rank: ranks are what fills the cores. More ranks than physical cores cannot be bound.
options="-n $ranks"
if [ "$(id -u)" = 0 ]; then
    options="$options --allow-run-as-root"
fi
cores=$(lscpu -p=CORE,SOCKET 2>/dev/null | grep -v '^#' | sort -u | wc -l)
if [ "$cores" -ge "$ranks" ] && [ "$(nproc)" -ge "$ranks" ]; then
    options="$options --bind-to core"
else
    options="$options --oversubscribe --bind-to none"
fi
# mpirun gives every rank a pseudo-terminal, so only this script knows where the output goes.
progress=lines
COLUMNS=
if [ -t 1 ]; then
    progress=bar
    COLUMNS=$(stty size <&1 2>/dev/null | cut -d ' ' -f 2)
fi
export COLUMNS

# shellcheck disable=SC2086
OMP_NUM_THREADS=1 exec mpirun $options -x OMP_NUM_THREADS -x COLUMNS \
    "$tenon" "$@" --progress $progress
