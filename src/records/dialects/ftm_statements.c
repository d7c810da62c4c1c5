/* FollowTheMoney statements: one value of one property a row, as CSV or JSON
 * Lines. Those of one entity that follow each other are taken together as a
 * piece of it, and pieces are merged as those of entities are. */
#include "base/alloc.h"
#include "records/dialects/dialects.h"
#include "records/dialects/fragments.h"
#include "records/dialects/ftm_map.h"
#include "records/dialects/rows.h"

#include <kith/json.h>

#include <string.h>

/* What a statement says, as the insides of JSON strings. */
typedef enum {
    PART_ID = 0,
    PART_SCHEMA,
    PART_PROP,
    PART_VALUE,
    PART_DATASET,
    PARTS
} part;

static const char *const names[PARTS] = {"entity_id", "schema", "prop", "value",
                                         "dataset"};

typedef struct {
    kith_text parts[PARTS];
} statement;

/* Statements of one entity and one schema that follow each other. */
typedef struct {
    kith_translation *t;
    kith_arena texts;
    statement *items;
    size_t count;
    size_t room;
    kith_place place; /* of the first */
} group;

static bool is_same(kith_text a, kith_text b)
{
    return a.length == b.length &&
           (a.length == 0 || !memcmp(a.data, b.data, a.length));
}

/* Each text once, of those statements that are about `prop`, or of all. */
static void put_list(group *g, part which, const kith_text *prop)
{
    kith_open(g->t, '[');
    for (size_t i = 0; i < g->count; i++) {
        const statement *s = &g->items[i];
        bool seen = s->parts[which].length == 0;
        if (prop && !is_same(s->parts[PART_PROP], *prop))
            continue;
        for (size_t j = 0; j < i && !seen; j++)
            seen = is_same(g->items[j].parts[which], s->parts[which]) &&
                   (!prop || is_same(g->items[j].parts[PART_PROP], *prop));
        if (seen)
            continue;
        kith_next(g->t);
        kith_put_value(g->t, KITH_JSON_STRING, s->parts[which]);
    }
    kith_close(g->t, ']');
}

static void put_properties(group *g)
{
    kith_put_key(g->t, (kith_text){"properties", 10});
    kith_open(g->t, '{');
    for (size_t i = 0; i < g->count; i++) {
        const kith_text prop = g->items[i].parts[PART_PROP];
        bool seen = is_same(prop, (kith_text){"id", 2}); /* a checksum */
        for (size_t j = 0; j < i && !seen; j++)
            seen = is_same(g->items[j].parts[PART_PROP], prop);
        if (seen)
            continue;
        kith_put_key(g->t, prop);
        put_list(g, PART_VALUE, &prop);
    }
    kith_close(g->t, '}');
}

static void put(group *g, const char *key, kith_text text)
{
    kith_put_key(g->t, (kith_text){key, strlen(key)});
    kith_put_value(g->t, KITH_JSON_STRING, text);
}

/* The group as one piece of an entity. */
static void end_group(group *g)
{
    kith_translation *t = g->t;
    if (g->count == 0)
        return;
    const kith_place place = t->place;
    const size_t from = t->out_used;
    kith_open(t, '{');
    put(g, "id", g->items[0].parts[PART_ID]);
    if (g->items[0].parts[PART_SCHEMA].length)
        put(g, "schema", g->items[0].parts[PART_SCHEMA]);
    kith_put_key(t, (kith_text){"datasets", 8});
    put_list(g, PART_DATASET, NULL);
    put_properties(g);
    kith_close(t, '}');
    const kith_text piece = kith_take_back(t, from);
    t->place = g->place;
    if (t->status == KITH_OK)
        kith_ftm_take(t, piece);
    t->place = place; /* scratch may hold the statement that comes next */
    kith_arena_clear(&g->texts);
    g->count = 0;
}

static bool keep(group *g, const statement *s)
{
    statement *items =
        kith_make_room(g->items, g->count, &g->room, sizeof *items);
    if (!items)
        return kith_translation_no_memory(g->t);
    g->items = items;
    statement *kept = &items[g->count++];
    for (size_t i = 0; i < PARTS; i++) {
        const char *copy =
            kith_arena_text(&g->texts, s->parts[i].data ? s->parts[i].data : "",
                            s->parts[i].length);
        if (!copy)
            return kith_translation_no_memory(g->t);
        kept->parts[i] = (kith_text){copy, s->parts[i].length};
    }
    return true;
}

static void take(group *g, const statement *s)
{
    if (!s->parts[PART_ID].length || !s->parts[PART_PROP].length) {
        kith_problem_say(kith_translation_report(g->t,
                                                 KITH_RULE_MISSING_MEMBER),
                         "this statement has no entity or no property");
        return;
    }
    if (g->count &&
        (!is_same(g->items[0].parts[PART_ID], s->parts[PART_ID]) ||
         !is_same(g->items[0].parts[PART_SCHEMA], s->parts[PART_SCHEMA])))
        end_group(g);
    if (g->count == 0)
        g->place = g->t->place;
    (void)keep(g, s);
}

/* -- JSON Lines ---------------------------------------------------------- */

static kith_text text_of(const kith_translation *t, const char *name)
{
    const kith_field *field = kith_field_of(t, name);
    return field && field->type == KITH_JSON_STRING ? field->text
                                                    : (kith_text){0};
}

/* Statements that are known to be of one entity have its canonical id. */
static void map_line(kith_translation *t,
                     const kith_mapping *mapping,
                     kith_text text)
{
    statement s = {0};
    (void)mapping;
    kith_clear_fields(t);
    if (!kith_scan_fields(t, text))
        return;
    for (size_t i = 0; i < PARTS; i++)
        s.parts[i] = text_of(t, names[i]);
    const kith_text canonical = text_of(t, "canonical_id");
    if (canonical.length)
        s.parts[PART_ID] = canonical;
    take(t->group, &s);
}

static const kith_section sections[] = {
    {.path = "",       .kind = KITH_SECTION_LINES, .map = map_line},
    {.path = "[", .map = map_line},
    {.path = NULL     }
};

/* -- CSV ----------------------------------------------------------------- */

static size_t column_of(const kith_csv_rows *header, const char *name)
{
    size_t i = 0;
    while (i < header->count && !kith_is_name(header->fields[i], name))
        i++;
    return i;
}

static void translate_rows(kith_translation *t, group *g)
{
    kith_csv_rows rows = {.t = t, .delimiter = ','};
    size_t columns[PARTS];
    const bool any = kith_csv_rows_next(&rows);
    const size_t canonical = any ? column_of(&rows, "canonical_id") : 0;
    for (size_t i = 0; any && i < PARTS; i++)
        columns[i] = column_of(&rows, names[i]);
    while (any && kith_csv_rows_next(&rows)) {
        statement s = {0};
        kith_clear_fields(t);
        for (size_t i = 0; i < PARTS; i++) {
            if (columns[i] < rows.count)
                s.parts[i] = kith_as_json(t, rows.fields[columns[i]]);
        }
        if (canonical < rows.count && rows.fields[canonical].length)
            s.parts[PART_ID] = kith_as_json(t, rows.fields[canonical]);
        take(g, &s);
    }
    kith_csv_rows_close(&rows);
}

/* -- both ---------------------------------------------------------------- */

static void translate(kith_translation *t)
{
    group g = {.t = t};
    t->own = kith_fragments_new(t);
    t->group = &g;
    if (!t->own) {
        (void)kith_translation_no_memory(t);
        return;
    }
    if (t->feed.at < t->feed.end && strchr("{[", t->feed.data[t->feed.at]))
        kith_translate_document(t, sections);
    else
        translate_rows(t, &g);
    if (t->status == KITH_OK)
        end_group(&g);
    kith_arena_free(&g.texts);
    kith_release(g.items);
    kith_fragments_free(t->own);
    t->own = NULL;
}

static kith_sureness sniff(kith_text bytes, const char **evidence)
{
    static const char wanted[] = "entity_id prop value";
    *evidence = wanted;
    return kith_csv_rows_have(bytes, ',', wanted) ? KITH_SURE : KITH_SURE_NOT;
}

const kith_dialect_row kith_dialect_ftm_statements = {
    .is = {"ftm-statements", "FollowTheMoney statements, CSV or JSON Lines",
           ".csv .jsonl"},
    .evidence = {"entity_id prop value",                "[].entity_id [].prop"                                        },
    .sniff = sniff,
    .translate = translate,
    .implicit = true,
    .table = true,
};
