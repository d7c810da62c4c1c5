#ifndef KITH_GRAPH_MERGE_H
#define KITH_GRAPH_MERGE_H

/** Two records of one entity or document, as JSON text. */

#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>

/** Called for each member or property that the two say differently. */
typedef void kith_merge_conflict(void *context,
                                 const char *pointer,
                                 kith_text first,
                                 kith_text second);

/** Compare two records member by member: lists (types, aliases, evidence) are
 *  added up and never conflict, properties are compared one by one, `id` and
 *  `record` not at all. Returns whether they agree. */
bool kith_merge_compare(kith_text first,
                        kith_text second,
                        kith_merge_conflict *conflict,
                        void *context);

/** Write both as one record: the members of the first, what the second adds,
 *  lists without repetitions. `*out` is NUL-ended, released by the caller with
 *  kith_release(); `*adds` says whether the second adds anything, and may be
 *  NULL.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_merge_write(kith_text first,
                                            kith_text second,
                                            char **out,
                                            bool *adds,
                                            kith_error *err);

#endif /* KITH_GRAPH_MERGE_H */
