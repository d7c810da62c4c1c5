/* The best entities of many hits, each by its best text. */
#include "base/alloc.h"
#include "store/names_rank.h"

#include <stdlib.h>

static int by_entity(const void *a, const void *b)
{
    const kith_names_hit *x = a;
    const kith_names_hit *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int best_first(const void *a, const void *b)
{
    const kith_names_hit *x = a;
    const kith_names_hit *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

void kith_names_settle(kith_names_hits *hits)
{
    size_t kept = 0;
    if (hits->count == 0)
        return;
    qsort(hits->items, hits->count, sizeof *hits->items, by_entity);
    for (size_t i = 0; i < hits->count; i++) {
        if (!kept || hits->items[kept - 1].entity != hits->items[i].entity)
            hits->items[kept++] = hits->items[i];
    }
    qsort(hits->items, kept, sizeof *hits->items, best_first);
    if (hits->most && kept >= hits->most) {
        kept = hits->most;
        hits->least = hits->items[kept - 1].score;
    }
    hits->count = kept;
}

bool kith_names_keep(kith_names_hits *hits, kith_names_hit hit)
{
    enum { MANY = 4096 };
    if (hit.score < hits->least)
        return true;
    if (hits->count == hits->room) {
        if (hits->most && hits->count >= 2 * hits->most + MANY)
            kith_names_settle(hits);
        kith_names_hit *items = kith_make_room(hits->items, hits->count,
                                               &hits->room, sizeof *items);
        if (!items)
            return false;
        hits->items = items;
    }
    hits->items[hits->count++] = hit;
    return true;
}
