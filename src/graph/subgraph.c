/* Copies the marked part of a graph into a smaller one, in the same order. */
#include "graph/subgraph.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/reading.h"

#include <string.h>

static size_t count_marks(const bool *marks, size_t count)
{
    size_t marked = 0;
    for (size_t i = 0; i < count; i++)
        marked += marks[i];
    return marked;
}

/* -- columns ------------------------------------------------------------- */

/* Arrays with an element for each entity, or for each relation. */
static const struct column {
    size_t offset; /* of the pointer in a graph */
    size_t size;   /* of an element */
    bool of_relations;
} columns[] = {
    {offsetof(kith_graph, entity_ids),       sizeof(kith_ref),    false},
    {offsetof(kith_graph, entity_names),     sizeof(kith_ref),    false},
    {offsetof(kith_graph, entity_types),     sizeof(uint16_t),    false},
    {offsetof(kith_graph, entity_origins),   sizeof(kith_origin), false},
    {offsetof(kith_graph, sources),          sizeof(kith_id),     true },
    {offsetof(kith_graph, targets),          sizeof(kith_id),     true },
    {offsetof(kith_graph, relation_types),   sizeof(uint16_t),    true },
    {offsetof(kith_graph, relation_origins), sizeof(kith_origin), true },
    {offsetof(kith_graph, weights),          sizeof(double),      true },
    {offsetof(kith_graph, confidences),      sizeof(double),      true },
    {offsetof(kith_graph, since),            sizeof(kith_date),   true },
    {offsetof(kith_graph, until),            sizeof(kith_date),   true },
};

/* The marked elements of an array, `kept` of them; NULL if out of memory. */
static void *copy_marked(const void *array,
                         size_t size,
                         const bool *marks,
                         size_t count,
                         size_t kept)
{
    char *copy = kith_new_array(kept, size);
    const char *from = array;
    char *to = copy;
    for (size_t i = 0; copy && i < count; i++, from += size) {
        if (!marks[i])
            continue;
        memcpy(to, from, size);
        to += size;
    }
    return copy;
}

static bool copy_columns(kith_graph *to,
                         const kith_graph *from,
                         const bool *entities,
                         const bool *relations)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const struct column *c = &columns[i];
        const void *array = NULL;
        memcpy(&array, (const char *)from + c->offset, sizeof array);
        if (!array)
            continue;
        void *copy = c->of_relations
                         ? copy_marked(array, c->size, relations,
                                       from->relation_count, to->relation_count)
                         : copy_marked(array, c->size, entities,
                                       from->entity_count, to->entity_count);
        memcpy((char *)to + c->offset, &copy, sizeof copy);
        if (!copy)
            return false;
    }
    return true;
}

/* A selection has them written out. */
static bool copy_origins(kith_graph *to,
                         const kith_graph *from,
                         const bool *relations)
{
    size_t kept = 0;
    if (to->relation_origins)
        return true;
    to->relation_origins = KITH_NEW(kith_origin, to->relation_count);
    for (kith_id r = 0; to->relation_origins && r < from->relation_count; r++) {
        if (relations[r])
            to->relation_origins[kept++] =
                kith_graph_origin(from, KITH_RECORD_RELATION, r);
    }
    return to->relation_origins != NULL;
}

/* -- what is not a column ------------------------------------------------ */

static bool copy_undirected(kith_graph *to,
                            const kith_graph *from,
                            const bool *relations)
{
    if (!from->undirected)
        return true;
    to->undirected = KITH_NEW(uint64_t, to->relation_count / 64 + 1);
    if (!to->undirected)
        return false;
    size_t kept = 0;
    for (kith_id r = 0; r < from->relation_count; r++) {
        if (!relations[r])
            continue;
        const uint64_t bit = !kith_graph_relation_directed(from, r);
        to->undirected[kept / 64] |= bit << (kept % 64);
        kept++;
    }
    return true;
}

/* Extras of the entities that have a new id; NULL if out of memory. */
static kith_extra *copy_extras(const kith_extra *extras,
                               size_t count,
                               const kith_id *new_ids,
                               size_t *kept)
{
    *kept = 0;
    for (size_t i = 0; i < count; i++)
        *kept += new_ids[extras[i].entity] != KITH_NONE;
    kith_extra *copy = KITH_NEW(kith_extra, *kept);
    size_t used = 0;
    for (size_t i = 0; copy && i < count; i++) {
        const kith_id e = new_ids[extras[i].entity];
        if (e != KITH_NONE)
            copy[used++] = (kith_extra){e, extras[i].value};
    }
    return copy;
}

static void give_new_ids(kith_id *new_ids, const bool *entities, size_t count)
{
    kith_id next = 0;
    for (size_t e = 0; e < count; e++)
        new_ids[e] = entities[e] ? next++ : KITH_NONE;
}

static void renumber_ends(kith_graph *graph, const kith_id *new_ids)
{
    for (size_t r = 0; r < graph->relation_count; r++) {
        graph->sources[r] = new_ids[graph->sources[r]];
        graph->targets[r] = new_ids[graph->targets[r]];
    }
}

static bool fill(kith_graph *to,
                 const kith_graph *from,
                 const bool *entities,
                 const bool *relations)
{
    bool filled = false;
    kith_id *new_ids = KITH_NEW(kith_id, from->entity_count);
    if (!new_ids || !copy_columns(to, from, entities, relations) ||
        !copy_origins(to, from, relations) ||
        !copy_undirected(to, from, relations))
        goto done;
    give_new_ids(new_ids, entities, from->entity_count);
    renumber_ends(to, new_ids);
    to->more_types = copy_extras(from->more_types, from->more_type_count,
                                 new_ids, &to->more_type_count);
    to->aliases = copy_extras(from->aliases, from->alias_count, new_ids,
                              &to->alias_count);
    filled = to->more_types && to->aliases;
done:
    kith_release(new_ids);
    return filled;
}

kith_status kith_subgraph(kith_graph **out,
                          kith_graph *graph,
                          const bool *entities,
                          const bool *relations,
                          kith_error *err)
{
    *out = NULL;
    kith_graph *part = KITH_NEW(kith_graph, 1);
    if (!part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    *part = (kith_graph){
        .parent = graph,
        .threads = graph->threads,
        .texts = graph->texts,
        .entity_count = count_marks(entities, graph->entity_count),
        .relation_count = count_marks(relations, graph->relation_count),
        .entity_type_names = graph->entity_type_names,
        .entity_type_count = graph->entity_type_count,
        .relation_type_names = graph->relation_type_names,
        .relation_type_count = graph->relation_type_count,
        .reading = graph->reading,
    };
    if (!fill(part, graph, entities, relations)) {
        kith_graph_free(part);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    *out = part;
    return KITH_OK;
}
