#ifndef KITH_QUERY_TEMPORAL_VALUE_H
#define KITH_QUERY_TEMPORAL_VALUE_H

/** Values in time among the other values of the language. */

#include "query/run.h"
#include "query/temporal.h"

bool kith_temporal_same(kith_value a, kith_value b);
int kith_temporal_compare_known(kith_value a, kith_value b, bool *known);
int kith_temporal_order_values(kith_value a, kith_value b);
uint64_t kith_temporal_hash_value(kith_value v);
size_t kith_temporal_value_size(void);

/** `a operator b` where one of them is a value in time. */
kith_value kith_temporal_arithmetic(kith_run *run,
                                    const kith_expr *expr,
                                    kith_operator
                                    operator,
                                    kith_value a,
                                    kith_value b);

/** The value in time behind a value, or NULL. */
const kith_temporal *kith_temporal_in(kith_value v);

/** A value in time in the row's memory, unless `st` says that making it has
 *  failed. */
kith_value kith_temporal_keep(kith_run *run,
                              const kith_expr *expr,
                              const kith_temporal *value,
                              kith_status st);

/** A component: `value.weekYear`. */
kith_value kith_temporal_component_of(kith_run *run,
                                      const kith_expr *expr,
                                      kith_value of,
                                      kith_text name);

/** A text of a simple value as toString() gives it; null for null. */
kith_value kith_to_text(kith_run *run, kith_value v);

/** The text of a value in time, in KITH_TEMPORAL_SIZE bytes; returns its
 * length.
 */
size_t kith_temporal_text(kith_value v, char *out);

#endif /* KITH_QUERY_TEMPORAL_VALUE_H */
