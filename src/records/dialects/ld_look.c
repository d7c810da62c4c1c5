/* The keywords of an object of JSON-LD, and the context that holds in it. */
#include "records/dialects/ld_parts.h"

#include <kith/json.h>

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

static void note(kith_ld_keywords *k, kith_text name, kith_text value)
{
    const struct {
        const char *name;
        kith_text *value;
    } places[] = {
        {"@id",       &k->id      },
        {"@type",     &k->type    },
        {"@value",    &k->value   },
        {"@language", &k->language},
        {"@list",     &k->list    },
        {"@set",      &k->set     },
        {"@context",  &k->context },
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (kith_ld_is(name, places[i].name)) {
            *places[i].value = value;
            return;
        }
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
    kith_text element = json;
    size_t at = 0;
    while (*json.data == '[' ? kith_json_each_element(json, &at, &element)
                             : at++ == 0) {
        if (*element.data == '{')
            look_inside(r, element, k);
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
        if (kith_ld_is(name, "@nest"))
            look_in_nest(r, value, k);
        else
            note(k, name, value);
    }
}

void kith_ld_look(kith_ld_reading *r, kith_text object, kith_ld_keywords *k)
{
    *k = (kith_ld_keywords){.count = 0};
    look_inside(r, object, k);
}

/* -- contexts that hold in a part ---------------------------------------- */

/* Contexts of types hold in the node that has them. */
static void take_type_contexts(kith_ld_reading *r, kith_text types)
{
    const kith_context outer = r->context;
    kith_text element = types;
    size_t at = 0;
    while (types.data &&
           (*types.data == '[' ? kith_json_each_element(types, &at, &element)
                               : at++ == 0)) {
        const kith_text name = kith_context_plain(element, &r->texts);
        const kith_context_term *term =
            name.length ? kith_context_find(&outer, name) : NULL;
        if (term && term->context.data)
            (void)kith_context_take(&r->context, term->context);
    }
}

/* Enter a node object: the context that the term brings along, its own, then
 * those of its types hold until the contexts are set back. */
void kith_ld_enter(kith_ld_reading *r,
                   kith_text object,
                   const kith_context_term *term,
                   kith_ld_keywords *k)
{
    r->context = r->beneath;
    r->context.texts = &r->texts;
    if (term && term->context.data)
        (void)kith_context_take(&r->context, term->context);
    kith_ld_look(r, object, k);
    if (k->context.data && kith_context_take(&r->context, k->context))
        kith_ld_look(r, object, k);
    r->beneath = r->context;
    take_type_contexts(r, k->type);
}

void kith_ld_leave(kith_ld_reading *r, const kith_context outer[2])
{
    r->context = outer[0];
    r->beneath = outer[1];
}
