#!/bin/sh
# usage: run.sh KITH CASE   - run one golden case; UPDATE=1 rewrites it.
#
# A case is a folder: cmd (arguments), out, err, exit; if it needs them, stdin
# and in/ (files that lie in the working folder beside data/); if it makes
# files, made/.
kith=$(realpath "$1") || exit 1
case=$(realpath "$2") || exit 1
root=$(realpath "$(dirname "$0")/../..") || exit 1
got=$(mktemp -d) || exit 1
trap 'rm -rf "$got"' EXIT
unset NO_COLOR COLUMNS
export LC_ALL=C.UTF-8 TERM=xterm

mkdir "$got/made" && cd "$got/made" || exit 1
ln -s "$root/data" data
[ -d "$case/in" ] && cp "$case"/in/* .
stdin=/dev/null
[ -f "$case/stdin" ] && stdin=$case/stdin
eval "set -- $(cat "$case/cmd")"
"$kith" "$@" <"$stdin" >"$got/out" 2>"$got/err"
echo $? >"$got/exit"
rm data
[ -d "$case/in" ] && (cd "$case/in" && ls) | xargs rm -f
cd "$got" || exit 1
rmdir made 2>/dev/null

if [ -n "$UPDATE" ]; then
    rm -rf "$case/made"
    cp -r "$got"/* "$case"/
    exit
fi
status=0
for part in out err exit; do
    diff -u "$case/$part" "$got/$part" || status=1
done
if [ -d made ] || [ -d "$case/made" ]; then
    diff -ur "$case/made" "$got/made" || status=1
fi
exit $status
