#!/bin/bash
# generated_files.sh: committed files are what their generators write; an old one is seen.
set -eu
cd "$(dirname "$0")/../.."
bin=${TENON_BUILD:-build}/bin
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
count=0

check() { # NAME COMMAND...: passes when the command does; what it prints explains a failure
    local name=$1 output
    shift
    count=$((count + 1))
    if output=$("$@" 2>&1); then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        head -n 20 <<<"$output" | sed 's/^/  /'
    fi
}

differs() {
    ! diff -q "$1" "$2" >/dev/null
}

"$bin/genops" "$fresh/ops_gen.h" "$fresh/ops_gen.c"
"$bin/gencodelets" "$fresh/fft_codelets.h"
check "ops_gen.h is what make regen writes" diff -u include/tenon/ops_gen.h "$fresh/ops_gen.h"
check "ops_gen.c is what make regen writes" diff -u src/ops/ops_gen.c "$fresh/ops_gen.c"
check "fft_codelets.h is what make regen writes" \
    diff -u kernels/fft_codelets.h "$fresh/fft_codelets.h"

sed '$d' include/tenon/ops_gen.h >"$fresh/old.h"
check "a shortened file is noticed" differs "$fresh/old.h" "$fresh/ops_gen.h"
echo "1..$count"
