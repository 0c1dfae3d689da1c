#!/bin/sh
# deps.sh build|train|test|bench|conformance|soak: makes sure that a job has its Debian packages.
#
# Silent and offline when nothing is missing; otherwise says what is missing and what for, and
# installs it with apt-get (through sudo where needed). DEPS=skip leaves everything to you.
set -eu

job=${1:-}
[ "${DEPS:-}" != skip ] || exit 0

build="gcc g++ make pkg-config libopenblas0-serial libdnnl-dev libjansson-dev zlib1g-dev libssl-dev
    libedit-dev libncurses-dev libopenmpi-dev openmpi-bin"
train="$build dataset-fashion-mnist"
test="$train libcriterion-dev clang-14 clang-tidy-14 clang-format-14 clang-tools-14
    libclang-rt-14-dev libomp-14-dev librsvg2-bin fonts-dejavu-core python3 python3-numpy cmake
    valgrind binutils xz-utils libtmglib3"

case $job in
build) wanted=$build ;;
train) wanted=$train ;;
test) wanted=$test ;;
bench) wanted="$test python3-torch libopenblas0-pthread" ;;
conformance) wanted="$test python3-torch libonnx-testdata" ;;
soak) wanted="$test python3-torch" ;;
*)
    echo "usage: tools/deps.sh build|train|test|bench|conformance|soak" >&2
    exit 2
    ;;
esac

reason() {
    case $1 in
    gcc | g++ | make | pkg-config | binutils) echo "compiling" ;;
    libopenblas0-serial) echo "host matrix products and decompositions" ;;
    libdnnl-dev) echo "fast convolution on the host" ;;
    libjansson-dev) echo "JSON" ;;
    zlib1g-dev) echo "gzip data" ;;
    libssl-dev) echo "SHA-256 of checkpoints" ;;
    libedit-dev | libncurses-dev) echo "the terminal views of the tenon command" ;;
    libopenmpi-dev | openmpi-bin) echo "training on several ranks" ;;
    dataset-fashion-mnist) echo "the training data" ;;
    libcriterion-dev) echo "unit tests" ;;
    libtmglib3) echo "LAPACK's generators of test matrices" ;;
    clang* | libclang* | libomp*) echo "sanitizers, lint and a second compiler" ;;
    librsvg2-bin | fonts-dejavu-core) echo "checking the plots" ;;
    python3 | python3-numpy) echo "the test runner and reference values" ;;
    cmake) echo "checking the CMake package" ;;
    xz-utils) echo "the archive for machines with a GPU" ;;
    valgrind) echo "counting instructions" ;;
    libopenblas0-pthread) echo "PyTorch's matrix products on several threads" ;;
    python3-torch | libonnx-testdata) echo "PyTorch's results, to compare with" ;;
    esac
}

installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "deps: this system has no apt-get. Install the counterparts of these Debian packages," >&2
    echo "deps: then run again with DEPS=skip: $(echo "$wanted" | tr -s ' \n' ' ')" >&2
    exit 1
fi

missing=
for package in $wanted; do
    installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "deps: 'make $job' needs packages that are not installed:"
for package in $missing; do
    printf '  %-22s %s\n' "$package" "$(reason "$package")"
done

as_root=
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
    if ! command -v sudo >/dev/null; then
        echo "deps: installing needs root and there is no sudo. As root, run:" >&2
        echo "    apt-get update && apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
fi

apt() {
    # Another apt may be at work on a machine that has just started: wait for it.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

echo "deps: installing them with${as_root:+ $as_root} apt-get"
# A failing update need not matter (an outdated mirror beside a good one): the install decides.
apt update >/dev/null || echo "deps: apt-get update failed; trying with the old lists" >&2
# shellcheck disable=SC2086
if ! apt install -y --no-install-recommends $missing; then
    echo "deps: installing failed (no network?). To try again by hand:" >&2
    echo "    ${as_root:+$as_root }apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
