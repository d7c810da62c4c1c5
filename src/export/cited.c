/* The documents that a selection cites. */
#include "export/cited.h"

#include "base/alloc.h"
#include "base/error.h"
#include "export/pieces.h"
#include "graph/record_window.h"
#include "graph/store.h"

/* Evidence is the document's id, or an object that names it. */
static void mark(bool *marks, const kith_graph *graph, const kith_json *piece)
{
    const char *id = kith_json_string(piece);
    if (!id)
        id = kith_json_string(kith_json_get(piece, "document"));
    const kith_id document =
        id ? kith_graph_document_of_id(graph, kith_text_of(id)) : KITH_NONE;
    if (document != KITH_NONE)
        marks[document] = true;
}

/* Only evidence is parsed: most of a record is something else. */
static kith_status mark_record(bool *marks,
                               const kith_graph *graph,
                               kith_text record,
                               kith_error *err)
{
    kith_text key;
    kith_text value;
    kith_status st = KITH_OK;
    for (size_t at = 0;
         st == KITH_OK && kith_json_each_member(record, &at, &key, &value);) {
        kith_json *evidence = NULL;
        if (!kith_json_is_key(key, kith_text_of("evidence")))
            continue;
        st = kith_json_parse(&evidence, value, "evidence", err);
        for (const kith_json *piece = kith_json_first(evidence); piece;
             piece = kith_json_next(piece))
            mark(marks, graph, piece);
        kith_json_free(evidence);
    }
    return st;
}

static kith_status mark_kind(bool *marks,
                             const kith_graph *graph,
                             kith_record_kind kind,
                             size_t count,
                             kith_error *err)
{
    kith_record_window *window = NULL;
    kith_text record;
    kith_status st = kith_record_window_new(&window, graph, err);
    for (kith_id id = 0; id < count && st == KITH_OK; id++) {
        st = kith_record_window_read(window, kind, id, &record, err);
        if (st == KITH_OK)
            st = mark_record(marks, graph, record, err);
    }
    kith_record_window_free(window);
    return st;
}

kith_status kith_cited_find(kith_cited_documents *out,
                            const kith_graph *graph,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    *out = (kith_cited_documents){0};
    if (!graph->parent)
        return KITH_OK;
    out->marks = KITH_NEW(bool, kith_graph_document_count(graph) + 1);
    if (!out->marks)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             mark_kind(out->marks, graph, KITH_RECORD_ENTITY,
                       kith_graph_entity_count(graph), err),
             done);
    st = mark_kind(out->marks, graph, KITH_RECORD_RELATION,
                   kith_graph_relation_count(graph), err);
done:
    return st;
}

bool kith_cited_has(const kith_cited_documents *cited, kith_id document)
{
    return !cited->marks || cited->marks[document];
}

size_t kith_cited_count(const kith_cited_documents *cited,
                        const kith_graph *graph)
{
    const size_t documents = kith_graph_document_count(graph);
    size_t count = 0;
    for (kith_id d = 0; d < documents; d++)
        count += kith_cited_has(cited, d);
    return count;
}

void kith_cited_free(kith_cited_documents *cited)
{
    kith_release(cited->marks);
    cited->marks = NULL;
}
