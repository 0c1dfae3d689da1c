#!/bin/bash
# install.sh install|uninstall BUILD DESTDIR PREFIX VERSION: one list of files serves both.
set -eu

action=$1 build=$2 destdir=$3 prefix=$4 version=$5
abi=${version%%.*}
staging=$build/share
tenon=$build/bin/tenon

# ---- files made for installation -----------------------------------------------------------------

write_pkg_config() {
    cat >"$staging/tenon.pc" <<END
prefix=$prefix
includedir=\${prefix}/include
libdir=\${prefix}/lib

Name: tenon
Description: Tensors, gradients and data-parallel training for C programs
Version: $version
Cflags: -I\${includedir}
Libs: -L\${libdir} -ltenon
END
}

write_cmake_package() {
    # The paths are relative to the file, so that an installation can be moved.
    cat >"$staging/tenonConfig.cmake" <<END
get_filename_component(_tenon_prefix "\${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET tenon::tenon)
    add_library(tenon::tenon SHARED IMPORTED)
    set_target_properties(tenon::tenon PROPERTIES
        IMPORTED_LOCATION "\${_tenon_prefix}/lib/libtenon.so.$version"
        IMPORTED_SONAME "libtenon.so.$abi"
        INTERFACE_INCLUDE_DIRECTORIES "\${_tenon_prefix}/include")
endif()
unset(_tenon_prefix)
END
    # Before 1.0 a new minor version may change the interface.
    cat >"$staging/tenonConfigVersion.cmake" <<END
set(PACKAGE_VERSION "$version")
if(PACKAGE_FIND_VERSION VERSION_GREATER PACKAGE_VERSION)
    set(PACKAGE_VERSION_COMPATIBLE FALSE)
elseif(PACKAGE_FIND_VERSION_MAJOR EQUAL ${version%%.*} AND
       PACKAGE_FIND_VERSION_MINOR EQUAL $(cut -d. -f2 <<<"$version"))
    set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
if(PACKAGE_FIND_VERSION STREQUAL PACKAGE_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
endif()
END
}

# The command describes itself: its table of subcommands makes the pages and the completion.
made_by_tenon() { # FILE ARGS...: what `tenon ARGS` prints, or no file
    local file=$1
    shift
    if ! [ -x "$tenon" ] || ! "$tenon" "$@" >"$file" 2>/dev/null; then
        rm -f "$file"
    fi
}

write_man_pages() {
    local words page
    mkdir -p "$staging/man"
    rm -f "$staging"/man/*
    made_by_tenon "$staging/man/tenon.1" help --man
    if [ -e "$staging/man/tenon.1" ]; then
        "$tenon" help --names | while read -r -a words; do
            page=tenon-$(IFS=- && echo "${words[*]}").1
            made_by_tenon "$staging/man/$page" help --man "${words[@]}"
        done
    fi
}

write_completion() {
    made_by_tenon "$staging/tenon.bash" completion bash
}

# ---- the list: MODE SOURCE DESTINATION -----------------------------------------------------------

# A source that starts with @ is the target of a symbolic link.
list() {
    local file
    for file in include/tenon/*.h; do
        echo "644 $file include/tenon/${file##*/}"
    done
    echo "755 $build/lib/libtenon.so.$version lib/libtenon.so.$version"
    echo "link @libtenon.so.$version lib/libtenon.so.$abi"
    echo "link @libtenon.so.$abi lib/libtenon.so"
    for file in "$build"/lib/libtenon_*.so; do
        if [ -e "$file" ]; then
            echo "755 $file lib/${file##*/}"
        fi
    done
    if [ -x "$tenon" ]; then
        echo "755 $tenon bin/tenon"
    fi
    echo "644 $staging/tenon.pc lib/pkgconfig/tenon.pc"
    echo "644 $staging/tenonConfig.cmake lib/cmake/tenon/tenonConfig.cmake"
    echo "644 $staging/tenonConfigVersion.cmake lib/cmake/tenon/tenonConfigVersion.cmake"
    for file in "$staging"/man/*.1; do
        if [ -e "$file" ]; then
            echo "644 $file share/man/man1/${file##*/}"
        fi
    done
    if [ -e "$staging/tenon.bash" ]; then
        echo "644 $staging/tenon.bash share/bash-completion/completions/tenon"
    fi
}

place() {
    local mode source target
    while read -r mode source target; do
        target=$destdir$prefix/$target
        mkdir -p "$(dirname "$target")"
        if [ "$mode" = link ]; then
            ln -sfn "${source#@}" "$target"
        else
            install -m "$mode" "$source" "$target"
        fi
    done
}

remove() {
    local mode source target
    while read -r mode source target; do
        rm -f "$destdir$prefix/$target"
    done
    # Folders of ours, when nobody put anything else into them.
    rmdir "$destdir$prefix/include/tenon" "$destdir$prefix/lib/cmake/tenon" 2>/dev/null || true
}

case $action in
install)
    mkdir -p "$staging"
    write_pkg_config
    write_cmake_package
    write_man_pages
    write_completion
    list | place
    # The loader finds new libraries in its standard folders through its cache.
    if [ -z "$destdir" ] && [ "$(id -u)" = 0 ] && command -v ldconfig >/dev/null; then
        ldconfig
    fi
    echo "installed Tenon $version in $destdir$prefix"
    ;;
uninstall)
    list | remove
    echo "removed Tenon $version from $destdir$prefix"
    ;;
*)
    echo "usage: tools/install.sh install|uninstall BUILD DESTDIR PREFIX VERSION" >&2
    exit 2
    ;;
esac
