/* From a record's evidence to the address of the document it cites. */
#include "export/address.h"

#include "base/error.h"
#include "export/pieces.h"

#include <string.h>

static kith_status parse_record(kith_json **out,
                                const kith_graph *graph,
                                kith_record_kind kind,
                                kith_id id,
                                kith_error *err)
{
    char *text = NULL;
    *out = NULL;
    kith_status st = kith_graph_record(graph, kind, id, &text, err);
    if (st == KITH_OK)
        st = kith_json_parse(out, kith_text_of(text), "record", err);
    kith_free(text);
    return st;
}

static kith_status keep_url(kith_addresses *to,
                            const kith_graph *graph,
                            kith_id document,
                            kith_error *err)
{
    kith_json *record = NULL;
    kith_status st =
        parse_record(&record, graph, KITH_RECORD_DOCUMENT, document, err);
    const char *url = kith_json_string(kith_json_get(record, "url"));
    if (url && *url) {
        if (!to->urls) {
            to->urls = KITH_ARENA_NEW(&to->arena, const char *,
                                      kith_graph_document_count(graph));
        }
        if (to->urls)
            to->urls[document] = kith_arena_text(&to->arena, url, strlen(url));
        if (!to->urls || !to->urls[document])
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    kith_json_free(record);
    return st;
}

kith_status kith_addresses_make(kith_addresses *out,
                                const kith_graph *graph,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    const size_t count = kith_graph_document_count(graph);
    for (kith_id d = 0; st == KITH_OK && d < count; d++)
        st = keep_url(out, graph, d, err);
    return st;
}

/* Evidence is the document's id, or an object that names it. */
static const char *url_of(const kith_addresses *addresses,
                          const kith_graph *graph,
                          const kith_json *evidence)
{
    const char *id = kith_json_string(evidence);
    if (!id)
        id = kith_json_string(kith_json_get(evidence, "document"));
    const kith_id document =
        id ? kith_graph_document_of_id(graph, kith_text_of(id)) : KITH_NONE;
    return document == KITH_NONE ? NULL : addresses->urls[document];
}

kith_status kith_address_of(const kith_addresses *addresses,
                            const kith_graph *graph,
                            kith_record_kind kind,
                            kith_id id,
                            const char **url,
                            kith_error *err)
{
    kith_json *record = NULL;
    *url = NULL;
    if (!addresses->urls)
        return KITH_OK;
    const kith_status st = parse_record(&record, graph, kind, id, err);
    const kith_json *at = kith_json_first(kith_json_get(record, "evidence"));
    for (; at && !*url; at = kith_json_next(at))
        *url = url_of(addresses, graph, at);
    kith_json_free(record);
    return st;
}

void kith_addresses_free(kith_addresses *addresses)
{
    kith_arena_free(&addresses->arena);
}
