/* Makes graphs as the reader does, record by record, without any input. */
#include "make_graph.h"

#include "base/alloc.h"
#include "graph/reading.h"
#include "test.h"

#include <math.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static uint32_t intern(kith_intern *names, const char *name)
{
    const kith_text text = text_of(name);
    const uint32_t id = kith_intern_add(names, text, kith_intern_hash(text));
    assert_int_not_equal(id, KITH_INTERN_NONE);
    return id;
}

static void add(kith_pages *pages, const void *value, size_t size)
{
    assert_true(kith_pages_add(pages, value, size));
}

kith_graph *make_graph(void)
{
    kith_graph *graph = KITH_NEW(kith_graph, 1);
    kith_reading *reading = KITH_NEW(kith_reading, 1);
    assert_non_null(graph);
    assert_non_null(reading);
    reading->entities.texts = &reading->texts;
    reading->entity_types.texts = &reading->texts;
    reading->relation_types.texts = &reading->texts;
    reading->documents.texts = &reading->texts;
    assert_true(kith_reading_show(reading, graph));
    return graph;
}

static kith_ref keep(kith_reading *reading, const char *text)
{
    const kith_ref ref = kith_texts_keep(&reading->texts, text_of(text));
    assert_true(ref > 0);
    return ref;
}

kith_id make_entity(kith_graph *graph,
                    const char *id,
                    const char *type,
                    const char *name)
{
    kith_reading *reading = graph->reading;
    const uint32_t count = reading->entities.count;
    const uint32_t e = intern(&reading->entities, id);
    if (e < count)
        return e;
    const kith_origin origin = KITH_NO_ORIGIN;
    const kith_ref kept = name ? keep(reading, name) : 0;
    const uint16_t known =
        type ? (uint16_t)intern(&reading->entity_types, type) : UINT16_MAX;
    add(&reading->entity_names, &kept, sizeof kept);
    add(&reading->entity_type, &known, sizeof known);
    add(&reading->entity_origins, &origin, sizeof origin);
    assert_true(kith_reading_show(reading, graph));
    return e;
}

void make_more_type(kith_graph *graph, const char *type)
{
    kith_reading *reading = graph->reading;
    const kith_extra more = {(kith_id)graph->entity_count - 1,
                             intern(&reading->entity_types, type)};
    add(&reading->more_types, &more, sizeof more);
    assert_true(kith_reading_show(reading, graph));
}

void make_alias(kith_graph *graph, const char *alias)
{
    kith_reading *reading = graph->reading;
    const kith_extra more = {(kith_id)graph->entity_count - 1,
                             keep(reading, alias)};
    add(&reading->aliases, &more, sizeof more);
    assert_true(kith_reading_show(reading, graph));
}

/* Say nothing for the relations up to the last that are not in a column. */
static void pad(kith_reading *reading,
                kith_pages *column,
                const void *nothing,
                size_t size)
{
    while (column->used < reading->relation_count * size)
        add(column, nothing, size);
}

static const kith_date no_date = KITH_NO_DATE;

static void pad_columns(kith_reading *reading)
{
    const double one = 1;
    const double unsaid = (double)NAN;
    if (reading->weights.used)
        pad(reading, &reading->weights, &one, sizeof one);
    if (reading->confidences.used)
        pad(reading, &reading->confidences, &unsaid, sizeof unsaid);
    if (reading->since.used)
        pad(reading, &reading->since, &no_date, sizeof no_date);
    if (reading->until.used)
        pad(reading, &reading->until, &no_date, sizeof no_date);
}

kith_id make_relation(kith_graph *graph,
                      const char *source,
                      const char *type,
                      const char *target)
{
    kith_reading *reading = graph->reading;
    const kith_origin origin = KITH_NO_ORIGIN;
    const kith_id from = make_entity(graph, source, NULL, NULL);
    const kith_id to = make_entity(graph, target, NULL, NULL);
    const uint16_t known = (uint16_t)intern(&reading->relation_types, type);
    add(&reading->sources_of, &from, sizeof from);
    add(&reading->targets_of, &to, sizeof to);
    add(&reading->relation_type, &known, sizeof known);
    add(&reading->relation_origins, &origin, sizeof origin);
    reading->relation_count++;
    pad_columns(reading);
    assert_true(kith_reading_show(reading, graph));
    return (kith_id)reading->relation_count - 1;
}

static kith_date date_of(const char *text)
{
    return text ? kith_date_parse(text_of(text)) : KITH_NO_DATE;
}

void make_span(kith_graph *graph, const char *since, const char *until)
{
    kith_reading *reading = graph->reading;
    pad(reading, &reading->since, &no_date, sizeof no_date);
    pad(reading, &reading->until, &no_date, sizeof no_date);
    assert_true(kith_reading_show(reading, graph));
    graph->since[graph->relation_count - 1] = date_of(since);
    graph->until[graph->relation_count - 1] = date_of(until);
}

void make_confidence(kith_graph *graph, double confidence)
{
    kith_reading *reading = graph->reading;
    const double unsaid = (double)NAN;
    pad(reading, &reading->confidences, &unsaid, sizeof unsaid);
    assert_true(kith_reading_show(reading, graph));
    graph->confidences[graph->relation_count - 1] = confidence;
}

void make_weight(kith_graph *graph, double weight)
{
    kith_reading *reading = graph->reading;
    const double one = 1;
    pad(reading, &reading->weights, &one, sizeof one);
    assert_true(kith_reading_show(reading, graph));
    graph->weights[graph->relation_count - 1] = weight;
}

void make_undirected(kith_graph *graph)
{
    enum { ROOM = 1 << 18 }; /* bytes: more relations than a test makes */
    kith_reading *reading = graph->reading;
    if (!reading->undirected.used)
        assert_non_null(kith_pages_take(&reading->undirected, ROOM));
    assert_true(kith_reading_show(reading, graph));
    kith_set_bit(graph->undirected, graph->relation_count - 1);
}
