/** @file
 *  Who matters: centralities and other measures, and why a score is what it is.
 */
#ifndef KITH_MEASURES_H
#define KITH_MEASURES_H

#include <kith/weights.h>

/** How a measure is to be taken. All zero is valid: directions are followed,
 *  every relation counts 1, scores are exact and as they come. */
typedef struct kith_measure_options {
    bool undirected;      /**< ignore directions */
    kith_weights weights; /**< what the weights of relations mean */
    bool normalised;      /**< scale so that graphs of other sizes compare */
    double damping;       /**< PageRank; above 0, at most 0.999; 0 = 0.85 */
    const kith_id *seeds; /**< PageRank: where walks start anew; borrowed */
    size_t seed_count;    /**< 0 = anywhere */
    size_t sample;        /**< search from this many entities only, drawn at
                               random without repetition, and scale the scores;
                               0 or the number of entities = exact */
    uint64_t random_seed; /**< of the sample; the same draws the same */
    double cutoff;        /**< leave out paths longer than this; 0 = none */
    unsigned threads;     /**< 0 = as many as processors, at most 8; scores do
                               not depend on it */
    kith_progress *progress; /**< or NULL; told of steps done and in all, from
                                  any thread, one at a time */
    void *progress_context;
    double alpha;  /**< Katz: what a step counts; 0 = 0.85 / the largest
                        eigenvalue, or 0.1 where that is 0 */
    double *error; /**< [out] standard error of every score, an array as long
                        as that of the scores; 0 where they are exact; NULL =
                        not wanted */
} kith_measure_options;

/** What a reason for a score is about. */
typedef enum kith_reason_kind {
    KITH_REASON_PAIR = 0,  /**< paths between a and b pass through the entity */
    KITH_REASON_NEIGHBOUR, /**< what comes by way of neighbour a */
    KITH_REASON_GROUPS,    /**< paths between the communities of a and of b,
                                each the most central of its own; the same
                                one twice if it is inside one community */
    KITH_REASON_DISTANCE,  /**< `count` entities are `distance` away, a is the
                                first of them */
    KITH_REASON_REST       /**< what no reason above says; `count` of them */
} kith_reason_kind;

/** A part of a score. */
typedef struct kith_reason {
    kith_reason_kind kind;
    kith_id a; /**< an entity, or KITH_NONE */
    kith_id b;
    size_t count;
    double distance;
    double part; /**< of the whole score, 0 to 1. A path through the entity has
                      two neighbours, so theirs add up to 2 */
} kith_reason;

/** Why an entity has its score. Release with kith_explanation_clear(). */
typedef struct kith_explanation {
    kith_reason *reasons; /**< by kind, then the largest part first */
    size_t count;
    size_t pairs; /**< betweenness: all pairs that it lies between ... */
    size_t sole;  /**< ... and those of which no shortest path avoids it */
} kith_explanation;

struct kith_explain_question;

/** Fills the reasons; see kith_measure_explain(). */
typedef kith_status kith_explain(kith_explanation *out,
                                 kith_graph *graph,
                                 const struct kith_explain_question *question,
                                 kith_error *err);

/** One row of the registry of measures. In costs V is the number of entities,
 *  E of relations, k of sampled entities, T of threads. */
typedef struct kith_measure {
    const char *name;       /**< "betweenness" */
    const char *summary;    /**< a clause for people */
    const char *directed;   /**< what it means with directions followed */
    const char *undirected; /**< and with directions ignored */
    const char *normalised; /**< what normalising divides by; NULL = nothing */
    const char *cost;       /**< time: "V E" */
    const char *memory;     /**< bytes beside the graph: "24 V + 8 E" */
    kith_weights weights;   /**< what weights are to it: strength, distance, or
                                 nothing at all */
    bool of_relations; /**< it measures relations: there is a score for each */
    bool least_first;  /**< the least matter most; 0 is the score of what there
                            is nothing to measure of, and comes last */
    bool takes_damping;
    bool takes_alpha;
    bool takes_seeds;
    bool takes_sample;
    bool takes_cutoff;
    kith_status (*run)(kith_graph *graph,
                       const kith_measure_options *options,
                       double *score,
                       kith_error *err);
    kith_explain *explain; /**< why an entity has its score; or NULL */
} kith_measure;

/** Every measure, ended by a row whose name is NULL. Those of relations stand
 *  last. */
KITH_API const kith_measure *kith_measures(void);

/** The measure called `name`, or NULL. */
KITH_API const kith_measure *kith_measure_of(const char *name);

/** Number of scores that the measure gives for this graph. */
KITH_API size_t kith_measure_size(const kith_measure *measure,
                                  const kith_graph *graph);

/** Take a measure of every entity, or of every relation.
 *
 *  Options that the measure does not take (damping, alpha, seeds, a sample, a
 *  cutoff) must be left out.
 *
 *  @param[out] score  caller's array of length kith_measure_size()
 *  @return KITH_OK; KITH_E_INVALID (an option or a weight is out of range);
 *          KITH_E_UNSUPPORTED (an option that the measure does not take,
 *          weights where they have no meaning); KITH_E_LIMIT (eigenvector,
 *          hubs, authorities, katz: the scores do not settle; betweenness:
 *          more than 1e308 shortest paths lead from one entity; progress said
 *          to stop); KITH_E_MEMORY
 *
 *  Not from two threads at once on one graph: igraph caches inside it.
 */
KITH_API KITH_NODISCARD kith_status
kith_measure_run(const kith_measure *measure,
                 kith_graph *graph,
                 const kith_measure_options *options,
                 double *score,
                 kith_error *err);

/** What is to be explained. */
typedef struct kith_explain_question {
    const kith_measure *measure;
    const kith_measure_options *options; /**< as of the scores; not NULL */
    const double *score;                 /**< of all, by kith_measure_run() */
    kith_id entity;
    size_t most; /**< reasons of a kind, at most */
} kith_explain_question;

/** Say why an entity has its score.
 *
 *  @param[out] out  the reasons; to be cleared after failure as well
 *  @return KITH_OK; KITH_E_UNSUPPORTED (the measure cannot be explained; the
 *          hint says which can); KITH_E_LIMIT (progress said to stop);
 *          KITH_E_MEMORY
 *
 *  Cost: for betweenness a search from every entity, or from every sampled one,
 *  on one thread, and groups by Leiden; one search for closeness and its kin;
 *  O(E) for the others.
 */
KITH_API KITH_NODISCARD kith_status
kith_measure_explain(kith_explanation *out,
                     kith_graph *graph,
                     const kith_explain_question *question,
                     kith_error *err);

KITH_API void kith_explanation_clear(kith_explanation *explanation);

#endif /* KITH_MEASURES_H */
