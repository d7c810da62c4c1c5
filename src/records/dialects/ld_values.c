/* Values of a member of JSON-LD to statements. */
#include "records/dialects/ld_parts.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <string.h>

/* -- statements ---------------------------------------------------------- */

static void say(kith_ld_reading *r,
                const kith_ld_saying *s,
                const kith_term *object)
{
    if (s->nested || !object->kind)
        return;
    if (!s->reverse)
        kith_triples_take(r->triples, s->subject, &s->predicate, object,
                          s->graph);
    else if (object->kind != KITH_TERM_LITERAL)
        kith_triples_take(r->triples, object, &s->predicate, s->subject,
                          s->graph);
    else
        kith_lose(r->t, "text of which a node would be said was left out",
                  "texts of which nodes would be said were left out");
}

/* What the key says of the node that is found by it. */
static void say_key(kith_ld_reading *r,
                    const kith_ld_saying *s,
                    const kith_term *node)
{
    if (s->nested && s->said.kind && node->kind)
        kith_triples_take(r->triples, node, &s->says, &s->said, s->graph);
}

/* A key says nothing of what is no node. */
static void lose_key(kith_ld_reading *r, const kith_ld_saying *s)
{
    if (s->nested && s->said.kind)
        kith_lose(r->t, "index of a value that is no node was left out",
                  "indices of values that are no nodes were left out");
}

static bool has(const kith_ld_saying *s, unsigned container)
{
    return s->term && (s->term->containers & container);
}

/* Whether a value stands for a graph: where graphs are found by keys, only one
 * that is. */
static bool makes_graph(const kith_ld_saying *s)
{
    return has(s, KITH_AS_GRAPHS) &&
           (s->keyed || !has(s, KITH_BY_INDEX | KITH_BY_ID));
}

static bool is_some(kith_tongue own, bool otherwise)
{
    return own == KITH_TONGUE_UNSAID ? otherwise : own == KITH_TONGUE_SOME;
}

static void say_text(kith_ld_reading *r,
                     const kith_ld_saying *s,
                     const kith_term *text,
                     bool direction)
{
    say(r, s, text);
    if (direction && !s->nested)
        kith_lose(r->t, "direction of a text was left out",
                  "directions of texts were left out");
}

/* -- values that are not objects ----------------------------------------- */

static bool is_of(const kith_ld_saying *s, const char *type)
{
    return s->term && kith_context_is(s->term->type, type);
}

static void take_text(kith_ld_reading *r,
                      const kith_ld_saying *s,
                      kith_text json)
{
    const bool name = is_of(s, "@vocab");
    if (name || is_of(s, "@id")) {
        const kith_term node =
            name ? kith_ld_type(r, &r->context, json) : kith_ld_id(r, json);
        say(r, s, &node);
        say_key(r, s, &node);
        return;
    }
    const kith_text type = s->term ? s->term->type : (kith_text){0};
    kith_term text = kith_ld_literal(r, json, type);
    const kith_tongue language = s->term ? s->term->language : 0;
    const kith_tongue direction = s->term ? s->term->direction : 0;
    text.language =
        !text.datatype.data && is_some(language, r->context.language);
    say_text(r, s, &text,
             !text.datatype.data && is_some(direction, r->context.direction));
    lose_key(r, s);
}

static void take_plain(kith_ld_reading *r,
                       const kith_ld_saying *s,
                       kith_text json)
{
    const kith_text type = s->term ? s->term->type : (kith_text){0};
    if (s->nested && !s->said.kind)
        return; /* only faster: nothing is in it */
    if (makes_graph(s)) {
        if (!s->nested)
            kith_lose(r->t, "text in the place of a graph was left out",
                      "texts in the place of graphs were left out");
    } else if (*json.data == '"') {
        take_text(r, s, json);
    } else if (*json.data != 'n') {
        const kith_term object = kith_ld_literal(r, json, type);
        say(r, s, &object);
        lose_key(r, s);
    }
}

/* -- objects of values --------------------------------------------------- */

/* Texts by language: each is a value. */
static void take_languages(kith_ld_reading *r,
                           const kith_ld_saying *s,
                           kith_text object)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        const bool none = kith_context_is(kith_ld_key(r, key), "@none");
        kith_text element;
        for (size_t i = 0; kith_ld_each(value, &i, &element);) {
            kith_term text = kith_ld_literal(r, element, (kith_text){0});
            text.language = !none;
            if (*element.data == '"')
                say_text(r, s, &text,
                         is_some(s->term->direction, r->context.direction));
            else if (*element.data != 'n' && !s->nested)
                kith_lose(r->t,
                          "value by language that is no text was left out",
                          "values by language that are no texts were left out");
        }
    }
}

/* What a key says of the nodes that are found by it: their type, or what the
 * term has an index for. */
static void put_key(kith_ld_reading *r, kith_ld_saying *s, kith_text key)
{
    const kith_text json = {key.data - 1, key.length + 2};
    if (kith_context_is(kith_ld_key(r, key), "@none"))
        return;
    if (has(s, KITH_BY_ID)) {
        s->id = json;
    } else if (has(s, KITH_BY_TYPE)) {
        s->says = kith_ld_named(RDF "type");
        s->said = kith_ld_type(r, &r->context, json);
    } else if (s->term->index.data) {
        const kith_context_term *term =
            kith_context_find(&r->context, s->term->index);
        const bool node = term && (kith_context_is(term->type, "@id") ||
                                   kith_context_is(term->type, "@vocab"));
        s->says.kind = KITH_TERM_NAME;
        s->says.text =
            kith_context_name(&r->context, s->term->index, &r->texts);
        s->said =
            !node ? kith_ld_literal(r, json, term ? term->type : (kith_text){0})
            : kith_context_is(term->type, "@id")
                ? kith_ld_id(r, json)
                : kith_ld_type(r, &r->context, json);
    }
}

/* Values by id and by type have the context that was before that of types, and
 * with it what the type that they are found by brings along. */
static void enter_key(kith_ld_reading *r,
                      const kith_ld_saying *s,
                      kith_text key)
{
    if (!has(s, KITH_BY_ID | KITH_BY_TYPE))
        return;
    if (r->context.previous)
        r->context = *r->context.previous;
    r->context.texts = &r->texts;
    const kith_text json = {key.data - 1, key.length + 2};
    const kith_context_term *term =
        kith_context_find(&r->context, kith_context_plain(json, &r->texts));
    if (has(s, KITH_BY_TYPE) && term && term->context.data)
        (void)kith_context_take_key(&r->context, term);
}

/* Values that stand in an object by index, id or type. */
static void take_keyed(kith_ld_reading *r,
                       const kith_ld_saying *s,
                       kith_text object)
{
    const kith_context outer[] = {r->context, r->types};
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        kith_ld_saying inner = *s;
        inner.keyed = true;
        put_key(r, &inner, key);
        enter_key(r, s, key);
        kith_ld_value(r, &inner, value);
        kith_ld_leave(r, outer);
    }
}

/* -- nodes --------------------------------------------------------------- */

static void take_node(kith_ld_reading *r,
                      const kith_ld_saying *s,
                      kith_text json,
                      kith_ld_keywords *k)
{
    const size_t only =
        (size_t)(k->id.data != NULL) + (k->context.data != NULL);
    if (has(s, KITH_BY_ID) && !k->id.data)
        k->id = s->id;
    if (k->id.length > 1 && k->id.data[1] == '@' &&
        !kith_ld_id(r, k->id).kind) {
        if (!s->nested)
            kith_lose(r->t, "node with a keyword as id was left out",
                      "nodes with keywords as ids were left out");
        return;
    }
    const kith_term node = kith_ld_subject(r, json, k);
    say(r, s, &node);
    say_key(r, s, &node);
    if (s->nested && k->count > only)
        kith_ld_members(r, json, &node, s->graph, s->depth + 1);
}

/* A node that stands for a graph which it is in. */
static void take_graph(kith_ld_reading *r,
                       const kith_ld_saying *s,
                       kith_text json,
                       const kith_ld_keywords *k)
{
    const kith_term graph =
        s->id.data ? kith_ld_id(r, s->id) : kith_ld_graph(r, json);
    say(r, s, &graph);
    say_key(r, s, &graph);
    if (!s->nested)
        return;
    const kith_term node = kith_ld_subject(r, json, k);
    kith_ld_members(r, json, &node, &graph, s->depth + 1);
}

/* Whether an object found by a key is a graph already. */
static bool is_graph(const kith_ld_saying *s, const kith_ld_keywords *k)
{
    const size_t known = (size_t)(k->id.data != NULL) +
                         (k->context.data != NULL) + (k->index.data != NULL);
    return s->keyed && k->graph.data && k->count == known + 1;
}

static void take_nested(kith_ld_reading *r,
                        const kith_ld_saying *s,
                        kith_text json,
                        kith_ld_keywords *k)
{
    if (s->depth >= KITH_LD_DEEPEST)
        kith_lose(r->t, "node that is nested too deep was left out",
                  "nodes that are nested too deep were left out");
    else if (makes_graph(s) && !is_graph(s, k))
        take_graph(r, s, json, k);
    else
        take_node(r, s, json, k);
}

static void take_literal(kith_ld_reading *r,
                         const kith_ld_saying *s,
                         const kith_ld_keywords *k)
{
    const kith_term object = kith_ld_literal_of(r, k);
    say_text(r, s, &object, k->direction.data && *k->direction.data == '"');
    lose_key(r, s);
}

/* -- any value ----------------------------------------------------------- */

/* An object in its context. */
static void take_inside(kith_ld_reading *r,
                        const kith_ld_saying *s,
                        kith_text json)
{
    const kith_context outer[] = {r->context, r->types};
    kith_ld_keywords k;
    kith_ld_enter(r, json, s, &k);
    const size_t known = (size_t)(k.context.data != NULL) +
                         (k.direction.data != NULL) + (k.index.data != NULL);
    if (s->nested)
        kith_ld_complain(r, &k);
    if (k.value.data)
        take_literal(r, s, &k);
    else if (k.list.data || k.set.data)
        kith_ld_value(r, s, k.list.data ? k.list : k.set);
    else if (!k.language.data || k.count > known + 1)
        take_nested(r, s, json, &k);
    kith_ld_leave(r, outer);
}

/* Whether an object is one of values, and not itself a value: what has
 * "@value" never is. */
static bool is_map(kith_ld_reading *r, const kith_ld_saying *s, kith_text json)
{
    kith_text key;
    kith_text value;
    if (s->keyed || s->listed ||
        !has(s, KITH_BY_LANGUAGE | KITH_BY_INDEX | KITH_BY_ID | KITH_BY_TYPE))
        return false;
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        const kith_text name = kith_ld_key(r, key);
        if (kith_context_is(name, "@value") || kith_context_is(name, "@list") ||
            kith_context_is(name, "@set"))
            return false;
    }
    return true;
}

static void take_object(kith_ld_reading *r,
                        const kith_ld_saying *s,
                        kith_text json)
{
    if (!is_map(r, s, json))
        take_inside(r, s, json);
    else if (has(s, KITH_BY_LANGUAGE))
        take_languages(r, s, json);
    else
        take_keyed(r, s, json);
}

/* In the context that the term brings along. */
static void take_alone(kith_ld_reading *r,
                       const kith_ld_saying *s,
                       kith_text json)
{
    const kith_context outer = r->context;
    if (!s->term || !s->term->context.data) {
        take_plain(r, s, json);
        return;
    }
    r->context.texts = &r->texts;
    (void)kith_context_take_values(&r->context, s->term);
    take_plain(r, s, json);
    r->context = outer;
}

/* Recursion is bounded by KITH_LD_DEEPEST and by the depth of JSON. */
void kith_ld_value(kith_ld_reading *r, const kith_ld_saying *s, kith_text json)
{
    kith_text element;
    if (is_of(s, "@json")) {
        const kith_term object = kith_ld_json(json);
        say(r, s, &object);
    } else if (*json.data == '{') {
        take_object(r, s, json);
    } else if (*json.data != '[') {
        take_alone(r, s, json);
    } else {
        kith_ld_saying inner = *s;
        inner.listed = true;
        for (size_t at = 0; kith_json_each_element(json, &at, &element);)
            kith_ld_value(r, &inner, element);
    }
}
