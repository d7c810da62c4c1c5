/* A graph from arrays that were kept. */
#include "graph/parts.h"

#include "base/alloc.h"
#include "base/error.h"

/* name, type of an element, array of kith_reading, what it holds */
#define PART(name, type, field, kind)                                 \
 {                                                                    \
  name, sizeof(type), offsetof(kith_reading, field), KITH_PART_##kind \
 }

const kith_part kith_parts[] = {
    PART("entity.id", kith_ref, entities.refs, REFS),
    PART("entity.name", kith_ref, entity_names, REFS),
    PART("entity.type", uint16_t, entity_type, COLUMN),
    PART("entity.more_types", kith_extra, more_types, NUMBERS),
    PART("entity.aliases", kith_extra, aliases, EXTRAS),
    PART("entity.types", kith_ref, entity_types.refs, REFS),
    PART("relation.type", uint16_t, relation_type, COLUMN),
    PART("relation.undirected", uint64_t, undirected, NUMBERS),
    PART("relation.weight", double, weights, COLUMN),
    PART("relation.confidence", double, confidences, COLUMN),
    PART("relation.since", kith_date, since, COLUMN),
    PART("relation.until", kith_date, until, COLUMN),
    PART("relation.types", kith_ref, relation_types.refs, REFS),
    PART("document.id", kith_ref, documents.refs, REFS),
    {0},
};

kith_reading *kith_parts_reading(const kith_backing *backing)
{
    kith_reading *reading = kith_reading_new();
    if (reading) {
        reading->backing = backing;
        reading->bytes = backing->bytes;
    }
    return reading;
}

static void count_texts(kith_intern *intern)
{
    intern->count = (uint32_t)(intern->refs.used / sizeof(kith_ref));
}

void kith_parts_count(kith_reading *reading)
{
    count_texts(&reading->entities);
    count_texts(&reading->entity_types);
    count_texts(&reading->relation_types);
    count_texts(&reading->documents);
    reading->relation_count = reading->sources_of.used / sizeof(kith_id);
}

kith_status kith_parts_graph(kith_graph **out,
                             kith_reading *reading,
                             unsigned threads,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    kith_graph *graph = KITH_NEW(kith_graph, 1);
    *out = NULL;
    if (!graph) {
        kith_reading_free(reading);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    KITH_TRY(st, kith_reading_take_title(reading, err), done);
    if (!kith_reading_show(reading, graph)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    graph->threads = threads;
    *out = graph;
    graph = NULL;
    reading = NULL;
done:
    kith_reading_free(reading);
    kith_release(graph);
    return st;
}

kith_reading *kith_parts_replace(kith_graph *graph, kith_reading *reading)
{
    kith_reading *before = graph->reading;
    if (!kith_reading_show(reading, graph))
        return NULL;
    kith_graph_forget(graph);
    return before;
}
