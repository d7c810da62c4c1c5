/* How scores were taken, in words: below a ranking and below an explanation. */
#include "cli/ranking.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static const char *weights_text(const kith_ranking *r)
{
    static const char *const texts[] = {
        [KITH_WEIGHTS_NONE] = "",
        [KITH_WEIGHTS_NATURAL] = "; weighted",
        [KITH_WEIGHTS_STRENGTH] = "; weights are strengths",
        [KITH_WEIGHTS_DISTANCE] = "; weights are distances",
    };
    return texts[kith_ranking_options(r, r->columns[0].measure).weights];
}

/* Whether a measure was taken from a part of the entities. */
static bool is_estimated(const kith_ranking *r)
{
    bool sampled = false;
    for (size_t m = 0; m < r->column_count; m++)
        sampled |= kith_ranking_is_estimated(r, &r->columns[m]);
    return sampled;
}

/* Whether even the first may not be the first: its error is not known, or as
 * large as its score. */
static bool is_uncertain(const kith_ranking *r)
{
    const kith_scores *column = &r->columns[0];
    if (!r->rows || !kith_ranking_is_estimated(r, column))
        return false;
    const double error = column->error[r->order[0]];
    return isnan(error) || error >= fabs(column->score[r->order[0]]);
}

bool kith_ranking_is_estimated(const kith_ranking *ranking,
                               const kith_scores *column)
{
    const kith_call *call = ranking->call;
    return column->error &&
           call->settings.sample < kith_graph_entity_count(call->graph);
}

void kith_ranking_how(const kith_ranking *ranking, char out[KITH_HOW_SIZE])
{
    const kith_settings *settings = &ranking->call->settings;
    char cutoff[64] = "";
    char sample[192] = "";
    if (settings->cutoff > 0) {
        (void)snprintf(cutoff, sizeof cutoff, "; paths up to %g",
                       settings->cutoff);
    }
    if (is_estimated(ranking)) {
        (void)snprintf(sample, sizeof sample,
                       "; estimated from %" PRIu64
                       " of %zu entities, ± is the standard error%s",
                       settings->sample,
                       kith_graph_entity_count(ranking->call->graph),
                       is_uncertain(ranking)
                           ? "; the order is not certain, take a larger sample"
                           : "");
    }
    (void)snprintf(out, KITH_HOW_SIZE, "directions %s%s%s%s%s",
                   settings->undirected ? "ignored" : "followed",
                   weights_text(ranking),
                   settings->normalised ? "; normalised" : "", cutoff, sample);
}
