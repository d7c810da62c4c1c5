#!/bin/sh
# usage: run.sh BUILD SOURCE - install the build somewhere, then build and run a
# project that finds it, once through CMake and once through pkg-config.
set -eu
build=$1 source=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cmake --install "$build" --prefix "$place/kith" >/dev/null
cmake -S "$source/tests/consumer" -B "$place/build" \
    -DCMAKE_PREFIX_PATH="$place/kith" >/dev/null
cmake --build "$place/build" >/dev/null
"$place/build/consumer" "$source/data/cis-forum.json" >"$place/one"
PKG_CONFIG_PATH=$(dirname "$(find "$place/kith" -name kith.pc)")
export PKG_CONFIG_PATH
cc -std=c17 "$source/tests/consumer/consumer.c" -o "$place/consumer" \
    $(pkg-config --cflags --libs kith)
"$place/consumer" "$source/data/cis-forum.json" >"$place/two"
cmp "$place/one" "$place/two"
"$place/kith/bin/kith" draw "$source/data/cis-forum.json" -o "$place/forum.svg"
test -s "$place/forum.svg"
man=$(find "$place/kith" -name kith.1)
test -s "$man"
