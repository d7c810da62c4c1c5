/* Entities and relations as two tables, CSV or TSV, with the headers that Gephi
 * knows; a column for each attribute. Lists and nested values are JSON. Where
 * there are documents they are a third one. */
#include "base/error.h"
#include "export/cells.h"
#include "export/documents_table.h"
#include "export/pieces.h"
#include "export/writing.h"

#include <string.h>

static const char *const node_names[] = {"Id",       "Label",  "Type", "name",
                                         "category", "labels", NULL};
#define NODE_NAMES 3

/* Of these "Id" is written only if a relation has one: Gephi makes them. */
static const char *const edge_names[] = {"Source", "Target",   "Type",
                                         "Kind",   "Label",    "Weight",
                                         "Id",     "relation", "predicate",
                                         NULL};
#define EDGE_NAMES 6

/* Roles of relations that have columns of Gephi. */
#define EDGE_ROLES (1u << KITH_ROLE_ID | 1u << KITH_ROLE_WEIGHT)

/* The tables on their way. */
typedef struct tables {
    kith_writing w; /* first: a row writer gets it, and finds the tables */
    kith_cells cells;
} tables;

static void put_head(kith_cells *cells,
                     const char *const *names,
                     size_t count,
                     const kith_attributes *attributes,
                     unsigned written)
{
    for (size_t i = 0; i < count; i++)
        kith_put_cell(cells, kith_text_of(names[i]));
    for (size_t i = 0; i < attributes->count; i++) {
        if (!(written >> attributes->items[i].role & 1))
            kith_put_cell(cells, kith_text_of(attributes->items[i].name));
    }
    kith_end_cells(cells);
}

static void put_value(tables *t,
                      kith_rows *rows,
                      const kith_attribute *attribute)
{
    const kith_text json = kith_rows_value(rows, attribute);
    if (kith_json_is_null(json)) {
        if (json.data)
            kith_losses_add_null(t->w.losses, attribute);
        kith_put_plain_cell(&t->cells, (kith_text){0});
    } else if (*json.data == '"') {
        kith_put_text_cell(&t->cells, kith_rows_text(rows, json));
    } else if (*json.data == '[' || *json.data == '{') {
        kith_losses_add_value(t->w.losses,
                              *json.data == '[' ? KITH_LOSS_LIST
                                                : KITH_LOSS_NESTED,
                              attribute);
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

static void put_node(kith_writing *w, kith_id e)
{
    tables *t = (tables *)w;
    const kith_id type = kith_graph_entity_type(w->graph, e);
    kith_put_cell(&t->cells, kith_text_of(kith_graph_entity_id(w->graph, e)));
    kith_put_cell(&t->cells, kith_text_of(kith_graph_entity_name(w->graph, e)));
    kith_put_cell(&t->cells,
                  type == KITH_NONE
                      ? (kith_text){0}
                      : kith_text_of(
                            kith_graph_entity_type_name(w->graph, type)));
    put_values(t, &w->entity, &w->entities, 0);
}

/* Weights as records have them; without one it is 1, and a 1 that a record has
 * stands in quotes, which says the same to others. */
static void put_weight(tables *t)
{
    const kith_text json =
        kith_rows_value(&t->w.relation,
                        t->w.relations.of_role[KITH_ROLE_WEIGHT]);
    if (json.length == 1 && *json.data == '1')
        kith_put_text_cell(&t->cells, json);
    else
        kith_put_plain_cell(&t->cells,
                            kith_json_is_null(json) ? kith_text_of("1") : json);
}

/* An empty cell where the record has none: a made id would be read as its own.
 */
static void put_edge_id(tables *t)
{
    bool taken = false;
    const kith_text own =
        kith_edge_ids_own(&t->w.edge_ids, &t->w.relation, &taken);
    kith_put_cell(&t->cells, own.data ? kith_rows_text(&t->w.relation, own)
                                      : (kith_text){0});
}

static void put_edge(kith_writing *w, kith_id id)
{
    tables *t = (tables *)w;
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_cells *cells = &t->cells;
    kith_put_cell(cells,
                  kith_text_of(kith_graph_entity_id(w->graph, r.source)));
    kith_put_cell(cells,
                  kith_text_of(kith_graph_entity_id(w->graph, r.target)));
    kith_put_plain_cell(cells,
                        kith_text_of(r.directed ? "Directed" : "Undirected"));
    kith_put_cell(cells, kith_text_of(
                             kith_graph_relation_type_name(w->graph, r.type)));
    kith_put_cell(cells, kith_text_of(w->styles.relations[r.type]));
    put_weight(t);
    if (w->relations.of_role[KITH_ROLE_ID])
        put_edge_id(t);
    put_values(t, &w->relation, &w->relations, EDGE_ROLES);
}

static kith_status put_nodes(tables *t, FILE *out, kith_error *err)
{
    t->w.sink = kith_sink_gather(out, t->w.buffer);
    put_head(&t->cells, node_names, NODE_NAMES, &t->w.entities, 0);
    const kith_status st =
        kith_writing_each(&t->w, KITH_RECORD_ENTITY, put_node, err);
    return st == KITH_OK ? kith_sink_finish(&t->w.sink, err) : st;
}

static kith_status put_edges(tables *t, FILE *out, kith_error *err)
{
    t->w.sink = kith_sink_gather(out, t->w.buffer);
    const bool ids = t->w.relations.of_role[KITH_ROLE_ID];
    put_head(&t->cells, edge_names, EDGE_NAMES + ids, &t->w.relations,
             EDGE_ROLES);
    const kith_status st =
        kith_writing_each(&t->w, KITH_RECORD_RELATION, put_edge, err);
    return st == KITH_OK ? kith_sink_finish(&t->w.sink, err) : st;
}

static kith_status put_documents(tables *t, FILE *out, kith_error *err)
{
    t->w.sink = kith_sink_gather(out, t->w.buffer);
    const kith_status st = kith_put_documents_table(&t->w, &t->cells, err);
    return st == KITH_OK ? kith_sink_finish(&t->w.sink, err) : st;
}

static kith_status begin(tables *t,
                         kith_graph *graph,
                         const kith_export_options *options,
                         bool tabs,
                         kith_error *err)
{
    static const kith_writing_plan plan = {
        .entity_names = node_names,
        .relation_names = edge_names,
        .edge_ids = KITH_EDGE_IDS_OWN,
    };
    t->cells = (kith_cells){.sink = &t->w.sink,
                            .losses = options->losses,
                            .tabs = tabs,
                            .spreadsheet = options->spreadsheet};
    return kith_writing_begin(&t->w, graph, options, &plan, NULL, err);
}

/* The sink has been finished, file by file. */
static kith_status end(tables *t, kith_status st, kith_error *err)
{
    kith_losses_add_graph_members(t->w.losses, t->w.graph);
    return kith_writing_end(&t->w, st, err);
}

typedef kith_status table_writer(tables *t, FILE *out, kith_error *err);

static kith_status put_file(tables *t,
                            kith_outputs *outputs,
                            const char *name,
                            table_writer *put,
                            kith_error *err)
{
    FILE *file = NULL;
    kith_status st = kith_outputs_open(outputs, name, &file, err);
    if (st != KITH_OK)
        return st;
    st = put(t, file, err);
    const kith_status closed =
        kith_outputs_close(outputs, file, st == KITH_OK ? err : NULL);
    t->w.sink = (kith_sink){0};
    return st == KITH_OK ? closed : st;
}

/* The tables of a folder. */
static const struct {
    const char *names[2]; /* of CSV and of TSV */
    table_writer *put;
    bool of_documents;
} files[] = {
    {{"nodes.csv", "nodes.tsv"},         put_nodes,     false},
    {{"edges.csv", "edges.tsv"},         put_edges,     false},
    {{"documents.csv", "documents.tsv"}, put_documents, true },
};

static kith_status write_folder(kith_graph *graph,
                                const kith_export_options *options,
                                kith_outputs *outputs,
                                bool tabs,
                                kith_error *err)
{
    tables t = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, begin(&t, graph, options, tabs, err), done);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (!files[i].of_documents || kith_graph_document_records(graph))
            KITH_TRY(st,
                     put_file(&t, outputs, files[i].names[tabs], files[i].put,
                              err),
                     done);
    }
done:
    return end(&t, st, err);
}

/* The table that options->part asks for. */
static kith_status write_part(kith_graph *graph,
                              const kith_export_options *options,
                              FILE *out,
                              bool tabs,
                              kith_error *err)
{
    const bool edges = options->part == KITH_PART_EDGES;
    tables t = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, begin(&t, graph, options, tabs, err), done);
    st = (edges ? put_edges : put_nodes)(&t, out, err);
    kith_losses_add_documents(t.w.losses, graph);
done:
    return end(&t, st, err);
}

static kith_status write_csv(kith_graph *graph,
                             const kith_export_options *options,
                             kith_outputs *outputs,
                             kith_error *err)
{
    return write_folder(graph, options, outputs, false, err);
}

static kith_status write_tsv(kith_graph *graph,
                             const kith_export_options *options,
                             kith_outputs *outputs,
                             kith_error *err)
{
    return write_folder(graph, options, outputs, true, err);
}

static kith_status write_csv_part(kith_graph *graph,
                                  const kith_export_options *options,
                                  FILE *out,
                                  kith_error *err)
{
    return write_part(graph, options, out, false, err);
}

static kith_status write_tsv_part(kith_graph *graph,
                                  const kith_export_options *options,
                                  FILE *out,
                                  kith_error *err)
{
    return write_part(graph, options, out, true, err);
}

static const char *const table_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_DOCUMENT] = "left out (--part; else they are a third table)",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_LIST] = "written as JSON text",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "written as empty cells",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
    [KITH_LOSS_FORMULA] = "written after an apostrophe",
};

const kith_format kith_format_csv = {
    .name = "csv",
    .extensions = "csv",
    .summary = "tables of CSV, for Gephi and spreadsheets",
    .takes_columns = true,
    .takes_spreadsheet = true,
    .losses = table_losses,
    .write_files = write_csv,
    .write_part = write_csv_part,
};

const kith_format kith_format_tsv = {
    .name = "tsv",
    .extensions = "tsv tab",
    .summary = "tables of TSV, for Gephi and spreadsheets",
    .takes_columns = true,
    .takes_spreadsheet = true,
    .losses = table_losses,
    .write_files = write_tsv,
    .write_part = write_tsv_part,
};
