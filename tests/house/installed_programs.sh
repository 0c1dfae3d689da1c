#!/bin/bash
# installed_programs.sh: what `make install` leaves serves C, C++ and CMake programs, without a
# warning, and `make uninstall` takes all of it away.
# timeout: 300
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=/opt/tenon
root=$work/root$prefix
count=0

check() { # NAME COMMAND...: passes when the command does; what it prints explains a failure
    local name=$1 output
    shift
    count=$((count + 1))
    if output=$("$@" 2>&1); then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        head -n 30 <<<"$output" | sed 's/^/  /'
    fi
}

cat >"$work/hello.c" <<'END'
#include <tenon/tenon.h>

int main(void)
{
    TN_SCOPE(s);
    tn_tensor *x = tn_randn(TN_SHAPE(3, 3), .requires_grad = true);
    tn_tensor *y = tn_sum(tn_pow(tn_relu(tn_matmul(x, x)), 2.0));
    tn_backward(y);
    tn_print(tn_grad(x));
    return tn_ok() ? 0 : 1;
}
END
cat >"$work/hello.cpp" <<'END'
#include <tenon/tenon.h>

#include <cstring>

int main()
{
    TN_SCOPE(s);
    const float values[] = {1, 2, 3, 4, 5, 6, 7, 8, -9};
    tn_from_args options = {};
    options.requires_grad = true;
    tn_tensor *x = tn_from(values, TN_SHAPE(3, 3), TN_F32, options);
    tn_tensor *y = tn_sum(tn_pow(tn_relu(tn_matmul(x, x)), 2.0));
    tn_backward(y);
    tn_print(tn_grad(x));
    if (!tn_ok() || tn_item(y) != 35613) {
        return 1;
    }
    tn_matmul(x, tn_ones(TN_SHAPE(4, 2)));
    const int line = __LINE__ - 1;
    tn_error e;
    const bool raised = tn_error_take(&e);
    return raised && e.site.file && !std::strcmp(e.site.file, __FILE__) && e.site.line == line
               ? 0
               : 2;
}
END
cp tests/house/every_family.cpp "$work"
cat >"$work/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.16)
project(hello C)
set(CMAKE_C_STANDARD 17)
find_package(tenon 0.1 REQUIRED)
add_executable(hello hello.c)
target_link_libraries(hello tenon::tenon)
END

warnings="-Wall -Wextra -Wpedantic -Werror"

pkg_config() { # of the new installation; make must not see it, for it asks pkg-config too
    PKG_CONFIG_PATH=$root/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$work/root pkg-config "$@"
}

install_all() {
    make -s install DESTDIR="$work/root" PREFIX="$prefix"
}

build_and_run() { # COMPILER STANDARD SOURCE
    # shellcheck disable=SC2046,SC2086
    "$1" "-std=$2" $warnings "$work/$3" $(pkg_config --cflags --libs tenon) -o "$work/hello" &&
        LD_LIBRARY_PATH=$root/lib "$work/hello" "$work"
}

cmake_program() {
    cmake -S "$work" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$root" &&
        cmake --build "$work/cmake" && "$work/cmake/hello"
}

each_header_alone() { # COMPILER STANDARD LANGUAGE
    local header
    for header in "$root"/include/tenon/*.h; do
        # shellcheck disable=SC2086
        echo "#include <tenon/${header##*/}>" |
            "$1" "-std=$2" $warnings -I"$root/include" -fsyntax-only -x "$3" - || return 1
    done
}

every_call_is_tried() { # in C++: what is a macro in C, ops aside
    local name missing=
    while read -r name; do
        grep -q "\b$name(" tests/house/every_family.cpp || missing="$missing $name"
    done < <(sed -n 's/^#define \(\(tn_[a-z0-9_]*[a-z0-9]\)\|TN_[A-Z]*\)(\.\.\.).*/\1/p' \
        include/tenon/[!o]*.h include/tenon/optim.h | sort -u)
    [ -z "$missing" ] || { echo "every_family.cpp lacks$missing"; return 1; }
}

leaves_nothing() {
    make -s uninstall DESTDIR="$work/root" PREFIX="$prefix"
    local left
    left=$(find "$work/root" ! -type d)
    [ -z "$left" ] || { echo "left: $left"; return 1; }
}

installed_command() {
    local help
    help=$("$root/bin/tenon" --help) && [ -n "$help" ]
}

clang=$(command -v clang-14 || command -v clang)
clangxx=$(command -v clang++-14 || command -v clang++)
check "make install" install_all
check "a C17 program with gcc" build_and_run gcc c17 hello.c
check "a C17 program with clang" build_and_run "$clang" c17 hello.c
check "a C++17 program with g++" build_and_run g++ c++17 hello.cpp
check "a C++17 program with clang++" build_and_run "$clangxx" c++17 hello.cpp
check "every call macro is tried in C++" every_call_is_tried
check "every family of calls with g++" build_and_run g++ c++17 every_family.cpp
check "every family of calls with clang++" build_and_run "$clangxx" c++17 every_family.cpp
check "every header alone in C" each_header_alone gcc c17 c
check "every header alone in C++" each_header_alone g++ c++17 c++
check "a CMake program" cmake_program
check "the installed command starts" installed_command
check "man pages are installed" test -s "$root/share/man/man1/tenon.1"
check "completion is installed" test -s "$root/share/bash-completion/completions/tenon"
check "make uninstall leaves nothing" leaves_nothing
echo "1..$count"
