/* kith stats: what is in here? */
#include "base/error.h"
#include "base/number.h"
#include "cli/grid.h"
#include "cli/input.h"
#include "cli/result.h"
#include "cli/tally.h"

#include <kith/analysis.h>

#include <math.h>

/* Everything that is printed, in any format. */
typedef struct figures {
    kith_call *call;
    kith_statistics s;
    kith_tally entities;
    kith_tally relations;
} figures;

/* One figure of the plain list, by name. NaN = there is no such figure. */
typedef struct figure {
    const char *name;
    double value;
} figure;

#define FIGURE_COUNT 15

static void list(const figures *f, figure out[FIGURE_COUNT])
{
    const kith_graph *graph = f->call->graph;
    const kith_statistics *s = &f->s;
    const bool measured = isfinite(s->mean_distance);
    const figure all[FIGURE_COUNT] = {
        {"entities",           (double)kith_graph_entity_count(graph)    },
        {"relations",          (double)kith_graph_relation_count(graph)  },
        {"documents",          (double)kith_graph_document_records(graph)},
        {"components",         (double)s->components                     },
        {"largest component",  (double)s->largest_component              },
        {"isolated",           (double)s->isolated                       },
        {"self-relations",     (double)s->self_relations                 },
        {"parallel relations", (double)s->parallel_relations             },
        {"density",            s->density                                },
        {"reciprocity",        s->reciprocity                            },
        {"least degree",       (double)s->least_degree                   },
        {"mean degree",        s->mean_degree                            },
        {"most degree",        (double)s->most_degree                    },
        {"diameter",           measured ? (double)s->diameter : nan("")  },
        {"mean distance",      s->mean_distance                          },
    };
    for (size_t i = 0; i < FIGURE_COUNT; i++)
        out[i] = all[i];
}

/* Whole numbers as they are, others with four significant digits. */
static const char *figure_text(double value, char *out)
{
    if (!isfinite(value))
        return "–";
    if (value == floor(value))
        return kith_number_fixed(value, 0, out);
    const int magnitude = (int)floor(log10(fabs(value)));
    return kith_number_fixed(value, magnitude > 3 ? 0 : 3 - magnitude, out);
}

static const char *or_untyped(const char *name)
{
    return name ? name : "(no type)";
}

static kith_status put_grid(const figures *f,
                            kith_sink *sink,
                            const kith_table *table)
{
    kith_put_char(sink, '\n');
    return kith_grid_put(sink, &f->call->screen, table, &f->call->err);
}

static kith_status put_types(const figures *f, kith_sink *sink)
{
    static const char *const entity_columns[] = {"entity type", "#count", NULL};
    static const char *const relation_columns[] = {"source", "relation type",
                                                   "target", "#count", NULL};
    kith_call *call = f->call;
    const kith_graph *graph = call->graph;
    kith_table *entities = NULL;
    kith_table *relations = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&entities, entity_columns, &call->err), done);
    KITH_TRY(st, kith_result_new(&relations, relation_columns, &call->err),
             done);
    for (size_t i = 0; i < f->entities.size; i++) {
        const kith_tally_row *row = &f->entities.rows[i];
        const char *name = kith_tally_entity_name(graph, row->source);
        KITH_TRY(st, kith_table_add_row(entities, &call->err), done);
        KITH_TRY(st,
                 kith_table_put_text(entities, 0, or_untyped(name), &call->err),
                 done);
        kith_table_put_integer(entities, 1, (int64_t)row->count);
    }
    for (size_t i = 0; i < f->relations.size; i++) {
        const kith_tally_row *row = &f->relations.rows[i];
        const char *const names[] = {
            or_untyped(kith_tally_entity_name(graph, row->source)),
            kith_tally_relation_name(graph, row->type),
            or_untyped(kith_tally_entity_name(graph, row->target)),
        };
        KITH_TRY(st, kith_table_add_row(relations, &call->err), done);
        for (size_t c = 0; c < 3; c++) {
            KITH_TRY(st,
                     kith_table_put_text(relations, c, names[c], &call->err),
                     done);
        }
        kith_table_put_integer(relations, 3, (int64_t)row->count);
    }
    if (f->entities.size)
        KITH_TRY(st, put_grid(f, sink, entities), done);
    if (f->relations.size)
        st = put_grid(f, sink, relations);
done:
    kith_table_free(entities);
    kith_table_free(relations);
    return st;
}

static kith_status put_text(const figures *f, kith_sink *sink)
{
    const char *title = kith_graph_title(f->call->graph);
    figure all[FIGURE_COUNT];
    char number[KITH_NUMBER_SIZE];
    list(f, all);
    if (title) {
        const char *clean = kith_clean_text(&f->call->arena, title);
        kith_put_look(sink, &f->call->screen, KITH_BOLD, clean ? clean : "");
        kith_put(sink, "\n\n");
    }
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        const bool sampled = f->s.estimated && i + 2 >= FIGURE_COUNT;
        const bool is_bound = sampled && i + 2 == FIGURE_COUNT;
        kith_putf(sink, "%-20s %s%s%s\n", all[i].name,
                  is_bound ? "at least " : "",
                  figure_text(all[i].value, number),
                  sampled ? " (from a sample)" : "");
    }
    return put_types(f, sink);
}

static void write_types(const figures *f, kith_writer *w)
{
    const kith_graph *graph = f->call->graph;
    kith_write_key(w, "entity_types");
    kith_write_open(w, '[');
    for (size_t i = 0; i < f->entities.size; i++) {
        const kith_tally_row *row = &f->entities.rows[i];
        kith_write_open_row(w, '{');
        kith_write_key(w, "type");
        kith_write_text(w, kith_tally_entity_name(graph, row->source));
        kith_write_key(w, "count");
        kith_write_size(w, row->count);
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
    kith_write_key(w, "relation_types");
    kith_write_open(w, '[');
    for (size_t i = 0; i < f->relations.size; i++) {
        const kith_tally_row *row = &f->relations.rows[i];
        kith_write_open_row(w, '{');
        kith_write_key(w, "source_type");
        kith_write_text(w, kith_tally_entity_name(graph, row->source));
        kith_write_key(w, "type");
        kith_write_text(w, kith_tally_relation_name(graph, row->type));
        kith_write_key(w, "target_type");
        kith_write_text(w, kith_tally_entity_name(graph, row->target));
        kith_write_key(w, "count");
        kith_write_size(w, row->count);
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
}

static void write_size(kith_writer *w, const char *key, size_t value)
{
    kith_write_key(w, key);
    kith_write_size(w, value);
}

static void write_number(kith_writer *w, const char *key, double value)
{
    kith_write_key(w, key);
    kith_write_number(w, value);
}

static void put_json(const figures *f, kith_sink *sink)
{
    const kith_graph *graph = f->call->graph;
    const kith_statistics *s = &f->s;
    kith_writer w = kith_result_writer(f->call, sink);
    kith_write_open(&w, '{');
    write_size(&w, "entities", kith_graph_entity_count(graph));
    write_size(&w, "relations", kith_graph_relation_count(graph));
    write_size(&w, "documents", kith_graph_document_records(graph));
    write_types(f, &w);
    write_size(&w, "components", s->components);
    write_size(&w, "largest_component", s->largest_component);
    write_number(&w, "density", s->density);
    write_number(&w, "reciprocity", s->reciprocity);
    write_size(&w, "isolated", s->isolated);
    write_size(&w, "self_relations", s->self_relations);
    write_size(&w, "parallel_relations", s->parallel_relations);
    kith_write_key(&w, "degree");
    kith_write_open_row(&w, '{');
    write_size(&w, "min", s->least_degree);
    write_number(&w, "mean", s->mean_degree);
    write_size(&w, "max", s->most_degree);
    kith_write_close(&w, '}');
    kith_write_key(&w, "diameter");
    if (isfinite(s->mean_distance)) {
        kith_write_size(&w, s->diameter);
    } else {
        kith_write_null(&w);
    }
    write_number(&w, "mean_distance", s->mean_distance);
    kith_write_key(&w, "distances");
    kith_write_text(&w, s->estimated ? "estimated" : "exact");
    kith_write_close(&w, '}');
}

static kith_status put_table(const figures *f)
{
    static const char *const columns[] = {"figure", "~value", NULL};
    kith_call *call = f->call;
    figure all[FIGURE_COUNT];
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    list(f, all);
    KITH_TRY(st, kith_result_new(&table, columns, &call->err), done);
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        KITH_TRY(st, kith_table_put_text(table, 0, all[i].name, &call->err),
                 done);
        kith_table_put_real(table, 1, all[i].value);
    }
    st = kith_result_table(call, table);
done:
    kith_table_free(table);
    return st;
}

static kith_status print(const figures *f)
{
    kith_call *call = f->call;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (kith_result_is_text(call)) {
        KITH_TRY(st, put_text(f, &sink), done);
    } else if (kith_result_is_json(call)) {
        put_json(f, &sink);
    } else {
        KITH_TRY(st, put_table(f), done);
    }
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

static kith_status run(kith_call *call)
{
    figures f = {.call = call};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, kith_statistics_take(call->graph, 0, &f.s, &call->err), done);
    KITH_TRY(st, kith_tally_entities(&f.entities, call->graph, &call->err),
             done);
    KITH_TRY(st,
             kith_tally_relations(&f.relations, call->graph, true, &call->err),
             done);
    st = print(&f);
done:
    kith_tally_free(&f.entities);
    kith_tally_free(&f.relations);
    return st;
}

static const char *const examples[] = {
    "a first look at some records",
    "kith stats data/cis-forum.json",
    "the same figures for a program",
    "kith stats --format json data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_stats = {
    .name = "stats",
    .summary = "count what is in the records, and measure the whole graph",
    .operands = "INPUT...",
    .description =
        "Prints how many entities and relations there are of each type, how "
        "many connected parts, how dense the graph is, and how far apart its "
        "entities are. Distances in large graphs are measured from a sample; "
        "the result says so.",
    .examples = examples,
    .groups = kith_table_groups,
    .run = run,
};
