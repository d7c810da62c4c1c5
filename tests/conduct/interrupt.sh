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

# A folder of several files goes, too. One run may be over before it is stopped.
awk 'BEGIN { for (i = 0; i < 100000; i++)
    printf "{\"source\":\"e%d\",\"type\":\"knows\",\"target\":\"e%d\"}\n", i, i * 7919 % 100000 }' >many.jsonl
code=0
for attempt in 1 2 3 4 5; do
    ./kith export -q --implicit --format csv many.jsonl -o "out$attempt" &
    parent=$!
    while kill -0 $parent 2>/dev/null && ! ls -d out$attempt.* >/dev/null 2>&1; do
        sleep 0.01
    done
    kill -TERM $parent 2>/dev/null
    wait $parent
    code=$?
    [ $code -eq 143 ] && break
done
if [ $code -ne 143 ] || ls -d out$attempt* 2>/dev/null; then
    echo "exit status $code of an export to a folder, or a folder was left behind"
    exit 1
fi
