#!/bin/sh
# Fails when a module includes one above or beside it, or a library outside its
# wall. The picture is in README.md, "The house".
src=$1 bad=0
deny() { # folder pattern reason
    hits=$(grep -rnE "$2" "$src/$1" --include='*.[ch]' 2>/dev/null) || return
    printf '%s\n  ^ %s\n' "$hits" "$3"
    bad=1
}
deny base       '#include "(json|vocabulary|records|graph|analysis|export|query|store|cli|draw)/' 'base knows no other module'
deny json       '#include "(vocabulary|records|graph|analysis|export|query|store|cli|draw)/' 'json stands on base'
deny vocabulary '#include "(records|graph|analysis|export|query|store|cli|draw)/' 'the vocabulary stands on json'
deny records    '#include "(graph|analysis|export|query|store|cli|draw)/' 'records do not know the graph'
deny graph      '#include "(analysis|export|query|store|cli|draw)/' 'the graph does not know who uses it'
deny analysis   '#include "(export|query|store|cli|draw)/' 'analysis, export, query and store are siblings'
deny export     '#include "(analysis|query|store|cli|draw)/' 'analysis, export, query and store are siblings'
deny query      '#include "(analysis|export|store|cli|draw)/' 'analysis, export, query and store are siblings'
deny store      '#include "(analysis|export|query|cli|draw)/' 'analysis, export, query and store are siblings'
deny cli        '#include "(json|vocabulary|records|graph|analysis|export|query|store|draw)/' 'the command line uses public headers and base'
deny draw       '#include "(json|vocabulary|records|graph|analysis|export|query|store|cli)/' 'kith-draw is a program of its own'
wall() { # library-pattern folders-that-may
    hits=$(grep -rnE "#include <($1)" "$src" --include='*.[ch]' |
        grep -vE "^$src/($2)") || return
    printf '%s\n  ^ outside its wall (%s)\n' "$hits" "$2"
    bad=1
}
wall 'cjson/'                     'json/|draw/'
wall 'igraph/'                    'graph/|analysis/'
wall 'graphviz/|cgraph|gvc'       'draw/'
wall 'zlib\.h|zstd\.h'            'records/unpack\.c'
wall 'sqlite3'                    'store/'
wall 'expat'                      'records/dialects/xml\.c'
wall 'utf8proc'                   'base/unicode\.c'
wall 'dlfcn\.h'                   'cli/line_editor\.c|base/romanize\.c'
up=$(grep -rn '#include "\.\.' "$src" --include='*.[ch]') && {
    printf '%s\n  ^ includes are rooted at src/\n' "$up"
    bad=1
}
exit $bad
