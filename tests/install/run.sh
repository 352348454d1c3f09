#!/bin/sh
# Installs unspin as a static and as a shared library and uses it from outside the tree: the
# library by the program that README.md shows, the filter from its new place.
#
# usage: sh tests/install/run.sh STATIC_BUILD SHARED_BUILD
#
# STATIC_BUILD has been built; SHARED_BUILD is made. The last line counts.
set -u
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
static_build=$1

# check NAME COMMAND...: one test; its output is shown when it fails.
check() {
  name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL $name"
    cat "$work/log"
    return 1
  fi
}

build_shared() {
  generator=
  [ -f "$1/CMakeCache.txt" ] || generator=-GNinja
  # shellcheck disable=SC2086  # no generator: no argument
  cmake -S . -B "$1" $generator -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON \
    -DBUILD_TESTING=OFF && cmake --build "$1" --parallel 2
}

# The first C++ block of README.md.
readme_program() {
  awk '/^```/ { if (on) exit; on = ($0 == "```cpp"); next } on' README.md
}

build_consumer() {
  cp -r tests/install/consumer "$2" && readme_program >"$2/main.cpp" && [ -s "$2/main.cpp" ] &&
    cmake -S "$2" -B "$2/build" -GNinja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$1" &&
    cmake --build "$2/build"
}

# The text on which all programs have to agree, and that it is repaired at all.
repairs_alike() {
  "$static_build/unspin" examples/spun.txt >"$work/expected" &&
    ! cmp -s examples/spun.txt "$work/expected" &&
    env -i "$@" <examples/spun.txt >"$work/repaired" && cmp "$work/expected" "$work/repaired"
}

use_installed() {
  kind=$1 build=$2 prefix=$work/$1
  check "$kind: install" cmake --install "$build" --prefix "$prefix" || return
  check "$kind: the filter works where it is installed" repairs_alike "$prefix/bin/unspin"
  check "$kind: find_package and README.md's program" \
    build_consumer "$prefix" "$work/consumer-$kind" || return
  check "$kind: that program repairs as the filter does" \
    repairs_alike "$work/consumer-$kind/build/consumer"
}

use_installed static "$static_build"
check "shared: build" build_shared "$2" && use_installed shared "$2"
echo "$passed passed, $failed failed, 0 skipped"
[ $failed = 0 ]
