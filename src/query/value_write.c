/* Values as text: JSON for programs, the language's own notation for people. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "base/sink.h"
#include "query/session.h"
#include "query/temporal_value.h"

#include <kith/json.h>

#include <math.h>
#include <string.h>

typedef struct writer {
    kith_session *session;
    kith_sink sink;
    bool json;
    bool exact;  /* text: a node as the language writes it */
    bool inside; /* text: what stands in a list, map or path is marked off */
    kith_status st;
    kith_error *err;
} writer;

static void put_value(writer *w, kith_value v);

static void put_real(writer *w, double real)
{
    char text[KITH_NUMBER_SIZE + 2];
    if (isfinite(real)) {
        (void)kith_number_format(real, text);
        kith_put(&w->sink, text);
        if (!strpbrk(text, ".e"))
            kith_put(&w->sink, ".0");
        return;
    }
    const char *name = isnan(real) ? "NaN"
                       : real > 0  ? "Infinity"
                                   : "-Infinity";
    kith_putf(&w->sink, w->json ? "\"%s\"" : "%s", name);
}

static void put_string(writer *w, kith_text text)
{
    if (w->json || w->inside) {
        kith_put_json(&w->sink, text);
    } else {
        kith_put_bytes(&w->sink, text.data, text.length);
    }
}

static void put_temporal(writer *w, kith_value v)
{
    char text[KITH_TEMPORAL_SIZE];
    const size_t length = kith_temporal_text(v, text);
    if (w->json) {
        kith_put_json(&w->sink, (kith_text){text, length});
    } else {
        kith_put_bytes(&w->sink, text, length);
    }
}

static void put_list(writer *w, kith_value v)
{
    kith_put_char(&w->sink, '[');
    for (uint32_t i = 0; i < v.size; i++) {
        if (i)
            kith_put(&w->sink, w->json ? "," : ", ");
        put_value(w, v.as.items[i]);
    }
    kith_put_char(&w->sink, ']');
}

static void put_map(writer *w, kith_value v)
{
    kith_put_char(&w->sink, '{');
    for (uint32_t i = 0; i < v.size; i++) {
        const kith_entry *entry = &v.as.pairs[i];
        if (i)
            kith_put(&w->sink, w->json ? "," : ", ");
        if (w->json) {
            kith_put_json(&w->sink, entry->key);
            kith_put_char(&w->sink, ':');
        } else {
            kith_put_bytes(&w->sink, entry->key.data, entry->key.length);
            kith_put(&w->sink, ": ");
        }
        put_value(w, entry->value);
    }
    kith_put_char(&w->sink, '}');
}

/* -- graph values -------------------------------------------------------- */

/* Read a record again; NULL if that fails. */
static char *read_record(writer *w, kith_record_kind kind, kith_id id)
{
    char *record = NULL;
    if (w->st == KITH_OK)
        w->st = kith_graph_record(w->session->graph, kind, id, &record, w->err);
    return record;
}

/* A member of a record itself, and none of its properties; absent until it is
 * found. */
typedef struct own_member {
    kith_text name;
    kith_text value;
} own_member;

#define OWN(text)                    \
 {                                   \
  .name = { text, sizeof(text) - 1 } \
 }

/* Find members in one walk over the record, which may be NULL. */
static void find_own(const char *record, own_member *wanted, size_t count)
{
    const kith_text object = {record, record ? strlen(record) : 0};
    kith_text key;
    kith_text value;
    size_t at = 0;
    while (record && kith_json_each_member(object, &at, &key, &value)) {
        for (size_t i = 0; i < count; i++) {
            if (kith_json_is_key(key, wanted[i].name))
                wanted[i].value = value;
        }
    }
}

/* JSON text of a record as this program writes it: white space and line ends
 * are those of whoever wrote the record. */
static void put_read(writer *w, kith_text json)
{
    kith_budget budget = {0};
    kith_heap heap = {.budget = &budget};
    bool ok = true;
    const kith_value value = kith_value_read(&heap, json, &ok);
    if (ok) {
        put_value(w, value);
    } else if (w->st == KITH_OK) {
        w->st = kith_heap_fail(&heap, w->err);
    }
    kith_heap_free(&heap);
}

static void put_key(writer *w, kith_text name)
{
    kith_put_char(&w->sink, ',');
    kith_put_json(&w->sink, name);
    kith_put_char(&w->sink, ':');
}

/* Members that the record has. */
static void put_given(writer *w, const own_member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const kith_text value = members[i].value;
        if (!value.data || *value.data == 'n')
            continue;
        put_key(w, members[i].name);
        put_read(w, value);
    }
}

static void put_properties(writer *w, kith_text properties)
{
    const bool given = properties.data && *properties.data == '{';
    kith_put(&w->sink, ",\"properties\":");
    put_read(w, given ? properties : (kith_text){"{}", 2});
}

static void put_c_string(writer *w, const char *text)
{
    kith_put_json(&w->sink, (kith_text){text, strlen(text)});
}

static void put_node_json(writer *w, kith_id e)
{
    enum { ALIASES, PROPERTIES, COUNT };
    own_member own[COUNT] = {
        [ALIASES] = OWN("aliases"),
        [PROPERTIES] = OWN("properties"),
    };
    char *record = read_record(w, KITH_RECORD_ENTITY, e);
    const kith_graph *graph = w->session->graph;
    kith_id type = kith_graph_entity_type(graph, e);
    kith_put(&w->sink, "{\"$node\":{\"id\":");
    put_c_string(w, kith_graph_entity_id(graph, e));
    kith_put(&w->sink, ",\"name\":");
    put_c_string(w, kith_graph_entity_name(graph, e));
    kith_put(&w->sink, ",\"types\":[");
    for (size_t i = 0; type != KITH_NONE; i++) {
        if (i)
            kith_put_char(&w->sink, ',');
        put_c_string(w, kith_graph_entity_type_name(graph, type));
        type = kith_graph_entity_more_type(graph, e, i);
    }
    kith_put_char(&w->sink, ']');
    find_own(record, own, COUNT);
    put_given(w, own, PROPERTIES);
    put_properties(w, own[PROPERTIES].value);
    kith_put(&w->sink, "}}");
    kith_free(record);
}

static void put_relation_json(writer *w, kith_id r)
{
    enum { SINCE, UNTIL, WEIGHT, CONFIDENCE, ID, PROPERTIES, COUNT };
    own_member own[COUNT] = {
        [SINCE] = OWN("since"),   [UNTIL] = OWN("until"),
        [WEIGHT] = OWN("weight"), [CONFIDENCE] = OWN("confidence"),
        [ID] = OWN("id"),         [PROPERTIES] = OWN("properties"),
    };
    char *record = read_record(w, KITH_RECORD_RELATION, r);
    const kith_graph *graph = w->session->graph;
    find_own(record, own, COUNT);
    kith_put(&w->sink, "{\"$relation\":{\"id\":");
    put_read(w, own[ID].value.data ? own[ID].value : (kith_text){"null", 4});
    kith_put(&w->sink, ",\"type\":");
    put_c_string(w,
                 kith_graph_relation_type_name(graph,
                                               kith_graph_relation_type(graph,
                                                                        r)));
    kith_put(&w->sink, ",\"source\":");
    put_c_string(w, kith_graph_entity_id(graph, kith_graph_sources(graph)[r]));
    kith_put(&w->sink, ",\"target\":");
    put_c_string(w, kith_graph_entity_id(graph, kith_graph_targets(graph)[r]));
    if (!kith_graph_relation_directed(graph, r))
        kith_put(&w->sink, ",\"directed\":false");
    put_given(w, own, ID);
    put_properties(w, own[PROPERTIES].value);
    kith_put(&w->sink, "}}");
    kith_free(record);
}

/* A name that is only the id stands for a record without one. */
static bool is_named(const kith_graph *graph, kith_id e)
{
    return strcmp(kith_graph_entity_name(graph, e),
                  kith_graph_entity_id(graph, e)) != 0;
}

/* What finds the node again in a query. */
static void put_node_exact(writer *w, kith_id e)
{
    const kith_graph *graph = w->session->graph;
    kith_put(&w->sink, "({id: ");
    put_c_string(w, kith_graph_entity_id(graph, e));
    if (is_named(graph, e)) {
        kith_put(&w->sink, ", name: ");
        put_c_string(w, kith_graph_entity_name(graph, e));
    }
    kith_put(&w->sink, "})");
}

/* The id comes first: it stays where a narrow screen cuts the name. */
static void put_node_named(writer *w, kith_id e)
{
    const kith_graph *graph = w->session->graph;
    if (w->inside)
        kith_put_char(&w->sink, '(');
    kith_put(&w->sink, kith_graph_entity_id(graph, e));
    if (is_named(graph, e))
        kith_putf(&w->sink, " (%s)", kith_graph_entity_name(graph, e));
    if (w->inside)
        kith_put_char(&w->sink, ')');
}

static void put_node(writer *w, kith_id e)
{
    if (w->json) {
        put_node_json(w, e);
    } else if (w->exact) {
        put_node_exact(w, e);
    } else {
        put_node_named(w, e);
    }
}

static void put_relation(writer *w, kith_id r)
{
    const kith_graph *graph = w->session->graph;
    if (w->json) {
        put_relation_json(w, r);
        return;
    }
    kith_put(&w->sink, "[:");
    kith_put(&w->sink,
             kith_graph_relation_type_name(graph,
                                           kith_graph_relation_type(graph, r)));
    kith_put_char(&w->sink, ']');
}

static void put_path(writer *w, kith_value v)
{
    const kith_graph *graph = w->session->graph;
    if (w->json)
        kith_put(&w->sink, "{\"$path\":[");
    for (uint32_t i = 0; i < v.size; i++) {
        if (i % 2 == 0) {
            put_node(w, v.as.ids[i]);
        } else if (w->json) {
            put_relation(w, v.as.ids[i]);
        } else {
            const bool directed =
                kith_graph_relation_directed(graph, v.as.ids[i]);
            const bool forward =
                kith_graph_sources(graph)[v.as.ids[i]] == v.as.ids[i - 1];
            kith_put(&w->sink, directed && !forward ? "<-" : "-");
            put_relation(w, v.as.ids[i]);
            kith_put(&w->sink, directed && forward ? "->" : "-");
        }
        if (w->json && i + 1 < v.size)
            kith_put_char(&w->sink, ',');
    }
    if (w->json)
        kith_put(&w->sink, "]}");
}

/* -- all ----------------------------------------------------------------- */

static void put_value(writer *w, kith_value v)
{
    const bool inside = w->inside;
    switch ((kith_value_kind)v.kind) {
    case KITH_VALUE_NULL:
        kith_put(&w->sink, "null");
        break;
    case KITH_VALUE_BOOLEAN:
        kith_put(&w->sink, v.as.truth ? "true" : "false");
        break;
    case KITH_VALUE_INTEGER:
        kith_putf(&w->sink, "%lld", (long long)v.as.integer);
        break;
    case KITH_VALUE_FLOAT:
        put_real(w, v.as.real);
        break;
    case KITH_VALUE_STRING:
        put_string(w, kith_text_of(v));
        break;
    case KITH_VALUE_TEMPORAL:
        put_temporal(w, v);
        break;
    case KITH_VALUE_NODE:
        put_node(w, v.as.id);
        break;
    case KITH_VALUE_RELATION:
        put_relation(w, v.as.id);
        break;
    case KITH_VALUE_PATH:
        w->inside = true;
        put_path(w, v);
        break;
    case KITH_VALUE_LIST:
        w->inside = true;
        put_list(w, v);
        break;
    case KITH_VALUE_MAP:
        w->inside = true;
        put_map(w, v);
        break;
    }
    w->inside = inside;
}

kith_status kith_value_put_json(kith_session *session,
                                const kith_value *value,
                                FILE *file,
                                kith_error *err)
{
    writer w = {.session = session,
                .sink.file = file,
                .json = true,
                .err = err};
    put_value(&w, *value);
    return w.st;
}

static kith_status put_for_tables(kith_session *session,
                                  const kith_value *value,
                                  bool exact,
                                  FILE *file,
                                  kith_error *err)
{
    writer w = {.session = session,
                .sink.file = file,
                .exact = exact,
                .err = err};
    put_value(&w, *value);
    return w.st;
}

kith_status kith_value_put_text(kith_session *session,
                                const kith_value *value,
                                FILE *file,
                                kith_error *err)
{
    return put_for_tables(session, value, false, file, err);
}

kith_status kith_value_put_exact(kith_session *session,
                                 const kith_value *value,
                                 FILE *file,
                                 kith_error *err)
{
    return put_for_tables(session, value, true, file, err);
}
