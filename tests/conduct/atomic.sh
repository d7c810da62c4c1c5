#!/bin/sh
# A file is replaced whole or not at all; links and modes stay as they are.
# usage: atomic.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
fail() {
    echo "$1"
    exit 1
}

echo old >result
chmod 640 result
ln -s result link
"$kith" stats nowhere.json -o result 2>err && fail "a missing input is fine"
[ "$(cat result)" = old ] || fail "the old result is gone"
[ "$(ls)" = "err
link
result" ] || fail "something was left behind: $(ls)"

"$kith" stats "$data" -o link || fail "cannot write through a link"
[ -L link ] || fail "the link was replaced"
grep -q entities result || fail "the new result is not there"
[ "$(stat -c %a result)" = 640 ] || fail "the mode has changed"

(umask 027 && "$kith" stats "$data" -o fresh) || fail "cannot make a file"
[ "$(stat -c %a fresh)" = 640 ] || fail "the mode is not the usual one"
"$kith" stats "$data" -o . 2>err && fail "a folder was written to"
"$kith" stats "$data" -o no/such/folder 2>err
[ $? -eq 3 ] || fail "a folder that is not there: not exit status 3"
exit 0
