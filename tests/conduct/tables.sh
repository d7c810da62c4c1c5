#!/bin/sh
# Help, manual pages and completions come from the same tables: every command
# and every option is in all of them, and help fits 80 columns but for examples,
# which stand on one line to be copied.
# usage: tables.sh KITH
kith=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
status=0
fail() {
    echo "$1"
    status=1
}

for shell in bash zsh fish; do
    "$kith" completion $shell >$shell || fail "no completion for $shell"
    if command -v $shell >/dev/null; then
        $shell -n $shell || fail "the completion for $shell is no $shell"
    fi
done
"$kith" manual --directory . || fail "no manual pages"
commands=$("$kith" help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p')
[ "$(echo "$commands" | wc -w)" -ge 14 ] || fail "commands: $commands"
for command in $commands; do
    "$kith" help "$command" >help || fail "no help for $command"
    "$kith" "$command" --help | diff - help || fail "$command: two helps"
    awk 'length > 80 && !/^    kith / { print; bad = 1 } END { exit bad }' help ||
        fail "the help of $command is too wide"
    head -1 "kith-$command.1" | grep -q "^.TH KITH" ||
        fail "kith-$command.1 is no manual page"
    for option in $(grep -o '^  [-a-z, ]*--[a-z-]*' help |
        grep -o -- '--[a-z-]*'); do
        name=${option#--}
        escaped=$(echo "$option" | sed 's/-/\\\\-/g')
        grep -q "fB$escaped" "kith-$command.1" ||
            fail "kith-$command.1 lacks $option"
        grep -q -- "$option" bash || fail "bash lacks $option"
        grep -q -- "'\*\?$option\[" zsh || fail "zsh lacks $option"
        grep -q "from $command' -l $name " fish || fail "fish lacks $option"
    done
done

# Completion at work.
if command -v bash >/dev/null; then
    words() {
        bash -c 'source ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _kith; echo ${COMPREPLY[@]}' kith "$@"
    }
    [ "$(words kith ra)" = rank ] || fail "bash: kith ra"
    [ "$(words kith rank --by betw)" = betweenness ] || fail "bash: --by betw"
    [ "$(words kith draw --them)" = --theme ] || fail "bash: draw --them"
    [ "$(words kith help gr)" = groups ] || fail "bash: help gr"
fi
exit $status
