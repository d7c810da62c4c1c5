/* Terms of a context of JSON-LD (4.2): each is defined when it is needed, so
 * that the order in which they stand does not matter. */
#include "base/bytes.h"
#include "records/dialects/context_parts.h"

#include <kith/json.h>

#include <stddef.h>
#include <string.h>

/* A term may need another, and that one a third. */
enum { LONGEST_CHAIN = 256 };

/* The members of a definition, as JSON; absent ones have no data. */
typedef struct {
    kith_text id;
    kith_text reverse;
    kith_text type;
    kith_text container;
    kith_text context;
    kith_text language;
    kith_text direction;
    kith_text index;
    kith_text nest;
    kith_text prefix;
    kith_text guarded;
} definition;

/* What stands in a definition, and what its value may begin with. */
static const struct {
    const char *name;
    const char *first;
    size_t place;
} members[] = {
    {"@id",        "\"n",   offsetof(definition, id)       },
    {"@reverse",   "\"",    offsetof(definition, reverse)  },
    {"@type",      "\"n",   offsetof(definition, type)     },
    {"@container", "\"[n",  offsetof(definition, container)},
    {"@context",   "{[\"n", offsetof(definition, context)  },
    {"@language",  "\"n",   offsetof(definition, language) },
    {"@direction", "\"n",   offsetof(definition, direction)},
    {"@index",     "\"",    offsetof(definition, index)    },
    {"@nest",      "\"",    offsetof(definition, nest)     },
    {"@prefix",    "tf",    offsetof(definition, prefix)   },
    {"@protected", "tf",    offsetof(definition, guarded)  },
};

static bool wrong(kith_context *context,
                  const kith_context_term *term,
                  const char *what)
{
    kith_context_fault(context, term->json, term->name, what);
    return false;
}

/* -- reading ------------------------------------------------------------- */

static bool note(definition *d, kith_text key, kith_text value)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (!kith_context_is(key, members[i].name))
            continue;
        memcpy((char *)d + members[i].place, &value, sizeof value);
        return strchr(members[i].first, *value.data) != NULL;
    }
    return false;
}

/* A text, which is the IRI itself, null, or an object. */
static bool read_definition(kith_context *context,
                            const kith_context_term *term,
                            definition *d)
{
    kith_text key;
    kith_text value;
    if (strchr("\"n", *term->json.data)) {
        d->id = term->json;
        return true;
    }
    if (*term->json.data != '{')
        return wrong(context, term, "must be a text, an object or null");
    for (size_t at = 0; kith_json_each_member(term->json, &at, &key, &value);) {
        if (!note(d, key, value))
            return wrong(context, term,
                         "has a member that has no place in a definition, or "
                         "a value of the wrong kind");
    }
    return true;
}

static bool is_text(kith_text json, const char *name)
{
    return json.length == strlen(name) + 2 &&
           !memcmp(json.data + 1, name, json.length - 2);
}

/* "@type" may be said to be protected or a set, and no more. */
static bool is_sound(kith_context *context,
                     const kith_context_term *term,
                     const definition *d)
{
    if (!term->name.length)
        return wrong(context, term, "is an empty name");
    if (kith_context_is(term->name, "@type"))
        return (*term->json.data == '{' &&
                (d->container.data || d->guarded.data) && !d->id.data &&
                !d->reverse.data && !d->type.data && !d->context.data) ||
               wrong(context, term, "is a keyword, which is not a term");
    if (kith_context_is_keyword(term->name))
        return wrong(context, term, "is a keyword, which is not a term");
    if (d->reverse.data && (d->id.data || d->nest.data))
        return wrong(context, term, "has an @id or @nest beside @reverse");
    if (d->nest.data &&
        kith_context_is_keyword(
            (kith_text){d->nest.data + 1, d->nest.length - 2}) &&
        !is_text(d->nest, "@nest"))
        return wrong(context, term, "has a keyword as @nest");
    if (d->index.data &&
        (!d->container.data || !memmem(d->container.data, d->container.length,
                                       "\"@index\"", strlen("\"@index\""))))
        return wrong(context, term, "has an @index, but no such @container");
    return true;
}

/* -- what a term stands for ---------------------------------------------- */

static bool is_compact(kith_text name)
{
    const char *colon =
        name.length > 2 ? memchr(name.data + 1, ':', name.length - 2) : NULL;
    return colon || (name.length && memchr(name.data, '/', name.length));
}

/* A name is expanded as if it was not a term itself. */
static kith_term_state hide(kith_context_term *term)
{
    const kith_term_state state = term->state;
    term->undefined = true;
    term->state = KITH_TERM_DEFINED;
    return state;
}

static void bring_back(kith_context_term *term, kith_term_state state)
{
    term->undefined = false;
    term->state = state;
}

/* A name that reads as an IRI must not stand for another one. */
static bool is_itself(kith_context *context, kith_context_term *term)
{
    const kith_term_state state = hide(term);
    const kith_text own =
        kith_context_type(context, term->name, context->texts);
    bring_back(term, state);
    return kith_context_same(own, term->iri) ||
           wrong(context, term, "reads as an IRI, but stands for another");
}

/* An IRI, a keyword, or another term; what looks like a keyword is no
 * definition at all. */
static bool put_id(kith_context *context, kith_context_term *term, kith_text id)
{
    if (!kith_context_is_keyword(id) && kith_context_is_like_keyword(id)) {
        term->undefined = true;
        return true;
    }
    term->iri =
        kith_context_expand(context, id, KITH_EXPAND_TERM, context->texts);
    if (kith_context_is(term->iri, "@context"))
        return wrong(context, term, "stands for @context");
    if (term->iri.data == id.data && !kith_context_is_keyword(id) &&
        !kith_context_is_iri(id))
        term->iri = (kith_text){0}; /* members that have it are counted */
    return !is_compact(term->name) || term->reverse || !term->iri.data ||
           is_itself(context, term);
}

/* The name itself says it: by a prefix, which any term may be here, as an IRI,
 * or with the vocabulary. */
static void put_own(kith_context *context, kith_context_term *term)
{
    const kith_text name = term->name;
    const kith_term_state state = hide(term);
    if (kith_context_is(name, "@type"))
        term->iri = name;
    else if (is_compact(name) && !memchr(name.data + 1, ':', name.length - 1))
        term->iri = kith_context_id(context, name, context->texts);
    else if (is_compact(name))
        term->iri = kith_context_expand(context, name, KITH_EXPAND_ANY_PREFIX,
                                        context->texts);
    else
        term->iri = kith_context_name(context, name, context->texts);
    bring_back(term, state);
}

static bool put_iri(kith_context *context,
                    kith_context_term *term,
                    const definition *d)
{
    const kith_text json = d->reverse.data ? d->reverse : d->id;
    const kith_text id = kith_context_plain(json, context->texts);
    term->reverse = d->reverse.data != NULL;
    if (json.data && !id.data)
        return true; /* null */
    if (id.data && (term->reverse || !kith_context_same(id, term->name)))
        return put_id(context, term, id);
    put_own(context, term);
    return true;
}

/* -- the rest of a definition -------------------------------------------- */

static bool put_type(kith_context *context,
                     kith_context_term *term,
                     const definition *d)
{
    const kith_text plain = kith_context_plain(d->type, context->texts);
    if (!plain.data)
        return true;
    term->type =
        kith_context_expand(context, plain, KITH_EXPAND_TERM, context->texts);
    if (kith_context_is(term->type, "@id") ||
        kith_context_is(term->type, "@vocab") ||
        kith_context_is(term->type, "@json") ||
        kith_context_is(term->type, "@none"))
        return true;
    if (!kith_context_is_iri(term->type) || term->type.data[0] == '_')
        return wrong(context, term, "has an @type that is no IRI");
    return true;
}

static unsigned container_of(kith_text name)
{
    static const struct {
        const char *name;
        unsigned flag;
    } containers[] = {
        {"@language", KITH_BY_LANGUAGE},
        {"@index",    KITH_BY_INDEX   },
        {"@id",       KITH_BY_ID      },
        {"@type",     KITH_BY_TYPE    },
        {"@graph",    KITH_AS_GRAPHS  },
        {"@list",     KITH_AS_LIST    },
        {"@set",      KITH_AS_SET     },
    };
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++) {
        if (is_text(name, containers[i].name))
            return containers[i].flag;
    }
    return 0;
}

static bool put_container(kith_context *context,
                          kith_context_term *term,
                          const definition *d)
{
    kith_text element = d->container;
    size_t at = 0;
    while (d->container.data && *d->container.data != 'n' &&
           (*d->container.data == '['
                ? kith_json_each_element(d->container, &at, &element)
                : at++ == 0)) {
        const unsigned flag = container_of(element);
        if (!flag)
            return wrong(context, term, "has an unknown @container");
        term->containers |= flag;
    }
    if (term->reverse &&
        (term->containers & ~(unsigned)(KITH_AS_SET | KITH_BY_INDEX)))
        return wrong(context, term,
                     "is reverse: no @container but @set and "
                     "@index goes with that");
    if (!(term->containers & KITH_BY_TYPE))
        return true;
    if (!term->type.data)
        term->type = (kith_text){"@id", 3};
    return kith_context_is(term->type, "@id") ||
           kith_context_is(term->type, "@vocab") ||
           wrong(context, term, "has values by type that are no nodes");
}

static kith_tongue tongue_of(kith_text json)
{
    if (!json.data)
        return KITH_TONGUE_UNSAID;
    return *json.data == '"' ? KITH_TONGUE_SOME : KITH_TONGUE_NONE;
}

/* Prefixes are terms that are so declared, or simply an IRI that something can
 * follow. */
static bool put_prefix(kith_context *context,
                       kith_context_term *term,
                       const definition *d)
{
    const kith_text iri = term->iri;
    if (!d->prefix.data) {
        term->prefix = *term->json.data == '"' && !is_compact(term->name) &&
                       iri.length &&
                       (memchr(":/?#[]@", iri.data[iri.length - 1], 7) ||
                        (*iri.data == '_' && kith_context_is_iri(iri)));
        return true;
    }
    term->prefix = *d->prefix.data == 't';
    if (is_compact(term->name) ||
        (term->prefix && kith_context_is_keyword(iri)))
        return wrong(context, term, "cannot be a prefix");
    return true;
}

static bool put_index(kith_context *context,
                      kith_context_term *term,
                      const definition *d)
{
    const kith_text plain = kith_context_plain(d->index, context->texts);
    if (!plain.data)
        return true;
    term->index = plain;
    return (!kith_context_is_keyword(plain) &&
            kith_context_name(context, plain, context->texts).data) ||
           wrong(context, term, "has an @index that is no property");
}

/* JSON for as long as the terms. */
static bool put_context(kith_context *context,
                        kith_context_term *term,
                        const definition *d)
{
    if (!d->context.data)
        return true;
    char *copy =
        kith_arena_take(context->texts, d->context.length + KITH_PADDING);
    term->told = KITH_ARENA_NEW(context->texts, bool, 1);
    if (!copy || !term->told)
        return kith_translation_no_memory(context->t);
    memcpy(copy, d->context.data, d->context.length);
    term->context = (kith_text){copy, d->context.length};
    return true;
}

static bool put_all(kith_context *context,
                    kith_context_term *term,
                    const definition *d)
{
    term->language = tongue_of(d->language);
    term->direction = tongue_of(d->direction);
    if (d->guarded.data)
        term->guarded = *d->guarded.data == 't';
    return put_type(context, term, d) && put_iri(context, term, d) &&
           put_container(context, term, d) && put_index(context, term, d) &&
           put_context(context, term, d) && put_prefix(context, term, d);
}

/* -- defining ------------------------------------------------------------ */

/* Terms whose IRI ends so are prefixes for those who read. */
static void tell_prefix(kith_context *context, const kith_context_term *term)
{
    const kith_text iri = term->iri;
    if (iri.length && *iri.data != '@' &&
        memchr("/#:", iri.data[iri.length - 1], 3))
        kith_triples_prefix(context->triples, term->name, iri);
}

/* A definition that is no good leaves a term that means nothing. */
static void spoil(kith_context_term *term)
{
    *term = (kith_context_term){.next = term->next,
                                .found = term->found,
                                .name = term->name};
}

void kith_context_define_term(kith_context *context, kith_context_term *term)
{
    definition d = {0};
    if (term->state == KITH_TERM_CIRCULAR)
        return;
    if (term->state == KITH_TERM_BEGUN) {
        (void)wrong(context, term, "is defined by itself");
        term->state = KITH_TERM_CIRCULAR;
        return;
    }
    if (context->chain == LONGEST_CHAIN) {
        (void)wrong(context, term, "is defined by too many others in a row");
        spoil(term);
        return;
    }
    context->chain++;
    term->state = KITH_TERM_BEGUN;
    if (!read_definition(context, term, &d) || !is_sound(context, term, &d) ||
        !put_all(context, term, &d) || term->state == KITH_TERM_CIRCULAR)
        spoil(term);
    term->state = KITH_TERM_DEFINED;
    context->chain--;
    if (kith_context_is_keyword(term->iri))
        context->aliases = true;
    tell_prefix(context, term);
}

static kith_context_term *pending(kith_context *context,
                                  kith_text key,
                                  kith_text value)
{
    char *name = kith_arena_take(context->texts, key.length + 1);
    kith_context_term *term =
        KITH_ARENA_NEW(context->texts, kith_context_term, 1);
    if (!name || !term) {
        (void)kith_translation_no_memory(context->t);
        return NULL;
    }
    *term = (kith_context_term){
        .name = {name, kith_json_unescape(key, name)},
        .json = value,
        .state = KITH_TERM_PENDING,
    };
    return term;
}

/* Whether two definitions say the same, but for their protection. */
static bool is_same(const kith_context_term *a, const kith_context_term *b)
{
    return kith_context_same(a->iri, b->iri) &&
           kith_context_same(a->type, b->type) &&
           kith_context_same(a->index, b->index) &&
           kith_context_same(a->context, b->context) &&
           a->containers == b->containers && a->language == b->language &&
           a->direction == b->direction && a->reverse == b->reverse &&
           a->prefix == b->prefix;
}

/* A term that is protected stays what it is. */
static void guard(kith_context *context,
                  kith_context_term *term,
                  const kith_context_term *before,
                  bool free)
{
    const kith_context_term *old = before;
    while (old && !kith_context_same(old->name, term->name))
        old = old->next;
    if (old && old->guarded && !free) {
        if (!is_same(old, term) || term->undefined)
            (void)wrong(context, term, "is protected, and defined otherwise");
        const kith_context_term self = *term;
        *term = *old;
        term->next = self.next;
        term->found = self.found;
    }
    term->json = (kith_text){0};
    context->guarded = context->guarded || term->guarded;
    context->scoped = context->scoped || term->context.data;
}

/* "@type" is the only keyword that can be said something of. */
static bool is_term(kith_context *context, kith_text key)
{
    static const char *const own[] = {"@base",      "@vocab",   "@language",
                                      "@direction", "@version", "@propagate",
                                      "@protected", "@import"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (kith_context_is(key, own[i]))
            return false;
    }
    if (kith_context_is_keyword(key) || !kith_context_is_like_keyword(key))
        return true;
    if (!context->quiet)
        kith_lose(context->t, "term that looks like a keyword was not heeded",
                  "terms that look like keywords were not heeded");
    return false;
}

void kith_context_define(kith_context *context,
                         kith_text json,
                         bool guarded,
                         bool free)
{
    kith_context_term *const before = context->terms;
    kith_context_term **tail = &context->terms;
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        kith_context_term *term =
            is_term(context, key) ? pending(context, key, value) : NULL;
        if (!term)
            continue;
        term->guarded = guarded;
        term->next = before;
        *tail = term;
        tail = &term->next;
    }
    kith_context_index_terms(context, before);
    for (kith_context_term *t = context->terms; t != before; t = t->next) {
        if (t->state == KITH_TERM_PENDING)
            kith_context_define_term(context, t);
    }
    const bool any = context->guarded;
    for (kith_context_term *t = context->terms; t != before; t = t->next)
        guard(context, t, any ? before : NULL, free);
}
