#!/bin/sh
# Installs what building and testing unspin needs, on Debian 12, Ubuntu 24.04 and later.
#
# usage: sh examples/packages.sh [MORE_PACKAGES...]
#
# Asks apt-get only for what is not there yet; uses sudo only when not root.
set -eu

missing=
for package in g++ cmake ninja-build python3 libicu-dev libboost-program-options-dev zlib1g-dev \
    libzstd-dev nlohmann-json3-dev doctest-dev "$@"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null || {
  echo "packages.sh: there is no apt-get here; install the likes of:$missing" >&2
  exit 1
}
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "Installing:$missing"
$as_root apt-get -qq update
# shellcheck disable=SC2086  # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
  $missing >/dev/null
