#!/bin/sh
# usage: run.sh KITH TEST - one test file of the explorer in a real browser.
# Skipped (status 77) where there is no browser or what npm installs is not
# there; `./run test` installs both.
here=$(cd "$(dirname "$0")" && pwd)
skip() {
    echo "skipped: $1"
    exit 77
}
KITH=$1
export KITH
command -v node >/dev/null || skip 'there is no node; ./run test installs it'
[ -d "$here/node_modules/playwright-core" ] && [ -d "$here/node_modules/axe-core" ] ||
    skip "run 'npm ci' in tests/viewer, or ./run test"
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || skip 'there is no /usr/bin/chromium; set CHROMIUM, or ./run test installs it'
exec node --test "$here/$2.test.mjs"
