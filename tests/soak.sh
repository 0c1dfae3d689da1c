#!/bin/bash
# soak.sh: what `make soak` runs: every soak* script below tests/, one after another.
#
# Each prints TAP and records what it did in bench/results.
set -u
cd "$(dirname "$0")/.." || exit
status=0
for script in tests/*/soak*.py tests/*/soak*.sh; do
    [ -x "$script" ] || continue
    echo "# $script"
    "$script" || status=1
done
exit "$status"
