#ifndef KITH_RECORDS_DIAGNOSTICS_H
#define KITH_RECORDS_DIAGNOSTICS_H

#include <kith/diagnostics.h>
#include <kith/records.h>

/** Count a problem of `rule` with the record at `origin`, and keep it if there
 *  is room: the result is then to be filled in, otherwise it is NULL. A list
 *  that runs out of memory goes on counting. */
kith_problem *kith_diagnostics_add(kith_diagnostics *diagnostics,
                                   kith_rule rule,
                                   kith_origin origin);

/** Say what is wrong, and what would help. `problem` may be NULL. */
void kith_problem_say(kith_problem *problem, const char *format, ...)
    KITH_PRINTF(2, 3);
void kith_problem_hint(kith_problem *problem, const char *format, ...)
    KITH_PRINTF(2, 3);

/** Keep a copy of a text for as long as the list; "" if out of memory. */
const char *kith_diagnostics_keep(kith_diagnostics *diagnostics,
                                  const char *text);

/** Move every problem of `from` to the end of `to`, and empty `from`. */
void kith_diagnostics_move(kith_diagnostics *to, kith_diagnostics *from);

/** Put the kept problems in order of input, place and rule. */
void kith_diagnostics_sort(kith_diagnostics *diagnostics);

/** A kept problem, to fill in its place. */
kith_problem *kith_diagnostics_edit(kith_diagnostics *diagnostics,
                                    size_t index);

/** How many problems the list keeps at most. */
size_t kith_diagnostics_limit(const kith_diagnostics *diagnostics);

#endif /* KITH_RECORDS_DIAGNOSTICS_H */
