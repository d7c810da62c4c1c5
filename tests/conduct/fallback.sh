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
*'"engine": "given"'* | *'"engine":"given"'*) echo "a picture" ;;
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
if [ $code -ne 0 ] || [ "$(cat forum.svg)" != "a picture" ]; then
    echo "exit status $code: $(cat forum.svg)"
    exit 1
fi

# Nothing that can draw at all.
printf '#!/bin/sh\nexit 3\n' >kith-draw
./kith draw "$data" -o other.svg 2>err
code=$?
if [ $code -ne 2 ] || [ -e other.svg ] || ! grep -q 'no engine' err; then
    echo "exit status $code: $(cat err)"
    exit 1
fi
