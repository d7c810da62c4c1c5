/* kith_graph_record: the JSON text behind an entity, a relation or a document,
 * with what its other records add. */
#include "base/alloc.h"
#include "base/bisect.h"
#include "base/error.h"
#include "graph/each_record.h"
#include "graph/merge.h"
#include "graph/reading.h"

#include <string.h>

/* The first of the further records of `id`, and how many there are. */
static const kith_again *again_of(const kith_pages *pages,
                                  kith_id id,
                                  size_t *count)
{
    const kith_again *again = pages->data;
    const size_t size = pages->used / sizeof *again;
    const size_t low = kith_lower_bound(again, size, sizeof *again,
                                        offsetof(kith_again, id), id);
    *count = 0;
    while (low + *count < size && again[low + *count].id == id)
        ++*count;
    return *count ? again + low : NULL;
}

/* An entity of a selection by its number in the graph that was read. */
static kith_id root_entity(const kith_graph *graph, kith_id e)
{
    const char *text = kith_graph_entity_id(graph, e);
    const kith_text id = {text, strlen(text)};
    return kith_reading_find(kith_graph_reading(graph), KITH_RECORD_ENTITY, id);
}

bool kith_graph_has_further(const kith_graph *graph, kith_id entity)
{
    const kith_pages *pages = &kith_graph_reading(graph)->again;
    size_t count = 0;
    return pages->used && again_of(pages, root_entity(graph, entity), &count);
}

bool kith_graph_document_has_further(const kith_graph *graph, kith_id document)
{
    const kith_pages *pages = &kith_graph_reading(graph)->again_documents;
    size_t count = 0;
    return pages->used && again_of(pages, document, &count);
}

static kith_status add_further(const kith_reading *reading,
                               kith_merger *merger,
                               kith_origin origin,
                               kith_error *err)
{
    char *text = NULL;
    size_t length = 0;
    bool told = false; /* they agree and add: that was seen while reading */
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_reading_record(reading, origin, &text, &length, err),
             done);
    KITH_TRY(st,
             kith_merger_look(merger, (kith_text){text, length}, NULL, NULL,
                              &told, err),
             done);
    st = kith_merger_take(merger, &told, err);
done:
    kith_release(text);
    return st;
}

/* Put what further records say into the text of the first. */
static kith_status add_all(const kith_reading *reading,
                           const kith_again *again,
                           size_t count,
                           char **text,
                           size_t length,
                           kith_error *err)
{
    kith_merger *merger = NULL;
    char *whole = NULL;
    kith_status st = KITH_OK;
    if (count == 0)
        return KITH_OK;
    KITH_TRY(st, kith_merger_new(&merger, (kith_text){*text, length}, err),
             done);
    for (size_t i = 0; i < count; i++)
        KITH_TRY(st, add_further(reading, merger, again[i].origin, err), done);
    KITH_TRY(st, kith_merger_write(merger, &whole, err), done);
    kith_release(*text);
    *text = whole;
done:
    kith_merger_free(merger);
    return st;
}

kith_status kith_graph_record(const kith_graph *graph,
                              kith_record_kind kind,
                              kith_id id,
                              char **out,
                              kith_error *err)
{
    const kith_reading *reading = kith_graph_reading(graph);
    const kith_origin origin = kith_graph_origin(graph, kind, id);
    const bool entity = kind == KITH_RECORD_ENTITY;
    size_t length = 0;
    size_t further = 0;
    *out = NULL;
    if (!kith_is_defined(origin)) {
        *out = KITH_NEW(char, 3);
        if (!*out)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        memcpy(*out, "{}", 2);
        return KITH_OK;
    }
    kith_status st = kith_reading_record(reading, origin, out, &length, err);
    if (kind == KITH_RECORD_RELATION)
        return st;
    const kith_pages *pages =
        entity ? &reading->again : &reading->again_documents;
    if (pages->used == 0)
        return st;
    const kith_again *again =
        again_of(pages, entity ? root_entity(graph, id) : id, &further);
    if (st == KITH_OK)
        st = add_all(reading, again, further, out, length, err);
    if (st != KITH_OK) {
        kith_release(*out);
        *out = NULL;
    }
    return st;
}
