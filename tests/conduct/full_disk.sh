#!/bin/sh
# A result that cannot be written is said once, with exit status 3.
# usage: full_disk.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json
[ -c /dev/full ] || exit 0
said='kith: cannot write output: No space left on device'
named="kith: cannot write '/dev/full': No space left on device"
status=0
for call in "sniff $data" "rank $data" "stats --format json $data" "show forum $data" \
    "groups --format csv $data" "check --format sarif $data" help; do
    # shellcheck disable=SC2086
    got=$(LC_ALL=C "$kith" $call 2>&1 >/dev/full)
    code=$?
    if [ $code -ne 3 ] || [ "$got" != "$said" ]; then
        echo "kith $call >/dev/full: exit $code: $got"
        status=1
    fi
    # shellcheck disable=SC2086
    got=$(LC_ALL=C "$kith" $call -o /dev/full 2>&1)
    code=$?
    if [ $code -ne 3 ] || [ "$got" != "$named" ]; then
        echo "kith $call -o /dev/full: exit $code: $got"
        status=1
    fi
done

# So is a missing folder for what cannot be read twice; the input is not blamed.
got=$(TMPDIR=/nowhere "$kith" stats - <"$data" 2>&1 >/dev/null)
code=$?
if [ $code -ne 3 ]; then
    echo "kith stats - without a temporary folder: exit $code: $got"
    status=1
fi
exit $status
