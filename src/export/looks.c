/* Colours, sizes and places of entities for the formats that have them. */
#include "export/looks.h"

#include <math.h>
#include <stdio.h>

/* Pixels that one entity wants, by the layout's unit. */
#define ROOM 60.0

#define LEAST_SIZE 10.0
#define MOST_SIZE  40.0

kith_looks kith_looks_of(const kith_graph *graph,
                         const kith_export_options *options)
{
    kith_looks looks = {.x = options->x, .y = options->y};
    for (size_t i = 0; i < options->column_count && !looks.score; i++)
        looks.score = options->columns[i].score;
    looks.least = (double)INFINITY;
    looks.most = -(double)INFINITY;
    for (kith_id e = 0; looks.score && e < kith_graph_entity_count(graph);
         e++) {
        if (!isfinite(looks.score[e]))
            continue;
        looks.least = fmin(looks.least, looks.score[e]);
        looks.most = fmax(looks.most, looks.score[e]);
    }
    return looks;
}

const char *kith_looks_colour_text(const kith_styles *styles,
                                   const kith_graph *graph,
                                   kith_id e)
{
    const kith_id type = kith_graph_entity_type(graph, e);
    return type == KITH_NONE ? NULL : styles->entities[type].colour;
}

bool kith_looks_colour(const kith_styles *styles,
                       const kith_graph *graph,
                       kith_id e,
                       kith_colour *out)
{
    const char *text = kith_looks_colour_text(styles, graph, e);
    return text &&
           sscanf(text, "#%2x%2x%2x", &out->red, &out->green, &out->blue) == 3;
}

double kith_looks_size(const kith_looks *looks, kith_id e)
{
    if (!looks->score || !isfinite(looks->score[e]) ||
        looks->most <= looks->least)
        return LEAST_SIZE;
    return LEAST_SIZE + (MOST_SIZE - LEAST_SIZE) *
                            (looks->score[e] - looks->least) /
                            (looks->most - looks->least);
}

bool kith_looks_place(const kith_looks *looks, kith_id e, double place[2])
{
    if (!looks->x)
        return false;
    place[0] = looks->x[e] * ROOM;
    place[1] = looks->y[e] * ROOM;
    return true;
}
