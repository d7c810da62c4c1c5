/* Leaves records out of the arrays of a reading, in place and in order. */
#include "base/alloc.h"
#include "graph/reading.h"

#include <string.h>

/* Keep the items of `size` bytes that have no bit in `out`. */
static void squeeze(kith_pages *pages, size_t size, const uint64_t *out)
{
    char *data = pages->data;
    const size_t count = pages->used / size;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kith_bit(out, i))
            continue;
        if (kept != i)
            memcpy(data + kept * size, data + i * size, size);
        kept++;
    }
    pages->used = kept * size;
}

static void squeeze_bits(kith_pages *pages, size_t count, const uint64_t *out)
{
    uint64_t *bits = pages->data;
    const size_t held = pages->used * 8;
    size_t kept = 0;
    for (size_t i = 0; i < count && i < held; i++) {
        if (kith_bit(out, i))
            continue;
        const bool set = kith_bit(bits, i);
        bits[kept / 64] &= ~((uint64_t)1 << (kept % 64));
        if (set)
            kith_set_bit(bits, kept);
        kept++;
    }
    const size_t words = (kept + 63) / 64;
    for (; kept < held; kept++)
        bits[kept / 64] &= ~((uint64_t)1 << (kept % 64));
    if (words * sizeof *bits < pages->used)
        pages->used = words * sizeof *bits;
}

static size_t count_bits(const uint64_t *bits, size_t count)
{
    size_t set = 0;
    for (size_t i = 0; bits && i < count; i++)
        set += kith_bit(bits, i);
    return set;
}

static void drop_relations(kith_reading *reading, const uint64_t *dropped)
{
    const struct {
        kith_pages *pages;
        size_t size;
    } columns[] = {
        {&reading->sources_of,       sizeof(kith_id)    },
        {&reading->targets_of,       sizeof(kith_id)    },
        {&reading->relation_type,    sizeof(uint16_t)   },
        {&reading->relation_origins, sizeof(kith_origin)},
        {&reading->weights,          sizeof(double)     },
        {&reading->confidences,      sizeof(double)     },
        {&reading->since,            sizeof(kith_date)  },
        {&reading->until,            sizeof(kith_date)  },
    };
    const size_t before = reading->relation_count;
    const size_t gone = count_bits(dropped, before);
    if (gone == 0)
        return;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        squeeze(columns[i].pages, columns[i].size, dropped);
    squeeze_bits(&reading->undirected, before, dropped);
    reading->relation_count -= gone;
}

static void renumber(kith_pages *ends, const kith_id *fresh)
{
    kith_id *ids = ends->data;
    for (size_t i = 0; i < ends->used / sizeof *ids; i++)
        ids[i] = fresh[ids[i]];
}

static void renumber_extras(kith_pages *pages, const kith_id *fresh)
{
    kith_extra *extras = pages->data;
    size_t kept = 0;
    for (size_t i = 0; i < pages->used / sizeof *extras; i++) {
        if (fresh[extras[i].entity] == KITH_NONE)
            continue;
        extras[kept] = extras[i];
        extras[kept++].entity = fresh[extras[i].entity];
    }
    pages->used = kept * sizeof *extras;
}

static void renumber_again(kith_pages *pages, const kith_id *fresh)
{
    kith_again *again = pages->data;
    size_t kept = 0;
    for (size_t i = 0; i < pages->used / sizeof *again; i++) {
        if (fresh[again[i].id] == KITH_NONE)
            continue;
        again[kept] = again[i];
        again[kept++].id = fresh[again[i].id];
    }
    pages->used = kept * sizeof *again;
}

/* The table of ids is made anew from the texts of those that stay. */
static bool intern_again(kith_reading *reading, const uint64_t *gone)
{
    kith_intern kept = {.texts = &reading->texts};
    for (uint32_t e = 0; e < reading->entities.count; e++) {
        if (kith_bit(gone, e))
            continue;
        const char *text = kith_intern_text(&reading->entities, e);
        const kith_text id = {text, strlen(text)};
        if (kith_intern_add(&kept, id, kith_intern_hash(id)) ==
            KITH_INTERN_NONE) {
            kith_intern_free(&kept);
            return false;
        }
    }
    kith_intern_free(&reading->entities);
    kith_intern_settle(&kept);
    reading->entities.refs = kept.refs;
    reading->entities.hashes = kept.hashes;
    atomic_store(&reading->entities.slots, atomic_load(&kept.slots));
    reading->entities.count = kept.count;
    return true;
}

static bool drop_entities(kith_reading *reading, const uint64_t *gone)
{
    const size_t count = reading->entities.count;
    if (count_bits(gone, count) == 0)
        return true;
    kith_id *fresh = KITH_NEW(kith_id, count);
    if (!fresh)
        return false;
    kith_id next = 0;
    for (size_t e = 0; e < count; e++)
        fresh[e] = kith_bit(gone, e) ? KITH_NONE : next++;
    const bool good = intern_again(reading, gone);
    if (good) {
        renumber(&reading->sources_of, fresh);
        renumber(&reading->targets_of, fresh);
        renumber_extras(&reading->more_types, fresh);
        renumber_extras(&reading->aliases, fresh);
        renumber_again(&reading->again, fresh);
        squeeze(&reading->entity_names, sizeof(kith_ref), gone);
        squeeze(&reading->entity_type, sizeof(uint16_t), gone);
        squeeze(&reading->entity_origins, sizeof(kith_origin), gone);
    }
    kith_release(fresh);
    return good;
}

bool kith_reading_compact(kith_reading *reading,
                          const uint64_t *dropped,
                          const uint64_t *gone)
{
    drop_relations(reading, dropped);
    return drop_entities(reading, gone);
}
