#!/bin/sh
# usage: run.sh [ENTITIES RELATIONS [ROUNDS [FORMAT...]]] - what every writer, or
# each of these, takes on one thread: the median of ROUNDS (3), MB/s of what it
# writes in processor time, and the most memory that it needs beside the graph.
# Needs some 250 MB in TMPDIR.
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
build=$root/build/release
(cd "$root" && cmake --preset release -DBUILD_TESTING=ON) >/dev/null
cmake --build "$build" --target bench_generate bench_writers -- --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$build/tests/bench/bench_generate" "${1:-200000}" "${2:-1000000}" document >in.json
rounds=${3:-3}
shift $(($# < 3 ? $# : 3))
[ $# -gt 0 ] || set -- $("$build/tests/bench/bench_writers")
echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(uname -sr), $(cc --version | head -1)"
echo "$(($(wc -c <in.json) / 1000000)) MB of records"
read_mb=$(($(wc -c <in.json) / 1000000))
echo '| format | seconds | MB written | MB/s written | MB/s of records | MB beside the graph |'
echo '| --- | --- | --- | --- | --- | --- |'
for format; do
    for round in $(seq "$rounds"); do
        "$build/tests/bench/bench_writers" "$format" in.json
    done | sort -n | awk -v f="$format" -v r="$read_mb" '{ line[NR] = $0 }
        END { split(line[int((NR + 1) / 2)], v)
              printf "| %s | %.2f | %.0f | %.0f | %.0f | %.0f |\n",
                     f, v[1], v[2] / 1e6, v[2] / 1e6 / v[1], r / v[1], v[4] - v[3] }'
done
