/* The keywords of an object of JSON-LD, and the context that holds in it. */
#include "records/dialects/ld_parts.h"

#include <kith/json.h>

#include <stdlib.h>
#include <string.h>

/* The keyword or the IRI of a key; absent if it means nothing. */
kith_text kith_ld_key(kith_ld_reading *r, kith_text key)
{
    char *plain = kith_arena_take(&r->texts, key.length + 1);
    if (!plain) {
        (void)kith_translation_no_memory(r->t);
        return (kith_text){0};
    }
    return kith_context_name(&r->context,
                             (kith_text){plain, kith_json_unescape(key, plain)},
                             &r->texts);
}

bool kith_ld_each(kith_text json, size_t *at, kith_text *element)
{
    if (json.data && *json.data == '[')
        return kith_json_each_element(json, at, element);
    *element = json;
    return json.data && (*at)++ == 0;
}

/* -- keywords ------------------------------------------------------------ */

/* What a keyword's value may begin with, and where it is noted. */
static const struct {
    const char *name;
    const char *first;
    size_t place; /* in kith_ld_keywords */
} places[] = {
    {"@id",        "\"",                 offsetof(kith_ld_keywords, id)       },
    {"@type",      "\"[",                offsetof(kith_ld_keywords, type)     },
    {"@value",     "\"tfn-0123456789{[", offsetof(kith_ld_keywords, value)    },
    {"@language",  "\"n",                offsetof(kith_ld_keywords, language) },
    {"@direction", "\"n",                offsetof(kith_ld_keywords, direction)},
    {"@list",      "\"tfn-0123456789{[", offsetof(kith_ld_keywords, list)     },
    {"@set",       "\"tfn-0123456789{[", offsetof(kith_ld_keywords, set)      },
    {"@graph",     "{[",                 offsetof(kith_ld_keywords, graph)    },
    {"@context",   "\"n{[",              offsetof(kith_ld_keywords, context)  },
    {"@index",     "\"",                 offsetof(kith_ld_keywords, index)    },
    {"@reverse",   "{",                  offsetof(kith_ld_keywords, reverse)  },
    {"@included",  "{[",                 offsetof(kith_ld_keywords, included) },
};

static void note(kith_ld_keywords *k, kith_text name, kith_text value)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!kith_context_is(name, places[i].name))
            continue;
        kith_text before;
        char *const place = (char *)k + places[i].place;
        memcpy(&before, place, sizeof before);
        memcpy(place, &value, sizeof value);
        if (before.data && !kith_context_is(name, "@type") &&
            !kith_context_is(name, "@included"))
            k->twice = places[i].name;
        if (!strchr(places[i].first, *value.data))
            k->wrong = places[i].name;
        return;
    }
}

static void look_inside(kith_ld_reading *r,
                        kith_text object,
                        kith_ld_keywords *k);

/* Members that stand one level deeper for order's sake. */
static void look_in_nest(kith_ld_reading *r,
                         kith_text json,
                         kith_ld_keywords *k)
{
    kith_text element;
    for (size_t at = 0; kith_ld_each(json, &at, &element);) {
        if (*element.data == '{')
            look_inside(r, element, k);
        else
            k->wrong = "@nest";
    }
}

/* Recursion is bounded by the depth of JSON. */
static void look_inside(kith_ld_reading *r,
                        kith_text object,
                        kith_ld_keywords *k)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        const bool plain = key.length && *key.data == '@';
        k->count++;
        if (!plain && !r->context.aliases)
            continue;
        const kith_text name = plain ? key : kith_ld_key(r, key);
        if (kith_context_is(name, "@nest")) {
            look_in_nest(r, value, k);
        } else {
            note(k, name, value);
        }
    }
}

static void look(kith_ld_reading *r, kith_text object, kith_ld_keywords *k)
{
    *k = (kith_ld_keywords){.count = 0};
    look_inside(r, object, k);
}

typedef struct {
    const char *name;
    const char *what; /* NULL: nothing is wrong */
} fault;

static fault fault_of(const kith_ld_keywords *k)
{
    const bool listed = k->list.data || k->set.data;
    if (k->twice)
        return (fault){k->twice, "stands twice in an object"};
    if (k->wrong)
        return (fault){k->wrong, "has a value of the wrong kind"};
    if (k->value.data) {
        if (k->id.data || listed || k->graph.data || k->reverse.data)
            return (fault){"@value", "stands beside what is not of a value"};
        if (k->type.data && *k->type.data != '"')
            return (fault){"@type", "of a value must be one text"};
        if (!k->type.data && strchr("{[", *k->value.data))
            return (fault){"@value",
                           "must be a text, a number, true, false or null"};
    }
    if (listed && (k->id.data || k->type.data))
        return (fault){k->list.data ? "@list" : "@set", "stands beside others"};
    return (fault){0};
}

void kith_ld_complain(kith_ld_reading *r, const kith_ld_keywords *k)
{
    const fault f = fault_of(k);
    if (f.what)
        kith_problem_say(kith_translation_report(r->t, KITH_RULE_WRONG_TYPE),
                         "%s %s", f.name, f.what);
}

/* -- contexts that hold in a part ---------------------------------------- */

static int compare(const void *a, const void *b)
{
    const kith_text *x = &(*(const kith_context_term *const *)a)->name;
    const kith_text *y = &(*(const kith_context_term *const *)b)->name;
    const size_t length = x->length < y->length ? x->length : y->length;
    const int order = length ? memcmp(x->data, y->data, length) : 0;
    return order ? order : (x->length > y->length) - (x->length < y->length);
}

/* The terms of types that bring along a context, by their names. */
static size_t find_types(kith_ld_reading *r,
                         kith_text types,
                         const kith_context_term ***out)
{
    size_t count = 0;
    size_t room = 0;
    kith_text element;
    for (size_t at = 0; kith_ld_each(types, &at, &element);)
        room++;
    if (!room || !r->context.scoped)
        return 0;
    *out = (const kith_context_term **)
        kith_arena_take_array(&r->texts, room, sizeof(kith_context_term *));
    if (!*out) {
        (void)kith_translation_no_memory(r->t);
        return 0;
    }
    for (size_t at = 0; kith_ld_each(types, &at, &element);) {
        const kith_context_term *term =
            kith_context_find(&r->context,
                              kith_context_plain(element, &r->texts));
        if (term && term->context.data)
            (*out)[count++] = term;
    }
    qsort((void *)*out, count, sizeof **out, compare);
    return count;
}

/* Contexts of types hold in the node that has them; whether there was one. */
static bool take_type_contexts(kith_ld_reading *r, kith_text types)
{
    const kith_context_term **terms = NULL;
    const size_t count = find_types(r, types, &terms);
    for (size_t i = 0; i < count; i++)
        (void)kith_context_take_type(&r->context, terms[i]);
    return count > 0;
}

/* Whether the context that held before those of types comes back: not for what
 * is only a value or a name. */
static bool goes_back(const kith_ld_reading *r, const kith_ld_keywords *k)
{
    return r->context.previous && !k->value.data &&
           !(k->id.data && k->count == 1);
}

void kith_ld_enter(kith_ld_reading *r,
                   kith_text object,
                   const kith_ld_saying *s,
                   kith_ld_keywords *k)
{
    const kith_context_term *term = s ? s->term : NULL;
    look(r, object, k);
    bool changed = false;
    if (!(s && s->keyed) && goes_back(r, k)) {
        r->context = *r->context.previous;
        changed = true;
    }
    r->context.texts = &r->texts;
    if (term && term->context.data) {
        (void)kith_context_take_values(&r->context, term);
        changed = true;
    }
    if (changed)
        look(r, object, k);
    r->context.quiet = s && !s->nested;
    if (k->context.data && kith_context_take(&r->context, k->context))
        look(r, object, k);
    r->context.quiet = false;
    r->types = r->context;
    if (k->type.data && take_type_contexts(r, k->type))
        look(r, object, k);
}

void kith_ld_leave(kith_ld_reading *r, const kith_context outer[2])
{
    r->context = outer[0];
    r->types = outer[1];
}
