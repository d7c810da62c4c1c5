/** @file
 *  Who matters, which groups there are, how things are connected.
 */
#ifndef KITH_ANALYSIS_H
#define KITH_ANALYSIS_H

#include <kith/graph.h>

/** What the weights of relations mean to a measure. One that goes by distance
 *  and is given strengths takes 1 / weight as distance, and the other way
 *  round. A strength of 0 is no tie: the relation is left out of all paths. A
 *  distance of 0 is refused, since neither a number of shortest paths nor a
 *  strength can be had from it. */
typedef enum kith_weights {
    KITH_WEIGHTS_NONE = 0, /**< nothing: every relation counts 1 */
    KITH_WEIGHTS_NATURAL,  /**< whichever of the two the measure goes by */
    KITH_WEIGHTS_STRENGTH, /**< more is a closer tie */
    KITH_WEIGHTS_DISTANCE  /**< more is further apart */
} kith_weights;

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
    double *error; /**< [out] standard error of every score, an array as long
                        as that of the scores; 0 where they are exact; NULL =
                        not wanted */
} kith_measure_options;

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
    bool takes_damping;
    bool takes_seeds;
    bool takes_sample;
    bool takes_cutoff;
    kith_status (*run)(kith_graph *graph,
                       const kith_measure_options *options,
                       double *score,
                       kith_error *err);
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
 *  Options that the measure does not take (damping, seeds, a sample, a cutoff)
 *  must be left out.
 *
 *  @param[out] score  caller's array of length kith_measure_size()
 *  @return KITH_OK; KITH_E_INVALID (an option or a weight is out of range);
 *          KITH_E_UNSUPPORTED (an option that the measure does not take,
 *          weights where they have no meaning); KITH_E_LIMIT (eigenvector: the
 *          scores do not settle; progress said to stop); KITH_E_MEMORY
 *
 *  Not from two threads at once on one graph: igraph caches inside it.
 */
KITH_API KITH_NODISCARD kith_status
kith_measure_run(const kith_measure *measure,
                 kith_graph *graph,
                 const kith_measure_options *options,
                 double *score,
                 kith_error *err);

/** Ways to find groups. */
typedef enum kith_grouping {
    KITH_LEIDEN = 0, /**< communities of high modularity, direction ignored */
    KITH_COMPONENTS, /**< connected whatever the direction */
    KITH_STRONG      /**< connected along directions both ways */
} kith_grouping;

typedef struct kith_group_options {
    kith_grouping method;
    double resolution; /**< Leiden; 0 = 1: higher gives more, smaller groups */
    uint32_t runs;     /**< Leiden: best of this many; 0 = 8 */
    uint64_t seed;     /**< Leiden; the same seed gives the same groups */
    bool weighted;
} kith_group_options;

/** Find groups.
 *
 *  @param[out] group      caller's array of length kith_graph_entity_count():
 *                         0 = the largest group, then by falling size; equal
 *                         sizes by lowest member
 *  @param[out] count      number of groups
 *  @param[out] modularity of the grouping, direction ignored; NaN if the graph
 *                         has no relations; may be NULL
 *  @return KITH_OK; KITH_E_INVALID; KITH_E_MEMORY
 *
 *  Source: Traag, Waltman and van Eck, "From Louvain to Leiden", 2019.
 */
KITH_API KITH_NODISCARD kith_status
kith_groups(kith_graph *graph,
            const kith_group_options *options,
            kith_id *group,
            size_t *count,
            double *modularity,
            kith_error *err);

/** An entity without which its component falls apart. */
typedef struct kith_cut_point {
    kith_id entity;
    size_t pieces;    /**< that are left of its component */
    size_t cut_off;   /**< entities outside the largest piece */
    size_t component; /**< entities in the component, itself too */
} kith_cut_point;

/** A relation without which its component falls in two. */
typedef struct kith_bridge {
    kith_id relation;
    size_t cut_off;   /**< entities in the smaller piece */
    size_t component; /**< entities in the component */
} kith_bridge;

/** Where a graph falls apart, directions ignored. Release with
 *  kith_cuts_clear(). */
typedef struct kith_cuts {
    kith_cut_point *points; /**< most cut off first, then by id */
    size_t point_count;
    kith_bridge *bridges; /**< most cut off first, then by ids of the ends */
    size_t bridge_count;
} kith_cuts;

/** Find all cut points and bridges. A relation with another beside it between
 *  the same two entities is no bridge: losing it parts nothing.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E), and sorting what is found;
 *          40 bytes an entity.
 *  Source: Hopcroft and Tarjan, "Algorithm 447: efficient algorithms for graph
 *  manipulation", 1973; Tarjan, "A note on finding the bridges of a graph",
 *  1974.
 */
KITH_API KITH_NODISCARD kith_status kith_cuts_find(kith_cuts *out,
                                                   kith_graph *graph,
                                                   kith_error *err);
KITH_API void kith_cuts_clear(kith_cuts *cuts);

/** What kind of paths to look for. All zero: shortest, any direction. */
typedef struct kith_path_options {
    bool directed; /**< follow directions only */
    bool all;      /**< every shortest path, not only the first */
    size_t most;   /**< paths at most; 0 = 100 */
    bool weighted; /**< weights are distances: least sum instead of fewest */
    const char *const *along; /**< relation types to use, NULL-ended */
    const char *const *avoid; /**< relation types, entity types or entities
                                   (id, name or alias) to keep off */
} kith_path_options;

/** One step of a path. */
typedef struct kith_step {
    kith_id relation;
    bool forward; /**< from the relation's source to its target */
} kith_step;

/** Paths between two entities, in order of length, then of entity ids. */
typedef struct kith_paths kith_paths;

/** Find paths from `from` to `to`.
 *
 *  @param[out] out  the paths, owned by the caller; none if there is no way
 *  @return KITH_OK; KITH_E_NOT_FOUND (an unknown name in `along` or `avoid`);
 *          KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status
kith_paths_find(kith_paths **out,
                kith_graph *graph,
                kith_id from,
                kith_id to,
                const kith_path_options *options,
                kith_error *err);

KITH_API void kith_paths_free(kith_paths *paths);
KITH_API size_t kith_paths_count(const kith_paths *paths);

/** Whether there are more than were asked for. */
KITH_API bool kith_paths_more(const kith_paths *paths);

/** Steps of path `index`, and the sum of their weights (or their number). */
KITH_API size_t kith_paths_length(const kith_paths *paths, size_t index);
KITH_API double kith_paths_weight(const kith_paths *paths, size_t index);
KITH_API kith_step kith_paths_step(const kith_paths *paths,
                                   size_t index,
                                   size_t step);

/** Entity before step `step`; `step` = length gives the last. */
KITH_API kith_id kith_paths_entity(const kith_paths *paths,
                                   size_t index,
                                   size_t step);

/** Figures about a whole graph. */
typedef struct kith_statistics {
    size_t components;        /**< direction ignored */
    size_t largest_component; /**< entities in it */
    size_t isolated;          /**< entities without relations */
    size_t self_relations;
    size_t parallel_relations; /**< beyond the first between two entities */
    double density;            /**< relations / possible pairs, direction kept,
                                    self-relations and parallels left out; NaN
                                    for fewer than two entities */
    double reciprocity;        /**< share of directed relations answered by one
                                    the other way; NaN if there are none */
    double mean_degree;
    size_t least_degree;
    size_t most_degree;
    size_t diameter;      /**< longest shortest path, direction ignored, within
                               components */
    double mean_distance; /**< over connected pairs; NaN if there are none */
    bool estimated;       /**< distances are from a sample of entities: the
                               diameter is then a lower bound */
} kith_statistics;

/** Take the figures of a graph.
 *
 *  @param exact_work  distances are exact while entities * relations does not
 *                     exceed this; 0 = 2e9
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_statistics_take(kith_graph *graph,
                                                         double exact_work,
                                                         kith_statistics *out,
                                                         kith_error *err);

#endif /* KITH_ANALYSIS_H */
