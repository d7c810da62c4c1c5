#!/bin/sh
# A reader that goes away ends kith without a word.
# usage: closed_pipe.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# More rows than a pipe holds.
seq 1 20000 | sed 's/.*/{"id": "entity-&"}/' >"$work/many.jsonl"
"$kith" rank --all --by degree "$work/many.jsonl" 2>"$work/err" | head -1 \
    >"$work/out"
"$kith" stats "$data" 2>>"$work/err" | :
if [ -s "$work/err" ] || [ ! -s "$work/out" ]; then
    cat "$work/err"
    exit 1
fi
