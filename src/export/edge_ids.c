/* Ids of relations, own ones and made ones. */
#include "export/edge_ids.h"

#include "export/pieces.h"

#include <string.h>

/* Underscores that a made id must have more than to be unlike `text`: it looks
 * like a made id with one less. */
static size_t underscores_over(kith_text text)
{
    size_t at = 1;
    if (text.length < 2 || text.data[0] != 'e')
        return 0;
    while (at < text.length && text.data[at] == '_')
        at++;
    const size_t count = at - 1;
    const size_t digits = at;
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at == text.length && at > digits ? count + 1 : 0;
}

static void heed(kith_edge_ids *ids, kith_text text)
{
    const size_t count = underscores_over(text);
    ids->underscores = count > ids->underscores ? count : ids->underscores;
}

bool kith_edge_ids_made(const kith_edge_ids *ids)
{
    return ids->rule == KITH_EDGE_IDS_ALL || ids->rule == KITH_EDGE_IDS_SHARED;
}

kith_status kith_edge_ids_make(kith_edge_ids *ids,
                               const kith_graph *graph,
                               kith_rows *rows,
                               kith_edge_id_rule rule,
                               kith_error *err)
{
    const kith_attribute *own = rows->attributes->of_role[KITH_ROLE_ID];
    *ids = (kith_edge_ids){.rule = rule};
    if (!kith_edge_ids_made(ids))
        return KITH_OK;
    for (kith_id r = 0; own && r < kith_graph_relation_count(graph); r++) {
        const kith_status st = kith_rows_read(rows, r, err);
        if (st != KITH_OK)
            return st;
        const kith_text json = kith_rows_value(rows, own);
        if (!kith_json_is_null(json))
            heed(ids, kith_rows_text(rows, json));
    }
    for (kith_id e = 0;
         rule == KITH_EDGE_IDS_SHARED && e < kith_graph_entity_count(graph);
         e++)
        heed(ids, kith_text_of(kith_graph_entity_id(graph, e)));
    return KITH_OK;
}

kith_text kith_edge_ids_own(const kith_edge_ids *ids,
                            kith_rows *rows,
                            bool *taken)
{
    const kith_attribute *own = rows->attributes->of_role[KITH_ROLE_ID];
    const kith_text json = kith_rows_value(rows, own);
    *taken = false;
    if (kith_json_is_null(json) || *json.data != '"')
        return (kith_text){0};
    if (ids->rule == KITH_EDGE_IDS_OWN || ids->rule == KITH_EDGE_IDS_ALL)
        return json;
    *taken = kith_graph_entity_of_id(rows->graph, kith_rows_text(rows, json)) !=
             KITH_NONE;
    return *taken ? (kith_text){0} : json;
}

void kith_put_edge_id(kith_sink *sink, const kith_edge_ids *ids, kith_id r)
{
    kith_put_char(sink, 'e');
    for (size_t i = 0; i < ids->underscores; i++)
        kith_put_char(sink, '_');
    kith_put_unsigned(sink, r);
}
