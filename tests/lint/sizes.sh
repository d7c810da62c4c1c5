#!/bin/sh
# Reports the sizes of files and functions in src/; fails beyond the hard stops:
# 600 lines a file, 80 lines a function.
find "$1/src" "$1/include" -name '*.[ch]' | sort | xargs awk '
    FNR == 1 { name = FILENAME; files++ }
    { lines[name] = FNR }
    /^\{/ { start = FNR }
    /^\}/ && start {
        size = FNR - start + 1
        sizes[++functions] = size
        if (size > 80) { print name ":" start ": a function of " size " lines"; bad = 1 }
        start = 0
    }
    function sort_sizes(   i, j, t) {
        for (i = 2; i <= functions; i++) {
            t = sizes[i]
            for (j = i - 1; j > 0 && sizes[j] > t; j--) sizes[j + 1] = sizes[j]
            sizes[j + 1] = t
        }
    }
    END {
        for (name in lines)
            if (lines[name] > 600) { print name ": a file of " lines[name] " lines"; bad = 1 }
        sort_sizes()
        print files " files, " functions " functions: median " \
            sizes[int((functions + 1) / 2)] " lines, p90 " \
            sizes[int(functions * 0.9)] ", longest " sizes[functions]
        exit bad
    }'
