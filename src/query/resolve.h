#ifndef KITH_QUERY_RESOLVE_H
#define KITH_QUERY_RESOLVE_H

/** From names to meanings: variables get slots, properties columns, types
 *  their ids, functions their rows; what cannot be is refused. */

#include "query/functions.h"
#include "query/parser.h"

/** A variable that is in scope. */
typedef struct kith_variable {
    kith_text name;
    uint32_t slot;
    kith_static type;
    kith_static element; /**< of its items, if it is a list */
} kith_variable;

/** Variables in scope, in order of declaration; inner ones hide outer ones. */
typedef struct kith_scope {
    kith_variable *items;
    size_t count;
    size_t room;
} kith_scope;

typedef struct kith_resolver {
    kith_session *session;
    const kith_query_source *source;
    const kith_query_options *options;
    kith_heap *heap;
    kith_tree *tree;
    kith_scope scope;
    /* What is projected, while an item of RETURN or WITH is resolved. */
    kith_clause *projection; /**< or NULL: aggregates are refused */
    bool in_aggregate;
    bool plain;     /**< no variable may be used: SKIP, LIMIT */
    bool condition; /**< a pattern may stand here as a truth value */
    unsigned depth; /**< of inner scopes, in which there is no aggregate */
    kith_error *err;
    struct kith_remark *first_remark;
    struct kith_remark *last_remark;
} kith_resolver;

/** Something that is probably not meant. */
typedef struct kith_remark {
    struct kith_remark *next;
    kith_error error;
} kith_remark;

/** Resolve a tree in place.
 *
 *  @param[out] remarks  unknown types and properties, in order, in `heap`
 *  @return KITH_OK; KITH_E_SYNTAX, KITH_E_INVALID; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_resolve(kith_tree *tree,
                                        kith_session *session,
                                        const kith_query_source *source,
                                        const kith_query_options *options,
                                        kith_heap *heap,
                                        kith_remark **remarks,
                                        kith_error *err);

/** Read the value of a parameter into its expression; what it points to lies
 *  in `heap`.
 *
 *  @return KITH_OK; KITH_E_INVALID (it has no value), KITH_E_SYNTAX (a number
 *          beyond a float); KITH_E_MEMORY, KITH_E_LIMIT
 */
KITH_NODISCARD kith_status
kith_parameter_read(kith_expr *expr,
                    const kith_query_options *options,
                    const kith_query_source *source,
                    kith_heap *heap,
                    kith_error *err);

/** Check that the values of parameters are JSON. */
KITH_NODISCARD kith_status
kith_parameters_check(const kith_query_options *options, kith_error *err);

/* -- parts --------------------------------------------------------------- */

kith_status kith_resolver_memory(kith_resolver *r);

/** The variable of a name, or NULL. */
kith_variable *kith_scope_find(const kith_scope *scope, kith_text name);

/** Declare a variable with a new slot. */
KITH_NODISCARD kith_status kith_resolver_declare(kith_resolver *r,
                                                 kith_text name,
                                                 kith_static type,
                                                 uint32_t *slot);

/** Bring a variable with a known slot into scope. */
KITH_NODISCARD kith_status kith_resolver_show(kith_resolver *r,
                                              kith_variable variable);

/** Fail: the name is not known; the nearest one is the hint. */
kith_status kith_resolver_undefined(kith_resolver *r,
                                    kith_text name,
                                    kith_span span);

KITH_NODISCARD kith_status kith_resolve_expression(kith_resolver *r,
                                                   kith_expr *expr);

/** Resolve all that an expression is made of. */
KITH_NODISCARD kith_status kith_resolve_all(kith_resolver *r, kith_expr *expr);

/** Resolve a call of a function or of an aggregate. */
KITH_NODISCARD kith_status kith_resolve_call(kith_resolver *r, kith_expr *expr);

/** The same for what must be true or false, if that is known. */
KITH_NODISCARD kith_status kith_resolve_condition(kith_resolver *r,
                                                  kith_expr *expr,
                                                  const char *where);

/** Resolve a pattern; it declares its variables. With `bound` it may use only
 *  those that there are (a pattern as a truth value). */
KITH_NODISCARD kith_status kith_resolve_pattern(kith_resolver *r,
                                                kith_pattern *pattern,
                                                bool bound);

KITH_NODISCARD kith_status kith_resolve_projection(kith_resolver *r,
                                                   kith_clause *clause);

KITH_NODISCARD kith_status kith_resolve_union(kith_resolver *r,
                                              kith_union *query,
                                              bool inner);

/** Fill in the types of a label expression. */
KITH_NODISCARD kith_status kith_resolve_labels(kith_resolver *r,
                                               kith_labels *labels,
                                               bool relation);

/** Check the operands of an operator and say what comes of it. */
KITH_NODISCARD kith_status kith_resolve_operator(kith_resolver *r,
                                                 kith_expr *expr);

/** The column of a property, noted as one that the query speaks of;
 *  KITH_NO_COLUMN, and the failure is kept, if out of memory. */
uint32_t kith_resolver_column(kith_resolver *r, kith_text name, kith_span span);

/** Whether an aggregate stands in an expression. */
bool kith_has_aggregate(const kith_expr *expr);

/** Remark on a property that no record has; see kith_query_remark(). */
KITH_NODISCARD kith_status kith_resolver_remark(kith_resolver *r,
                                                kith_span span,
                                                const char *near,
                                                const char *format,
                                                ...) KITH_PRINTF(4, 5);

#endif /* KITH_QUERY_RESOLVE_H */
