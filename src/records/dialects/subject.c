/* All that statements say of one subject, as a record: an entity, or what kith
 * wrote as a statement, a document or evidence. */
#include "records/dialects/subject.h"

#include "records/dialects/mapping.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static bool is(kith_text text, const char *name)
{
    return text.data && text.length == strlen(name) &&
           !memcmp(text.data, name, text.length);
}

/* What predicates are to an entity; of several for the name the earlier row is
 * taken. */
static const kith_role_row roles[] = {
    {RDF "type",                              KITH_ROLE_TYPE    },
    {RDFS "label",                            KITH_ROLE_NAME    },
    {SKOS "prefLabel",                        KITH_ROLE_NAME    },
    {"http://xmlns.com/foaf/0.1/name",        KITH_ROLE_NAME    },
    {"http://schema.org/name",                KITH_ROLE_NAME    },
    {"https://schema.org/name",               KITH_ROLE_NAME    },
    {DCTERMS "title",                         KITH_ROLE_NAME    },
    {"http://purl.org/dc/elements/1.1/title", KITH_ROLE_NAME    },
    {SKOS "altLabel",                         KITH_ROLE_ALIASES },
    {NULL,                                    KITH_ROLE_PROPERTY}
};

/* Of statements about relations, as kith writes them. */
static const kith_role_row statement_roles[] = {
    {RDF "type",        KITH_ROLE_DROP      },
    {RDF "subject",     KITH_ROLE_SOURCE    },
    {RDF "predicate",   KITH_ROLE_TYPE      },
    {RDF "object",      KITH_ROLE_TARGET    },
    {KITH "id",         KITH_ROLE_ID        },
    {KITH "directed",   KITH_ROLE_DIRECTED  },
    {KITH "since",      KITH_ROLE_SINCE     },
    {KITH "until",      KITH_ROLE_UNTIL     },
    {KITH "weight",     KITH_ROLE_WEIGHT    },
    {KITH "confidence", KITH_ROLE_CONFIDENCE},
    {NULL,              KITH_ROLE_PROPERTY  }
};

static bool has_type(kith_text types, const char *wanted)
{
    kith_text element;
    for (size_t at = 0;
         types.data && kith_json_each_element(types, &at, &element);) {
        if (element.length > 2 &&
            is((kith_text){element.data + 1, element.length - 2}, wanted))
            return true;
    }
    return false;
}

static kith_text types_of(kith_text facts)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &value);) {
        if (kith_json_is_key(key, text_of(RDF "type")))
            return value;
    }
    return (kith_text){0};
}

/* A JSON string of an IRI to that of its short name, or of its id. */
static kith_text renamed(const kith_subject *s, kith_text json, bool id)
{
    kith_translation *t = s->t;
    char *plain = kith_arena_take(&t->scratch, json.length + 1);
    if (!plain || json.length < 2)
        return json;
    const kith_text inside = {json.data + 1, json.length - 2};
    kith_text iri = {plain, kith_json_unescape(inside, plain)};
    iri = id ? kith_names_id(s->names, iri, &t->scratch)
             : kith_names_short(s->names, iri, &t->scratch);
    const size_t from = t->out_used;
    kith_put_plain(t, iri);
    return kith_take_back(t, from);
}

static kith_text renamed_all(const kith_subject *s, kith_text list, bool id)
{
    kith_translation *t = s->t;
    kith_text element;
    char *out =
        kith_arena_take(&t->scratch, 2 * list.length + 64 + KITH_PADDING);
    size_t length = 0;
    size_t room = 2 * list.length + 64;
    for (size_t at = 0; out && kith_json_each_element(list, &at, &element);) {
        const kith_text name = renamed(s, element, id);
        if (length + name.length + 2 > room)
            break; /* short names are shorter than IRIs, and escapes few */
        out[length] = length ? ',' : '[';
        length++;
        memcpy(out + length, name.data, name.length);
        length += name.length;
    }
    if (!out || !length)
        return list;
    out[length++] = ']';
    return (kith_text){out, length};
}

static kith_field *add(const kith_subject *s,
                       const kith_role_row *rows,
                       kith_text key)
{
    unsigned char rank = 0;
    while (rows[rank].key && !kith_json_is_key(key, text_of(rows[rank].key)))
        rank++;
    kith_field *field = kith_add_field(s->t, rows[rank].role, key);
    if (field)
        field->rank = rank;
    return field;
}

static void set_json(kith_field *field, kith_text json)
{
    kith_scan scan = {.at = json.data, .end = json.data + json.length};
    (void)kith_scan_value(&scan, &field->type, &field->text, &field->escaped);
    kith_scan_release(&scan);
}

/* One value is itself, several are a list. */
static kith_text alone(kith_text list)
{
    size_t at = 0;
    kith_text first;
    kith_text second;
    if (kith_json_each_element(list, &at, &first) &&
        !kith_json_each_element(list, &at, &second))
        return first;
    return list;
}

static void add_fact(const kith_subject *s,
                     const kith_role_row *rows,
                     kith_text key,
                     kith_text list)
{
    kith_translation *t = s->t;
    kith_field *field = add(s, rows, key);
    if (!field)
        return;
    const kith_role role = field->role;
    kith_text value = list;
    if (role == KITH_ROLE_TYPE)
        value = renamed_all(s, list, false);
    else if (role == KITH_ROLE_SOURCE || role == KITH_ROLE_TARGET)
        value = renamed_all(s, list, true);
    if (role != KITH_ROLE_TYPE && role != KITH_ROLE_ALIASES)
        value = alone(value);
    set_json(field, value);
    /* a property is called by its short name */
    const kith_text quoted = {key.data - 1, key.length + 2};
    const kith_text name = renamed(s, quoted, false);
    field = &t->fields[t->field_count - 1];
    field->key = (kith_text){name.data + 1, name.length - 2};
}

/* Documents that kith's own evidence cites. */
static void add_evidence(const kith_subject *s, kith_text list)
{
    kith_translation *t = s->t;
    const kith_text ids = renamed_all(s, list, true);
    kith_field *field =
        kith_add_field(t, KITH_ROLE_EVIDENCE, text_of("evidence"));
    if (field)
        set_json(field, ids);
}

static void add_facts(const kith_subject *s,
                      const kith_role_row *rows,
                      kith_text facts)
{
    kith_text key;
    kith_text list;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);) {
        if (kith_json_is_key(key, text_of(DCTERMS "source")))
            add_evidence(s, list);
        else if (!kith_json_is_key(key, text_of(KITH "evidence")))
            add_fact(s, rows, key, list);
    }
}

static void put_id(const kith_subject *s, kith_text iri)
{
    kith_field *field = kith_add_field(s->t, KITH_ROLE_ID, text_of("id"));
    if (field) {
        field->type = KITH_JSON_STRING;
        field->text =
            kith_as_json(s->t, kith_names_id(s->names, iri, &s->t->scratch));
    }
}

/* What evidence says but its document, which is cited. */
static void lose_note(const kith_subject *s, kith_text facts)
{
    kith_text key;
    kith_text list;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);) {
        if (kith_json_is_key(key, text_of(RDF "type")) ||
            kith_json_is_key(key, text_of(DCTERMS "source")))
            continue;
        kith_lose(s->t, "note on evidence was left out",
                  "notes on evidence were left out");
        return;
    }
}

/* What predicates are to a document, as kith writes them; NULL: nothing. */
static const struct {
    const char *predicate;
    const char *key;
} document_members[] = {
    {RDF "type",          NULL       },
    {DCTERMS "title",     "title"    },
    {DCTERMS "publisher", "publisher"},
    {DCTERMS "date",      "date"     },
    {DCTERMS "language",  "language" },
    {RDFS "seeAlso",      "url"      },
    {NULL,                NULL       },
};

static void put_document_member(const kith_subject *s,
                                kith_text key,
                                kith_text list)
{
    kith_translation *t = s->t;
    size_t i = 0;
    while (document_members[i].predicate &&
           !kith_json_is_key(key, text_of(document_members[i].predicate)))
        i++;
    const bool known = document_members[i].predicate != NULL;
    if (known && !document_members[i].key)
        return;
    const kith_text quoted = {key.data - 1, key.length + 2};
    const kith_text name = renamed(s, quoted, false);
    const kith_text value = alone(list);
    kith_put_key(t, known ? text_of(document_members[i].key)
                          : (kith_text){name.data + 1, name.length - 2});
    kith_put_raw(t, value.data, value.length);
}

static void put_document(const kith_subject *s, kith_text facts)
{
    kith_translation *t = s->t;
    kith_text key;
    kith_text list;
    kith_begin(t, KITH_RECORD_DOCUMENT);
    kith_put_member(t, "record", text_of("document"));
    kith_put_member(t, "id", kith_names_id(s->names, s->iri, &t->scratch));
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);)
        put_document_member(s, key, list);
    kith_end(t);
}

/* The graph itself is called by the base; its title is that of the whole. */
static void keep_title(const kith_subject *s, kith_text facts)
{
    kith_text key;
    kith_text list;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);) {
        if (kith_json_is_key(key, text_of(DCTERMS "title")))
            kith_keep_member(s->t, (kith_text){"title", 5}, alone(list));
    }
}

/* All that is known of a subject, as {"id":…,"properties":{…}}. */
void kith_subject_put(const kith_subject *s, kith_text facts)
{
    const kith_text types = types_of(facts);
    kith_translation *t = s->t;
    if (kith_names_is_base(s->names, s->iri)) {
        keep_title(s, facts);
    } else if (has_type(types, KITH "Evidence")) {
        lose_note(s, facts);
    } else if (has_type(types, KITH "Document")) {
        put_document(s, facts);
    } else if (has_type(types, RDF "Statement")) {
        add_facts(s, statement_roles, facts);
        kith_links_say(s->links, t);
        kith_put_fields(t, KITH_RECORD_RELATION, KITH_UNTYPED);
    } else {
        put_id(s, s->iri);
        add_facts(s, roles, facts);
        kith_put_fields(t, KITH_RECORD_ENTITY, NULL);
    }
}
