#!/bin/sh
# What `kith path --draw` asks kith-draw for, and that the file is whole or not
# there.
# usage: path_drawing.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

fail() {
    echo "$1"
    exit 1
}

# A kith-draw whose pictures hold the scenes that it gets.
cp "$kith" kith
printf '#!/bin/sh\necho "<?xml?>"; cat; echo "</svg>"\n' >kith-draw
chmod +x kith-draw

./kith path --shortest 2 isrs moldova "$data" --draw way.svg >out || fail "failed"
grep -q '^Path 2 of 2' out || fail "the sentences are missing"
[ "$(grep -c '"source"' way.svg)" = 5 ] || fail "not just the two paths"
[ "$(grep '"id": "\(isrs\|moldova\)"' way.svg | grep -c '"emphasis": true')" = 2 ] ||
    fail "the ends are not set off"
[ "$(grep '"source"' way.svg | grep -c '"emphasis": true')" = 2 ] ||
    fail "the best path is not set off"
[ "$(grep '"turned": true' way.svg | grep -c 'Moldova')" = 1 ] ||
    fail "the way back is not turned"
grep -q '"title": "From Institute for .* to Moldova"' way.svg || fail "no title"

./kith path --connect armenia,moldova,rcc "$data" --draw tree.svg -o /dev/null ||
    fail "failed with a tree"
[ "$(grep '"id"' tree.svg | grep -c '"emphasis": true')" = 3 ] ||
    fail "what is connected is not set off"
grep -q '"title": "What connects Armenia, Moldova and Regional' tree.svg ||
    fail "no title of the tree"

# A diagram may be all that is asked for.
./kith path isrs moldova "$data" -o alone.svg >out || fail "failed with -o"
[ -s out ] && fail "there is text beside the diagram"
grep -q '"id": "moldova"' alone.svg || fail "-o does not draw"

# No path, no picture.
./kith path --directed armenia moldova "$data" --draw none.svg 2>/dev/null
[ $? -eq 1 ] || fail "no path is not said"
[ ! -e none.svg ] || fail "a picture of nothing"

# Nothing that can draw.
printf '#!/bin/sh\necho half; exit 3\n' >kith-draw
./kith path isrs moldova "$data" --draw half.svg >out 2>err
[ $? -eq 3 ] || fail "exit status of a failed drawing"
grep -q 'every engine' err || fail "$(cat err)"
[ ! -e half.svg ] || fail "half a picture"
