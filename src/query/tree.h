#ifndef KITH_QUERY_TREE_H
#define KITH_QUERY_TREE_H

/** The tree of a query. The parser makes it; the resolver fills in what names
 *  mean (slots, keys, types, functions); the planner hangs plans on it. All of
 *  it lives in the query's heap. */

#include "query/message.h"
#include "query/value.h"

/** Nothing: no slot, no key. */
#define KITH_NO_SLOT UINT32_MAX

typedef enum kith_expr_kind {
    KITH_EXPR_LITERAL = 0,   /**< value */
    KITH_EXPR_PARAMETER,     /**< name; value once it is resolved */
    KITH_EXPR_VARIABLE,      /**< name, slot */
    KITH_EXPR_PROPERTY,      /**< args[0].name, key */
    KITH_EXPR_HAS_LABELS,    /**< args[0]:labels */
    KITH_EXPR_OPERATOR,      /**< operator over args */
    KITH_EXPR_LIST,          /**< [args] */
    KITH_EXPR_MAP,           /**< {names[i]: args[i]} */
    KITH_EXPR_PROJECTION,    /**< args[0] {.x, y: …}; see names */
    KITH_EXPR_SUBSCRIPT,     /**< args[0][args[1]] */
    KITH_EXPR_SLICE,         /**< args[0][args[1]..args[2]]; NULL = open */
    KITH_EXPR_CALL,          /**< function(args) */
    KITH_EXPR_AGGREGATE,     /**< aggregate(args); slot of its result */
    KITH_EXPR_CASE,          /**< args: subject or NULL, else or NULL, then
                                  pairs of when and then */
    KITH_EXPR_COMPREHENSION, /**< [slot IN args[0] WHERE args[1] | args[2]] */
    KITH_EXPR_QUANTIFIER,    /**< operator(slot IN args[0] WHERE args[1]) */
    KITH_EXPR_REDUCE,        /**< reduce(slot = args[0], slot2 IN args[1] |
                                  args[2]) */
    KITH_EXPR_PATTERN,       /**< pattern as a truth value */
    KITH_EXPR_PATTERN_LIST,  /**< [pattern WHERE … | args[0]] */
    KITH_EXPR_EXISTS,        /**< EXISTS { part } */
    KITH_EXPR_COUNT,         /**< COUNT { part } */
    KITH_EXPR_COLLECT,       /**< COLLECT { part } */
    KITH_EXPR_SHORTEST       /**< shortestPath(pattern) as a value */
} kith_expr_kind;

typedef enum kith_operator {
    KITH_OP_NONE = 0,
    KITH_OP_OR,
    KITH_OP_XOR,
    KITH_OP_AND,
    KITH_OP_NOT,
    KITH_OP_EQUAL,
    KITH_OP_NOT_EQUAL,
    KITH_OP_LESS,
    KITH_OP_LESS_EQUAL,
    KITH_OP_GREATER,
    KITH_OP_GREATER_EQUAL,
    KITH_OP_IN,
    KITH_OP_STARTS_WITH,
    KITH_OP_ENDS_WITH,
    KITH_OP_CONTAINS,
    KITH_OP_MATCHES,
    KITH_OP_IS_NULL,
    KITH_OP_IS_NOT_NULL,
    KITH_OP_ADD,
    KITH_OP_SUBTRACT,
    KITH_OP_MULTIPLY,
    KITH_OP_DIVIDE,
    KITH_OP_MODULO,
    KITH_OP_POWER,
    KITH_OP_CONCATENATE,
    KITH_OP_NEGATE,
    KITH_OP_PLUS,
    KITH_OP_ALL,
    KITH_OP_ANY,
    KITH_OP_NONE_OF,
    KITH_OP_SINGLE
} kith_operator;

/** What can be said of a value before the query runs. */
typedef enum kith_static {
    KITH_STATIC_ANY = 0,
    KITH_STATIC_NULL,
    KITH_STATIC_BOOLEAN,
    KITH_STATIC_INTEGER,
    KITH_STATIC_FLOAT,
    KITH_STATIC_NUMBER,
    KITH_STATIC_STRING,
    KITH_STATIC_LIST,
    KITH_STATIC_MAP,
    KITH_STATIC_NODE,
    KITH_STATIC_RELATION,
    KITH_STATIC_RELATIONS, /**< the list of a variable-length pattern */
    KITH_STATIC_PATH,
    KITH_STATIC_TEMPORAL
} kith_static;

typedef struct kith_expr kith_expr;
typedef struct kith_part kith_part;
typedef struct kith_clause kith_clause;
typedef struct kith_union kith_union;

typedef enum kith_label_kind {
    KITH_LABEL_NAME = 0,
    KITH_LABEL_AND,
    KITH_LABEL_OR,
    KITH_LABEL_NOT,
    KITH_LABEL_ANY
} kith_label_kind;

/** A label expression: names, `&`, `|`, `!` and `%`. */
typedef struct kith_labels {
    kith_label_kind kind;
    kith_text name;
    kith_id type; /**< KITH_NONE if the graph has none of that name */
    struct kith_labels *left;
    struct kith_labels *right;
    kith_span span;
} kith_labels;

typedef struct kith_node_pattern {
    kith_text name; /**< absent if it has no variable */
    kith_span span; /**< of the name, or of the whole */
    uint32_t slot;
    bool bound; /**< its variable has a value already */
    kith_labels *labels;
    kith_expr *properties; /**< a map, or NULL */
    kith_expr *where;
} kith_node_pattern;

typedef struct kith_relation_pattern {
    kith_text name;
    kith_span span;
    uint32_t slot;
    kith_labels *types;
    kith_expr *properties;
    kith_expr *where;
    kith_direction way; /**< seen from the node before it */
    bool variable;      /**< `*`: its variable is a list */
    bool bound;         /**< its variable has a value already */
    uint64_t least;
    uint64_t most; /**< UINT64_MAX = any */
} kith_relation_pattern;

typedef enum kith_shortest {
    KITH_NOT_SHORTEST = 0,
    KITH_ONE_SHORTEST,
    KITH_ALL_SHORTEST
} kith_shortest;

/** node, relation, node, … */
typedef struct kith_path_pattern {
    kith_text name; /**< absent if it has no variable */
    kith_span span;
    uint32_t slot;
    kith_shortest shortest;
    size_t length; /**< relations; nodes are one more */
    kith_node_pattern *nodes;
    kith_relation_pattern *relations;
} kith_path_pattern;

typedef struct kith_pattern {
    size_t count;
    kith_path_pattern *paths;
} kith_pattern;

struct kith_expr {
    kith_expr_kind kind;
    kith_operator operator;
    kith_static type;    /**< what is known of its value */
    kith_static element; /**< and of its items, if it is a list */
    bool is_item;        /**< a variable that means item `key` of a RETURN */
    kith_span span;
    uint16_t depth; /**< of the tree below it */
    bool distinct;  /**< count(DISTINCT x) */
    bool star;      /**< count(*) */
    bool wrapped;   /**< stands in parentheses */
    kith_text name;
    kith_span name_span;
    uint32_t slot;
    uint32_t slot2;
    uint32_t key; /**< property key of the session */
    kith_value value;
    const struct kith_function *function;
    const struct kith_aggregate *aggregate;
    size_t count;
    kith_expr **args;
    kith_text *names;
    kith_labels *labels;
    kith_pattern *pattern;
    kith_expr *where;
    kith_text name2; /**< the item of reduce() */
    kith_union *query;
    struct kith_plan *plan;
};

/** An item of RETURN and WITH. */
typedef struct kith_item {
    kith_expr *expr;
    kith_text name; /**< of the column */
    bool named;     /**< by AS */
    bool aggregates;
    uint32_t slot;
} kith_item;

typedef struct kith_sort {
    kith_expr *expr;
    bool descending;
} kith_sort;

typedef enum kith_clause_kind {
    KITH_CLAUSE_MATCH = 0,
    KITH_CLAUSE_UNWIND,
    KITH_CLAUSE_WITH,
    KITH_CLAUSE_RETURN,
    KITH_CLAUSE_CALL,
    KITH_CLAUSE_SUBQUERY /**< CALL { … } */
} kith_clause_kind;

struct kith_clause {
    kith_clause_kind kind;
    kith_span span;
    bool optional;
    kith_pattern pattern;
    kith_expr *where;

    kith_expr *expr; /**< UNWIND */
    kith_text name;  /**< UNWIND … AS name; CALL name */
    kith_span name_span;
    uint32_t slot;

    bool distinct;
    bool star;
    kith_item *items; /**< also those of YIELD, which are variables */
    size_t item_count;
    kith_sort *sorts;
    size_t sort_count;
    kith_expr *skip;
    kith_expr *limit;

    kith_expr **aggregates; /**< found by the resolver */
    size_t aggregate_count;
    size_t aggregate_room;
    bool grouped;   /**< some item aggregates */
    uint32_t *kept; /**< slots that ORDER BY must keep for what follows */
    size_t kept_count;
    uint32_t *columns; /**< slots of what CALL { … } returns */
    size_t column_count;
    uint32_t score; /**< slot of the second column of a procedure */

    kith_expr **args; /**< CALL */
    size_t arg_count;
    const struct kith_procedure *procedure;
    kith_union *query;
    bool imports_all; /**< CALL (*) { … }, or no list */
    kith_text *imports;
    size_t import_count;
};

/** Clauses up to UNION. */
struct kith_part {
    kith_clause *clauses;
    size_t count;
};

/** A whole query: parts with UNION between them. */
struct kith_union {
    kith_part *parts;
    size_t count;
    bool all;
    kith_span span;
};

/** A property that the query speaks of. */
typedef struct kith_mention {
    struct kith_mention *next;
    uint32_t column;
    kith_span span;
} kith_mention;

/** A place where a parameter is used. */
typedef struct kith_use {
    struct kith_use *next;
    kith_expr *expr;
} kith_use;

typedef struct kith_tree {
    kith_union *query;
    kith_use *parameters;
    kith_mention *mentions;
    kith_query_mode mode;
    uint32_t slots; /**< slots that the resolver gave out */
} kith_tree;

/** Whether two expressions are written alike, but for blanks, parentheses and
 *  the case of function names. */
bool kith_expr_is_same(const kith_expr *a, const kith_expr *b);

/** Name of an operator as it is written: "STARTS WITH". */
const char *kith_operator_name(kith_operator operator);

#endif /* KITH_QUERY_TREE_H */
