#ifndef KITH_CLI_RANKING_H
#define KITH_CLI_RANKING_H

#include "cli/command.h"
#include "cli/top.h"

#include <kith/analysis.h>

/** Measures in one ranking, at most: more than there are. */
enum { KITH_MOST_MEASURES = 32 };

/** Bytes for the text of kith_ranking_how(). */
enum { KITH_HOW_SIZE = 384 };

/** Scores of one measure, and their standard errors if it was sampled. */
typedef struct kith_scores {
    const kith_measure *measure;
    double *score;
    double *error; /**< or NULL */
} kith_scores;

/** Entities, or relations, in order of the first of several measures. */
typedef struct kith_ranking {
    kith_call *call;
    kith_scores columns[KITH_MOST_MEASURES];
    size_t column_count;
    bool relations;
    kith_id *seeds;
    kith_id *order; /**< the best first */
    size_t rows;    /**< of them */
    size_t size;    /**< of all */
} kith_ranking;

/** Choose measures by the settings: those of --by, or the usual ones.
 *
 *  @return KITH_OK; KITH_E_INVALID (measures of entities and of relations, an
 *          option that none of them takes) */
KITH_NODISCARD kith_status kith_ranking_choose(kith_ranking *ranking,
                                               kith_call *call);

/** Take the scores, and order by the first. The call has its graph. */
KITH_NODISCARD kith_status kith_ranking_take(kith_ranking *ranking);

/** The scores of a column as what to order by. */
kith_scoring kith_ranking_scoring(const kith_ranking *ranking,
                                  const kith_scores *column);

/** Print what was taken as a table. */
KITH_NODISCARD kith_status kith_ranking_print(const kith_ranking *ranking);

/** Say on standard error what the scores do not tell by themselves, unless
 *  --quiet: that there are more of them, and which estimates are none.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E + V log V) with a sample and
 *          closeness, else O(1). */
KITH_NODISCARD kith_status kith_ranking_remark(const kith_ranking *ranking);

/** Keep the scores in the knowledge base that the call is about. The graph,
 * from which nothing can be read then, is freed for that. */
KITH_NODISCARD kith_status kith_ranking_keep(const kith_ranking *ranking);

void kith_ranking_clear(kith_ranking *ranking);

/** The options of `measure`, from the settings. */
kith_measure_options kith_ranking_options(const kith_ranking *ranking,
                                          const kith_measure *measure);

/** Whether the scores are estimates: from fewer entities than there are. */
bool kith_ranking_is_estimated(const kith_ranking *ranking,
                               const kith_scores *column);

/** How the scores were taken: "directions followed; weighted; normalised". */
void kith_ranking_how(const kith_ranking *ranking, char out[KITH_HOW_SIZE]);

#endif /* KITH_CLI_RANKING_H */
