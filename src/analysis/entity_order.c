/* Entities sorted by their ids, which does not depend on the order of the
 * records. The first eight bytes after what all ids begin with decide most
 * comparisons without a look at the texts. */
#include "analysis/network.h"
#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t key; /* bytes after the common ones, the first on top */
    const char *rest;
    kith_id entity;
} named;

static int by_id(const void *left, const void *right)
{
    const named *a = left;
    const named *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return strcmp(a->rest, b->rest);
}

/* Bytes that all ids begin with. */
static size_t common_bytes(const kith_graph *graph, size_t count)
{
    const char *one = kith_graph_entity_id(graph, 0);
    size_t common = strlen(one);
    for (size_t e = 1; e < count && common > 0; e++) {
        const char *id = kith_graph_entity_id(graph, (kith_id)e);
        size_t same = 0;
        while (same < common && id[same] == one[same])
            same++;
        common = same;
    }
    return common;
}

static uint64_t key_of(const char *text)
{
    uint64_t key = 0;
    for (unsigned i = 0; i < 8; i++) {
        key = key << 8 | (unsigned char)*text;
        text += *text != '\0';
    }
    return key;
}

kith_status kith_entity_order(const kith_graph *graph,
                              kith_id *order,
                              kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    if (count == 0)
        return KITH_OK;
    named *all = KITH_NEW(named, count);
    if (!all)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const size_t common = common_bytes(graph, count);
    for (size_t e = 0; e < count; e++) {
        const char *rest = kith_graph_entity_id(graph, (kith_id)e) + common;
        all[e] = (named){key_of(rest), rest, (kith_id)e};
    }
    qsort(all, count, sizeof *all, by_id);
    for (size_t i = 0; i < count; i++)
        order[i] = all[i].entity;
    kith_release(all);
    return KITH_OK;
}
