#!/bin/bash
# library_shape.sh: what libtenon.so weighs, needs and shows.
set -eu
library=${TENON_BUILD:-build}/lib/libtenon.so
bytes_max=$((3 * 1024 * 1024))
count=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() { # NAME PROBLEM: passes when PROBLEM is empty
    count=$((count + 1))
    if [ -z "$2" ]; then
        echo "ok $count - $1"
    else
        echo "not ok $count - $1"
        head -n 20 <<<"$2" | sed 's/^/  /'
    fi
}

strip -o "$work/stripped.so" "$library"
bytes=$(stat -c %s "$work/stripped.so")
check "stripped, the library is at most 3 MB" \
    "$([ "$bytes" -le "$bytes_max" ] || echo "$bytes bytes, the limit is $bytes_max")"

check "the library names its ABI" \
    "$(readelf -d "$library" | grep -q 'SONAME.*\[libtenon\.so\.0\]' || echo "another SONAME")"

heavy='libmpi|libcuda|libcudart|libcublas|libcufft|libcusolver|libnccl|openblas|libdnnl|lapack'
check "heavy libraries are not linked" \
    "$(readelf -d "$library" | grep -E "NEEDED.*($heavy)" || true)"

check "no symbol of CUDA, MPI, OpenBLAS or oneDNN is asked for" \
    "$(nm -D --undefined-only "$library" |
        grep -E ' (MPI_|PMPI_|cuda|cublas|cufft|cusolver|nccl|cblas_|openblas|dnnl_)' || true)"

check "only tn_ names are visible" \
    "$(nm -D --defined-only "$library" | awk '{print $3}' | grep -v '^tn_' || true)"

check "nothing of the library itself is missing" \
    "$(nm -D --undefined-only "$library" | grep -E ' tni?_' || true)"

# The library's objects, with what stands in for oneDNN where a build has no headers of it.
without_dnnl() {
    cp "$(dirname "$library")/libtenon_internal.a" "$work/objects.a"
    ar d "$work/objects.a" conv_dnnl.o dnnl_library.o
    gcc -std=c17 -fPIC -fvisibility=hidden -Iinclude -Isrc -I. -c src/host/dnnl_absent.c \
        -o "$work/dnnl_absent.o"
    gcc -shared -o "$work/without.so" -Wl,--whole-archive "$work/objects.a" \
        -Wl,--no-whole-archive "$work/dnnl_absent.o"
    nm -D --undefined-only "$work/without.so" | grep -E ' (tni?_|dnnl_)'
}
check "nothing is missing without oneDNN" "$(without_dnnl 2>&1 || true)"

# By the loader's own account: a program of the host pays for no library of CUDA.
check "a program of the host opens no library of CUDA" \
    "$(TENON_DEVICE=cpu LD_DEBUG=files "$(dirname "$library")/../bin/tenon" ops 2>&1 >/dev/null |
        grep -E "file=lib(cu|nv|nccl|tenon_cuda)" || true)"

check "code is position independent" \
    "$(readelf -d "$library" | grep TEXTREL || true)"
# The loader keeps about 1.5 KB for thread-locals of all libraries that are opened late.
tls=$(($(readelf -lW "$library" | awk '$1 == "TLS" { print $6 }')))
check "thread-locals take at most 256 bytes" \
    "$([ "$tls" -le 256 ] || echo "$tls bytes; long texts belong in texts.c")"

# A plug-in gets what it needs as a table: it works beside any copy of the library.
for plugin in "$(dirname "$library")"/libtenon_*.so; do
    if [ -e "$plugin" ]; then
        check "$(basename "$plugin") asks the library for no symbol" \
            "$(nm -D --undefined-only "$plugin" | grep -E ' tni?_' || true)"
    fi
done
echo "1..$count"
