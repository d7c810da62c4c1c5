/* The choice of a delimiter, by looking at everything that it would stand in.
 */
#include "export/delimiter.h"

#include "base/error.h"
#include "export/pieces.h"
#include "json/scan.h"

#include <string.h>

/* The best first. */
static const kith_delimiter delimiters[] = {
    {";",    "';'",    "kith"     },
    {"|",    "'|'",    "kith-bar" },
    {"\x1F", "U+001F", "kith-unit"},
};
#define DELIMITERS (sizeof delimiters / sizeof *delimiters)

bool kith_is_delimited(const kith_attribute *attribute)
{
    return attribute->is_list && !attribute->is_nested &&
           attribute->type != KITH_ATTRIBUTE_MIXED;
}

/* Those that are in a text, a sum of 1 << number. */
static unsigned used_in(kith_text text)
{
    unsigned used = 0;
    for (size_t d = 0; d < DELIMITERS; d++) {
        if (memchr(text.data, *delimiters[d].text, text.length))
            used |= 1u << d;
    }
    return used;
}

static unsigned used_in_row(kith_rows *rows)
{
    unsigned used = 0;
    kith_text element;
    for (size_t i = 0; i < rows->count; i++) {
        const kith_text json = rows->values[i].json;
        if (!kith_is_delimited(rows->values[i].attribute))
            continue;
        if (*json.data == '"')
            used |= used_in(kith_rows_text(rows, json));
        for (size_t at = 0;
             *json.data == '[' && kith_json_each_element(json, &at, &element);)
            used |= used_in(kith_rows_text(rows, element));
    }
    return used;
}

static bool has_lists(const kith_attributes *attributes)
{
    bool any = false;
    for (size_t i = 0; i < attributes->count; i++)
        any |= kith_is_delimited(&attributes->items[i]);
    return any;
}

static kith_status look_at_rows(kith_rows *rows,
                                size_t count,
                                unsigned *used,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    if (!has_lists(rows->attributes))
        return KITH_OK;
    for (kith_id id = 0; st == KITH_OK && id < count; id++) {
        st = kith_rows_read(rows, id, err);
        if (st == KITH_OK)
            *used |= used_in_row(rows);
        if (rows->failed)
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return st;
}

static kith_status choose(const kith_delimiter **out,
                          unsigned used,
                          kith_error *err)
{
    for (size_t d = 0; d < DELIMITERS; d++) {
        if (used >> d & 1)
            continue;
        *out = &delimiters[d];
        return KITH_OK;
    }
    (void)kith_fail(err, KITH_E_UNSUPPORTED,
                    "there are values with ';', with '|' and with U+001F, so "
                    "that nothing delimits lists");
    kith_hint(err, "write 'cypher' or 'neo4j-json'");
    return KITH_E_UNSUPPORTED;
}

kith_status kith_delimiter_choose(const kith_delimiter **out,
                                  kith_writing *w,
                                  kith_error *err)
{
    const kith_graph *graph = w->graph;
    unsigned used = 0;
    kith_status st = KITH_OK;
    for (kith_id t = 0; t < kith_graph_entity_type_count(graph); t++)
        used |= used_in(kith_text_of(kith_graph_entity_type_name(graph, t)));
    KITH_TRY(st,
             look_at_rows(&w->entity, kith_graph_entity_count(graph), &used,
                          err),
             done);
    KITH_TRY(st,
             look_at_rows(&w->relation, kith_graph_relation_count(graph), &used,
                          err),
             done);
    st = choose(out, used, err);
done:
    return st;
}
