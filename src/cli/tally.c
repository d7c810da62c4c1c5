/* Counts by type, in one pass and memory that grows with the types in use. */
#include "cli/tally.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

static size_t hash_of(const kith_tally_row *row)
{
    uint64_t h = row->source;
    h = (h ^ row->type) * 0x9E3779B97F4A7C15U;
    h = ((h >> 29) ^ row->target) * 0xBF58476D1CE4E5B9U;
    return (size_t)(h >> 32 ^ h);
}

static bool is_same(const kith_tally_row *a, const kith_tally_row *b)
{
    return a->source == b->source && a->type == b->type &&
           a->target == b->target;
}

/* The slot of a row, or the free one where it would stand. */
static size_t slot_of(const kith_tally *t, const kith_tally_row *row)
{
    size_t slot = hash_of(row) & (t->slot_count - 1);
    while (t->slots[slot] && !is_same(&t->rows[t->slots[slot] - 1], row))
        slot = (slot + 1) & (t->slot_count - 1);
    return slot;
}

/* Room for twice as many rows, and four slots for each. */
static bool grow(kith_tally *t)
{
    const size_t room = t->room ? 2 * t->room : 64;
    kith_tally_row *rows = kith_grow_array(t->rows, room, sizeof *rows);
    if (!rows)
        return false;
    t->rows = rows;
    size_t *slots = KITH_NEW(size_t, 4 * room);
    if (!slots)
        return false;
    kith_release(t->slots);
    t->slots = slots;
    t->slot_count = 4 * room;
    t->room = room;
    for (size_t i = 0; i < t->size; i++)
        t->slots[slot_of(t, &rows[i])] = i + 1;
    return true;
}

static bool add(kith_tally *t, kith_tally_row row)
{
    if (t->size == t->room && !grow(t))
        return false;
    const size_t slot = slot_of(t, &row);
    if (!t->slots[slot]) {
        row.order = t->size;
        t->rows[t->size++] = row;
        t->slots[slot] = t->size;
    }
    t->rows[t->slots[slot] - 1].count++;
    return true;
}

static int by_count_then_use(const void *a, const void *b)
{
    const kith_tally_row *x = a;
    const kith_tally_row *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void sort(kith_tally *t)
{
    if (t->size)
        qsort(t->rows, t->size, sizeof *t->rows, by_count_then_use);
}

/* -- one type each ------------------------------------------------------- */

static const struct {
    size_t (*count)(const kith_graph *graph);
    size_t (*types)(const kith_graph *graph);
    kith_id (*type)(const kith_graph *graph, kith_id at);
} kinds[] = {
    [KITH_RECORD_ENTITY] = {kith_graph_entity_count,
                            kith_graph_entity_type_count,   kith_graph_entity_type  },
    [KITH_RECORD_RELATION] = {kith_graph_relation_count,
                            kith_graph_relation_type_count, kith_graph_relation_type},
};

static kith_tally_row row_of(kith_record_kind kind, kith_id type)
{
    const bool entity = kind == KITH_RECORD_ENTITY;
    return (kith_tally_row){
        .source = entity ? type : KITH_NONE,
        .type = entity ? KITH_NONE : type,
        .target = KITH_NONE,
    };
}

/* A counter for each type, and a row when it is first met: no table of slots is
 * asked for each of many. */
static kith_status count_types(kith_tally *tally,
                               const kith_graph *graph,
                               kith_record_kind kind,
                               kith_error *err)
{
    const size_t count = kinds[kind].count(graph);
    const size_t none = kinds[kind].types(graph);
    size_t *counts = KITH_NEW(size_t, none + 1);
    bool good = counts != NULL;
    for (size_t i = 0; good && i < count; i++) {
        const kith_id type = kinds[kind].type(graph, (kith_id)i);
        if (counts[type < none ? type : none]++ == 0)
            good = add(tally, row_of(kind, type));
    }
    for (size_t i = 0; good && i < tally->size; i++) {
        kith_tally_row *row = &tally->rows[i];
        const kith_id type =
            kind == KITH_RECORD_ENTITY ? row->source : row->type;
        row->count = counts[type < none ? type : none];
    }
    kith_release(counts);
    sort(tally);
    return good ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_tally_entities(kith_tally *tally,
                                const kith_graph *graph,
                                kith_error *err)
{
    return count_types(tally, graph, KITH_RECORD_ENTITY, err);
}

kith_status kith_tally_relations(kith_tally *tally,
                                 const kith_graph *graph,
                                 bool ends,
                                 kith_error *err)
{
    const size_t count = kith_graph_relation_count(graph);
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    if (!ends)
        return count_types(tally, graph, KITH_RECORD_RELATION, err);
    for (size_t r = 0; r < count; r++) {
        const kith_tally_row row = {
            .source = kith_graph_entity_type(graph, sources[r]),
            .type = kith_graph_relation_type(graph, (kith_id)r),
            .target = kith_graph_entity_type(graph, targets[r]),
        };
        if (!add(tally, row))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    sort(tally);
    return KITH_OK;
}

void kith_tally_free(kith_tally *tally)
{
    kith_release(tally->rows);
    kith_release(tally->slots);
    *tally = (kith_tally){0};
}

const char *kith_tally_entity_name(const kith_graph *graph, kith_id type)
{
    return type == KITH_NONE ? NULL : kith_graph_entity_type_name(graph, type);
}

const char *kith_tally_relation_name(const kith_graph *graph, kith_id type)
{
    return type == KITH_NONE ? NULL
                             : kith_graph_relation_type_name(graph, type);
}
