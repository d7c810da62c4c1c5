#ifndef KITH_QUERY_PLAN_H
#define KITH_QUERY_PLAN_H

/** A plan: operators in a row. A row of registers is pushed from one to the
 *  next; an operator that finds several continuations pushes each in turn, so
 *  that nested patterns are nested loops and no row is ever copied. Operators
 *  that must see all rows (groups, ORDER BY) keep what they need and push in
 *  the end. */

#include "query/functions.h"

typedef enum kith_op_kind {
    KITH_DO_SCAN = 0,   /**< every entity */
    KITH_DO_SCAN_LABEL, /**< every entity of a type */
    KITH_DO_SEEK,       /**< entities by the value of a property */
    KITH_DO_CLASSES,    /**< an entity of each kind, as often as they are */
    KITH_DO_KINDS,      /**< a relation of each kind, and its ends */
    KITH_DO_CHECK,      /**< a node that is bound is one */
    KITH_DO_EXPAND,     /**< over one relation */
    KITH_DO_INTERSECT,  /**< over one relation, and back over another */
    KITH_DO_EXPAND_FAR, /**< over a path of relations */
    KITH_DO_REACH,      /**< the ends of such paths, each once */
    KITH_DO_FOLLOW,     /**< the ends of a relation that is bound */
    KITH_DO_SHORTEST,   /**< shortest paths between two nodes */
    KITH_DO_PATH,       /**< makes the value of a path */
    KITH_DO_FILTER,     /**< only its filters */
    KITH_DO_OPTIONAL,   /**< a plan, or nulls */
    KITH_DO_APPLY,      /**< a subquery */
    KITH_DO_UNWIND,
    KITH_DO_PROJECT,
    KITH_DO_AGGREGATE,
    KITH_DO_COUNT, /**< count(*) of the links of a node, or of chains */
    KITH_DO_DISTINCT,
    KITH_DO_SORT,
    KITH_DO_SKIP,
    KITH_DO_LIMIT,
    KITH_DO_CALL,    /**< a procedure */
    KITH_DO_PRODUCE, /**< a row of the result */
    KITH_DO_GIVE     /**< the end of an inner plan */
} kith_op_kind;

typedef struct kith_op kith_op;
typedef struct kith_plan kith_plan;

/** Links of a node that an operator has looked at, on both sides of a pattern.
 */
typedef struct kith_recent {
    uint32_t node; /**< and one; 0 = none */
    uint32_t at[2];
    uint32_t end[2];
} kith_recent;

/** Columns that an operator fetches ahead, at most. */
#define KITH_MOST_AHEAD 2

struct kith_op {
    kith_op_kind kind;
    kith_op *next;
    kith_expr **filters; /**< what must hold of what it pushes */
    size_t filter_count;

    uint32_t slot; /**< of what it binds: a node, an item, a path */
    uint32_t from; /**< EXPAND: node that is bound, relation, other node */
    uint32_t relation;
    uint32_t to;
    bool into;     /**< `to` is bound, too */
    bool reversed; /**< the pattern is walked from its end */
    bool bound;    /**< the relation is bound, too */
    bool hidden;   /**< nothing uses the relation: it need not be stored */
    kith_direction way;
    const kith_relation_pattern *pattern;
    const kith_path_pattern *path;
    uint32_t *unique; /**< slots of relations that it must not take */
    size_t unique_count;
    kith_op **unlike; /**< EXPAND_FAR before it, whose relations it must not
                           take */
    size_t unlike_count;
    kith_id label;   /**< SCAN_LABEL, CLASSES, KINDS; KITH_NONE = any */
    uint32_t column; /**< SEEK */
    kith_expr *expr; /**< SEEK, UNWIND, SKIP, LIMIT */
    kith_clause *clause;
    kith_plan *inner;
    uint32_t *nulls; /**< OPTIONAL: slots to make null; APPLY: to fill */
    size_t null_count;
    double estimate; /**< rows for each row that comes, for EXPLAIN */

    kith_op **tails; /**< COUNT: what it counts; EXPAND inside it: what hangs
                          on its node, see count.c; INTERSECT: the other one */
    size_t tail_count;
    bool unlike_parent; /**< it must not take its parent's relation */
    size_t row_uniques; /**< what hangs on it must not take this many other
                             relations: of its parent or of the row */
    size_t apart_count; /**< of `to <> node of the row`: filters behind the
                             others */
    unsigned twins;     /**< steps like it that it stands for, too, each over
                             another relation; see plan_twins.c */
    bool by_node;       /**< its filters ask for nothing but its node */
    bool whole;         /**< COUNT: behind a scan, and only the sum matters */
    uint32_t ahead[KITH_MOST_AHEAD]; /**< EXPAND: columns of its new node that
                                          are read behind it */
    size_t ahead_count;
    const kith_op *follower; /**< EXPAND: what goes on from its new node, or
                                  NULL */
    bool fetches;            /**< EXPAND: one of these is there */
    bool steady; /**< AGGREGATE: its keys are the same for all rows that one
                      row brings out of the EXPAND before it */
    kith_op *made_before; /**< every operator of a query is in one list */

    /* While it runs. */
    uint64_t rows; /**< pushed, for PROFILE */
    kith_heap heap;
    kith_set set;
    uint64_t left; /**< SKIP, LIMIT */
    bool matched;
    kith_recent recent[2];    /**< EXPAND into: from its node, from the other */
    uint32_t other;           /**< the other node last time, and one */
    struct kith_marks *marks; /**< INTERSECT; see operators_intersect.c */
    struct kith_walk *walk;   /**< EXPAND_FAR, REACH, SHORTEST */
    struct kith_sorter *sorter;
    struct kith_memo *memo;  /**< EXPAND inside of COUNT; see count.h */
    kith_tally *tallies;     /**< AGGREGATE: without keys, or of the last row */
    bool settled;            /**< steady: `tallies` are those of the next row */
    const kith_value *group; /**< AGGREGATE: keys of the last row, or NULL */
};

/** The operators of one part, first to last. */
typedef struct kith_chain {
    kith_op *first;
    kith_op *last;
} kith_chain;

/** What an inner plan is asked for. */
typedef enum kith_goal {
    KITH_GOAL_ROWS = 0, /**< rows of the result */
    KITH_GOAL_EXISTS,   /**< is there one? */
    KITH_GOAL_COUNT,    /**< how many? */
    KITH_GOAL_COLLECT,  /**< the values of an expression */
    KITH_GOAL_OUTER     /**< go on with the operator outside */
} kith_goal;

struct kith_plan {
    kith_chain *chains; /**< parts of a UNION */
    size_t count;
    bool distinct; /**< UNION without ALL */
    kith_goal goal;
    kith_op *outer;        /**< OUTER */
    const kith_expr *expr; /**< COLLECT */
    kith_heap heap;        /**< of what is collected, and of `seen` */
    kith_set seen;
    bool found;
    uint64_t counted;
    kith_tally collected;
    size_t column_count;
    const kith_value **columns; /**< of the row that is produced */
    kith_plan *made_before;
};

/** What plans are made with. */
typedef struct kith_planner {
    kith_session *session;
    kith_heap *heap;
    kith_budget *budget; /**< of the heaps of operators */
    bool *bound;         /**< by slot */
    const kith_tree *tree;
    kith_op *last_op; /**< of all that were made */
    kith_plan *last_plan;
    kith_error *err;
    bool counts;             /**< what follows the next MATCH only counts, */
    const kith_clause *keys; /**< by the keys of this clause, or NULL */
} kith_planner;

/** Plan a whole query; the plan lives in the heap. */
KITH_NODISCARD kith_status kith_plan_query(kith_plan **out,
                                           kith_planner *planner,
                                           const kith_union *query,
                                           kith_goal goal);

/** A new plan for `count` chains; NULL if out of memory. */
kith_plan *kith_plan_new(kith_planner *planner, kith_goal goal, size_t count);

/** Release what operators and plans hold after a run. */
void kith_plan_release(kith_op *ops, kith_plan *plans);

/** Add an operator to a chain; NULL if out of memory. */
kith_op *kith_plan_add(kith_planner *planner,
                       kith_chain *chain,
                       kith_op_kind kind);

/** Plan a MATCH into a chain. `where` may be NULL. */
KITH_NODISCARD kith_status kith_plan_match(kith_planner *planner,
                                           kith_chain *chain,
                                           const kith_pattern *pattern,
                                           kith_expr *where);

/** How many of the clauses, from the first on, are MATCH clauses that can be
 *  planned as one: without paths of any length or relations bound before. */
size_t kith_matches_joined(const kith_clause *clauses, size_t count);

/** Plan several such at once; within each no relation is taken twice. */
KITH_NODISCARD kith_status kith_plan_matches(kith_planner *planner,
                                             kith_chain *chain,
                                             const kith_clause *clauses,
                                             size_t count);

/** Plan the subqueries and patterns inside an expression. */
KITH_NODISCARD kith_status kith_plan_expression(kith_planner *planner,
                                                kith_expr *expr);

/** Replace paths of which only the ends matter by a REACH. */
void kith_plan_reach(kith_planner *planner, kith_chain *chain, kith_goal goal);

/** Replace a scan, and the relations behind it, by one of each kind where what
 *  follows asks for nothing but types. */
KITH_NODISCARD kith_status kith_plan_kinds(kith_planner *planner,
                                           kith_chain *chain);

/** Join a step to a new node and the check of another step from there. */
KITH_NODISCARD kith_status kith_plan_intersections(kith_planner *planner,
                                                   kith_chain *chain);

/** Find which properties of the nodes that steps lead to will be read, and
 *  which groups do not change with them; the plan is otherwise done. */
void kith_plan_ahead(kith_plan *plan);

/** Whether a clause does nothing but count what a MATCH before it found. */
bool kith_clause_counts(const kith_clause *clause);

/** Whether a part of an expression has a plan of its own. */
bool kith_expr_has_plan(const kith_expr *expr);

/** Such relations at most, of one operator. */
#define KITH_MOST_ROW_UNIQUES 4

/** Replace what only has to be counted at the end of a chain by a COUNT. */
KITH_NODISCARD kith_status kith_plan_counts(kith_planner *planner,
                                            kith_chain *chain,
                                            kith_goal goal);

/** Whether an operator before a tail is a step like it, over another relation.
 */
bool kith_op_is_twin(const kith_op *tail, const kith_op *op);

/** Let a tail stand for such a step, too. */
void kith_op_join_twin(kith_op *tail, const kith_op *op);

/** Call `see` for each slot that an expression uses, its subqueries too. */
typedef void kith_slot_visitor(void *context, uint32_t slot);
void kith_expr_slots(const kith_expr *expr,
                     kith_slot_visitor *see,
                     void *context);

/** A plan as text; see kith_query_put_plan(). */
void kith_plan_put(const kith_plan *plan,
                   const kith_session *session,
                   const kith_query_source *source,
                   bool profile,
                   FILE *file);

#endif /* KITH_QUERY_PLAN_H */
