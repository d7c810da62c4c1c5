#!/bin/sh
# A small packed file that would fill the disk is refused, and nothing is left.
# usage: packed_bomb.sh KITH ROOT
kith=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# 64 MB of spaces pack to 6 KB; 40 such frames make one file of 2.5 GB
head -c 67108864 /dev/zero | tr '\0' ' ' | zstd -q -o "$work/frame" || exit 1
for frame in $(seq 40); do cat "$work/frame"; done >"$work/bomb.json.zst"
got=$("$kith" check "$work/bomb.json.zst" 2>&1)
code=$?
case $code:$got in
2:*"unpacks to more than 1100 times its size"*) exit 0 ;;
esac
echo "exit $code: $got"
exit 1
