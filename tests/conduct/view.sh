#!/bin/sh
# The page is written where it is said to be, for its owner only, and handed to
# the browser that BROWSER names; a failure leaves nothing behind.
# usage: view.sh KITH ROOT
kith=$1 data=$2/data/cis-forum.json
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir tmp
TMPDIR=$work/tmp
export TMPDIR
fail() {
    echo "$1"
    exit 1
}

cat >browser <<'END'
#!/bin/sh
printf '%s\n' "$@" >"$(dirname "$0")/opened"
END
chmod +x browser

page=$(BROWSER=$work/browser "$kith" view "$data") || fail "cannot view"
case $page in "$work"/tmp/kith-??????.html) ;; *) fail "odd place: $page" ;; esac
[ "$(cat opened)" = "$page" ] || fail "opened: $(cat opened)"
[ "$(stat -c %a "$page")" = 600 ] || fail "others can read the page"
grep -q '^<!doctype html>' "$page" || fail "it is no page"

BROWSER="$work/no-such:$work/browser --new %s" "$kith" view "$data" -o named.html >said ||
    fail "a browser that is not there is not the end"
[ "$(cat said)" = "$work/named.html" ] || fail "said: $(cat said)"
[ "$(cat opened)" = "--new
$work/named.html" ] || fail "opened: $(cat opened)"
cmp -s "$page" named.html || fail "two pages of one graph differ"
"$kith" export "$data" -o exported.html || fail "cannot export"
cmp -s "$page" exported.html || fail "view and export differ"

rm opened
BROWSER=$work/browser "$kith" view --no-open "$data" >said || fail "cannot write"
[ -e opened ] && fail "--no-open opens"

rm tmp/*
BROWSER=$work/no-such "$kith" view "$data" >said 2>err
[ $? -eq 3 ] || fail "no browser: not exit status 3"
[ -s "$(cat said)" ] || fail "no browser: the page is gone"
cat >expected <<'END'
kith: no browser can be started
  hint: open the page yourself, or name a browser in BROWSER
END
diff expected err || exit 1

rm tmp/*
BROWSER=$work/browser "$kith" view nowhere.json 2>err
[ $? -eq 2 ] || fail "a missing input: not exit status 2"
[ -z "$(ls tmp)" ] || fail "left behind: $(ls tmp)"
exit 0
