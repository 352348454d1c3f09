#!/bin/sh
# From a fresh Debian 12 or Ubuntu 24.04 to a repaired text: installs the packages that are
# missing, builds unspin in build/ and repairs examples/spun.txt before your eyes.
#
# usage: sh examples/quickstart.sh
set -eu
cd "$(dirname "$0")/.."

echo "1. Packages: a C++ compiler, CMake, Ninja, ICU, Boost.Program_options, zstd, JSON (apt-get)."
sh examples/packages.sh

echo "2. Building in build/, which takes a minute or two."
[ -f build/CMakeCache.txt ] ||
  cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF >/dev/null
cmake --build build

echo
echo "3. examples/spun.txt, a short text that has been spun:"
echo
cat examples/spun.txt
echo
echo "   build/unspin examples/spun.txt"
echo
build/unspin examples/spun.txt
echo
echo "4. The difference: build/unspin --diff examples/spun.txt"
echo
build/unspin --diff examples/spun.txt
echo
echo "Try your own: build/unspin < your_text.txt; all options: build/unspin --help"
