#!/bin/sh
# Engines that take too long or fail give way to quicker ones.
# usage: fallback.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# A kith-draw that is too slow with one engine, fails with another, and draws
# with the third. What it has written before it fails must not come out.
cp "$kith" kith
cat >kith-draw <<'END'
#!/bin/sh
scene=$(cat)
case $scene in
*'"engine": "given"'* | *'"engine":"given"'*) echo "<?xml?></svg>" ;;
*'"engine": "sfdp"'* | *'"engine":"sfdp"'*) echo "half a picture"; exit 3 ;;
*) echo "half a picture"; exec sleep 600 ;;
esac
END
chmod +x kith-draw

./kith draw --timeout 0.5 "$data" -o forum.svg 2>err
code=$?
cat >expected <<'END'
kith: engine 'auto' took too long; trying sfdp
kith: engine 'sfdp' failed; trying kith
END
diff expected err || exit 1
if [ $code -ne 0 ] || [ "$(cat forum.svg)" != "<?xml?></svg>" ]; then
    echo "exit status $code: $(cat forum.svg)"
    exit 1
fi

# Nothing that can draw at all.
printf '#!/bin/sh\nexit 3\n' >kith-draw
./kith draw "$data" -o other.svg 2>err
code=$?
if [ $code -ne 3 ] || [ -e other.svg ] || ! grep -q 'every engine' err; then
    echo "exit status $code: $(cat err)"
    exit 1
fi
./kith draw --quiet "$data" -o other.svg 2>err
if grep -q trying err; then
    echo "remarks in spite of --quiet: $(cat err)"
    exit 1
fi

# One that is killed, one that takes too long whatever the engine, and none.
check() { # exit status, words, PATH, options
    expected=$1 words=$2 path=$3
    shift 3
    PATH=$path ./kith draw "$@" "$data" -o other.svg 2>err
    code=$?
    if [ $code -ne "$expected" ] || [ -e other.svg ] ||
        ! grep -q "$words" err || ! grep -q 'hint: ' err; then
        echo "exit status $code instead of $expected: $(cat err)"
        exit 1
    fi
}
printf '#!/bin/sh\necho half; kill -9 $$\n' >kith-draw
check 3 "'kith-draw' was killed" "$PATH"
printf '#!/bin/sh\necho half; exec sleep 600\n' >kith-draw
check 2 'no engine could draw 21 entities' "$PATH" --timeout 0.1

# One that says that it has drawn, and has not.
for picture in '' 'a picture' '<?xml version="1.0"?><svg>' 'half</svg>' \
    '<?xml?></svg>more'; do
    printf '#!/bin/sh\ncat >/dev/null\necho "%s"\n' "$picture" >kith-draw
    check 3 'is not SVG, or not all of it' "$PATH"
done
rm kith-draw
mkdir empty
check 3 "cannot find the program 'kith-draw'" "$work/empty"
