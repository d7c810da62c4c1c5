/* Records out of XML: keys that are declared, fields that are gathered. */
#include "records/dialects/xml_graph.h"

#include "base/alloc.h"
#include "base/number.h"
#include "records/dialects/cited.h"

#include <string.h>

void kith_xml_graph_clear(kith_xml_graph *graph)
{
    kith_arena_free(&graph->texts);
    kith_release(graph->keys);
    kith_release(graph->text);
}

const char *kith_xml_keep(kith_xml_graph *graph,
                          const char *text,
                          size_t length)
{
    const char *copy = kith_arena_text(&graph->texts, text, length);
    if (!copy)
        (void)kith_translation_no_memory(graph->t);
    return copy ? copy : "";
}

kith_text kith_xml_keep_key(kith_xml_graph *graph, const char *name)
{
    const kith_text key =
        kith_as_json(graph->t, (kith_text){name, strlen(name)});
    const char *copy = kith_xml_keep(graph, key.data, key.length);
    return (kith_text){copy, strlen(copy)};
}

static const kith_role_row entity_names[] = {
    {"types",      KITH_ROLE_TYPE    },
    {"entityType", KITH_ROLE_TYPE    },
    {"type",       KITH_ROLE_TYPE    },
    {"name",       KITH_ROLE_NAME    },
    {"label",      KITH_ROLE_NAME    },
    {"aliases",    KITH_ROLE_ALIASES },
    {"evidence",   KITH_ROLE_EVIDENCE},
    {NULL,         KITH_ROLE_PROPERTY}
};

static void give_role(kith_xml_key *key, kith_record_kind kind)
{
    const kith_role_row *rows =
        kind == KITH_RECORD_ENTITY ? entity_names : kith_relation_attributes;
    unsigned char rank = 0;
    while (rows[rank].key &&
           (strlen(rows[rank].key) != key->name.length ||
            memcmp(rows[rank].key, key->name.data, key->name.length) != 0))
        rank++;
    key->roles[kind] = (unsigned char)rows[rank].role;
    key->ranks[kind] = rank;
}

void kith_xml_declare(kith_xml_graph *graph, const kith_xml_key *key)
{
    kith_xml_key *keys = kith_make_room(graph->keys, graph->key_count,
                                        &graph->key_room, sizeof *keys);
    if (!keys) {
        (void)kith_translation_no_memory(graph->t);
        return;
    }
    graph->keys = keys;
    keys[graph->key_count] = *key;
    give_role(&keys[graph->key_count], KITH_RECORD_ENTITY);
    give_role(&keys[graph->key_count], KITH_RECORD_RELATION);
    graph->key_count++;
}

/* -- text ---------------------------------------------------------------- */

void kith_xml_gather(kith_xml_graph *graph)
{
    graph->gathers = true;
    graph->text_length = 0;
}

void kith_xml_add_text(kith_xml_graph *graph, const char *text, size_t length)
{
    kith_translation *t = graph->t;
    if (!graph->gathers)
        return;
    if (graph->text_length + length >= graph->text_room) {
        const size_t room = 2 * (graph->text_length + length) + 256;
        char *larger = graph->text_length < t->most_record
                           ? kith_grow_array(graph->text, room, 1)
                           : NULL;
        if (!larger) {
            (void)kith_translation_no_memory(t);
            return;
        }
        graph->text = larger;
        graph->text_room = room;
    }
    memcpy(graph->text + graph->text_length, text, length);
    graph->text_length += length;
}

const char *kith_xml_gathered(kith_xml_graph *graph)
{
    kith_xml_add_text(graph, "", 0);
    graph->gathers = false;
    if (!graph->text)
        return "";
    graph->text[graph->text_length] = '\0';
    return graph->text;
}

/* -- values -------------------------------------------------------------- */

/* Copies, as expat's texts hold for one call only. */
static kith_text copy(kith_translation *t, const char *text, size_t length)
{
    char *out = kith_arena_take(&t->scratch, length + KITH_PADDING);
    if (!out) {
        (void)kith_translation_no_memory(t);
        return (kith_text){"", 0};
    }
    memcpy(out, text, length);
    return (kith_text){out, length};
}

/* Truth values as XML Schema has them, and as Python writes them. */
static bool set_truth(kith_field *field, const char *value)
{
    static const char *const words[2][3] = {
        {"false", "False", "0"},
        {"true",  "True",  "1"}
    };
    for (size_t i = 0; i < 6; i++) {
        if (strcmp(value, words[i / 3][i % 3]) != 0)
            continue;
        field->type = i < 3 ? KITH_JSON_FALSE : KITH_JSON_TRUE;
        field->text = i < 3 ? (kith_text){"false", 5} : (kith_text){"true", 4};
        return true;
    }
    return false;
}

/* Texts that hold a list as JSON, as kith writes those of a record itself. */
static bool is_list_of_texts(const kith_field *field, kith_text text)
{
    return (field->role == KITH_ROLE_ALIASES ||
            (field->role == KITH_ROLE_TYPE && text.length > 1 &&
             text.data[1] == '"')) &&
           text.length > 1 && *text.data == '[' &&
           kith_json_check(text, "", NULL) == KITH_OK;
}

/* "a|b", or an array of JSON, which GEXF 1.3 has as well. */
static void set_list(kith_translation *t, kith_field *field, kith_text text)
{
    field->type = KITH_JSON_ARRAY;
    if (text.length > 1 && *text.data == '[' &&
        kith_json_check(text, "", NULL) == KITH_OK)
        field->text = text;
    else
        field->text = kith_as_list(t, text, '|');
}

void kith_xml_set(kith_translation *t,
                  kith_field *field,
                  kith_xml_type type,
                  const char *value)
{
    const size_t length = strlen(value);
    const kith_text text = copy(t, value, length);
    if ((field->role == KITH_ROLE_EVIDENCE &&
         kith_field_cited(t, field, text)) ||
        (type == KITH_XML_TRUTH && set_truth(field, value))) {
        return;
    } else if (type == KITH_XML_NUMBER && length < 64 &&
               kith_is_json_number(text)) {
        field->type = KITH_JSON_NUMBER;
        field->text = text;
    } else if (type == KITH_XML_LIST || is_list_of_texts(field, text)) {
        set_list(t, field, text);
    } else {
        field->type = KITH_JSON_STRING;
        field->text = kith_as_json(t, text);
        if (*value && type == KITH_XML_NUMBER &&
            field->role == KITH_ROLE_PROPERTY)
            kith_lose_example(t, "value that is no number stands as text",
                              "values that are no numbers stand as texts",
                              field->text);
        if (*value && type == KITH_XML_TRUTH)
            kith_lose_example(t,
                              "value that is not true or false stands as "
                              "text",
                              "values that are not true or false stand as "
                              "texts",
                              field->text);
    }
}

/* -- records ------------------------------------------------------------- */

void kith_xml_begin(kith_xml_graph *graph, kith_record_kind kind)
{
    if (graph->open)
        kith_xml_finish(graph);
    kith_clear_fields(graph->t);
    graph->open = true;
    graph->kind = kind;
    graph->place = graph->t->place;
}

static void add(kith_xml_graph *graph,
                kith_role role,
                unsigned char rank,
                kith_text key,
                kith_xml_type type,
                const char *value)
{
    if (!graph->open)
        kith_lose(graph->t, "value that stands after inner nodes was left out",
                  "values that stand after inner nodes were left out");
    kith_field *field =
        graph->open ? kith_add_field(graph->t, role, key) : NULL;
    if (!field)
        return;
    field->rank = rank;
    kith_xml_set(graph->t, field, type, value);
}

void kith_xml_field(kith_xml_graph *graph,
                    kith_role role,
                    const char *key,
                    kith_xml_type type,
                    const char *value)
{
    enum { LAST = 100 }; /* what is declared is meant first */
    if (value)
        add(graph, role, LAST, (kith_text){key, strlen(key)}, type, value);
}

/* The field of a declared attribute, or NULL. */
static kith_field *field_of(const kith_xml_graph *graph, kith_text name)
{
    for (size_t i = 0; i < graph->t->field_count; i++) {
        if (graph->t->fields[i].key.data == name.data)
            return &graph->t->fields[i];
    }
    return NULL;
}

static void add_declared(kith_xml_graph *graph,
                         const kith_xml_key *key,
                         const char *value)
{
    kith_field *before = graph->open ? field_of(graph, key->name) : NULL;
    if (!before) {
        add(graph, key->roles[graph->kind], key->ranks[graph->kind], key->name,
            key->type, value);
        return;
    }
    kith_lose(graph->t,
              "value of an attribute was left out, as it has another one after "
              "it",
              "values of attributes were left out, as they have others after "
              "them");
    kith_xml_set(graph->t, before, key->type, value);
}

static bool is_blank(const char *value)
{
    return !value[strspn(value, " \t\r\n")];
}

void kith_xml_value(kith_xml_graph *graph, const char *id, const char *value)
{
    for (size_t n = 0; id && value && n < graph->key_count; n++) {
        const size_t i = (graph->next_key + n) % graph->key_count;
        const kith_xml_key *key = &graph->keys[i];
        if ((!key->both && key->kind != graph->kind) || strcmp(key->id, id))
            continue;
        graph->next_key = i + 1;
        if (is_blank(value) &&
            (key->type == KITH_XML_NUMBER || key->type == KITH_XML_TRUTH))
            kith_lose(graph->t,
                      "number or truth value that is blank was left "
                      "out",
                      "numbers or truth values that are blank were left out");
        else
            add_declared(graph, key, value);
        return;
    }
    if (id && value)
        kith_lose(graph->t,
                  "value of an attribute that is not declared was left out",
                  "values of attributes that are not declared were left out");
}

void kith_xml_finish(kith_xml_graph *graph)
{
    const kith_place place = graph->t->place;
    if (!graph->open)
        return;
    for (size_t i = 0; i < graph->key_count; i++) {
        const kith_xml_key *key = &graph->keys[i];
        if (key->otherwise && (key->both || key->kind == graph->kind) &&
            !field_of(graph, key->name))
            add_declared(graph, key, key->otherwise);
    }
    graph->open = false;
    graph->t->place = graph->place;
    kith_put_fields(graph->t, graph->kind, KITH_UNTYPED);
    graph->t->place = place;
}
