#!/bin/bash
# run.sh check|sanitize|bench [-o DIR] [-j N] [--only PART] [--small] [--plugin DIR]
#
# Runs Tenon's suite, a part of it under compute-sanitizer, or its benchmarks, on cuda:0. It stands
# at the top of the folder that `make gpu-bundle` makes, and needs bash, coreutils, sed, grep and
# awk; `bench` also python3. A part that needs what is not there says so, with exit status 2.
#
#     -o DIR         where report.jsonl and logs go (report)
#     -j N           programs at a time (cores, 8 at most)
#     --only PART    of check: ops, cuda, train or host; of bench: a case or group, as bench/gpu.py
#                    takes them; may be repeated
#     --small        a small part, with tiny shapes: for simulated devices
#     --plugin DIR   another libtenon_cuda.so; or TENON_PLUGIN_PATH
#
# The last line is `N passed, N failed`.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 2

usage() {
    sed -n '2s/^# /usage: /p' "$0" >&2
    exit 2
}

die() { # MESSAGE: what is missing
    echo "run.sh: $1" >&2
    exit 2
}

[ $# -gt 0 ] || usage
job=$1 out=report only='' small='' plugin=${TENON_PLUGIN_PATH:-$here/build/lib}
jobs=$(nproc)
[ "$jobs" -le 8 ] || jobs=8
shift
while [ $# -gt 0 ]; do
    case $1 in
    --small) small=yes && shift && continue ;;
    -o | -j | --only | --plugin) [ $# -ge 2 ] || usage ;;
    *) usage ;;
    esac
    case $1 in
    -o) out=$2 ;;
    -j) jobs=$2 ;;
    --only) only="$only $2" ;;
    --plugin) plugin=$2 ;;
    esac
    shift 2
done
plugin=$(cd "$plugin" 2>/dev/null && pwd) || die "there is no such folder for --plugin"
[ -e "$plugin/libtenon_cuda.so" ] || die "there is no libtenon_cuda.so in $plugin"
mkdir -p "$out" && out=$(cd "$out" && pwd) || exit 2
report=$out/report.jsonl
cd "$here" || exit 2

# Only our programs see the libraries that came along. The driver's may be found by what was set.
ours=(env "LD_LIBRARY_PATH=$here/libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    "TENON_PLUGIN_PATH=$plugin" TENON_DEVICE=cpu TENON_CROSSOVERS=off
    "OMP_NUM_THREADS=${OMP_NUM_THREADS:-2}" OMP_WAIT_POLICY=passive)

# ---- the machine ---------------------------------------------------------------------------------

json() { # TEXT: as a JSON string
    printf '"%s"' "$(printf '%s' "$1" | LC_ALL=C tr '\n\t\r' '   ' | LC_ALL=C tr -d '\000-\037' |
        sed 's/\\/\\\\/g; s/"/\\"/g')"
}

smi() { # FIELD: what NVIDIA's tool says; nothing where it is not installed
    nvidia-smi "--query-gpu=$1" --format=csv,noheader 2>/dev/null | head -n 1
}

of_build() { # FIELD of about.json
    sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" about.json
}

describe() {
    local cuda=$1 gpu driver
    gpu=$(smi name) driver=$(smi driver_version)
    if grep -q sim_fault "$plugin/libtenon_cuda.so"; then
        gpu=simulated driver=none
    fi
    printf '{"machine": {"gpu": %s, "driver": %s, "cuda": %s, "commit": %s, "version": %s, ' \
        "$(json "${gpu:-unknown}")" "$(json "${driver:-unknown}")" "$(json "$cuda")" \
        "$(json "$(of_build commit)")" "$(json "$(of_build version)")"
    printf '"code_for": %s, "date": %s, "cpu": %s, "cores": %s, "system": %s, "job": %s}}\n' \
        "$(json "$(of_build code_for)")" "$(json "$(date -u +%Y-%m-%dT%H:%M:%SZ)")" \
        "$(json "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)")" \
        "$(nproc)" "$(json "$(uname -sr)")" "$(json "$job${small:+ --small}")"
}

info=$("${ours[@]}" build/bin/tenon info) || die "build/bin/tenon cannot run here"
cuda=$(sed -n 's/^  cuda:0 .*CUDA //p' <<<"$info")
why=$(sed -n 's/^  cuda  *0 *//p' <<<"$info")
[ -n "$cuda" ] || die "there is no CUDA device: ${why:-no GPU, or no driver of NVIDIA for it}"
describe "$cuda" >"$report"
sed 's/^{"machine": {//; s/}}$//; s/"//g' "$report"

# ---- programs that print TAP ---------------------------------------------------------------------

passed=0 failed=0

# NAME SECONDS COMMAND...: its output and exit status go to files.
launch() {
    local name=$1 limit=$2 status began=$SECONDS
    shift 2
    timeout -k 10 "$limit" "$@" >"$out/$name.tap" 2>&1 </dev/null
    status=$?
    echo "$status $((SECONDS - began))" >"$out/$name.status"
}

# NAME FUNCTION...: one of the functions below, the same way.
collect() {
    local name=$1 began=$SECONDS
    shift
    "$@" >"$out/$name.tap" 2>&1
    echo "0 $((SECONDS - began))" >"$out/$name.status"
    judge "$name"
}

# NAME: counts the cases of what launch ran. A plan that is not kept, an exit status that no failed
# case explains, and a program without a case are failures.
judge() {
    local name=$1 status seconds counts good bad skipped problem='' plan
    read -r status seconds <"$out/$name.status"
    counts=$(LC_ALL=C awk '
        /^ok/ && /# *SKIP/ { skipped++; next }
        /^ok/ { good++ }
        /^not ok/ { bad++ }
        /^1\.\.[0-9]+/ { plan = substr($0, 4) + 0; planned = 1 }
        END { print good + 0, bad + 0, skipped + 0, planned ? plan : -1 }' "$out/$name.tap")
    read -r good bad skipped plan <<<"$counts"
    if [ "$status" = 124 ] || [ "$status" = 137 ]; then
        problem="timed out"
    elif [ "$plan" -ge 0 ] && [ "$plan" != $((good + bad + skipped)) ]; then
        problem="ended after $((good + bad + skipped)) of $plan cases"
    elif [ "$status" != 0 ] && [ "$bad" = 0 ]; then
        problem="exit status $status"
    elif [ $((good + bad + skipped)) = 0 ]; then
        problem="ran no case"
    fi
    [ -z "$problem" ] || bad=$((bad + 1))
    passed=$((passed + good)) failed=$((failed + bad))
    printf '  %-24s %6s passed%s%s  %s s\n' "$name" "$good" \
        "$([ "$bad" = 0 ] || echo ", $bad FAILED${problem:+ ($problem)}")" \
        "$([ "$skipped" = 0 ] || echo ", $skipped skipped")" "$seconds"
    printf '{"program": %s, "passed": %s, "failed": %s, "skipped": %s, "seconds": %s%s}\n' \
        "$(json "$name")" "$good" "$bad" "$skipped" "$seconds" \
        "${problem:+, \"problem\": $(json "$problem")}" >>"$report"
    [ "$bad" = 0 ] || tell_failures "$name" "$problem"
}

tell_failures() { # NAME PROBLEM: to the terminal in short, and to the report
    local line
    LC_ALL=C awk '/^not ok/ { left = 12 } /^ok/ { left = 0 } left-- > 0' "$out/$1.tap" |
        head -n 60 | sed 's/^/    /'
    [ -z "$2" ] || tail -n 12 "$out/$1.tap" | sed 's/^/    /'
    grep -a '^not ok' "$out/$1.tap" | while read -r line; do
        printf '{"program": %s, "case": %s, "verdict": "failed"}\n' "$(json "$1")" \
            "$(json "${line#not ok }")"
    done >>"$report"
}

finish() {
    printf '{"passed": %s, "failed": %s}\n' "$passed" "$failed" >>"$report"
    rm -f "$out"/*.status
    echo "see $report"
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
    exit
}

# ---- what there is to run ------------------------------------------------------------------------

# At least one op a kernel family.
few_ops="add mul exp where to cat arange full rand randn dropout sum mean argmax var cumsum softmax
    log_softmax layer_norm batch_norm conv2d max_pool2d index_select gather scatter scatter_add
    index_add embedding sort topk searchsorted matmul bmm scaled_dot_product_attention nll_loss"

# Half floats and TF32 over several tiles, with and without a rest.
tensor_core_suites='@(cuda_attention|convolutions|tensor_cores)/*'

some_ops() { # one a line
    # shellcheck disable=SC2086
    printf '%s\n' $few_ops
}

all_ops() {
    "${ours[@]}" build/bin/tenon ops | sed 's/^[^ ]* *//; s/(.*//' | sort -u
}

# One run of training: NAME MODEL DEVICE.
train() {
    local steps=40 batch=32 length=64 data=idx:data text=data/text
    if [ -n "$small" ]; then
        steps=3 batch=4 length=8 text=$out/text
        head -c 2000 data/text >"$text"
    fi
    [ "$2" = cnn ] || data=text:$text
    "${ours[@]}" build/bin/tenon train --model "$2" --data "$data" --device "$3" --seed 1 \
        --steps "$steps" --batch "$batch" --length "$length" --shards 2 --warmup 5 --keep 1 \
        --progress lines --out "$out/$1" >"$out/$1.log" 2>&1
}

losses() { # of a run, one a line
    sed -n '/"type": *"step"/s/.*"loss": *\([-0-9.einfa]*\).*/\1/p' "$out/$1/log.jsonl"
}

digest() { # of the last checkpoint of a run; a new text each time where there is none
    cat "$out/$1"/step-*.safetensors | sha256sum && [ "${PIPESTATUS[0]}" = 0 ] || echo "none: $1"
}

verdict() { # NUMBER NAME: of the command that was just run
    if [ $? = 0 ]; then echo "ok $1 - $2"; else echo "not ok $1 - $2"; fi
}

near() { # each loss of the first run is that of the second up to 1 in 1000
    paste <(losses "$1") <(losses "$2") | awk '
        { d = $1 - $2; n++; if ((d < 0 ? -d : d) > 1e-3 * $2 || $1 + 0 != $1 || !($2 > 0)) {
            print "  step " NR ": " $1 " and " $2; bad = 1 } }
        END { exit bad || n < 3 }'
}

# MODEL: the host's curve on the device, and the same bits twice.
curve() {
    local model=$1
    echo 1..4
    if ! { train "$model-cpu" "$model" cpu && train "$model-cuda" "$model" cuda:0 &&
        train "$model-again" "$model" cuda:0; }; then
        tail -n 5 "$out/$model"-*.log
    fi
    near "$model-cuda" "$model-cpu"
    verdict 1 "$model goes down the curve of the host"
    losses "$model-cuda" | awk 'NR == 1 { first = $1 } { last = $1 } END { exit !(last < first) }'
    verdict 2 "$model learns"
    [ "$(losses "$model-cuda")" = "$(losses "$model-again")" ]
    verdict 3 "$model has the same losses again"
    [ "$(digest "$model-cuda")" = "$(digest "$model-again")" ]
    verdict 4 "$model ends in the same bits again"
    rm -rf "$out/$model"-{cpu,cuda,again} "$out/text"
}

check_ops() {
    local ops part parts=() names=()
    ops=$(if [ -n "$small" ]; then some_ops; else all_ops; fi)
    for ((part = 1; part <= jobs; part++)); do
        mapfile -t parts < <(awk -v n="$jobs" -v k="$part" '(NR - 1) % n == k - 1' <<<"$ops")
        [ ${#parts[@]} -gt 0 ] || continue
        names+=("ops-cuda-$part")
        launch "ops-cuda-$part" 3000 "${ours[@]}" build/tests/table --cuda "${parts[@]}" &
    done
    wait
    for part in "${names[@]}"; do judge "$part"; done
}

# --small leaves these out: half of the time on simulated devices, and none needs their controls.
slow_suites='cuda_accuracy|cuda_linalg|training'

check_cuda() {
    local suites='*'
    if [ -n "$small" ]; then
        suites="@($("${ours[@]}" build/tests/cuda --list | sed -n 's/^\([a-z_0-9]*\): .*/\1/p' |
            grep -vxE "$slow_suites" | paste -sd '|' -))"
    fi
    launch cuda 1200 "${ours[@]}" build/tests/cuda --tap=- -j1 --filter "$suites/*"
    judge cuda
}

check_train() {
    collect train-cnn curve cnn
    collect train-gpt curve gpt
}

# What the device is compared with, on this processor.
check_host() {
    launch ops-host 1200 "${ours[@]}" build/tests/table
    judge ops-host
    launch dist 600 "${ours[@]}" build/tests/dist --tap=- -j1
    judge dist
}

check() {
    local part all="ops cuda train"
    [ -n "$small" ] || all="$all host"
    for part in ${only:-$all}; do
        case $part in
        ops | cuda | train | host) "check_$part" ;;
        *) die "--only takes ops, cuda, train or host, not $part" ;;
        esac
    done
}

# ---- compute-sanitizer ---------------------------------------------------------------------------

# NAME TOOL COMMAND...: a case that passes when the tool finds nothing and the command succeeds.
examine() {
    local name=$1 tool=$2 status
    shift 2
    "$sanitizer" --tool "$tool" --error-exitcode 9 --target-processes all \
        --log-file "$out/$tool-$name.log" "${ours[@]}" "$@" >"$out/$tool-$name.out" 2>&1
    status=$?
    if [ "$status" = 0 ] && grep -aq 'SUMMARY: 0 ' "$out/$tool-$name.log" &&
        ! grep -a 'SUMMARY:' "$out/$tool-$name.log" | grep -qv 'SUMMARY: 0 '; then
        echo "ok - $tool $name"
    else
        echo "not ok - $tool $name (exit status $status)"
        grep -a 'SUMMARY:' "$out/$tool-$name.log"
        head -n 20 "$out/$tool-$name.log"
        tail -n 5 "$out/$tool-$name.out"
    fi
}

examine_all() { # TOOL
    local ops model data
    mapfile -t ops < <(some_ops)
    examine ops "$1" build/tests/table --cuda --here "${ops[@]}"
    examine tensor-cores "$1" build/tests/cuda --tap=- -j1 --filter "$tensor_core_suites"
    for model in cnn gpt; do
        data=idx:data
        [ $model = cnn ] || data=text:data/text
        examine $model "$1" build/bin/tenon train --model $model --data $data --device cuda:0 \
            --steps 2 --batch 4 --length 8 --shards 2 --out "$out/$1-$model"
        rm -rf "$out/$1-$model"
    done
}

sanitize() {
    local tool
    sanitizer=$(command -v compute-sanitizer || command -v /usr/local/cuda/bin/compute-sanitizer) ||
        die "compute-sanitizer is neither on PATH nor in /usr/local/cuda/bin"
    for tool in memcheck racecheck synccheck initcheck; do
        collect "$tool" examine_all "$tool"
    done
}

# ---- benchmarks ----------------------------------------------------------------------------------

bench() {
    command -v python3 >/dev/null || die "bench needs python3"
    local part parts=()
    set -f # a pattern is not for files
    for part in $only; do
        parts+=(--only "$part")
    done
    exec python3 bench/gpu.py --programs build --libraries libs --plugin "$plugin" \
        --about about.json --out "$report" ${small:+--dry-run} "${parts[@]}"
}

case $job in
check | sanitize)
    "$job"
    finish
    ;;
bench) bench ;;
*) usage ;;
esac
