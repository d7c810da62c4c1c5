/* Which types of relation have a colour of their own in a diagram. */
#include "export/kinds.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

/* A type while types are sorted. */
typedef struct counted {
    kith_kind kind;
    const char *name;
} counted;

static int by_count(const void *one, const void *other)
{
    const counted *a = one;
    const counted *b = other;
    if (a->kind.count != b->kind.count)
        return a->kind.count > b->kind.count ? -1 : 1;
    return strcmp(a->name, b->name);
}

static void count_types(counted *types, const kith_graph *graph)
{
    const size_t count = kith_graph_relation_type_count(graph);
    for (kith_id t = 0; t < count; t++)
        types[t] = (counted){
            {t, 0},
            kith_graph_relation_type_name(graph, t)
        };
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++)
        types[kith_graph_relation_type(graph, r)].kind.count++;
    qsort(types, count, sizeof *types, by_count);
}

static void fill(kith_kinds *out, const counted *types, size_t count)
{
    for (size_t i = 0; i < count && types[i].kind.count; i++) {
        const bool last = i + 1 >= KITH_MOST_KINDS;
        const size_t row = last ? KITH_MOST_KINDS - 1 : i;
        if (row == out->count)
            out->rows[out->count++] = types[i].kind;
        else
            out->rows[row] = (kith_kind){KITH_NONE, out->rows[row].count +
                                                        types[i].kind.count};
        out->row_of[types[i].kind.type] = row;
    }
}

kith_status kith_kinds_make(kith_kinds *out,
                            const kith_graph *graph,
                            kith_error *err)
{
    const size_t count = kith_graph_relation_type_count(graph);
    counted *types = KITH_NEW(counted, count);
    out->row_of = KITH_NEW(size_t, count);
    const bool room = types && out->row_of;
    if (room) {
        count_types(types, graph);
        fill(out, types, count);
    }
    kith_release(types);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_kinds_free(kith_kinds *kinds)
{
    kith_release(kinds->row_of);
}
