#!/bin/bash
# lint.sh [--fix] [FILE...]: formatting, the rules of the tree, shellcheck and clang-tidy.
#
# With files, only these are looked at (and the rules of the tree); with --fix, they are formatted
# and nothing else. NOTES=1 also prints how clang-tidy reached a finding.
set -eu
cd "$(dirname "$0")/.."

find_tool() { # NAME: the version of Debian 12 first, because formatting differs between versions
    command -v "$1-14" || command -v "$1" || {
        echo "lint: $1 is missing: run tools/deps.sh test" >&2
        exit 1
    }
}
format=$(find_tool clang-format)
tidy=$(find_tool clang-tidy)
jobs=$(nproc)
status=0
fix=
if [ "${1:-}" = --fix ]; then
    fix=yes
    shift
fi

if [ $# -gt 0 ]; then
    files=("$@")
    for file in "${files[@]}"; do
        case "$file" in
            *.[ch] | *.cu | *.cuh | *.cpp | *.hpp) ;;
            *)
                echo "lint: $file is not C, CUDA or C++; leave it out" >&2
                exit 2
                ;;
        esac
    done
else
    mapfile -t files < <(find include src kernels tools bench tests -type f \
        \( -name '*.[ch]' -o -name '*.cu' -o -name '*.cuh' -o -name '*.[ch]pp' \) \
        2>/dev/null | sort)
fi

# Ruled lines, which open a section, end in the last column; clang-format leaves them alone.
rule() { # FILE
    awk '/^\/\* ---- .*- \*\/$/ && length($0) != 100 {
        sub(/ *-* \*\/$/, " ")
        while (length($0) < 97) { $0 = $0 "-" }
        $0 = $0 " */"
    } { print }' "$1"
}
if [ -n "$fix" ]; then
    for file in "${files[@]}"; do
        "$format" -i "$file"
        ruled=$(rule "$file" && echo end)
        printf '%s' "${ruled%end}" >"$file"
    done
    exit
fi

echo "lint: format of ${#files[@]} files"
for file in "${files[@]}"; do
    if ! "$format" --dry-run -Werror "$file" 2>/dev/null; then
        echo "$file: not formatted: run $(basename "$format") -i $file"
        status=1
    fi
done

for check in include_law tree_rules; do
    echo "lint: $check"
    /usr/bin/python3 "tests/house/$check.py" | grep -v -e '^ok' -e '^1\.\.' && status=1
done
if [ $# -eq 0 ] && command -v shellcheck >/dev/null; then
    echo "lint: scripts"
    find tools tests .ci bench -type f \( -name '*.sh' -o -path .ci/run \) -print0 2>/dev/null |
        xargs -0 -r shellcheck || status=1
fi

mapfile -t sources < <(printf '%s\n' "${files[@]}" | grep '\.c$' || true)
echo "lint: clang-tidy on ${#sources[@]} files"
flags=(-std=c17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wstrict-prototypes -fopenmp -pthread
    -Wno-bitwise-conditional-parentheses -Wno-bitwise-instead-of-logical
    -Iinclude -Isrc -I. -Itests -Ibuild -Itests/sim/include -DTNI_ISA=avx2 -mavx2 -mfma -mf16c
    '-DTNI_CUDA_ARCHS="90"')
for folder in $(mpicc --showme:incdirs 2>/dev/null); do
    flags+=(-isystem "$folder")
done
# The path to a finding is a hundred lines of notes: what was found is enough to start with.
findings() {
    awk -v notes="${NOTES:-}" '
        / generated\.$/ || /^Suppressed / || /^$/ { next }
        /: (error|warning): / { hide = 0 }
        /: note: / { hide = !notes }
        !hide'
}
set -o pipefail
run_tidy() { # CHECKS FILE...: those of the configuration, changed by CHECKS
    local checks=$1
    shift
    printf '%s\n' "$@" | xargs -r -I{} -P "$jobs" "$tidy" --quiet --checks="$checks" \
        --config-file=tests/lint/clang-tidy.yaml {} -- "${flags[@]}" 2>&1 | findings
}
# Tests compare floats by their bits, and their table-driven macros expand to long functions.
relaxed='-clang-analyzer-*,-bugprone-suspicious-memory-comparison,-readability-function-size'
relaxed+=,-bugprone-implicit-widening-of-multiplication-result
mapfile -t library < <(printf '%s\n' "${sources[@]}" | grep -v '^tests/' || true)
mapfile -t tests < <(printf '%s\n' "${sources[@]}" | grep '^tests/' || true)
run_tidy '' "${library[@]}" || status=1
run_tidy "$relaxed" "${tests[@]}" || status=1

[ "$status" = 0 ] && echo "lint: clean"
exit "$status"
