#ifndef KITH_CLI_STATS_H
#define KITH_CLI_STATS_H

#include "cli/result.h"
#include "cli/tally.h"

#include <kith/analysis.h>

/** Everything that `stats` prints, in any format. */
typedef struct kith_figures {
    kith_call *call;
    kith_statistics s;
    kith_tally entities;
    kith_tally relations;
} kith_figures;

/** One figure of the plain list, by name. NaN = there is no such figure. */
typedef struct kith_figure {
    const char *name;
    double value;
} kith_figure;

enum { KITH_FIGURES = 25 };

/** The plain list; the diameter and what follows come last. */
void kith_figures_list(const kith_figures *figures,
                       kith_figure out[KITH_FIGURES]);
enum { KITH_FIRST_DISTANCE = KITH_FIGURES - 4 };

/** What each figure is, for the help. */
kith_topic kith_figure_topic(kith_arena *arena, size_t index);

/** Print the figures for people. */
kith_status kith_stats_text(const kith_figures *figures, kith_sink *sink);

/** Print them as one object. */
void kith_stats_json(const kith_figures *figures, kith_sink *sink);

/** Degrees that stand in one line of a histogram. */
typedef struct kith_degree_bin {
    size_t least;
    size_t most;
    size_t entities;
} kith_degree_bin;

enum { KITH_DEGREE_BINS = 66 };

/** Sort degrees into bins: one for each degree where these lie close together,
 *  else bins that double: 0, 1, 2 and 3, 4 to 7, ... Bins without entities are
 *  kept between others. */
size_t kith_degree_bins(const kith_statistics *statistics,
                        kith_degree_bin out[KITH_DEGREE_BINS]);

#endif /* KITH_CLI_STATS_H */
