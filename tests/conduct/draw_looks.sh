#!/bin/sh
# What the options of `kith draw` put into the scene, and positions as JSON.
# usage: draw_looks.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json organisations=$2/data/eurasian-organisations.json
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

fail() {
    echo "$1"
    exit 1
}
count() { # pattern, file
    grep -c -- "$1" "$2"
}

# Positions, from the real kith-draw: the same twice, and with any engine.
"$kith" draw "$data" --format json >one || fail "no positions"
"$kith" draw "$data" -o two.json || fail "no positions by the file's name"
cmp -s one two.json || fail "positions differ"
grep -q '"engine":"dot"' one || fail "the engine is not named"
[ "$(grep -o '"id":' one | wc -l)" = 21 ] || fail "not every entity has a place"
"$kith" draw --engine kith --collapse leaves "$data" -o three.json || fail "kith's own"
grep -q '"engine":"kith"' three.json || fail "kith's own engine is not named"
grep -q '"count":8' three.json || fail "the shared card is not counted"
[ "$(grep -o '"id":' three.json | wc -l)" = 14 ] || fail "leaves have places"

# A kith-draw whose pictures hold the scenes that it gets.
cp "$kith" kith
printf '#!/bin/sh\necho "<?xml?>"; cat; echo "</svg>"\n' >kith-draw
chmod +x kith-draw

./kith draw --highlight-path mukhitdinov isrs "$data" -o a.svg || fail "a path"
[ "$(grep '"id"' a.svg | grep -c '"emphasis": true')" = 3 ] || fail "path: entities"
[ "$(grep '"source"' a.svg | grep -c '"emphasis": true')" = 2 ] || fail "path: relations"
[ "$(count '"faded": true' a.svg)" = $((18 + 22)) ] || fail "path: the rest"

# What had an end, but held then, is not dashed; after its end it is.
csto="--around csto --relation-type member_of"
./kith draw $csto "$organisations" -o now.svg || fail "a picture of all times"
[ "$(count '"dashed": true' now.svg)" = 1 ] || fail "over: one has left"
./kith draw $csto --at 2010 "$organisations" -o then.svg || fail "a picture of 2010"
[ "$(count '"dashed": true' then.svg)" = 0 ] || fail "over in 2010, though it held"
grep -q 'dashed' then.svg && fail "dashes explained that are not there"

# The diagram of changes: a shape for each type, and dashes for what is gone.
echo '{"entities": [{"id": "a", "type": "person"}]}' >old.json
echo '{"entities": [{"id": "b", "type": "organisation"}, {"id": "c", "type": "committee"},
  {"id": "d", "type": "forum"}, {"id": "e", "type": "plan"}, {"id": "f", "type": "strategy"}]}' >new.json
./kith diff old.json new.json -o changes.svg
[ "$(count '"shape"' changes.svg)" = 6 ] || fail "changes: not six types"
[ "$(grep -o '"shape": "[a-z]*"' changes.svg | sort -u | wc -l)" = 6 ] || fail "changes: shapes"
grep -q '"label": "− gone", "colour": 1, "dashed": true' changes.svg || fail "changes: gone"

./kith draw --highlight armenia --highlight moldova "$data" -o b.svg || fail "two entities"
[ "$(grep '"id"' b.svg | grep -c '"emphasis": true')" = 2 ] || fail "entities: set off"
[ "$(grep '"source"' b.svg | grep -c '"emphasis": true')" = 2 ] || fail "entities: lines"
[ "$(grep '"id"' b.svg | grep -vc '"faded": true')" = 3 ] || fail "entities: neighbours"
[ "$(grep '"source"' b.svg | grep -vc '"faded": true')" = 2 ] || fail "entities: relations"

# What is set off keeps its own card.
./kith draw --collapse leaves --highlight armenia "$data" -o c.svg || fail "leaves"
grep -q '"label": "7 countries: Azerbaijan, Belarus, ' c.svg || fail "leaves: who"
grep -q '"label": "Armenia"' c.svg || fail "leaves: what is set off"
grep -q '21 entities · 24 relations · 7 of the entities on 1 card' c.svg ||
    fail "leaves are not counted"

./kith draw --color-by group "$data" -o d.svg || fail "groups"
grep -q '"around Uzbekistan", "count"' d.svg || fail "groups: the legend"
[ "$(grep '"id"' d.svg | grep -c '"colour": ')" = 21 ] || fail "groups: entities"
./kith draw --color-by betweenness "$data" -o e.svg || fail "a measure"
grep -q '"least betweenness: 0"' e.svg || fail "measure: the legend"
[ "$(grep '"id"' e.svg | grep -c '"level": ')" = 21 ] || fail "measure: entities"
./kith draw "$data" -o f.svg || fail "by itself"
[ "$(count '"colours"' f.svg)" = 0 ] || fail "types have colours of their own"

./kith draw --dates "$organisations" -o g.svg || fail "dates"
grep -q '"label": "is a member of", "dates": "since ' g.svg || fail "dates: begin"

# The selection in words, and how relations are told apart.
./kith draw --around Tashkent --depth 2 --relation-type hosts,held_in "$data" -o h.svg ||
    fail "a selection"
grep -q '"subtitle": "around Tashkent, depth 2, only relations hosts and held_in · ' h.svg ||
    fail "the selection is not said"
./kith draw --labels legend --cluster type "$data" -o i.svg || fail "a legend"
grep -q '"labels": "legend", "boxes": "types", "boxed": true' i.svg || fail "legend, boxes"
grep -q '{"label": "attends", "count": 9, "colour": 0}' i.svg || fail "kinds"
./kith draw --labels none "$data" -o j.svg || fail "no labels"
[ "$(count '"kind' j.svg)" = 0 ] || fail "no labels: kinds"

# What comes to nothing is said.
./kith draw --cluster type --engine neato "$data" -o k.svg 2>err || fail "no boxes"
grep -q "engine 'neato' draws no boxes" err || fail "no boxes: nothing said"
./kith draw --dpi 300 "$data" -o k.svg 2>err || fail "dots"
grep -q -- '--dpi makes no difference to svg' err || fail "dots: nothing said"
./kith draw --dates "$data" -o k.svg 2>err || fail "no dates"
grep -q -- '--dates makes no difference' err || fail "no dates: nothing said"
./kith draw --labels all "$organisations" -o k.svg 2>err || fail "names on lines"
grep -q 'are written in diagrams of up to 60' err || fail "names on lines: nothing said"
./kith draw --labels legend --theme mono "$organisations" -o k.svg 2>err || fail "mono"
grep -q 'without colours, relations are told apart' err || fail "mono: nothing said"
./kith draw --dates "$organisations" -o k.svg 2>err || fail "dates on dots"
grep -q 'dates are written in diagrams of up to 60' err || fail "dates: nothing said"
./kith draw -q --dpi 300 "$data" -o k.svg 2>err || fail "quiet"
[ ! -s err ] || fail "quiet: something said"
exit 0
