#!/bin/sh
# Installs what is missing, builds everything and runs all tests; what they say goes to
# build*/logs. Quiet apart from failures and summaries; the last line is the total.
#
# usage: sh tests/run.sh
#
# Leaves build/ (Release), build-sanitize/, build-shared/ and, where clang++-14 is installed,
# build-clang/ behind, so that the next run builds only what has changed.
set -u
cd "$(dirname "$0")/.." || exit 2
exec </dev/null
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

passed=0 failed=0 skipped=0
logs=build/logs
mkdir -p "$logs"

# part NAME COMMAND...: runs a part of the tests. Its last line counts ("N passed, N failed,
# N skipped"); without such a line the part is one test.
part() {
  name=$1
  shift
  log=$logs/$(printf %s "$name" | tr -c 'a-zA-Z0-9' _).log
  begin=$(date +%s)
  "$@" >"$log" 2>&1
  status=$?
  counts=$(tail -n 1 "$log" |
    sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p')
  if [ -z "$counts" ]; then
    counts="1 0 0"
    [ $status = 0 ] || counts="0 1 0"
  fi
  # shellcheck disable=SC2086  # three numbers
  set -- $counts
  [ $status = 0 ] || [ "$2" != 0 ] || set -- "$1" 1 "$3"
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
  echo "$name: $1 passed, $2 failed, $3 skipped ($(($(date +%s) - begin)) s)"
  if [ "$2" != 0 ]; then
    tail -n 200 "$log" | sed 's/^/    /'
  elif [ "$3" != 0 ]; then
    grep -i skip "$log" | grep -v ' passed, ' | sed 's/^/    /'
  fi
  return $status
}

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ $failed = 0 ]
  exit
}

# configure_and_build FOLDER TARGETS -D...: TARGETS may be "all".
configure_and_build() {
  folder=$1 targets=$2
  shift 2
  generator=
  [ -f "$folder/CMakeCache.txt" ] || generator=-GNinja
  # shellcheck disable=SC2086  # no generator: no argument; targets: several
  cmake -S . -B "$folder" $generator -Wno-dev "$@" >"$logs/configure" 2>&1 ||
    { cat "$logs/configure"; return 1; }
  # shellcheck disable=SC2086
  cmake --build "$folder" --parallel 2 --target $targets
}

run_ctest() {
  # ctest's status says no more than the tally, which sees its report.
  ctest --test-dir "$1" --parallel 2 --timeout 900 --output-junit report.xml \
    --test-output-size-passed 100000 --test-output-size-failed 100000 >"$1/ctest.log" 2>&1 ||
    [ -s "$1/report.xml" ] || cat "$1/ctest.log"
  python3 tests/tally.py "$1/report.xml"
}

# Only the compilers that the project promises to be silent under are held to it.
no_warnings() {
  [ "$(c++ -dumpversion)" = 12 ] || return 0
  ! grep -A 5 'warning:' "$logs"/build_*.log
}

part "packages" sh examples/packages.sh strace zstd || finish
part "build Release" configure_and_build build all \
  -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON -DCMAKE_EXPORT_COMPILE_COMMANDS=ON || finish
part "tests Release" run_ctest build
part "build sanitized" configure_and_build build-sanitize all \
  -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS='-O1 -g1' -DUNSPIN_SANITIZE=ON &&
  part "tests sanitized" run_ctest build-sanitize
part "README" python3 tests/readme.py build/unspin
part "bench" python3 tests/bench/run.py build/unspin --smoke
part "install" sh tests/install/run.sh build build-shared
part "no warnings" no_warnings
if command -v clang++-14 >/dev/null; then
  part "clang++-14 without warnings" configure_and_build build-clang \
    "unspin_stages unspin_build unspin_cli" -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_CXX_COMPILER=clang++-14 -DUNSPIN_WERROR=ON -DBUILD_TESTING=OFF
fi
part "quality" python3 tests/quality/run.py build/unspin \
  --json "$logs/quality.json" --edits "$logs/edits_of_clean_text.jsonl"
grep '^|' "$logs/quality.log"
part "quality of removals" python3 tests/quality/removals.py build/unspin \
  --list "$logs/removed_or_missed.tsv"
grep '^|' "$logs/quality_of_removals.log"
part "quality of joints" python3 tests/quality/joints.py build/unspin \
  --list "$logs/joints.tsv"
grep '^|' "$logs/quality_of_joints.log"
finish
