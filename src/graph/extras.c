/* Further types and aliases: sorted by entity, in the order in which they came,
 * each one once. */
#include "base/alloc.h"
#include "graph/repeats.h"

#include <stdlib.h>
#include <string.h>

static int by_number(uint32_t x, uint32_t y)
{
    return x < y ? -1 : x > y;
}

/* -- types --------------------------------------------------------------- */

/* One with its place in the order of reading. */
typedef struct {
    kith_extra extra;
    uint32_t order;
} placed;

static int by_entity_then_order(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    const int order = by_number(x->extra.entity, y->extra.entity);
    return order ? order : by_number(x->order, y->order);
}

/* `last` says for each type which entity had it last, plus one. */
static void keep_once(kith_pages *types, const placed *all, uint32_t *last)
{
    kith_extra *to = types->data;
    const size_t count = types->used / sizeof *to;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const kith_extra extra = all[i].extra;
        if (last[extra.value] == extra.entity + 1)
            continue;
        last[extra.value] = extra.entity + 1;
        to[kept++] = extra;
    }
    types->used = kept * sizeof *to;
}

static bool sort_types(kith_reading *reading)
{
    kith_pages *types = &reading->more_types;
    const kith_extra *from = types->data;
    const size_t count = types->used / sizeof *from;
    if (count == 0)
        return true;
    placed *all = KITH_NEW(placed, count);
    uint32_t *last = KITH_NEW(uint32_t, reading->entity_types.count);
    const bool good = all && last;
    if (good) {
        for (size_t i = 0; i < count; i++)
            all[i] = (placed){from[i], (uint32_t)i};
        qsort(all, count, sizeof *all, by_entity_then_order);
        keep_once(types, all, last);
    }
    kith_release(all);
    kith_release(last);
    return good;
}

/* -- aliases ------------------------------------------------------------- */

/* References grow in the order in which their texts came. */
static int by_entity(const void *a, const void *b)
{
    const kith_extra *x = a;
    const kith_extra *y = b;
    const int order = by_number(x->entity, y->entity);
    return order ? order : by_number(x->value, y->value);
}

static int by_entity_then_text(const void *a, const void *b, void *texts)
{
    const kith_extra *x = a;
    const kith_extra *y = b;
    if (x->entity != y->entity)
        return by_number(x->entity, y->entity);
    const int order =
        strcmp(kith_texts_at(texts, x->value), kith_texts_at(texts, y->value));
    return order ? order : by_number(x->value, y->value);
}

/* Records that are merged may give the same alias: the first one stays. */
static void drop_repeated_aliases(kith_reading *reading)
{
    kith_extra *aliases = reading->aliases.data;
    const size_t count = reading->aliases.used / sizeof *aliases;
    kith_texts *texts = &reading->texts;
    size_t kept = 0;
    if (count < 2 || reading->again.used == 0)
        return;
    qsort_r(aliases, count, sizeof *aliases, by_entity_then_text, texts);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || aliases[i].entity != aliases[i - 1].entity ||
            strcmp(kith_texts_at(texts, aliases[i].value),
                   kith_texts_at(texts, aliases[i - 1].value)) != 0)
            aliases[kept++] = aliases[i];
    }
    reading->aliases.used = kept * sizeof *aliases;
}

bool kith_reading_sort_extras(kith_reading *reading)
{
    kith_pages *aliases = &reading->aliases;
    drop_repeated_aliases(reading);
    const size_t count = aliases->used / sizeof(kith_extra);
    if (count > 1)
        qsort(aliases->data, count, sizeof(kith_extra), by_entity);
    return sort_types(reading);
}
