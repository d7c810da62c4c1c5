/** @file
 *  How entities are connected.
 */
#ifndef KITH_PATHS_H
#define KITH_PATHS_H

#include <kith/graph.h>

/** What a relation costs on a path. */
typedef enum kith_path_cost {
    KITH_COST_RELATIONS = 0, /**< 1 each: fewest relations */
    KITH_COST_DISTANCE,      /**< its weight: least sum */
    KITH_COST_STRENGTH,      /**< 1 / weight; one of weight 0 is not used */
    KITH_COST_DOUBT          /**< -ln(confidence): the way whose product of
                                  confidences is greatest; who does not say
                                  counts as sure, 0 is not used */
} kith_path_cost;

/** What kind of paths to look for. All zero: one shortest, any direction.
 *
 *  At most one of `all`, `shortest` and `within` is set. */
typedef struct kith_path_options {
    bool directed;       /**< follow directions only */
    bool all;            /**< every shortest path, not only the first */
    size_t shortest;     /**< so many shortest simple paths; 0 = not these */
    size_t within;       /**< every simple path of at most so many relations;
                              0 = not these; costs must be KITH_COST_RELATIONS and
                              hubs not damped */
    size_t most;         /**< with `all` and `within`: paths at most to each
                              target; 0 = 100 */
    uint64_t most_looks; /**< with `shortest`, `within` and costs: relations to
                              look at before giving up; 0 = 500 million */
    kith_path_cost cost;
    bool avoid_hubs; /**< passing through an entity of d relations costs
                          log2(d / 2) more; entities that are named are free */
    const char *const *along; /**< relation types to use, NULL-ended */
    const char *const *avoid; /**< relation types, entity types or entities
                                   (id, name or alias) to keep off; never
                                   entities that are named otherwise */
    const kith_id *via;       /**< entities to pass through, in this order */
    size_t via_count;         /**< at most KITH_MOST_VIA */
    bool distinct; /**< of relations between the same two entities use the
                        cheapest, of equal ones the first, so that paths differ
                        in their entities */
} kith_path_options;

#define KITH_MOST_VIA 16

/** One step of a path. */
typedef struct kith_step {
    kith_id relation;
    bool forward; /**< from the relation's source to its target */
} kith_step;

/** Paths target by target; those to one target in order of cost, then (where
 *  costs differ at all) of number of relations, then of entities, then of
 *  relations. */
typedef struct kith_paths kith_paths;

/** Find paths from `from` to each of the targets.
 *
 *  Paths are simple: none comes twice to the same entity. Shortest paths by
 *  relations to several targets come from one search. With `all`, sums of costs
 *  that differ from the least only by rounding are as good as it; the order is
 *  that of sums as they are rounded: 0.7 + 0.1 comes before 0.8.
 *
 *  @param targets    `target_count` entities
 *  @param[out] out   the paths, owned by the caller; none if there is no way
 *  @return KITH_OK; KITH_E_NOT_FOUND (an unknown name in `along` or `avoid`);
 *          KITH_E_INVALID (options that do not go together); KITH_E_LIMIT (too
 *          many entities for so many in `via`); KITH_E_MEMORY
 *
 *  Cost: shortest paths by relations O(E) at worst and to one target about its
 *  square root in networks where a few steps lead everywhere, by other costs
 *  O(E log E) a target, and as much again for each relation of the shortest at
 *  worst; k shortest O(k V (E log E)) at worst; within N O(N E) a path.
 *  Sources: Yen, "Finding the k shortest loopless paths in a network", 1971,
 *  with the partition of Lawler, 1972; Peng et al., "Towards bridging theory
 *  and practice: hop-constrained s-t simple path enumeration", 2019. Checked
 *  against walking every simple path.
 */
KITH_API KITH_NODISCARD kith_status
kith_paths_find_each(kith_paths **out,
                     kith_graph *graph,
                     kith_id from,
                     const kith_id *targets,
                     size_t target_count,
                     const kith_path_options *options,
                     kith_error *err);

/** The same for one target. */
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

/** Whether a search was given up after `most_looks`: there may be more. */
KITH_API bool kith_paths_gave_up(const kith_paths *paths);

/** Steps of path `index`, and what they cost together. */
KITH_API size_t kith_paths_length(const kith_paths *paths, size_t index);
KITH_API double kith_paths_weight(const kith_paths *paths, size_t index);
KITH_API kith_step kith_paths_step(const kith_paths *paths,
                                   size_t index,
                                   size_t step);

/** Entity before step `step`; `step` = length gives the last. */
KITH_API kith_id kith_paths_entity(const kith_paths *paths,
                                   size_t index,
                                   size_t step);

/** A few relations that connect what was named: a tree for each part that
 *  holds together, one if all do. */
typedef struct kith_connection kith_connection;

/** Find a smallest part of the graph that connects some entities (a Steiner
 *  tree), directions ignored.
 *
 *  It is the smallest there is where few are named or the graph is small, and
 *  at most twice as large otherwise. Of trees that cost the same the one is
 *  taken whose entities come first, as far as the method sees them.
 *
 *  @param named    `count` entities, at least one; repetitions are ignored
 *  @param options  costs, hubs and filters are heeded; or NULL
 *  @param[out] out owned by the caller
 *  @return KITH_OK; KITH_E_NOT_FOUND and KITH_E_INVALID as above (also for
 *          `directed`, `all`, `shortest`, `within` and `via`); KITH_E_MEMORY
 *
 *  Cost: exact O(3^k V + 2^k (E log E)), else O(E log E). Sources: Dreyfus and
 *  Wagner, "The Steiner problem in graphs", 1971; Mehlhorn, "A faster
 *  approximation algorithm for the Steiner problem in graphs", 1988.
 */
KITH_API KITH_NODISCARD kith_status
kith_connection_find(kith_connection **out,
                     kith_graph *graph,
                     const kith_id *named,
                     size_t count,
                     const kith_path_options *options,
                     kith_error *err);

KITH_API void kith_connection_free(kith_connection *connection);

/** Number of parts, in order of the first named entity in each. */
KITH_API size_t kith_connection_count(const kith_connection *connection);

/** Whether no smaller tree connects a part. */
KITH_API bool kith_connection_exact(const kith_connection *connection);

/** What the relations of a part cost together. */
KITH_API double kith_connection_weight(const kith_connection *connection,
                                       size_t part);

/** Entities of a part: those named first, in the order given, then the others
 *  in the order of the steps. */
KITH_API const kith_id *kith_connection_entities(
    const kith_connection *connection,
    size_t part,
    size_t *count);
KITH_API size_t kith_connection_named(const kith_connection *connection,
                                      size_t part);

/** Relations of a part: each goes on from the first named entity or from where
 *  an earlier one has led. */
KITH_API const kith_step *kith_connection_steps(
    const kith_connection *connection,
    size_t part,
    size_t *count);

#endif /* KITH_PATHS_H */
