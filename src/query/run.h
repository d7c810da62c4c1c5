#ifndef KITH_QUERY_RUN_H
#define KITH_QUERY_RUN_H

/** A run of a query: the row of registers, memory, limits, the first failure.
 *
 *  What can fail while a row is worked on returns a value; a failure is kept in
 *  the run and the value is null. Operators ask kith_run_ok() before a row goes
 *  on. So expressions need no status of their own. */

#include "query/session.h"
#include "query/tree.h"

#include <time.h>

typedef struct kith_run {
    kith_session *session;
    const kith_query_source *source;
    kith_value *row; /**< a register for each slot */
    kith_heap heap;  /**< what the current row needs */
    kith_budget budget;
    kith_status st; /**< the first failure */
    kith_error *err;
    const kith_query_options *options;
    uint32_t ticks; /**< steps since the clock was last looked at */
    struct timespec start;
    struct timespec now; /**< of the wall clock, for temporal functions */
    uint64_t random;
    uint64_t rows;   /**< of the result */
    uint64_t shown;  /**< of these, handed out; see need.h */
    size_t slots;    /**< registers of the row */
    uint64_t weight; /**< how often the current row counts */
    kith_row_visitor *visit;
    void *context;
    bool stopped; /**< the visitor wants no more */
    bool profile;
} kith_run;

static inline bool kith_run_ok(const kith_run *run)
{
    return run->st == KITH_OK;
}

/** Keep a failure; returns null. `at` may be NULL. */
kith_value kith_run_fail(kith_run *run,
                         const kith_expr *at,
                         const char *type,
                         const char *detail,
                         const char *format,
                         ...) KITH_PRINTF(5, 6);

/** Keep the status of a call that has filled run->err. */
kith_value kith_run_failed(kith_run *run, const kith_expr *at, kith_status st);

/** Keep a failure of memory; returns null. */
kith_value kith_run_memory(kith_run *run);

/** Fail because the result has too many rows. */
kith_status kith_limit_rows(kith_run *run);

/** Look at the clock and whether somebody wants the end. */
bool kith_run_look(kith_run *run);

/** Count a step; false when the run must end. */
static inline bool kith_run_tick(kith_run *run)
{
    return ++run->ticks < 4096 ? run->st == KITH_OK : kith_run_look(run);
}

/** Memory of the current row; NULL, and the run fails, if there is none. */
void *kith_run_take(kith_run *run, size_t count, size_t size);

#define KITH_RUN_NEW(run, type, count) \
 ((type *)kith_run_take((run), (count), sizeof(type)))

/* -- expressions --------------------------------------------------------- */

/** The value of an expression in the current row. */
kith_value kith_evaluate(kith_run *run, const kith_expr *expr);

/** Whether it is true: not false and not null. */
bool kith_holds(kith_run *run, const kith_expr *expr);

/** Operators over values; see evaluate.c and arithmetic.c. */
kith_value kith_arithmetic(kith_run *run,
                           const kith_expr *expr,
                           kith_operator
                           operator,
                           kith_value a,
                           kith_value b);
kith_value kith_negate(kith_run *run, const kith_expr *expr, kith_value v);
kith_value kith_subscript(kith_run *run,
                          const kith_expr *expr,
                          kith_value of,
                          kith_value at);
kith_value kith_slice(kith_run *run,
                      const kith_expr *expr,
                      kith_value of,
                      kith_value from,
                      kith_value to);
kith_value kith_property_of(kith_run *run,
                            const kith_expr *expr,
                            kith_value of);

/** Member `name` of any value that has members. */
kith_value kith_value_member(kith_run *run,
                             const kith_expr *expr,
                             kith_value of,
                             kith_text name);
kith_value kith_text_predicate(kith_run *run,
                               const kith_expr *expr,
                               kith_value a,
                               kith_value b);

/** Whether entity `e` has the labels, or relation type `type` is among them. */
bool kith_has_labels(const kith_session *session,
                     const kith_labels *labels,
                     kith_id e);
bool kith_is_of_types(const kith_labels *labels, kith_id type);

/** A text in the current row's memory. */
kith_value kith_run_text(kith_run *run, const char *text, size_t length);

/** The value of a subquery or pattern: a truth, a count or a list; see
 *  operators.h. */
kith_value kith_run_subplan(kith_run *run, const kith_expr *expr);

#endif /* KITH_QUERY_RUN_H */
