#!/bin/sh
# Draws the examples and generated networks of 300, 2,000 and 10,000 entities
# with every engine that is meant for their size, in every theme, and makes a
# page of them: to be looked at, for what no test sees.
# usage: gallery.sh KITH ROOT FOLDER
set -eu
kith=$1 root=$2 out=$3
mkdir -p "$out"
page=$out/index.html

put_head() {
    cat <<'END'
<!doctype html>
<html lang="en"><meta charset="utf-8"><title>kith: gallery</title>
<style>
body { font: 14px system-ui, sans-serif; margin: 2em; color: #1b1f24 }
.row { display: flex; gap: 1em; flex-wrap: wrap }
figure { margin: 0 0 1em; width: 30em }
img { width: 100%; border: 1px solid #d3d9de }
figcaption { font-family: monospace; color: #5a6570; overflow-wrap: anywhere }
</style>
<h1>Gallery</h1>
END
}

draw() { # name of the file, records, options
    name=$1 records=$2
    shift 2
    for theme in light dark mono; do
        file=$name-$theme.png
        "$kith" draw "$records" --dpi 100 --timeout 600 --theme "$theme" "$@" -o "$out/$file"
        printf '<figure><a href="%s"><img loading="lazy" src="%s" alt="%s"></a>' \
            "$file" "$file" "$name, $theme" >>"$page"
        printf '<figcaption>--theme %s' "$theme" >>"$page"
        for word; do printf ' %s' "$word" >>"$page"; done
        printf '</figcaption></figure>\n' >>"$page"
    done
}

row() { # name, records, engines
    series=$1 drawn=$2
    printf '<h2>%s</h2>\n' "$series" >>"$page"
    for engine in $3; do
        printf '<div class="row">\n' >>"$page"
        draw "$series-$engine" "$drawn" --engine "$engine"
        printf '</div>\n' >>"$page"
    done
}

looks() { # name, records, options
    name=$1 records=$2
    shift 2
    printf '<div class="row">\n' >>"$page"
    draw "$name" "$records" "$@"
    printf '</div>\n' >>"$page"
}

put_head >"$page"
forum=$root/data/cis-forum.json
states=$root/data/eurasian-organisations.json
row forum "$forum" 'dot neato fdp sfdp circo twopi kith'
looks forum-collapsed "$forum" --collapse leaves
looks forum-path "$forum" --collapse leaves --highlight-path mukhitdinov isrs
looks forum-groups "$forum" --color-by group --engine neato
looks forum-measure "$forum" --color-by betweenness
row states "$states" 'neato fdp sfdp kith'
looks states-groups "$states" --color-by group
looks states-measure "$states" --color-by pagerank --size-by pagerank
looks states-highlight "$states" --highlight Uzbekistan
looks states-around "$states" --around Uzbekistan --dates --collapse leaves
for count in 300 2000 10000; do
    python3 "$root/tests/gallery/generate.py" $count >"$out/network-$count.jsonl"
done
row network-300 "$out/network-300.jsonl" 'neato sfdp kith'
looks network-300-measure "$out/network-300.jsonl" --color-by betweenness
looks network-300-collapsed "$out/network-300.jsonl" --collapse leaves
looks network-300-path "$out/network-300.jsonl" --highlight-path e1 e250
row network-2000 "$out/network-2000.jsonl" 'sfdp kith'
looks network-2000-groups "$out/network-2000.jsonl" --color-by group
row network-10000 "$out/network-10000.jsonl" kith
looks network-10000-highlight "$out/network-10000.jsonl" --highlight e572
printf '</html>\n' >>"$page"
echo "$page"
