#!/bin/sh
# usage: run.sh [ENTITIES RELATIONS] - the benchmarks of reading and starting.
#
# Every comparison alternates its sides in one run and prints medians and ratios,
# with the machine they were taken on. Needs some GB in TMPDIR, and the packages
# that `./run test` installs.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/release
entities=${1:-1000000} relations=${2:-5000000} rounds=5
(cd "$root" && cmake --preset release -DBUILD_TESTING=ON) >/dev/null
cmake --build "$build" --target bench -- --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)," \
    "$(nproc) cores, $(uname -sr), $(cc --version | head -1)"

ingest() { # kind threads file
    "$build/tests/bench/bench_ingest" "$1" "$2" "$work/$3" >>"$work/$1.$2.$3"
}
"$build/tests/bench/bench_generate" "$entities" "$relations" >"$work/lines"
"$build/tests/bench/bench_generate" "$entities" "$relations" document >"$work/document"
size=$(wc -c <"$work/lines")
echo "reading $entities entities, $relations relations, $((size / 1000000)) MB of JSON Lines, $rounds rounds:"
for round in $(seq "$rounds"); do
    ingest cjson 1 lines
    ingest cjson-arena 1 lines
    ingest kith 1 lines
    ingest kith 2 lines
    ingest kith 1 document
    ingest kith 2 document
done
printf '%-28s %8s %8s %8s\n' '' seconds MB/s 'peak MB'
for run in cjson.1.lines cjson-arena.1.lines kith.1.lines kith.2.lines kith.1.document kith.2.document; do
    seconds=$(cut -d' ' -f1 "$work/$run" | median)
    memory=$(cut -d' ' -f2 "$work/$run" | median)
    awk -v n="$run" -v s="$seconds" -v m="$memory" -v b="$size" \
        'BEGIN { printf "%-28s %8.2f %8.0f %8d\n", n, s, b / 1e6 / s, m }'
done
awk -v a="$(cut -d' ' -f1 "$work/cjson.1.lines" | median)" \
    -v r="$(cut -d' ' -f1 "$work/cjson-arena.1.lines" | median)" \
    -v b="$(cut -d' ' -f1 "$work/kith.1.lines" | median)" \
    -v c="$(cut -d' ' -f1 "$work/kith.2.lines" | median)" \
    -v e="$entities" -v n="$relations" 'BEGIN {
        printf "kith is %.2f times cJSON a line, %.2f times the same from an arena; two threads %.2f times one\n", a / b, r / b, b / c
        printf "memory allowed: %d MB\n", 32 + (40 * n + 100 * e) / 1e6 }'

echo "starting, whole processes, median of 101 in ms:"
start() { # name command...
    name=$1
    shift
    for round in $(seq 101); do
        from=$(date +%s%N)
        "$@" >/dev/null
        to=$(date +%s%N)
        echo $(((to - from) / 1000))
    done | median | awk -v n="$name" '{ printf "%-28s %8.2f\n", n, $1 / 1000 }'
}
if command -v hyperfine >/dev/null; then
    hyperfine -N --warmup 20 --runs 300 --style basic \
        "$build/tests/bench/bench_empty" \
        "$build/kith stats $root/data/cis-forum.json" 2>/dev/null |
        grep -E 'Benchmark|Time|Range'
else
    start 'empty program' "$build/tests/bench/bench_empty"
    start 'kith stats (the forum)' "$build/kith" stats "$root/data/cis-forum.json"
fi
