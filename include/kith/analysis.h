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
 *          hubs, authorities, katz: the scores do not settle; progress said to
 * stop); KITH_E_MEMORY
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

/** Groups of entities, found by one of the methods. Free with
 *  kith_groups_free(). */
typedef struct kith_groups kith_groups;

/** What a method of grouping heeds; a sum of these. */
typedef enum kith_group_heed {
    KITH_HEEDS_RESOLUTION = 1 << 0,
    KITH_HEEDS_SEED = 1 << 1, /**< starts by chance; `seed` and `runs` */
    KITH_HEEDS_WEIGHTS = 1 << 2,
    KITH_HEEDS_DIRECTION = 1 << 3, /**< `directed` makes a difference */
    KITH_HEEDS_STEPS = 1 << 4,
    KITH_HEEDS_CORE = 1 << 5,
    KITH_HEEDS_LEAST = 1 << 6 /**< `least` and `most` */
} kith_group_heed;

/** How to find groups. All zero is valid: Leiden, every relation counts 1,
 *  directions are ignored. An option that a method does not heed must be 0. */
typedef struct kith_group_options {
    const char *method;   /**< name in the registry; NULL = "leiden" */
    double resolution;    /**< 0 = 1: higher gives more, smaller groups */
    uint64_t seed;        /**< the same seed gives the same groups */
    uint32_t runs;        /**< best of this many; 0 = as many as the size of the
                               graph allows, 1 to 8 */
    uint32_t steps;       /**< of walktrap's walks, at most 100; 0 = 4 */
    uint32_t core;        /**< the k of the k-core; 0 = the highest there is */
    uint32_t least;       /**< entities in a clique; 0 = 3 */
    uint32_t most;        /**< cliques; 0 = 1000 */
    kith_weights weights; /**< what the weights of relations mean: methods go
                               by strength, a relation of strength 2 counting
                               like two; distances count as 1 / distance */
    bool directed;        /**< follow directions; infomap */
    bool patient;         /**< take a method also where it takes very long */
    unsigned threads;     /**< 0 = as many as processors, at most 8 */
    kith_progress *progress; /**< told of steps done, as far as a method knows;
                                  false stops with KITH_E_LIMIT; or NULL */
    void *progress_context;
} kith_group_options;

/** One row of the registry of methods. */
typedef struct kith_group_method {
    const char *name;    /**< "leiden" */
    const char *summary; /**< what its groups are, for people */
    const char *cost;    /**< "E" */
    unsigned heeds;      /**< kith_group_heed */
    kith_status (*run)(kith_graph *graph,
                       const kith_group_options *options,
                       kith_groups *groups,
                       kith_error *err);
} kith_group_method;

/** Every method, ended by a row whose name is NULL: leiden, louvain,
 *  label-propagation, walktrap, infomap, fast-greedy, edge-betweenness,
 *  components, strong, cores, cliques. */
KITH_API const kith_group_method *kith_group_methods(void);

/** The method called `name`, or NULL. */
KITH_API const kith_group_method *kith_group_method_of(const char *name);

/** Find groups.
 *
 *  Groups are numbered by falling size; equal ones by the ids of their members,
 *  so that the order of records makes no difference: neither to who is in a
 *  group, nor to its number, nor to the order of its members.
 *
 *  @param[out] out  the groups, owned by the caller; NULL on failure
 *  @return KITH_OK; KITH_E_NOT_FOUND (no such method); KITH_E_INVALID (an
 *          option is out of range, a distance is 0); KITH_E_UNSUPPORTED (an
 *          option that the method does not heed); KITH_E_LIMIT (it would take
 *          very long and `patient` is not set, or progress was stopped);
 *          KITH_E_MEMORY
 *
 *  Cost: that of the method, and O(E + V log V) to make the order of records
 *  irrelevant. Memory of Leiden: about 25 bytes a relation and 100 an entity
 *  beside the graph. Not from two threads at once: some methods are igraph's.
 */
KITH_API KITH_NODISCARD kith_status
kith_groups_find(kith_groups **out,
                 kith_graph *graph,
                 const kith_group_options *options,
                 kith_error *err);

/** Release groups. NULL is allowed. */
KITH_API void kith_groups_free(kith_groups *groups);

/** Number of groups. */
KITH_API size_t kith_groups_count(const kith_groups *groups);

/** Number of entities in a group. */
KITH_API size_t kith_groups_size(const kith_groups *groups, kith_id group);

/** The entities of a group: those with the most relations within the group
 *  first, then those with the most relations, then by id. The first is the one
 *  to name the group after. */
KITH_API const kith_id *kith_groups_members(const kith_groups *groups,
                                            kith_id group);

/** Number of relations that member `index` of a group has within the group. */
KITH_API size_t kith_groups_inside(const kith_groups *groups,
                                   kith_id group,
                                   size_t index);

/** The group of an entity, the first if there are several; KITH_NONE if it is
 *  in none (cores, cliques). */
KITH_API kith_id kith_groups_of(const kith_groups *groups, kith_id entity);

/** What is known of a grouping as a whole. */
typedef struct kith_group_figures {
    double modularity;  /**< at resolution 1, direction ignored, so that methods
                             compare; NaN without relations, and where not
                             every entity is in just one group */
    double code_length; /**< of the map equation, in bits; infomap, else NaN */
    double resolution;  /**< as used; 0 if the method heeds none */
    uint32_t runs;      /**< of which this is the best; 0 if there is no chance
                             in it */
    uint32_t core;      /**< the k of the k-core; cores, else 0 */
    bool more;          /**< there are more cliques than were asked for */
} kith_group_figures;

KITH_API kith_group_figures kith_groups_figures(const kith_groups *groups);

/** Relations of one type between two groups. */
typedef struct kith_group_link {
    kith_id group;
    kith_id other;    /**< above `group` */
    kith_id type;     /**< of the relations */
    size_t relations; /**< of this type, both ways */
    size_t all;       /**< of every type */
} kith_group_link;

/** What joins the groups: a row for each two groups and each type of relation
 *  between them. Pairs with the most relations come first, then by number of
 *  group; the rows of a pair by relations, then by name of type. No rows for
 *  cliques, which overlap.
 *
 *  @param[out] out    rows, owned by the caller (free with kith_free())
 *  @param[out] count  number of rows
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E log E).
 */
KITH_API KITH_NODISCARD kith_status kith_groups_links(const kith_groups *groups,
                                                      kith_graph *graph,
                                                      kith_group_link **out,
                                                      size_t *count,
                                                      kith_error *err);

/** How an entity stands between the groups. */
typedef struct kith_broker {
    kith_id entity;
    size_t inside;  /**< relations within its group */
    size_t outside; /**< relations with other groups */
    size_t groups;  /**< how many other groups those reach */
} kith_broker;

/** Entities with relations to other groups than their own: those that reach the
 *  most groups first, then by relations outside, then by id. None for cliques.
 *
 *  @param[out] out    rows, owned by the caller (free with kith_free())
 *  @param[out] count  number of rows
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E + V log V).
 */
KITH_API KITH_NODISCARD kith_status
kith_groups_brokers(const kith_groups *groups,
                    kith_graph *graph,
                    kith_broker **out,
                    size_t *count,
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
    uint64_t most_looks; /**< with `shortest` and `within`: relations to look
                              at before giving up; 0 = 500 million */
    kith_path_cost cost;
    bool avoid_hubs; /**< passing through an entity of d relations costs
                          log2(d / 2) more; entities that are named are free */
    const char *const *along; /**< relation types to use, NULL-ended */
    const char *const *avoid; /**< relation types, entity types or entities
                                   (id, name or alias) to keep off; never
                                   entities that are named otherwise */
    const kith_id *via;       /**< entities to pass through, in this order */
    size_t via_count;         /**< at most KITH_MOST_VIA */
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
 *  Paths are simple: none comes twice to the same entity. Shortest paths to
 *  several targets come from one search. Sums of costs that differ only by
 *  rounding are equal.
 *
 *  @param targets    `target_count` entities
 *  @param[out] out   the paths, owned by the caller; none if there is no way
 *  @return KITH_OK; KITH_E_NOT_FOUND (an unknown name in `along` or `avoid`);
 *          KITH_E_INVALID (options that do not go together); KITH_E_LIMIT (too
 *          many entities for so many in `via`); KITH_E_MEMORY
 *
 *  Cost: shortest paths by relations O(E) at worst and to one target about its
 *  square root in networks where a few steps lead everywhere, by other costs
 *  O(E log E); k shortest O(k V (E log E)) at worst; within N O(N E) a path.
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

/** How many entities have a degree. */
typedef struct kith_degree_count {
    size_t degree;
    size_t entities;
} kith_degree_count;

/** Figures about a whole graph. Free with kith_statistics_clear(). */
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
                               components; there is one as long */
    double mean_distance; /**< over connected pairs; NaN if there are none */
    bool estimated;       /**< mean_distance is from a sample of entities */

    size_t most_diameter;       /**< no shortest path is longer; the same as
                                     `diameter` where that is settled */
    double mean_distance_error; /**< standard error; 0 if exact */
    size_t strong_components;   /**< connected along directions both ways */
    size_t largest_strong_component;
    size_t bridges;      /**< relations without which a component falls apart */
    size_t cut_points;   /**< entities without which one does */
    double transitivity; /**< share of pairs of neighbours that are neighbours;
                              NaN if nobody has two */
    double clustering;   /**< mean over entities of the same share of their
                              own neighbours, 0 for fewer than two */
    double assortativity; /**< correlation of the degrees that relations join;
                               NaN if all are alike */
    kith_degree_count *degrees; /**< degrees that occur, rising */
    size_t degree_count;
} kith_statistics;

/** Take the figures of a graph. Directions are ignored where nothing else is
 *  said.
 *
 *  @param exact_work  distances are exact while entities * relations does not
 *                     exceed this; 0 = 2e9
 *  @param[out] out    all zero after failure
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT (more than 2^32 - 1 ends of
 *          relations)
 *
 *  Cost: triangles O(E^1.5) at worst, distances O(exact_work), else O(V + E).
 *  Memory: 50 bytes a relation and 150 an entity.
 */
KITH_API KITH_NODISCARD kith_status kith_statistics_take(kith_graph *graph,
                                                         double exact_work,
                                                         kith_statistics *out,
                                                         kith_error *err);

KITH_API void kith_statistics_clear(kith_statistics *statistics);

#endif /* KITH_ANALYSIS_H */
