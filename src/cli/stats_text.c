/* kith stats for people: figures, degrees as a histogram, and types. */
#include "base/error.h"
#include "base/number.h"
#include "cli/grid.h"
#include "cli/stats.h"

#include <math.h>
#include <stdio.h>

enum { BAR = 32, SHARE = 3 * BAR + 32 }; /* letters; bytes */

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

static kith_status put_grid(const kith_figures *f,
                            kith_sink *sink,
                            const kith_table *table)
{
    kith_put_char(sink, '\n');
    return kith_grid_put(sink, &f->call->screen, table, &f->call->err);
}

/* -- degrees --------------------------------------------------------------- */

static void bin_name(const kith_degree_bin *bin, char *out, size_t size)
{
    if (bin->least == bin->most) {
        snprintf(out, size, "%zu", bin->least);
    } else {
        snprintf(out, size, "%zu–%zu", bin->least, bin->most);
    }
}

/* A bar of eighths of a letter, at least one for any entity, and the share of
 * all entities in percent. */
static void share_of(size_t entities, size_t most, size_t all, char out[SHARE])
{
    static const char *const eighths[] = {"",  "▏", "▎", "▍",
                                          "▌", "▋", "▊", "▉"};
    const double part = (double)entities / (double)most;
    const double percent = 100 * (double)entities / (double)all;
    size_t length = (size_t)(part * BAR * 8 + 0.5);
    char *end = out;
    if (length == 0 && entities > 0)
        length = 1;
    for (size_t i = 0; i < length / 8; i++)
        end += snprintf(end, 4, "█");
    if (length > 0)
        end += snprintf(end, 8, "%s ", eighths[length % 8]);
    if (percent > 0 && percent < 0.01) {
        snprintf(end, 16, "< 0.01 %%");
    } else {
        snprintf(end, 16, "%.*f %%", percent > 0 && percent < 1 ? 2 : 0,
                 percent);
    }
}

static size_t fullest(const kith_degree_bin *bins, size_t count)
{
    size_t most = 1;
    for (size_t i = 0; i < count; i++)
        most = bins[i].entities > most ? bins[i].entities : most;
    return most;
}

static kith_status put_degrees(const kith_figures *f, kith_sink *sink)
{
    static const char *const columns[] = {"degree", "#entities", "share", NULL};
    kith_call *call = f->call;
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    kith_degree_bin bins[KITH_DEGREE_BINS];
    const size_t count = kith_degree_bins(&f->s, bins);
    const size_t most = fullest(bins, count);
    const size_t all = kith_graph_entity_count(call->graph);
    KITH_TRY(st, kith_result_new(&table, columns, &call->err), done);
    for (size_t i = 0; i < count; i++) {
        char name[64];
        char share[SHARE];
        bin_name(&bins[i], name, sizeof name);
        share_of(bins[i].entities, most, all, share);
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        KITH_TRY(st, kith_table_put_text(table, 0, name, &call->err), done);
        kith_table_put_integer(table, 1, (int64_t)bins[i].entities);
        KITH_TRY(st, kith_table_put_text(table, 2, share, &call->err), done);
    }
    if (count > 0)
        st = put_grid(f, sink, table);
done:
    kith_table_free(table);
    return st;
}

/* -- types ----------------------------------------------------------------- */

/* A row of texts, and how many there are. */
static kith_status add_type(kith_table *table,
                            const char *const *names,
                            size_t count,
                            uint64_t number,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_table_add_row(table, err), done);
    for (size_t c = 0; c < count; c++)
        KITH_TRY(st, kith_table_put_text(table, c, names[c], err), done);
    kith_table_put_integer(table, count, (int64_t)number);
done:
    return st;
}

static kith_status put_entity_types(const kith_figures *f, kith_sink *sink)
{
    static const char *const columns[] = {"entity type", "#count", NULL};
    const kith_graph *graph = f->call->graph;
    kith_error *err = &f->call->err;
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, columns, err), done);
    for (size_t i = 0; i < f->entities.size; i++) {
        const kith_tally_row *row = &f->entities.rows[i];
        const char *name =
            or_untyped(kith_tally_entity_name(graph, row->source));
        KITH_TRY(st, add_type(table, &name, 1, row->count, err), done);
    }
    if (f->entities.size)
        st = put_grid(f, sink, table);
done:
    kith_table_free(table);
    return st;
}

static kith_status put_relation_types(const kith_figures *f, kith_sink *sink)
{
    static const char *const columns[] = {"source", "relation type", "target",
                                          "#count", NULL};
    const kith_graph *graph = f->call->graph;
    kith_error *err = &f->call->err;
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, columns, err), done);
    for (size_t i = 0; i < f->relations.size; i++) {
        const kith_tally_row *row = &f->relations.rows[i];
        const char *const names[] = {
            or_untyped(kith_tally_entity_name(graph, row->source)),
            kith_tally_relation_name(graph, row->type),
            or_untyped(kith_tally_entity_name(graph, row->target)),
        };
        KITH_TRY(st, add_type(table, names, 3, row->count, err), done);
    }
    if (f->relations.size)
        st = put_grid(f, sink, table);
done:
    kith_table_free(table);
    return st;
}

/* -- figures --------------------------------------------------------------- */

static void put_figure(kith_sink *sink, const kith_figure *figure)
{
    char number[KITH_NUMBER_SIZE];
    kith_putf(sink, "%-25s %s\n", figure->name,
              figure_text(figure->value, number));
}

/* A diameter that is not settled is a span, a mean from a sample has an error.
 */
static void put_distances(const kith_figures *f, kith_sink *sink)
{
    const kith_statistics *s = &f->s;
    char number[KITH_NUMBER_SIZE];
    if (!isfinite(s->mean_distance)) {
        kith_putf(sink, "%-25s –\n%-25s –\n", "diameter", "mean distance");
        return;
    }
    kith_putf(sink, "%-25s %zu", "diameter", s->diameter);
    if (s->most_diameter > s->diameter)
        kith_putf(sink, " to %zu", s->most_diameter);
    kith_putf(sink, "\n%-25s %s", "mean distance",
              figure_text(s->mean_distance, number));
    if (s->estimated)
        kith_putf(sink, " ± %s (from a sample)",
                  figure_text(s->mean_distance_error, number));
    kith_put_char(sink, '\n');
}

kith_status kith_stats_text(const kith_figures *f, kith_sink *sink)
{
    const char *title = kith_graph_title(f->call->graph);
    kith_figure all[KITH_FIGURES];
    kith_status st = KITH_OK;
    kith_figures_list(f, all);
    if (title) {
        const char *clean = kith_clean_text(&f->call->arena, title);
        kith_put_look(sink, &f->call->screen, KITH_BOLD, clean ? clean : "");
        kith_put(sink, "\n\n");
    }
    for (size_t i = 0; i < KITH_FIRST_DISTANCE; i++)
        put_figure(sink, &all[i]);
    put_distances(f, sink);
    KITH_TRY(st, put_degrees(f, sink), done);
    KITH_TRY(st, put_entity_types(f, sink), done);
    st = put_relation_types(f, sink);
done:
    return st;
}
