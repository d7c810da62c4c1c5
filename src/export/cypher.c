/* A script of Cypher that builds the graph in a database, and can be run again:
 * entities by id, label set by label set, then relations type by type, so many
 * to a statement. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/number.h"
#include "export/cypher_names.h"
#include "export/pieces.h"
#include "export/writing.h"
#include "graph/fetch.h"
#include "json/scan.h"

#include <math.h>
#include <string.h>

/* Rows of one statement: more are parsed slowly. */
#define BATCH 500

/* Digits that are sure to fit 64 bits. */
#define SAFE_DIGITS 18

static const char *const node_names[] = {"id", "name", NULL};
static const char *const relation_names[] = {"id", "relation", "directed",
                                             NULL};

/* The script on its way. */
typedef struct script {
    kith_writing w;
    kith_arena arena;
    const char *const *types; /* of relations, as they are called there */
    kith_id *order;           /* entities or relations by type */
    size_t rows;              /* of the statement so far */
} script;

/* -- texts --------------------------------------------------------------- */

/* Everything that could end a text, or be taken for an escape. */
static void put_string(kith_sink *sink, kith_text text)
{
    const char *const end = text.data + text.length;
    kith_put_char(sink, '"');
    for (const char *at = text.data; at < end;) {
        const char *const start = at;
        while (at < end && (unsigned char)*at >= 0x20 && *at != '"' &&
               *at != '\\' && *at != 0x7F)
            at++;
        kith_put_bytes(sink, start, (size_t)(at - start));
        if (at == end)
            break;
        if (*at == '"' || *at == '\\') {
            kith_put_char(sink, '\\');
            kith_put_char(sink, *at++);
        } else {
            kith_putf(sink, "\\u%04X", (unsigned)(unsigned char)*at++);
        }
    }
    kith_put_char(sink, '"');
}

/* A name in backticks. Some databases undo \u escapes before anything else, and
 * some know no backtick inside of a name: both become what looks like them, so
 * that no name ends where it should not. */
static void put_name(script *s, const char *name)
{
    kith_sink *sink = &s->w.sink;
    kith_put_char(sink, '`');
    for (const char *at = name; *at; at++) {
        const bool escape = *at == '\\' && at[1] == 'u';
        if (escape || *at == '`') {
            kith_put(sink, escape ? "\uFF3C" : "\u02CB");
            kith_losses_add(s->w.losses, KITH_LOSS_CHARACTER, 1);
        } else {
            kith_put_char(sink, *at);
        }
    }
    kith_put_char(sink, '`');
}

/* -- values -------------------------------------------------------------- */

/* Numbers that Cypher knows: no plus in an exponent, nothing beyond the range
 * of its two types. */
static void put_number(script *s, kith_text json)
{
    const bool real = memchr(json.data, '.', json.length) ||
                      memchr(json.data, 'e', json.length) ||
                      memchr(json.data, 'E', json.length);
    const bool held = real ? isfinite(kith_number_parse(json)) != 0
                           : json.length <= SAFE_DIGITS + (*json.data == '-');
    kith_losses_add(s->w.losses, KITH_LOSS_NUMBER, !held);
    if (!held) {
        put_string(&s->w.sink, json);
        return;
    }
    for (size_t i = 0; i < json.length; i++) {
        if (json.data[i] != '+')
            kith_put_char(&s->w.sink, json.data[i]);
    }
}

static void put_scalar(script *s, kith_rows *rows, kith_text json)
{
    if (*json.data == '"') {
        put_string(&s->w.sink, kith_rows_text(rows, json));
    } else if (*json.data == 't' || *json.data == 'f') {
        kith_put_bytes(&s->w.sink, json.data, json.length);
    } else {
        put_number(s, json);
    }
}

static void put_list(script *s, kith_rows *rows, kith_text json)
{
    kith_text element;
    bool any = false;
    kith_put_char(&s->w.sink, '[');
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        kith_put(&s->w.sink, any ? ", " : "");
        put_scalar(s, rows, element);
        any = true;
    }
    kith_put_char(&s->w.sink, ']');
}

static void put_value(script *s, kith_rows *rows, const kith_row_value *value)
{
    const kith_text json = value->json;
    if (*json.data == '[' && kith_json_is_flat(json)) {
        put_list(s, rows, json);
    } else if (*json.data == '[' || *json.data == '{') {
        kith_losses_add_value(s->w.losses, KITH_LOSS_NESTED, value->attribute);
        put_string(&s->w.sink, json);
    } else {
        put_scalar(s, rows, json);
    }
}

static void put_property(script *s,
                         kith_rows *rows,
                         const kith_row_value *value,
                         unsigned written)
{
    const kith_attribute *attribute = value->attribute;
    if (written >> attribute->role & 1)
        return;
    if (kith_json_is_null(value->json)) {
        kith_losses_add_null(s->w.losses, attribute);
        return;
    }
    kith_put(&s->w.sink, ", ");
    put_name(s, attribute->name);
    kith_put(&s->w.sink, ": ");
    put_value(s, rows, value);
}

static void put_properties(script *s, kith_rows *rows, unsigned written)
{
    for (size_t i = 0; i < rows->count; i++)
        put_property(s, rows, &rows->values[i], written);
    kith_put(&s->w.sink, "}}");
}

/* -- entities ------------------------------------------------------------ */

static bool has_same_labels(const kith_graph *graph, kith_id a, kith_id b)
{
    bool same =
        kith_graph_entity_type(graph, a) == kith_graph_entity_type(graph, b);
    for (size_t i = 0; same; i++) {
        const kith_id more = kith_graph_entity_more_type(graph, a, i);
        same = more == kith_graph_entity_more_type(graph, b, i);
        if (more == KITH_NONE)
            break;
    }
    return same;
}

static void begin_row(script *s)
{
    kith_put(&s->w.sink, s->rows++ ? ",\n  " : "UNWIND [\n  ");
}

static void end_entities(script *s, kith_id e)
{
    const kith_graph *graph = s->w.graph;
    kith_id type = kith_graph_entity_type(graph, e);
    kith_put(&s->w.sink, "\n] AS row\nMERGE (n:`Entity` {id: row.id})\n"
                         "SET n += row.has");
    for (size_t i = 0; type != KITH_NONE; i++) {
        kith_put(&s->w.sink, i ? ":" : "\nSET n:");
        put_name(s, kith_graph_entity_type_name(graph, type));
        type = kith_graph_entity_more_type(graph, e, i);
    }
    kith_put(&s->w.sink, ";\n\n");
    s->rows = 0;
}

static void put_entity(script *s, kith_id e)
{
    const kith_graph *graph = s->w.graph;
    const kith_text id = kith_text_of(kith_graph_entity_id(graph, e));
    begin_row(s);
    kith_put(&s->w.sink, "{id: ");
    put_string(&s->w.sink, id);
    kith_put(&s->w.sink, ", has: {id: ");
    put_string(&s->w.sink, id);
    if (kith_has_name(graph, e)) {
        kith_put(&s->w.sink, ", name: ");
        put_string(&s->w.sink, kith_text_of(kith_graph_entity_name(graph, e)));
    }
    put_properties(s, &s->w.entity, 1u << KITH_ROLE_TYPES);
}

/* -- relations ----------------------------------------------------------- */

static void end_relations(script *s, kith_id id)
{
    const kith_id type = kith_graph_relation_type(s->w.graph, id);
    kith_put(&s->w.sink, "\n] AS row\nMATCH (a:`Entity` {id: row.source}), "
                         "(b:`Entity` {id: row.target})\nMERGE (a)-[r:");
    put_name(s, s->types[type]);
    kith_put(&s->w.sink, " {id: row.id}]->(b)\nSET r += row.has;\n\n");
    s->rows = 0;
}

static void put_relation_id(script *s, kith_id id)
{
    bool taken = false;
    const kith_text own =
        kith_edge_ids_own(&s->w.edge_ids, &s->w.relation, &taken);
    if (own.data) {
        put_string(&s->w.sink, kith_rows_text(&s->w.relation, own));
    } else {
        kith_put_char(&s->w.sink, '"');
        kith_put_edge_id(&s->w.sink, &s->w.edge_ids, id);
        kith_put_char(&s->w.sink, '"');
    }
}

static void put_relation(script *s, kith_id id)
{
    const kith_graph *graph = s->w.graph;
    const kith_relation r = kith_graph_relation(graph, id);
    begin_row(s);
    kith_put(&s->w.sink, "{id: ");
    put_relation_id(s, id);
    kith_put(&s->w.sink, ", source: ");
    put_string(&s->w.sink, kith_text_of(kith_graph_entity_id(graph, r.source)));
    kith_put(&s->w.sink, ", target: ");
    put_string(&s->w.sink, kith_text_of(kith_graph_entity_id(graph, r.target)));
    kith_put(&s->w.sink, ", has: {relation: ");
    put_string(&s->w.sink,
               kith_text_of(kith_graph_relation_type_name(graph, r.type)));
    kith_put(&s->w.sink, r.directed ? "" : ", directed: false");
    kith_losses_add(s->w.losses, KITH_LOSS_UNDIRECTED, !r.directed);
    put_properties(s, &s->w.relation, 1u << KITH_ROLE_ID);
}

static bool has_same_type(const kith_graph *graph, kith_id a, kith_id b)
{
    return kith_graph_relation_type(graph, a) ==
           kith_graph_relation_type(graph, b);
}

/* -- statements ---------------------------------------------------------- */

/* What differs between the two kinds. */
typedef struct kind_of_rows {
    kith_record_kind kind;
    size_t (*count)(const kith_graph *graph);
    size_t (*type_count)(const kith_graph *graph);
    kith_id (*type)(const kith_graph *graph, kith_id id);
    bool (*is_together)(const kith_graph *graph, kith_id a, kith_id b);
    void (*put)(script *s, kith_id id);
    void (*end)(script *s, kith_id id);
} kind_of_rows;

static const kind_of_rows kinds[] = {
    {KITH_RECORD_ENTITY,   kith_graph_entity_count,   kith_graph_entity_type_count,
     kith_graph_entity_type,                                                                                  has_same_labels, put_entity, end_entities },
    {KITH_RECORD_RELATION, kith_graph_relation_count,
     kith_graph_relation_type_count,                                                kith_graph_relation_type, has_same_type,
     put_relation,                                                                                                                         end_relations},
};

/* By type, those without one last, each in order of number. */
static kith_status sort(script *s, const kind_of_rows *k, kith_error *err)
{
    const kith_graph *graph = s->w.graph;
    const size_t count = k->count(graph);
    const size_t types = k->type_count(graph);
    size_t *first = KITH_NEW(size_t, types + 2);
    kith_release(s->order);
    s->order = KITH_NEW(kith_id, count);
    const bool room = first && s->order;
    for (kith_id id = 0; room && id < count; id++) {
        const kith_id type = k->type(graph, id);
        first[(type == KITH_NONE ? types : type) + 1]++;
    }
    for (size_t t = 0; room && t <= types; t++)
        first[t + 1] += first[t];
    for (kith_id id = 0; room && id < count; id++) {
        const kith_id type = k->type(graph, id);
        s->order[first[type == KITH_NONE ? types : type]++] = id;
    }
    kith_release(first);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_status put_rows(script *s, const kind_of_rows *k, kith_error *err)
{
    const size_t count = k->count(s->w.graph);
    kith_rows *rows =
        k->kind == KITH_RECORD_ENTITY ? &s->w.entity : &s->w.relation;
    kith_status st = sort(s, k, err);
    for (size_t i = 0; st == KITH_OK && i < count && !s->w.sink.failed; i++) {
        const kith_id id = s->order[i];
        if (k->kind == KITH_RECORD_RELATION)
            kith_fetch_ends_in_order(s->w.graph, s->order, i, count);
        st = kith_rows_read(rows, id, err);
        if (st != KITH_OK)
            break;
        k->put(s, id);
        if (rows->failed)
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        if (i + 1 == count || s->rows == BATCH ||
            !k->is_together(s->w.graph, id, s->order[i + 1]))
            k->end(s, id);
    }
    return st;
}

static kith_status write_cypher(kith_graph *graph,
                                const kith_export_options *options,
                                FILE *out,
                                kith_error *err)
{
    static const kith_writing_plan plan = {
        .entity_names = node_names,
        .relation_names = relation_names,
        .edge_ids = KITH_EDGE_IDS_ALL,
    };
    script s = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&s.w, graph, options, &plan, out, err),
             done);
    KITH_TRY(st, kith_cypher_names_make(&s.types, &s.arena, graph, err), done);
    kith_put(&s.w.sink, "CREATE CONSTRAINT kith_entity_id IF NOT EXISTS\n"
                        "FOR (n:`Entity`) REQUIRE n.id IS UNIQUE;\n\n");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        KITH_TRY(st, put_rows(&s, &kinds[i], err), done);
    kith_losses_add_documents(options->losses, graph);
    kith_losses_add_graph_members(options->losses, graph);
done:
    kith_release(s.order);
    kith_arena_free(&s.arena);
    return kith_writing_end(&s.w, st, err);
}

static const char *const cypher_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written as directed, with 'directed' false",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_NUMBER] = "written as text",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
    [KITH_LOSS_CHARACTER] =
        "of names written as others that look alike (backticks and \\u)",
};

const kith_format kith_format_cypher = {
    .name = "cypher",
    .extensions = "cypher cql cyp",
    .summary = "a script that builds the graph in Neo4j",
    .takes_columns = true,
    .losses = cypher_losses,
    .write = write_cypher,
};
