/* Ids, names and literals of JSON-LD as terms of linked data. */
#include "records/dialects/ld_parts.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <stdio.h>
#include <string.h>

bool kith_ld_is(kith_text text, const char *name)
{
    return text.data && text.length == strlen(name) &&
           !memcmp(text.data, name, text.length);
}

kith_term kith_ld_named(const char *iri)
{
    return (kith_term){
        .kind = KITH_TERM_NAME, .text = {iri, strlen(iri)}
    };
}

kith_term kith_ld_id(kith_ld_reading *r, kith_text json)
{
    const kith_text id = kith_context_plain(json, &r->texts);
    if (id.length > 1 && !memcmp(id.data, "_:", 2))
        return (kith_term){
            .kind = KITH_TERM_BLANK, .text = {id.data + 2, id.length - 2}
        };
    return (kith_term){.kind = KITH_TERM_NAME,
                       .text = kith_context_id(&r->context, id, &r->texts)};
}

static kith_term blank(kith_ld_reading *r, size_t at)
{
    char *name = kith_arena_take(&r->texts, 48);
    if (!name) {
        (void)kith_translation_no_memory(r->t);
        return kith_ld_named("");
    }
    return (kith_term){
        .kind = KITH_TERM_BLANK,
        .text = {name,
                 (size_t)snprintf(name, 48, "node%zu.%zu", r->nodes, at)}
    };
}

/* What a node object is called: one without a name by where it stands, so that
 * it has the same one whenever it is looked at. */
kith_term kith_ld_subject(kith_ld_reading *r,
                          kith_text object,
                          const kith_ld_keywords *k)
{
    if (k->id.data && *k->id.data == '"')
        return kith_ld_id(r, k->id);
    return blank(r, (size_t)(object.data - r->node));
}

/* A number, a truth value or a text, under a datatype of its own if it has one.
 */
kith_term kith_ld_literal(kith_ld_reading *r,
                          kith_text json,
                          kith_text datatype)
{
    static const char integer[] = XSD "integer";
    static const char real[] = XSD "double";
    static const char boolean[] = XSD "boolean";
    kith_term term = {.kind = KITH_TERM_LITERAL, .text = json};
    if (*json.data == '"') {
        term.text = kith_context_plain(json, &r->texts);
        term.datatype = datatype;
        return term;
    }
    if (datatype.length && *datatype.data != '@') {
        term.datatype = datatype;
        return term;
    }
    bool fraction = false;
    for (size_t i = 0; i < json.length; i++)
        fraction = fraction || strchr(".eE", json.data[i]);
    if (*json.data == 't' || *json.data == 'f')
        term.datatype = (kith_text){boolean, sizeof boolean - 1};
    else if (fraction)
        term.datatype = (kith_text){real, sizeof real - 1};
    else
        term.datatype = (kith_text){integer, sizeof integer - 1};
    return term;
}

kith_term kith_ld_json(kith_text json)
{
    static const char datatype[] = RDF "JSON";
    return (kith_term){
        .kind = KITH_TERM_LITERAL,
        .text = json,
        .datatype = {datatype, sizeof datatype - 1}
    };
}

/* {"@value": …, "@type": …, "@language": …}. */
kith_term kith_ld_literal_of(kith_ld_reading *r, const kith_ld_keywords *k)
{
    kith_text type = k->type;
    if (type.data && *type.data == '"') {
        type = kith_context_plain(type, &r->texts);
        if (kith_ld_is(type, "@json"))
            return kith_ld_json(k->value);
        type = kith_context_name(&r->context, type, &r->texts);
    }
    kith_term term = kith_ld_literal(r, k->value, type);
    term.language = k->language.data != NULL;
    return term;
}
