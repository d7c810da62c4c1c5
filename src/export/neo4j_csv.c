/* Tables for neo4j-admin, whose headers say types, and the command that imports
 * them. Lists stand in one cell between delimiters that no value has in it. */
#include "base/arena.h"
#include "base/error.h"
#include "export/cells.h"
#include "export/cypher_names.h"
#include "export/delimiter.h"
#include "export/draft.h"
#include "export/pieces.h"
#include "export/writing.h"
#include "json/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const node_names[] = {"id", "name", NULL};
/* Who reads this again takes 'id' for the id of a relation. */
static const char *const relation_names[] = {"id", "relation", "directed",
                                             NULL};

/* Labels come from the types of an entity itself. */
#define NODE_ROLES (1u << KITH_ROLE_TYPES)

/* The tables on their way. */
typedef struct tables {
    kith_writing w; /* first: a row writer gets it, and finds the tables */
    kith_cells cells;
    kith_arena arena;
    const char *const *types; /* of relations, as they are called there */
    const kith_delimiter *delimiter;
} tables;

/* -- types --------------------------------------------------------------- */

static const char *type_of(const kith_attribute *attribute)
{
    static const char *const types[] = {
        [KITH_ATTRIBUTE_NOTHING] = "string",
        [KITH_ATTRIBUTE_BOOLEAN] = "boolean",
        [KITH_ATTRIBUTE_INTEGER] = "long",
        [KITH_ATTRIBUTE_REAL] = "double",
        [KITH_ATTRIBUTE_STRING] = "string",
        [KITH_ATTRIBUTE_MIXED] = "string",
    };
    return attribute->is_nested ? "string" : types[attribute->type];
}

/* A colon begins the type, a bracket the space of ids, a brace options, and two
 * names must not become one: names have what looks like them in their place. */
static const char *stand_in(char byte)
{
    static const struct {
        char byte;
        const char *other;
    } rows[] = {
        {':',  "\uA789"},
        {'\n', "\u240A"},
        {'\r', "\u240D"},
        {'(',  "\uFF08"},
        {'{',  "\uFF5B"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].byte == byte)
            return rows[i].other;
    }
    return NULL;
}

static void put_name(tables *t, const kith_attribute *attribute)
{
    char *name = NULL;
    size_t length = 0;
    kith_sink sink = {.file = open_memstream(&name, &length)};
    if (!sink.file) {
        t->w.entity.failed = true;
        return;
    }
    for (const char *at = attribute->name; *at; at++) {
        const char *other = stand_in(*at);
        kith_losses_add(t->w.losses, KITH_LOSS_CHARACTER, other != NULL);
        kith_put_bytes(&sink, other ? other : at, other ? strlen(other) : 1);
    }
    kith_putf(&sink, ":%s%s", type_of(attribute),
              kith_is_delimited(attribute) ? "[]" : "");
    if (fclose(sink.file) == 0)
        kith_put_cell(&t->cells, kith_text_of(name));
    free(name);
}

/* A cell such as "id:ID(kith)". The space of the ids goes with the delimiter,
 * of which the tables say nothing else. */
static void put_id_head(tables *t, const char *kind)
{
    char head[40];
    (void)snprintf(head, sizeof head, "%s(%s)", kind, t->delimiter->space);
    kith_put_cell(&t->cells, kith_text_of(head));
}

static void put_head(tables *t,
                     const char *const *fixed,
                     const kith_attributes *attributes,
                     unsigned written)
{
    for (; *fixed; fixed++)
        kith_put_cell(&t->cells, kith_text_of(*fixed));
    for (size_t i = 0; i < attributes->count; i++) {
        if (!(written >> attributes->items[i].role & 1))
            put_name(t, &attributes->items[i]);
    }
    kith_end_cells(&t->cells);
}

/* -- rows ---------------------------------------------------------------- */

static void put_list(tables *t, kith_rows *rows, kith_text json)
{
    kith_text element;
    bool any = false;
    kith_draft list = {0};
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        const kith_text text = kith_rows_text(rows, element);
        if (any)
            kith_draft_add(&list, t->delimiter->text);
        kith_draft_add_bytes(&list, text.data, text.length);
        any = true;
    }
    rows->failed |= list.out_of_memory;
    /* an empty cell in quotes would be a list of one empty text */
    kith_losses_add(t->w.losses, KITH_LOSS_NULL, !any);
    kith_put_cell(&t->cells,
                  any ? (kith_text){list.length ? list.data : "", list.length}
                      : (kith_text){0});
    kith_draft_free(&list);
}

static void put_value(tables *t,
                      kith_rows *rows,
                      const kith_attribute *attribute)
{
    const kith_text json = kith_rows_value(rows, attribute);
    kith_losses *losses = t->w.losses;
    if (kith_json_is_null(json)) {
        if (json.data)
            kith_losses_add_null(losses, attribute);
        kith_put_plain_cell(&t->cells, (kith_text){0});
        return;
    }
    if (attribute->type == KITH_ATTRIBUTE_MIXED && *json.data != '[' &&
        *json.data != '{')
        kith_losses_add_value(losses, KITH_LOSS_MIXED, attribute);
    if (*json.data == '"') {
        kith_put_cell(&t->cells, kith_rows_text(rows, json));
    } else if (*json.data == '[' && kith_is_delimited(attribute)) {
        put_list(t, rows, json);
    } else if (*json.data == '[' || *json.data == '{') {
        kith_losses_add_value(losses, KITH_LOSS_NESTED, attribute);
        kith_put_json_cell(&t->cells, json);
    } else {
        kith_put_plain_cell(&t->cells, json);
    }
}

static void put_values(tables *t,
                       kith_rows *rows,
                       const kith_attributes *attributes,
                       unsigned written)
{
    for (size_t i = 0; i < attributes->count; i++) {
        if (!(written >> attributes->items[i].role & 1))
            put_value(t, rows, &attributes->items[i]);
    }
    kith_end_cells(&t->cells);
}

/* "Entity" and all types. */
static void put_labels(tables *t, kith_id e)
{
    const kith_graph *graph = t->w.graph;
    kith_draft labels = {0};
    kith_id type = kith_graph_entity_type(graph, e);
    kith_draft_add(&labels, "Entity");
    for (size_t i = 0; type != KITH_NONE; i++) {
        kith_draft_add(&labels, t->delimiter->text);
        kith_draft_add(&labels, kith_graph_entity_type_name(graph, type));
        type = kith_graph_entity_more_type(graph, e, i);
    }
    t->w.entity.failed |= labels.out_of_memory;
    kith_put_cell(&t->cells, (kith_text){labels.data, labels.length});
    kith_draft_free(&labels);
}

static void put_node(kith_writing *w, kith_id e)
{
    tables *t = (tables *)w;
    kith_put_cell(&t->cells, kith_text_of(kith_graph_entity_id(w->graph, e)));
    put_labels(t, e);
    kith_put_cell(&t->cells,
                  kith_has_name(w->graph, e)
                      ? kith_text_of(kith_graph_entity_name(w->graph, e))
                      : (kith_text){0});
    put_values(t, &w->entity, &w->entities, NODE_ROLES);
}

static void put_relation(kith_writing *w, kith_id id)
{
    tables *t = (tables *)w;
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_cells *cells = &t->cells;
    kith_put_cell(cells,
                  kith_text_of(kith_graph_entity_id(w->graph, r.source)));
    kith_put_cell(cells,
                  kith_text_of(kith_graph_entity_id(w->graph, r.target)));
    kith_put_cell(cells, kith_text_of(t->types[r.type]));
    kith_put_cell(cells, kith_text_of(
                             kith_graph_relation_type_name(w->graph, r.type)));
    kith_put_plain_cell(cells,
                        r.directed ? (kith_text){0} : kith_text_of("false"));
    kith_losses_add(w->losses, KITH_LOSS_UNDIRECTED, !r.directed);
    put_values(t, &w->relation, &w->relations, 0);
}

/* -- files --------------------------------------------------------------- */

static kith_status put_nodes(tables *t, kith_error *err)
{
    static const char *const fixed[] = {":LABEL", "name", NULL};
    put_id_head(t, "id:ID");
    put_head(t, fixed, &t->w.entities, NODE_ROLES);
    return kith_writing_each(&t->w, KITH_RECORD_ENTITY, put_node, err);
}

static kith_status put_relations(tables *t, kith_error *err)
{
    static const char *const fixed[] = {":TYPE", "relation", "directed:boolean",
                                        NULL};
    put_id_head(t, ":START_ID");
    put_id_head(t, ":END_ID");
    put_head(t, fixed, &t->w.relations, 0);
    return kith_writing_each(&t->w, KITH_RECORD_RELATION, put_relation, err);
}

static kith_status put_command(tables *t, kith_error *err)
{
    (void)err;
    kith_putf(&t->w.sink,
              "# Imports nodes.csv and relationships.csv into the database "
              "neo4j, which\n# must not run, and is replaced.\n"
              "neo4j-admin database import full \\\n"
              "    --nodes=nodes.csv --relationships=relationships.csv \\\n"
              "    --array-delimiter=%s --overwrite-destination=true%s neo4j\n",
              t->delimiter->option,
              t->cells.line_ends ? " --multiline-fields=true" : "");
    return KITH_OK;
}

/* The files of the folder. */
static const struct {
    const char *name;
    kith_status (*put)(tables *t, kith_error *err);
} files[] = {
    {"nodes.csv",         put_nodes    },
    {"relationships.csv", put_relations},
    {"import.sh",         put_command  },
};

static kith_status put_file(tables *t,
                            kith_outputs *outputs,
                            size_t index,
                            kith_error *err)
{
    FILE *file = NULL;
    kith_status st = kith_outputs_open(outputs, files[index].name, &file, err);
    if (st != KITH_OK)
        return st;
    t->w.sink = kith_sink_gather(file, t->w.buffer);
    st = files[index].put(t, err);
    if (st == KITH_OK)
        st = kith_sink_finish(&t->w.sink, err);
    t->w.sink = (kith_sink){0};
    const kith_status closed =
        kith_outputs_close(outputs, file, st == KITH_OK ? err : NULL);
    return st == KITH_OK ? closed : st;
}

static kith_status write_neo4j_csv(kith_graph *graph,
                                   const kith_export_options *options,
                                   kith_outputs *outputs,
                                   kith_error *err)
{
    static const kith_writing_plan plan = {
        .entity_names = node_names,
        .relation_names = relation_names,
        .edge_ids = KITH_EDGE_IDS_OWN,
    };
    tables t = {0};
    kith_status st = KITH_OK;
    t.cells = (kith_cells){
        .sink = &t.w.sink,
        .losses = options->losses,
    };
    KITH_TRY(st, kith_writing_begin(&t.w, graph, options, &plan, NULL, err),
             done);
    KITH_TRY(st, kith_cypher_names_make(&t.types, &t.arena, graph, err), done);
    KITH_TRY(st, kith_delimiter_choose(&t.delimiter, &t.w, err), done);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        KITH_TRY(st, put_file(&t, outputs, i, err), done);
    kith_losses_add_documents(options->losses, graph);
    kith_losses_add_graph_members(options->losses, graph);
done:
    kith_arena_free(&t.arena);
    return kith_writing_end(&t.w, st, err);
}

static const char *const neo4j_csv_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written as directed, with 'directed' false",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_MIXED] = "written as text",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
    [KITH_LOSS_CHARACTER] =
        "of names written as others that look alike (: ( { and line ends)",
};

const kith_format kith_format_neo4j_csv = {
    .name = "neo4j-csv",
    .summary = "tables for neo4j-admin database import",
    .takes_columns = true,
    .losses = neo4j_csv_losses,
    .write_files = write_neo4j_csv,
    .next = "sh import.sh",
};
