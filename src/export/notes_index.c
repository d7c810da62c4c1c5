/* The index of notes: entities by type, documents with what is said of them. */
#include "export/notes.h"
#include "export/pieces.h"

static void put_text(kith_notes *n, const char *text)
{
    kith_notes_put(n, kith_text_of(text));
}

static void put_type_list(kith_notes *n, kith_id type)
{
    const kith_graph *graph = n->w.graph;
    bool any = false;
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        if (kith_graph_entity_type(graph, e) != type)
            continue;
        if (!any) {
            kith_put(&n->w.sink, "\n## ");
            put_text(n, type == KITH_NONE ? "without a type"
                                          : n->w.styles.entities[type].label);
            kith_put(&n->w.sink, "\n\n");
        }
        kith_put(&n->w.sink, "- ");
        kith_notes_put_link(n, e);
        kith_put_char(&n->w.sink, '\n');
        any = true;
    }
}

/* A document, with what its record says. */
static kith_status put_document_entry(kith_notes *n, kith_id d, kith_error *err)
{
    char *record = NULL;
    kith_text key;
    kith_text value;
    const kith_status st =
        kith_graph_record(n->w.graph, KITH_RECORD_DOCUMENT, d, &record, err);
    if (st != KITH_OK)
        return st;
    kith_put(&n->w.sink, "- ");
    kith_notes_put_document(n, d);
    kith_put_char(&n->w.sink, '\n');
    const kith_text whole = kith_text_of(record);
    for (size_t at = 0; kith_json_each_member(whole, &at, &key, &value);) {
        const kith_text quoted = {key.data - 1, key.length + 2};
        kith_put(&n->w.sink, "  - ");
        kith_notes_put_value(n, &n->w.entity, quoted);
        kith_put(&n->w.sink, ": ");
        kith_notes_put_value(n, &n->w.entity, value);
        kith_put_char(&n->w.sink, '\n');
    }
    kith_free(record);
    return KITH_OK;
}

static void put_count(kith_notes *n,
                      size_t count,
                      const char *one,
                      const char *many)
{
    kith_putf(&n->w.sink, "%zu %s", count, count == 1 ? one : many);
}

kith_status kith_notes_put_index(kith_notes *n, kith_error *err)
{
    const kith_graph *graph = n->w.graph;
    const char *title = kith_export_title(graph, n->w.options);
    const size_t count = kith_graph_document_count(graph);
    const size_t documents = kith_cited_count(&n->cited, graph);
    kith_status st = KITH_OK;
    kith_put(&n->w.sink, "# ");
    put_text(n, title ? title : KITH_NOTES_INDEX);
    kith_put(&n->w.sink, "\n\n");
    put_count(n, kith_graph_entity_count(graph), "entity", "entities");
    kith_put(&n->w.sink, ", ");
    put_count(n, kith_graph_relation_count(graph), "relation", "relations");
    kith_put(&n->w.sink, ", ");
    put_count(n, documents, "document", "documents");
    kith_put_char(&n->w.sink, '\n');
    for (kith_id t = 0; t < kith_graph_entity_type_count(graph); t++)
        put_type_list(n, t);
    put_type_list(n, KITH_NONE);
    if (documents)
        kith_put(&n->w.sink, "\n## Documents\n\n");
    for (kith_id d = 0; st == KITH_OK && d < count; d++) {
        if (kith_cited_has(&n->cited, d))
            st = put_document_entry(n, d, err);
    }
    return st;
}
