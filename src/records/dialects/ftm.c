/* FollowTheMoney entities, as Aleph and OpenSanctions have them.
 *
 * An entity whose schema is an edge (ownerships, directorships, payments, …)
 * becomes a relation from each source to each target; where it has none of
 * either, it stays an entity. Other properties that are entities become
 * relations called by the property. Properties stay lists, but for what has a
 * place of its own in a record: the name, and when an edge holds. Members
 * beside `properties` stay under `ftm`. Entities nested in properties are
 * entities, too. */
#include "base/alloc.h"
#include "records/dialects/dialects.h"
#include "records/dialects/fragments.h"
#include "records/dialects/ftm_map.h"
#include "records/dialects/ftm_schema.h"

#include <kith/json.h>

#include <string.h>

/* One entity on its way. */
typedef struct {
    kith_translation *t;
    const kith_ftm_schema *schema; /* NULL: one that the model does not have */
    kith_text id;
    kith_text type;
    kith_text name;
    kith_text since;
    kith_text until;
    const kith_field *source; /* of edges */
    const kith_field *target;
} entity;

static const kith_ftm_schema no_schema = {.name = "",
                                          .directed = true,
                                          .extends = " ",
                                          .caption = " name ",
                                          .links = " "};

/* -- values -------------------------------------------------------------- */

/* Value `at` of a property, or the property itself if it is no list: its text
 * without quotes. Entities that are nested stand for their ids. */
static bool next_value(const kith_field *field, size_t *at, kith_text *out)
{
    kith_text element = field->text;
    if (field->type == KITH_JSON_STRING) {
        *out = field->text;
        return (*at)++ == 0;
    }
    while (field->type == KITH_JSON_ARRAY &&
           kith_json_each_element(field->text, at, &element)) {
        kith_text key;
        kith_text value = element;
        for (size_t i = 0; *element.data == '{' &&
                           kith_json_each_member(element, &i, &key, &value);) {
            if (kith_json_is_key(key, (kith_text){"id", 2}))
                break;
        }
        if (*value.data != '"')
            continue;
        *out = (kith_text){value.data + 1, value.length - 2};
        return true;
    }
    return false;
}

static size_t count_values(const kith_field *field)
{
    kith_text value;
    size_t count = 0;
    for (size_t at = 0; field && next_value(field, &at, &value);)
        count++;
    return count;
}

static const kith_field *property(const entity *e, kith_text name)
{
    for (size_t i = 0; i < e->t->field_count; i++) {
        const kith_field *field = &e->t->fields[i];
        if (field->inside && field->key.length == name.length &&
            !memcmp(field->key.data, name.data, name.length))
            return field;
    }
    return NULL;
}

static const kith_field *property_called(const entity *e, const char *name)
{
    return name ? property(e, (kith_text){name, strlen(name)}) : NULL;
}

/* The earliest or the latest of the dates of a property; times are cut off. */
static void take_date(const entity *e,
                      const char *name,
                      bool latest,
                      kith_text *out)
{
    enum { DAY = 10 };
    const kith_field *field = property_called(e, name);
    kith_text value;
    for (size_t at = 0; field && next_value(field, &at, &value);) {
        if (value.length > DAY && value.data[DAY] == 'T')
            value.length = DAY;
        const kith_date date = kith_date_parse(value);
        if (date == KITH_NO_DATE)
            continue;
        const kith_date best = out->data ? kith_date_parse(*out) : date;
        if (!out->data || (latest ? date > best : date < best))
            *out = value;
    }
}

/* -- what is written ----------------------------------------------------- */

static void put(entity *e, const char *key, kith_text text)
{
    if (!text.data)
        return;
    kith_put_key(e->t, (kith_text){key, strlen(key)});
    kith_put_value(e->t, KITH_JSON_STRING, text);
}

/* Whether the values of a property are entities that are nested in it. */
static bool is_nested(const kith_field *field)
{
    kith_text element;
    size_t at = 0;
    return field->type == KITH_JSON_ARRAY &&
           kith_json_each_element(field->text, &at, &element) &&
           *element.data == '{';
}

/* What a record says elsewhere need not be said twice. */
static bool is_said(const entity *e, const kith_field *field)
{
    kith_text value;
    size_t at = 0;
    if (field == e->source || field == e->target)
        return true;
    if (is_nested(field) ||
        (!e->source && kith_ftm_lists(e->schema->links, field->key)))
        return count_values(field) > 0;
    if (count_values(field) != 1 || !next_value(field, &at, &value))
        return false;
    return (kith_field_is(field, "name") && value.data == e->name.data) ||
           (kith_field_is(field, "startDate") && value.data == e->since.data &&
            value.length == e->since.length) ||
           (kith_field_is(field, "endDate") && value.data == e->until.data &&
            value.length == e->until.length);
}

/* An object of those fields that stand inside, or outside, of `properties`. */
static void put_object(entity *e, const char *key, bool inside)
{
    bool open = false;
    for (size_t i = 0; i < e->t->field_count; i++) {
        const kith_field *field = &e->t->fields[i];
        if (field->inside != inside || field->used ||
            (inside && is_said(e, field)))
            continue;
        if (!open) {
            kith_put_key(e->t, (kith_text){key, strlen(key)});
            kith_open(e->t, '{');
            open = true;
        }
        kith_put_key(e->t, field->key);
        kith_put_value(e->t, field->type, field->text);
    }
    if (open)
        kith_close(e->t, '}');
}

static void put_rest(entity *e)
{
    put_object(e, "properties", true);
    put_object(e, "ftm", false);
}

/* Other names: all but the first, and what the schema has for them. */
static void put_aliases(entity *e)
{
    static const char *const names[] = {"name", "alias", "weakAlias"};
    bool open = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const kith_field *field = property_called(e, names[i]);
        kith_text value;
        for (size_t at = 0; field && next_value(field, &at, &value);) {
            if (value.data == e->name.data)
                continue;
            if (!open) {
                kith_put_key(e->t, (kith_text){"aliases", 7});
                kith_open(e->t, '[');
                open = true;
            }
            kith_next(e->t);
            kith_put_value(e->t, KITH_JSON_STRING, value);
        }
    }
    if (open)
        kith_close(e->t, ']');
}

/* The first value of the first property that names such an entity. */
static void take_name(entity *e)
{
    const char *at = e->schema->caption;
    while (!e->name.data && (at = strchr(at, ' ')) && at[1]) {
        const size_t length = strcspn(++at, " ");
        const kith_field *field = property(e, (kith_text){at, length});
        size_t first = 0;
        if (field && !next_value(field, &first, &e->name))
            e->name = (kith_text){0};
    }
}

static void put_entity(entity *e)
{
    take_name(e);
    kith_begin(e->t, KITH_RECORD_ENTITY);
    put(e, "id", e->id);
    put(e, "type", e->type);
    put(e, "name", e->name);
    put_aliases(e);
    if (!e->id.data)
        put(e, "record", (kith_text){"entity", 6});
    put_rest(e);
    kith_end(e->t);
}

/* Properties that are entities. */
static void put_links(entity *e)
{
    kith_translation *t = e->t;
    for (size_t i = 0; e->id.data && i < t->field_count; i++) {
        const kith_field *field = &t->fields[i];
        kith_text target;
        if (!field->inside || !kith_ftm_lists(e->schema->links, field->key))
            continue;
        for (size_t at = 0; next_value(field, &at, &target);) {
            kith_begin(t, KITH_RECORD_RELATION);
            put(e, "source", e->id);
            put(e, "type", field->key);
            put(e, "target", target);
            kith_end(t);
        }
    }
}

/* One of several relations of an edge has an id made from its ends. */
static void put_edge_id(entity *e,
                        kith_text source,
                        kith_text target,
                        bool only)
{
    kith_translation *t = e->t;
    if (!e->id.data)
        return;
    kith_put_key(t, (kith_text){"id", 2});
    kith_put_raw(t, "\"", 1);
    if (!only)
        kith_put_raw(t, source.data, source.length);
    if (!only)
        kith_put_raw(t, "<", 1);
    kith_put_raw(t, e->id.data, e->id.length);
    if (!only)
        kith_put_raw(t, ">", 1);
    if (!only)
        kith_put_raw(t, target.data, target.length);
    kith_put_raw(t, "\"", 1);
}

static void put_edge(entity *e, kith_text source, kith_text target, bool only)
{
    kith_begin(e->t, KITH_RECORD_RELATION);
    put_edge_id(e, source, target, only);
    put(e, "source", source);
    put(e, "type", e->type);
    put(e, "target", target);
    if (!e->schema->directed) {
        kith_put_key(e->t, (kith_text){"directed", 8});
        kith_put_raw(e->t, "false", 5);
    }
    put(e, "since", e->since);
    put(e, "until", e->until);
    put_rest(e);
    kith_end(e->t);
}

static void put_edges(entity *e)
{
    const bool only =
        count_values(e->source) == 1 && count_values(e->target) == 1;
    kith_text source;
    kith_text target;
    take_date(e, "startDate", false, &e->since);
    if (!e->since.data)
        take_date(e, "date", false, &e->since);
    take_date(e, "endDate", true, &e->until);
    if (e->since.data && e->until.data &&
        kith_date_parse(e->since) > kith_date_parse(e->until))
        e->since = e->until = (kith_text){0}; /* both stay properties */
    for (size_t i = 0; next_value(e->source, &i, &source);) {
        for (size_t j = 0; next_value(e->target, &j, &target);)
            put_edge(e, source, target, only);
    }
}

/* -- an entity ----------------------------------------------------------- */

/* Take a field out of the rest; its text, if it is one. */
static kith_text take_text(kith_translation *t, const char *name)
{
    kith_field *field = kith_field_of(t, name);
    if (!field || field->inside || field->type != KITH_JSON_STRING)
        return (kith_text){0};
    field->used = true;
    return field->text;
}

static void open_properties(kith_translation *t)
{
    kith_field *properties = kith_field_of(t, "properties");
    if (!properties || properties->type != KITH_JSON_OBJECT)
        return;
    properties->used = true;
    kith_scan_more_fields(t, properties->text);
}

/* The fields in hand, which are those of a whole entity. */
static void map_whole(kith_translation *t)
{
    entity e = {.t = t, .schema = &no_schema};
    open_properties(t);
    e.id = take_text(t, "id");
    e.type = take_text(t, "schema");
    if (e.type.data && kith_ftm_schema_of(e.type))
        e.schema = kith_ftm_schema_of(e.type);
    e.source = property_called(&e, e.schema->source);
    e.target = property_called(&e, e.schema->target);
    if (count_values(e.source) && count_values(e.target)) {
        put_edges(&e);
        return;
    }
    e.source = e.target = NULL;
    put_entity(&e);
    put_links(&e);
}

/* The fields in hand, which are those of `text`: a piece of an entity. */
static void take(kith_translation *t, kith_text text)
{
    kith_text whole = text;
    const kith_text id = take_text(t, "id");
    if (id.data && !kith_fragments_take(t->own, id, text, &whole))
        return;
    if (whole.data != text.data && !kith_scan_fields(t, whole))
        return;
    map_whole(t);
    if (id.data)
        kith_fragments_became(t->own);
}

static kith_text member(kith_text object, const char *name)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        if (kith_json_is_key(key, (kith_text){name, strlen(name)}))
            return value;
    }
    return (kith_text){"", 0};
}

/* Entities that stand in properties of others, as OpenSanctions nests them, are
 * taken as if each had a line of its own. Recursion is bounded by the depth of
 * sound JSON. */
static void take_nested(kith_translation *t, kith_text text)
{
    const kith_text properties = member(text, "properties");
    kith_text key;
    kith_text list;
    kith_text element;
    for (size_t p = 0; *properties.data == '{' &&
                       kith_json_each_member(properties, &p, &key, &list);) {
        for (size_t at = 0; *list.data == '[' &&
                            kith_json_each_element(list, &at, &element);) {
            if (*element.data != '{' || !member(element, "schema").length)
                continue;
            take_nested(t, element);
            if (kith_scan_fields(t, element))
                take(t, element);
        }
    }
}

void kith_ftm_take(kith_translation *t, kith_text text)
{
    if (!kith_scan_fields(t, text))
        return;
    const kith_field *properties = kith_field_of(t, "properties");
    if (properties && properties->type == KITH_JSON_OBJECT &&
        memchr(properties->text.data + 1, '{', properties->text.length - 1)) {
        take_nested(t, text);
        if (!kith_scan_fields(t, text))
            return;
    }
    take(t, text);
}

static void map_piece(kith_translation *t,
                      const kith_mapping *mapping,
                      kith_text text)
{
    (void)mapping;
    kith_ftm_take(t, text);
}

static const kith_section sections[] = {
    {.path = "",        .kind = KITH_SECTION_LINES, .map = map_piece},
    {.path = "[", .map = map_piece},
    {.path = "layout.entities",       .map = map_piece},
    {.path = NULL                }
};

static void translate(kith_translation *t)
{
    t->own = kith_fragments_new(t);
    if (!t->own) {
        (void)kith_translation_no_memory(t);
        return;
    }
    kith_translate_document(t, sections);
    kith_fragments_free(t->own);
    t->own = NULL;
}

const kith_dialect_row kith_dialect_ftm = {
    .is = {"ftm",                                                 "FollowTheMoney entities, of Aleph and OpenSanctions",
           ".ijson .ftm.json"                                                                                                                      },
    .evidence = {"schema:s properties:o !source !type !name !target:s",
           "[].schema:s [].properties:o",                                                                                "layout.entities[].schema"},
    .translate = translate,
    .implicit = true,
};
