#!/bin/bash
# gpu_bundle.sh: what `make gpu-bundle` packs runs on a machine that has nothing: unpacked in a root
# of its own with a shell and a few tools (where that is allowed; else with an empty environment),
# on simulated devices. Plain build only.
# timeout: 900
set -u
cd "$(dirname "$0")/../.." || exit
build=$PWD/build
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
count=0

check() { # NAME COMMAND...: passes when the command does; what it prints explains a failure
    local name=$1 output
    shift
    count=$((count + 1))
    if output=$("$@" 2>&1); then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        tail -n 30 <<<"$output" | sed 's/^/  /'
    fi
}

skip() { # NAME REASON
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}

dry_run() { # the benchmarks' programs on simulated devices
    /usr/bin/python3 bench/gpu.py --dry-run --plugin "$build/sim" --out "$work/bench.jsonl"
}

pack() {
    tests/gpu/bundle.py --archive --out "$work/made" && mkdir -p "$root" &&
        tar -xJf "$work/made/tenon-gpu.tar.xz" -C "$root"
}

is_small() {
    [ "$(stat -c %s "$work/made/tenon-gpu.tar.xz")" -le 40000000 ]
}

carries_no_cuda() { # nor glibc: both are the machine's
    local found
    found=$(find "$root/tenon-gpu" -name 'lib*' -printf '%f\n' |
        grep -E '^lib(cu|nv|nccl|c\.so|m\.so|pthread|dl\.so|rt\.so)')
    [ -z "$found" ] || { echo "carries $found"; return 1; }
}

asks_for_nothing_else() { # every library that a file needs is there, or glibc's
    local file lost
    for file in "$root"/tenon-gpu/build/*/* "$root"/tenon-gpu/libs/*; do
        lost=$(LD_LIBRARY_PATH=$root/tenon-gpu/libs ldd "$file" | grep -vE \
            "=> $root/tenon-gpu/|linux-vdso|ld-linux|lib(c|m|dl|rt|pthread|resolv)\.so")
        [ -z "$lost" ] || { echo "$file: $lost"; return 1; }
    done
}

# ---- a bare machine ------------------------------------------------------------------------------

tools="bash sh env awk cat date dirname grep head mkdir nproc paste rm sed sha256sum sort tail
    timeout tr uname"

places() { # FILE...: of the libraries that they need
    ldd "$@" | grep -oE '/[^ ]*\.so[^ ]*' | sort -u
}

furnish() { # the tools with the libraries that they need, devices, and the two plug-ins
    local tool library
    mkdir -p "$root"/{bin,tmp,proc,dev/shm,sim,real} && ln -s . "$root/usr" &&
        ln -s /proc/self/fd "$root/dev/fd"
    for tool in $tools; do
        cp -L "$(command -v "$tool")" "$root/bin/$tool"
    done
    # glibc is whole on any machine: Criterion's libraries need more of it than tools do.
    for library in $(places "$root"/bin/* "$build/sim/libtenon_cuda.so") \
        $(places "$build/tests/cuda" | grep -E '/lib(m|rt|dl|resolv|pthread)\.so'); do
        cp -L --parents "$library" "$root"
    done
    mknod "$root/dev/null" c 1 3 && mknod "$root/dev/urandom" c 1 9 && chmod 666 "$root"/dev/*om
    cp "$build/sim/libtenon_cuda.so" "$root/sim"
    # To the tests, devices are real when the plug-in has no simulator's functions.
    sed 's/sim_fault/sim_fxult/g' "$build/sim/libtenon_cuda.so" >"$root/real/libtenon_cuda.so"
}

enter() { # COMMAND...: in the bare root
    # shellcheck disable=SC2016
    unshare --mount --pid --fork /bin/bash -c \
        'mount -t proc proc "$0/proc" && exec chroot "$0" /bin/env -i PATH=/bin "$@"' "$root" "$@"
}

run() { # OPTIONS of run.sh
    if [ -n "$bare" ]; then
        enter /tenon-gpu/run.sh "$@" -o /tmp/report
    else
        env -i PATH=/usr/bin:/bin "$root/tenon-gpu/run.sh" "${@//\/sim/$root/sim}" \
            -o "$root/tmp/report"
    fi
}

last_line() { # WANTED STATUS COMMAND...: an extended regular expression
    local wanted=$1 status=$2 output got
    shift 2
    output=$("$@" 2>&1)
    got=$?
    echo "$output"
    [ "$got" = "$status" ] && grep -qE "$wanted" <<<"${output##*$'\n'}"
}

reports() { # what a report begins and ends with
    local report=$root/tmp/report/report.jsonl
    cat "$report"
    /usr/bin/python3 - "$report" <<'PY'
import json, sys
first, *programs, last = [json.loads(line) for line in open(sys.argv[1])]
assert set(first["machine"]) >= {"gpu", "driver", "cuda", "commit", "date"}, first
assert first["machine"]["gpu"] == "simulated" and first["machine"]["commit"], first
assert last == {"passed": sum(p["passed"] for p in programs), "failed": 0}, last
PY
}

skips_controls() { # on devices that look real, nothing fails
    last_line '^[0-9]+ passed, 0 failed$' 0 run check --small --only cuda --plugin /real &&
        grep -q '"program": "cuda".*"skipped": [1-9]' "$root/tmp/report/report.jsonl"
}

stand_in() { # STATUS ERRORS: a compute-sanitizer that finds that many
    cat >"$root/bin/compute-sanitizer" <<SH
#!/bin/bash
while [ "\$1" != --log-file ]; do shift; done
echo "========= ERROR SUMMARY: $2 errors" >"\$2"
exit $1
SH
    chmod +x "$root/bin/compute-sanitizer"
}

finds_nothing() {
    stand_in 0 0
    last_line '^16 passed, 0 failed$' 0 run sanitize --plugin /sim
}

finds_errors() {
    stand_in 9 3
    last_line '^0 passed, 16 failed$' 1 run sanitize --plugin /sim
}

check "the benchmarks run on simulated devices" dry_run
if ! [ -e "$build/lib/libtenon_cuda.so" ]; then
    skip "the bundle" "no nvcc, so no plug-in to pack"
    echo "1..$count"
    exit
fi
check "it is packed and unpacked" pack
check "the archive is at most 40 MB" is_small
check "it carries nothing of CUDA and glibc" carries_no_cuda
check "its programs need nothing else" asks_for_nothing_else
mkdir -p "$root"/{sim,tmp}
bare=
if furnish >"$work/furnish.log" 2>&1 && enter /bin/sh -c : 2>/dev/null; then
    bare=yes
fi
where=$([ -n "$bare" ] && echo "in a bare root" || echo "in an empty environment")
check "ops agree $where" last_line '^[0-9]+ passed, 0 failed$' 0 \
    run check --small --only ops --plugin /sim
check "the report says what and where" reports
check "training goes down its curve $where" last_line '^8 passed, 0 failed$' 0 \
    run check --small --only train --plugin /sim
if [ -n "$bare" ]; then
    check "tests of the simulator's own controls are skipped elsewhere" skips_controls
    check "without a device it says so" last_line 'there is no CUDA device' 2 run check
    check "without compute-sanitizer it says so" last_line 'compute-sanitizer is neither' 2 \
        run sanitize --plugin /sim
    check "what compute-sanitizer lets pass passes" finds_nothing
    check "what compute-sanitizer finds fails" finds_errors
else
    skip "a bare root" "it takes root's rights: $(tail -n 1 "$work/furnish.log")"
fi
echo "1..$count"
