/* Ids, names and literals of JSON-LD as terms of linked data. */
#include "records/dialects/ld_parts.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <stdio.h>
#include <string.h>

kith_term kith_ld_named(const char *iri)
{
    return (kith_term){
        .kind = KITH_TERM_NAME, .text = {iri, strlen(iri)}
    };
}

static kith_term of_iri(kith_text iri)
{
    if (iri.length > 1 && !memcmp(iri.data, "_:", 2))
        return (kith_term){
            .kind = KITH_TERM_BLANK, .text = {iri.data + 2, iri.length - 2}
        };
    return (kith_term){.kind = iri.data ? KITH_TERM_NAME : KITH_TERM_NONE,
                       .text = iri};
}

kith_term kith_ld_id(kith_ld_reading *r, kith_text json)
{
    const kith_text id = kith_context_plain(json, &r->texts);
    if (id.length > 1 && !memcmp(id.data, "_:", 2))
        return of_iri(id);
    return of_iri(kith_context_id(&r->context, id, &r->texts));
}

kith_term kith_ld_type(kith_ld_reading *r,
                       kith_context *context,
                       kith_text json)
{
    const kith_text name = kith_context_plain(json, &r->texts);
    return of_iri(kith_context_type(context, name, &r->texts));
}

static kith_term blank(kith_ld_reading *r, const char *what, kith_text json)
{
    enum { LONGEST = 48 };
    char *name = kith_arena_take(&r->texts, LONGEST);
    if (!name) {
        (void)kith_translation_no_memory(r->t);
        return kith_ld_named("");
    }
    const int length = snprintf(name, LONGEST, "%s%zu.%zu", what, r->nodes,
                                (size_t)(json.data - r->node));
    return (kith_term){
        .kind = KITH_TERM_BLANK, .text = {name, (size_t)length}
    };
}

kith_term kith_ld_graph(kith_ld_reading *r, kith_text json)
{
    return blank(r, "graph", json);
}

kith_term kith_ld_subject(kith_ld_reading *r,
                          kith_text object,
                          const kith_ld_keywords *k)
{
    const kith_term id = k->id.data && *k->id.data == '"' ? kith_ld_id(r, k->id)
                                                          : (kith_term){0};
    return id.kind ? id : blank(r, "node", object);
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
        term.datatype = datatype.length && *datatype.data != '@'
                            ? datatype
                            : (kith_text){0};
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

kith_term kith_ld_literal_of(kith_ld_reading *r, const kith_ld_keywords *k)
{
    const kith_term type = kith_ld_type(r, &r->types, k->type);
    if (kith_context_is(type.text, "@json"))
        return kith_ld_json(k->value);
    const kith_text datatype =
        type.kind == KITH_TERM_BLANK ? (kith_text){0} : type.text;
    if (type.kind == KITH_TERM_BLANK)
        kith_lose(r->t, "datatype that is a blank node was left out",
                  "datatypes that are blank nodes were left out");
    kith_term term = *k->value.data == 'n'
                         ? (kith_term){0}
                         : kith_ld_literal(r, k->value, datatype);
    term.language = k->language.data && *k->language.data == '"';
    return term;
}
