/* Short names for IRIs, and kith's own names out of what kith writes. */
#include "records/dialects/names.h"

#include <string.h>

static const char own_base[] = "urn:kith:";

/* Kinds of names below the base. */
static const char *const spaces[] = {"type/",   "relation/", "property/",
                                     "member/", "computed/", "document/"};
enum { SPACES = sizeof spaces / sizeof *spaces };

static const struct {
    const char *prefix;
    const char *iri;
} known[] = {
    {"rdf",     "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs",    "http://www.w3.org/2000/01/rdf-schema#"      },
    {"owl",     "http://www.w3.org/2002/07/owl#"             },
    {"skos",    "http://www.w3.org/2004/02/skos/core#"       },
    {"foaf",    "http://xmlns.com/foaf/0.1/"                 },
    {"schema",  "http://schema.org/"                         },
    {"schema",  "https://schema.org/"                        },
    {"dc",      "http://purl.org/dc/elements/1.1/"           },
    {"dcterms", "http://purl.org/dc/terms/"                  },
    {"prov",    "http://www.w3.org/ns/prov#"                 },
    {"org",     "http://www.w3.org/ns/org#"                  },
    {"geo",     "http://www.w3.org/2003/01/geo/wgs84_pos#"   },
    {"wdt",     "http://www.wikidata.org/prop/direct/"       },
    {"dbo",     "http://dbpedia.org/ontology/"               },
    {"dbp",     "http://dbpedia.org/property/"               },
    {"bibo",    "http://purl.org/ontology/bibo/"             },
    {"sioc",    "http://rdfs.org/sioc/ns#"                   },
    {"rel",     "http://purl.org/vocab/relationship/"        },
};

static bool begins(kith_text text, const char *with, size_t length)
{
    return text.length >= length && length > 0 &&
           !memcmp(text.data, with, length);
}

static kith_text past(kith_text text, size_t length)
{
    return (kith_text){text.data + length, text.length - length};
}

static kith_text base_of(const kith_names *names)
{
    return names->base.data ? names->base
                            : (kith_text){own_base, sizeof own_base - 1};
}

static bool is_declared(const kith_names *names,
                        kith_text prefix,
                        kith_text iri)
{
    for (const kith_prefix *row = names->prefixes; row; row = row->next) {
        if (row->prefix.length == prefix.length &&
            row->iri.length == iri.length && iri.length &&
            !memcmp(row->iri.data, iri.data, iri.length) &&
            (!prefix.length ||
             !memcmp(row->prefix.data, prefix.data, prefix.length)))
            return true;
    }
    return false;
}

bool kith_names_declare(kith_names *names, kith_text prefix, kith_text iri)
{
    if (is_declared(names, prefix, iri))
        return true;
    kith_prefix *row = KITH_ARENA_NEW(&names->texts, kith_prefix, 1);
    const char *short_copy =
        kith_arena_text(&names->texts, prefix.length ? prefix.data : "",
                        prefix.length);
    const char *copy =
        kith_arena_text(&names->texts, iri.length ? iri.data : "", iri.length);
    if (!row || !short_copy || !copy)
        return false;
    *row = (kith_prefix){
        names->prefixes, {short_copy, prefix.length},
         {copy,       iri.length   }
    };
    names->prefixes = row;
    /* what kith writes declares the base of its entities so */
    if (prefix.length == 1 && *short_copy == 'e' &&
        names->prefixes->next == NULL)
        names->base = row->iri;
    return true;
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent escapes undone. */
static kith_text decode(kith_text text, kith_arena *arena)
{
    if (!text.length || !memchr(text.data, '%', text.length))
        return text;
    char *out = kith_arena_take(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; out && i < text.length; i++) {
        const bool escape = text.data[i] == '%' && i + 2 < text.length &&
                            digit(text.data[i + 1]) >= 0 &&
                            digit(text.data[i + 2]) >= 0;
        out[length++] =
            escape
                ? (char)(digit(text.data[i + 1]) * 16 + digit(text.data[i + 2]))
                : text.data[i];
        i += escape ? 2 : 0;
    }
    return out ? (kith_text){out, length} : text;
}

static kith_text prefixed(const char *prefix,
                          size_t length,
                          kith_text local,
                          kith_arena *arena)
{
    char *out = kith_arena_take(arena, length + local.length + 2);
    if (!out)
        return local;
    memcpy(out, prefix, length);
    out[length] = ':';
    if (local.length)
        memcpy(out + length + 1, local.data, local.length);
    return (kith_text){out, length + 1 + local.length};
}

static bool is_local(kith_text text)
{
    return text.length > 0 && !memchr(text.data, '/', text.length) &&
           !memchr(text.data, '#', text.length);
}

/* Past the base and a kind of names, or nothing. */
static kith_text below(const kith_names *names, kith_text iri)
{
    const kith_text base = base_of(names);
    if (!begins(iri, base.data, base.length))
        return (kith_text){0};
    const kith_text rest = past(iri, base.length);
    for (size_t i = 0; i < SPACES; i++) {
        if (begins(rest, spaces[i], strlen(spaces[i])))
            return past(rest, strlen(spaces[i]));
    }
    return rest;
}

kith_text kith_names_short(const kith_names *names,
                           kith_text iri,
                           kith_arena *arena)
{
    const kith_text own = below(names, iri);
    if (own.length)
        return decode(own, arena);
    for (const kith_prefix *p = names->prefixes; p; p = p->next) {
        if (begins(iri, p->iri.data, p->iri.length) &&
            is_local(past(iri, p->iri.length)))
            return p->prefix.length ? prefixed(p->prefix.data, p->prefix.length,
                                               past(iri, p->iri.length), arena)
                                    : past(iri, p->iri.length);
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const size_t length = strlen(known[i].iri);
        if (begins(iri, known[i].iri, length) && is_local(past(iri, length)))
            return prefixed(known[i].prefix, strlen(known[i].prefix),
                            past(iri, length), arena);
    }
    return iri;
}

kith_text kith_names_id(const kith_names *names,
                        kith_text iri,
                        kith_arena *arena)
{
    const kith_text own = below(names, iri);
    return own.length ? decode(own, arena) : iri;
}

bool kith_names_is_below(const kith_names *names,
                         kith_text iri,
                         const char *space)
{
    const kith_text base = base_of(names);
    return begins(iri, base.data, base.length) &&
           (!*space || begins(past(iri, base.length), space, strlen(space)));
}

bool kith_names_is_base(const kith_names *names, kith_text iri)
{
    return iri.length == base_of(names).length &&
           kith_names_is_below(names, iri, "");
}
