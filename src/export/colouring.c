/* What the colours of a diagram mean: groups, or a scale from least to most. */
#include "export/colouring.h"

#include "base/alloc.h"
#include "base/error.h"
#include "export/cluster.h"

#include <math.h>
#include <string.h>

/* The last row of the palette is grey, and only four greys stay apart. */
#define OTHER_COLOUR      7
#define MOST_GROUPS       7
#define MOST_GROUPS_GREYS 4

static size_t most_groups(const kith_scene_options *options)
{
    return options->theme && !strcmp(options->theme, "mono") ? MOST_GROUPS_GREYS
                                                             : MOST_GROUPS;
}

/* The largest cluster that has no row yet; of equals the first. */
static kith_id largest_left(const kith_clusters *clusters, const kith_id *row)
{
    kith_id best = KITH_NONE;
    for (kith_id c = 0; c < clusters->count; c++) {
        if (row[c] == KITH_NONE &&
            (best == KITH_NONE ||
             clusters->members[c] > clusters->members[best]))
            best = c;
    }
    return best;
}

/* Rows of the largest, by cluster, and one of all others. */
static void choose_groups(kith_colouring *out,
                          const kith_clusters *clusters,
                          kith_id *row,
                          size_t entities,
                          size_t most)
{
    size_t left = entities;
    for (kith_id c = 0; c < clusters->count; c++)
        row[c] = KITH_NONE;
    for (unsigned i = 0; i < most; i++) {
        const kith_id c = largest_left(clusters, row);
        if (c == KITH_NONE)
            break;
        row[c] = (kith_id)out->count;
        left -= clusters->members[c];
        out->rows[out->count++] = (kith_colour_row){
            .leader = clusters->leader[c],
            .members = clusters->members[c],
            .colour = i,
        };
    }
    if (left) {
        out->rows[out->count++] = (kith_colour_row){.leader = KITH_NONE,
                                                    .members = left,
                                                    .colour = OTHER_COLOUR};
    }
}

static kith_status make_groups(kith_colouring *out,
                               const kith_graph *graph,
                               const kith_scene_options *options,
                               const uint32_t *degree,
                               kith_error *err)
{
    const size_t groups = options->colour_group_count;
    const kith_scene_options by_colour = {.group = options->colour_group,
                                          .group_count = groups};
    kith_clusters clusters = {0};
    kith_id *row = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_clusters_make(&clusters, graph, &by_colour, degree, err),
             done);
    row = KITH_NEW(kith_id, clusters.count);
    out->row_of = KITH_NEW(kith_id, groups);
    if (!row || !out->row_of) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    choose_groups(out, &clusters, row, kith_graph_entity_count(graph),
                  most_groups(options));
    for (size_t g = 0; g < groups; g++) {
        const kith_id c = clusters.of_group[g];
        const bool own = c != KITH_NONE && row[c] != KITH_NONE;
        out->row_of[g] = own ? row[c] : (kith_id)out->count - 1;
    }
done:
    kith_release(row);
    kith_clusters_free(&clusters);
    return st;
}

static void make_scale(kith_colouring *out, const double *values, size_t count)
{
    bool any = false;
    for (size_t e = 0; e < count; e++) {
        if (!isfinite(values[e]))
            continue;
        out->least = any ? fmin(out->least, values[e]) : values[e];
        out->most = any ? fmax(out->most, values[e]) : values[e];
        any = true;
    }
    const size_t rows = !any ? 0 : out->most > out->least ? 3 : 1;
    for (size_t i = 0; i < rows; i++) {
        const double level = rows > 1 ? (double)i / 2 : 0;
        out->rows[i] = (kith_colour_row){
            .leader = KITH_NONE,
            .level = level,
            .value = out->least + (out->most - out->least) * level * level,
        };
    }
    out->count = rows;
}

kith_status kith_colouring_make(kith_colouring *out,
                                const kith_graph *graph,
                                const kith_scene_options *options,
                                const uint32_t *degree,
                                kith_error *err)
{
    if (options->colour_group)
        return make_groups(out, graph, options, degree, err);
    if (options->colour_value)
        make_scale(out, options->colour_value, kith_graph_entity_count(graph));
    return KITH_OK;
}

void kith_colouring_free(kith_colouring *colouring)
{
    kith_release(colouring->row_of);
}

double kith_colouring_level(const kith_colouring *colouring, double value)
{
    const double range = colouring->most - colouring->least;
    if (!isfinite(value))
        return (double)NAN;
    return range > 0 ? sqrt((value - colouring->least) / range) : 0;
}
