/* Entities of FollowTheMoney, JSON Lines for Aleph, OpenSanctions and their
 * tools.
 *
 * Relations are entities, too. A schema has its properties and no others, and
 * every property is a list of texts: what a schema does not know becomes a
 * note, "key: value", of an entity or the description of a relation. Types that
 * are no schema become the nearest one, by the vocabulary's parents, and stay
 * as keywords; a relation whose ends a schema does not allow is an UnknownLink
 * with its type as role. */
#include "base/alloc.h"
#include "base/error.h"
#include "export/ftm_schemata.h"
#include "export/json_row.h"
#include "export/pieces.h"
#include "json/scan.h"

#include <string.h>
#include <strings.h>

/* A writing, and the schemata of all types that the graph has. */
typedef struct ftm {
    kith_writing w; /* first: row writers get its address */
    const kith_ftm_kind **entity_schemata;   /* by type, and without one */
    const kith_ftm_kind **relation_schemata; /* by type */
} ftm;

/* -- schemata of types --------------------------------------------------- */

static const kith_ftm_kind *schema_of_type(const kith_writing *w, kith_id type)
{
    const char *name = kith_graph_entity_type_name(w->graph, type);
    const kith_ftm_kind *schema = kith_ftm_entity_schema(name);
    const kith_entity_type *known = w->styles.entities[type].known;
    for (; known && !schema; known = known->parent)
        schema = kith_ftm_entity_schema(known->name);
    return schema ? schema : kith_ftm_other_entity;
}

static kith_status find_schemata(ftm *f, kith_error *err)
{
    const kith_graph *graph = f->w.graph;
    const size_t entities = kith_graph_entity_type_count(graph);
    const size_t relations = kith_graph_relation_type_count(graph);
    f->entity_schemata = KITH_NEW(const kith_ftm_kind *, entities + 1);
    f->relation_schemata = KITH_NEW(const kith_ftm_kind *, relations + 1);
    if (!f->entity_schemata || !f->relation_schemata)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id i = 0; i < entities; i++)
        f->entity_schemata[i] = schema_of_type(&f->w, i);
    for (kith_id i = 0; i < relations; i++) {
        const char *name = kith_graph_relation_type_name(graph, i);
        f->relation_schemata[i] = kith_ftm_relation_schema(name);
    }
    return KITH_OK;
}

static const kith_ftm_kind *schema_of_entity(const ftm *f, kith_id e)
{
    const kith_id type = kith_graph_entity_type(f->w.graph, e);
    return type == KITH_NONE ? kith_ftm_other_entity : f->entity_schemata[type];
}

static const kith_ftm_kind *schema_of_relation(const ftm *f,
                                               const kith_relation *r)
{
    const kith_ftm_kind *schema = f->relation_schemata[r->type];
    const kith_ftm_kind *source = schema_of_entity(f, r->source);
    const kith_ftm_kind *target = schema_of_entity(f, r->target);
    return schema && kith_ftm_is(source, schema->source_range) &&
                   kith_ftm_is(target, schema->target_range)
               ? schema
               : kith_ftm_other_relation;
}

/* -- values -------------------------------------------------------------- */

/* A value as a text, after `about` and ": " if that is not NULL. */
static void put_text(kith_writing *w,
                     kith_rows *rows,
                     const char *about,
                     kith_text json,
                     bool *any)
{
    kith_put(&w->sink, *any ? ", \"" : "\"");
    *any = true;
    if (about) {
        kith_put_json_part(&w->sink, kith_text_of(about));
        kith_put(&w->sink, ": ");
    }
    kith_put_json_part(&w->sink, kith_rows_text(rows, json));
    kith_put_char(&w->sink, '"');
}

/* Every element of a list is a value of its own; an object is JSON text. */
static void put_texts(kith_writing *w,
                      kith_rows *rows,
                      const char *about,
                      kith_text json,
                      bool *any)
{
    kith_text element;
    if (*json.data != '[') {
        put_text(w, rows, about, json, any);
        return;
    }
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        if (!kith_json_is_null(element))
            put_text(w, rows, about, element, any);
    }
}

/* Whether the value of an attribute can be written under a name of its own. */
static const char *property_of(const kith_ftm_kind *schema,
                               const kith_attribute *attribute)
{
    switch (attribute->role) {
    case KITH_ROLE_ALIASES:
        return "alias";
    case KITH_ROLE_SINCE:
        return "startDate";
    case KITH_ROLE_UNTIL:
        return "endDate";
    default:
        return attribute->role == KITH_ROLE_NONE &&
                       kith_ftm_has(schema, attribute->key) &&
                       attribute->name == attribute->key
                   ? attribute->key
                   : NULL;
    }
}

static bool has_texts(kith_text json)
{
    kith_text element;
    if (*json.data != '[')
        return !kith_json_is_null(json);
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        if (!kith_json_is_null(element))
            return true;
    }
    return false;
}

/* A relation's own property of that name goes with its type. */
static bool is_role(const kith_rows *rows, const kith_attribute *attribute)
{
    return rows->kind == KITH_RECORD_RELATION &&
           attribute->role == KITH_ROLE_NONE && !strcmp(attribute->key, "role");
}

static bool is_left_out(const kith_rows *rows, const kith_row_value *value)
{
    const kith_attribute_role role = value->attribute->role;
    return is_role(rows, value->attribute) || role == KITH_ROLE_ID ||
           role == KITH_ROLE_EVIDENCE || role == KITH_ROLE_TYPES ||
           !has_texts(value->json);
}

static void put_properties(kith_writing *w,
                           kith_rows *rows,
                           const kith_ftm_kind *schema)
{
    for (size_t i = 0; i < rows->count; i++) {
        const kith_row_value *value = &rows->values[i];
        const char *property = property_of(schema, value->attribute);
        bool any = false;
        if (is_left_out(rows, value) || !property)
            continue;
        kith_put_json_pair(&w->sink, ", ", property);
        kith_put(&w->sink, ": [");
        put_texts(w, rows, NULL, value->json, &any);
        kith_put_char(&w->sink, ']');
    }
}

/* What the schema has no property for, as texts of one that it has. */
static void put_notes(kith_writing *w,
                      kith_rows *rows,
                      const kith_ftm_kind *schema,
                      const char *head,
                      bool any)
{
    bool begun = any;
    for (size_t i = 0; i < rows->count; i++) {
        const kith_row_value *value = &rows->values[i];
        if (is_left_out(rows, value) || property_of(schema, value->attribute))
            continue;
        kith_put(&w->sink, begun ? "" : head);
        begun = true;
        put_texts(w, rows, value->attribute->name, value->json, &any);
        kith_losses_add_value(w->losses,
                              kith_loss_of_property(rows->attributes),
                              value->attribute);
    }
    kith_put(&w->sink, begun ? "]" : "");
}

/* -- entities and relations ---------------------------------------------- */

/* Types that the schema does not say. */
static void put_keywords(kith_writing *w,
                         kith_id e,
                         const kith_ftm_kind *schema)
{
    kith_id type = kith_graph_entity_type(w->graph, e);
    bool any = false;
    for (size_t i = 0; type != KITH_NONE; i++) {
        const char *name = kith_graph_entity_type_name(w->graph, type);
        if (i > 0 || strcasecmp(name, schema->name) != 0) {
            kith_put_json_pair(&w->sink, any ? ", " : ", \"keywords\": [",
                               name);
            kith_losses_add(w->losses, KITH_LOSS_TYPE, 1);
            any = true;
        }
        type = kith_graph_entity_more_type(w->graph, e, i);
    }
    kith_put(&w->sink, any ? "]" : "");
}

static void put_entity(kith_writing *w, kith_id e)
{
    const kith_ftm_kind *schema = schema_of_entity((const ftm *)w, e);
    kith_put_json_id(w, "{\"id\": ", e);
    kith_put_json_pair(&w->sink, ", \"schema\": ", schema->name);
    kith_put_json_pair(&w->sink, ", \"properties\": {\"name\": [",
                       kith_graph_entity_name(w->graph, e));
    kith_put_char(&w->sink, ']');
    put_keywords(w, e, schema);
    put_properties(w, &w->entity, schema);
    put_notes(w, &w->entity, schema, ", \"notes\": [", false);
    kith_put(&w->sink, "}}\n");
}

/* What kind of relation it is: its property `role`, and its type. */
static void put_role(kith_writing *w, const kith_ftm_kind *schema, kith_id type)
{
    bool any = false;
    kith_put_json_pair(&w->sink, "], ", schema->role);
    kith_put(&w->sink, ": [");
    for (size_t i = 0; i < w->relation.count; i++) {
        const kith_row_value *value = &w->relation.values[i];
        if (is_role(&w->relation, value->attribute) && has_texts(value->json))
            put_texts(w, &w->relation, NULL, value->json, &any);
    }
    kith_put_json_pair(&w->sink, any ? ", " : "",
                       kith_graph_relation_type_name(w->graph, type));
}

static void note_direction(kith_writing *w,
                           const kith_relation *r,
                           const kith_ftm_kind *schema)
{
    if (r->directed && schema->undirected)
        kith_losses_add(w->losses, KITH_LOSS_DIRECTED, 1);
    if (!r->directed && !schema->undirected)
        kith_losses_add(w->losses, KITH_LOSS_UNDIRECTED, 1);
}

static void put_relation(kith_writing *w, kith_id id)
{
    const kith_relation r = kith_graph_relation(w->graph, id);
    const kith_ftm_kind *schema = schema_of_relation((const ftm *)w, &r);
    const bool is_described = !strcmp(schema->role, "description");
    kith_put_json_edge_id(w, "{\"id\": ", id);
    kith_put_json_pair(&w->sink, ", \"schema\": ", schema->name);
    kith_put_json_pair(&w->sink, ", \"properties\": {", schema->source);
    kith_put_json_id(w, ": [", r.source);
    kith_put_json_pair(&w->sink, "], ", schema->target);
    kith_put_json_id(w, ": [", r.target);
    put_role(w, schema, r.type);
    if (!is_described)
        kith_put_char(&w->sink, ']');
    put_notes(w, &w->relation, schema, ", \"description\": [", is_described);
    put_properties(w, &w->relation, schema);
    kith_put(&w->sink, "}}\n");
    note_direction(w, &r, schema);
}

static kith_status write_ftm(kith_graph *graph,
                             const kith_export_options *options,
                             FILE *out,
                             kith_error *err)
{
    static const char *const entity_names[] = {"name", "alias", "keywords",
                                               "notes", NULL};
    static const kith_writing_plan plan = {
        .entity_names = entity_names,
        .edge_ids = KITH_EDGE_IDS_SHARED,
    };
    const unsigned written = ~(1u << KITH_ROLE_EVIDENCE);
    ftm f = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&f.w, graph, options, &plan, out, err),
             done);
    KITH_TRY(st, find_schemata(&f, err), done);
    KITH_TRY(st, kith_writing_each(&f.w, KITH_RECORD_ENTITY, put_entity, err),
             done);
    KITH_TRY(st,
             kith_writing_each(&f.w, KITH_RECORD_RELATION, put_relation, err),
             done);
    kith_losses_add_attributes(options->losses, &f.w.entities, written);
    kith_losses_add_attributes(options->losses, &f.w.relations, written);
    kith_losses_add_documents(options->losses, graph);
    kith_losses_add_graph_members(options->losses, graph);
done:
    kith_release(f.entity_schemata);
    kith_release(f.relation_schemata);
    return kith_writing_end(&f.w, st, err);
}

static const char *const ftm_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written as directed",
    [KITH_LOSS_DIRECTED] =
        "written as links without direction (no schema fits)",
    [KITH_LOSS_RELATION_ID] = "made anew (entities have them, too)",
    [KITH_LOSS_TYPE] = "written as the nearest schema and as keywords",
    [KITH_LOSS_PROPERTY] = "written as notes (the schema has no such)",
    [KITH_LOSS_RELATION_PROPERTY] =
        "written as descriptions (the schema has no such)",
    [KITH_LOSS_EVIDENCE] = "left out",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_ftm = {
    .name = "ftm",
    .extensions = "ijson",
    .summary = "FollowTheMoney entities for Aleph and OpenSanctions",
    .losses = ftm_losses,
    .write = write_ftm,
};
