/* Sets of rows: DISTINCT, UNION and the groups of an aggregation. */
#include "base/hash.h"
#include "query/functions.h"

#include <string.h>

typedef struct entry {
    uint64_t hash;
    kith_value values[];
} entry;

static entry *entry_at(const kith_set *set, size_t index)
{
    return (entry *)(void *)set->rows[index];
}

kith_value *kith_set_row(const kith_set *set, size_t index)
{
    return entry_at(set, index)->values;
}

void *kith_set_extra(const kith_set *set, size_t index)
{
    return entry_at(set, index)->values + set->width;
}

static uint64_t hash_row(const kith_value *row, size_t width)
{
    uint64_t hash = width;
    for (size_t i = 0; i < width; i++)
        hash = kith_mix(hash ^ kith_value_hash(row[i]), 0x2545F4914F6CDD1Dull);
    return hash;
}

static bool same_row(const kith_value *a, const kith_value *b, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        if (kith_order(a[i], b[i]) != 0)
            return false;
    }
    return true;
}

static bool grow_slots(kith_set *set)
{
    const uint64_t size = set->slots ? (set->mask + 1) * 2 : 16;
    uint32_t *slots = KITH_HEAP_NEW(set->heap, uint32_t, size);
    if (!slots)
        return false;
    memset(slots, 0, size * sizeof *slots);
    for (size_t i = 0; i < set->count; i++) {
        uint64_t at = entry_at(set, i)->hash & (size - 1);
        while (slots[at])
            at = (at + 1) & (size - 1);
        slots[at] = (uint32_t)i + 1;
    }
    set->slots = slots;
    set->mask = size - 1;
    return true;
}

static bool grow_rows(kith_set *set)
{
    const size_t room = set->room ? set->room * 2 : 16;
    char **rows = KITH_HEAP_NEW(set->heap, char *, room);
    if (!rows || room > UINT32_MAX)
        return false;
    if (set->count)
        memcpy(rows, set->rows, set->count * sizeof *rows);
    set->rows = rows;
    set->room = room;
    return true;
}

static entry *new_entry(kith_set *set, const kith_value *row, uint64_t hash)
{
    const size_t width = set->width * sizeof *row;
    bool ok = true;
    if (set->count == set->room && !grow_rows(set))
        return NULL;
    entry *made = kith_heap_take(set->heap, sizeof *made + width + set->extra);
    if (!made)
        return NULL;
    made->hash = hash;
    for (size_t i = 0; i < set->width; i++)
        made->values[i] = kith_value_copy(set->heap, row[i], &ok);
    memset(made->values + set->width, 0, set->extra);
    set->rows[set->count] = (char *)made;
    return ok ? made : NULL;
}

void *kith_set_add(kith_run *run,
                   kith_set *set,
                   const kith_value *row,
                   bool *added)
{
    const uint64_t hash = hash_row(row, set->width);
    *added = false;
    if ((!set->slots || set->count * 2 > set->mask) && !grow_slots(set)) {
        (void)kith_run_failed(run, NULL, kith_heap_fail(set->heap, run->err));
        return NULL;
    }
    uint64_t at = hash & set->mask;
    for (; set->slots[at]; at = (at + 1) & set->mask) {
        entry *known = entry_at(set, set->slots[at] - 1);
        if (known->hash == hash && same_row(known->values, row, set->width))
            return known->values + set->width;
    }
    entry *made = new_entry(set, row, hash);
    if (!made) {
        (void)kith_run_failed(run, NULL, kith_heap_fail(set->heap, run->err));
        return NULL;
    }
    set->slots[at] = (uint32_t)++set->count;
    *added = true;
    return made->values + set->width;
}
