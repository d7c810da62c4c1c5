/* What XML says of the graph itself: members of the whole, and its documents.
 */
#include "records/dialects/cited.h"
#include "records/dialects/xml_graph.h"

#include <string.h>

kith_xml_key *kith_xml_key_of(const kith_xml_graph *graph,
                              const char *id,
                              kith_record_kind kind)
{
    for (size_t i = 0; i < graph->key_count; i++) {
        kith_xml_key *key = &graph->keys[i];
        if (!key->both && key->kind == kind && !strcmp(key->id, id))
            return key;
    }
    return NULL;
}

static bool is_called(const kith_xml_key *key, const char *name)
{
    return key->name.length == strlen(name) &&
           !memcmp(key->name.data, name, key->name.length);
}

/* Members that hold records, and are not for others. */
static bool is_of_records(const kith_xml_key *key)
{
    return is_called(key, "entities") || is_called(key, "relations") ||
           is_called(key, "documents");
}

static void keep_member(kith_xml_graph *graph,
                        const kith_xml_key *key,
                        const char *value)
{
    kith_translation *t = graph->t;
    kith_field field = {0};
    const size_t from = t->out_used;
    kith_xml_set(t, &field, is_called(key, "title") ? KITH_XML_TEXT : key->type,
                 value);
    kith_put_value(t, field.type, field.text);
    kith_keep_member(t, key->name, kith_take_back(t, from));
}

void kith_xml_keep_value(kith_xml_graph *graph,
                         const char *id,
                         const char *value)
{
    const kith_xml_key *key =
        id ? kith_xml_key_of(graph, id, KITH_RECORD_DOCUMENT) : NULL;
    const kith_text text = {value, strlen(value)};
    if (key && is_called(key, "documents") &&
        kith_put_documents(graph->t, text))
        return;
    if (!key || is_of_records(key))
        kith_lose(graph->t, "value of the graph itself was left out",
                  "values of the graph itself were left out");
    else if (*value)
        keep_member(graph, key, value);
}
