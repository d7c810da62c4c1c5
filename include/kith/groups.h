/** @file
 *  Which groups there are, and where a graph falls apart.
 */
#ifndef KITH_GROUPS_H
#define KITH_GROUPS_H

#include <kith/weights.h>

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
 *          option is out of range, a distance is 0, weights add up to more
 *          than a double holds); KITH_E_UNSUPPORTED (an option that the method
 *          does not heed); KITH_E_LIMIT (it would take very long and `patient`
 *          is not set, or progress was stopped); KITH_E_MEMORY
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

#endif /* KITH_GROUPS_H */
