#ifndef KITH_QUERY_NEED_H
#define KITH_QUERY_NEED_H

/** A query on a graph of which only a portion is here: it is run, what it
 * looked for in vain is fetched, and it is run again, until nothing is missing.
 * Plans are those of the whole, by its census; and so is the order of rows. */

#include "query/plan.h"

/** What is run again and again. */
typedef void kith_attempt(kith_run *run, void *context);

/** Run a query until nothing that it looks for is missing. Rows are handed out
 *  as long as nothing is, each once.
 *
 *  @param ops    all of it, and
 *  @param plans  all plans, by made_before
 */
void kith_need_run(kith_run *run,
                   kith_op *ops,
                   kith_plan *plans,
                   kith_attempt *attempt,
                   void *context);

/** Whether a plan looks at the whole graph, whatever it finds. */
bool kith_need_all(const kith_session *session, const kith_op *ops);

/** Whether the row that is finished may be handed out: nothing was missing
 *  before it, and it is a new one. */
bool kith_need_shows(kith_run *run);

/** SEEK in a portion. */
bool kith_push_sought(kith_run *run, kith_op *op);

/** Write below a plan how much of a base it reads, or has read; nothing for
 *  other graphs. */
void kith_need_put(const kith_session *session,
                   const kith_op *ops,
                   bool profile,
                   FILE *file);

/** Find out whether a property that was asked for, and that no record here has,
 *  is in any; if not, all is loaded, so that it can be said. */
KITH_NODISCARD kith_status kith_need_check_mention(kith_session *session,
                                                   uint32_t column,
                                                   kith_error *err);

#endif /* KITH_QUERY_NEED_H */
