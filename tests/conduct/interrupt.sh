#!/bin/sh
# A signal leaves no temporary file and no child, and ends kith as it should.
# usage: interrupt.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# A kith-draw that never comes to an end stands beside a copy of kith.
cp "$kith" kith
cat >kith-draw <<'END'
#!/bin/sh
echo $$ >child
exec sleep 600
END
chmod +x kith-draw

./kith draw "$data" -o forum.svg &
parent=$!
tries=0
while [ ! -s child ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
if ! ls forum.svg.* >/dev/null 2>&1; then
    echo "there is no temporary file to remove"
    exit 1
fi
kill -TERM $parent
wait $parent
code=$?
if [ $code -ne 143 ]; then
    echo "exit status $code instead of 143"
    exit 1
fi
if ls forum.svg* 2>/dev/null; then
    echo "a file was left behind"
    exit 1
fi
child_of_draw=$(cat child)
tries=0
while kill -0 "$child_of_draw" 2>/dev/null; do
    if [ $tries -eq 100 ]; then
        echo "the child lives on"
        exit 1
    fi
    sleep 0.1
    tries=$((tries + 1))
done

# Ctrl-C says so. A shell lets what it starts by & ignore it; env undoes that.
rm -f child
env --default-signal=INT ./kith draw "$data" -o forum.svg 2>said &
parent=$!
tries=0
while [ ! -s child ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -INT $parent
wait $parent
code=$?
if [ $code -ne 130 ] || [ "$(cat said)" != 'kith: interrupted; nothing written' ]; then
    echo "exit status $code; said: $(cat said)"
    exit 1
fi
