#ifndef KITH_GRAPH_MERGE_H
#define KITH_GRAPH_MERGE_H

/** Several records of one entity or document, as JSON text, made one. */

#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>

/** Called for each member or property that two records say differently. */
typedef void kith_merge_conflict(void *context,
                                 const char *pointer,
                                 kith_text first,
                                 kith_text second);

/** All that the records so far say, to be asked and added to. Lists (types,
 *  aliases, evidence) add up and never conflict, properties are taken one by
 *  one, `id` and `record` are not compared. */
typedef struct kith_merger kith_merger;

/** Begin with a record; `*out` is released by the caller with
 *  kith_merger_free().
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(length of the record).
 */
KITH_NODISCARD kith_status kith_merger_new(kith_merger **out,
                                           kith_text first,
                                           kith_error *err);

/** Look at one more record: whether it agrees with those before. Conflicts are
 *  told; `conflict` may be NULL.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(length of the record).
 */
KITH_NODISCARD kith_status kith_merger_look(kith_merger *merger,
                                            kith_text record,
                                            kith_merge_conflict *conflict,
                                            void *context,
                                            bool *agrees,
                                            kith_error *err);

/** Add the record that was looked at last, which must agree. `*adds` says
 *  whether it says anything new.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(length of the record).
 */
KITH_NODISCARD kith_status kith_merger_take(kith_merger *merger,
                                            bool *adds,
                                            kith_error *err);

/** Write all of them as one record: the members of the first, what the others
 *  add in their order, lists without repetitions. `*out` is NUL-ended, released
 *  by the caller with kith_release().
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_merger_write(const kith_merger *merger,
                                             char **out,
                                             kith_error *err);

/** Release a merger. NULL is allowed. */
void kith_merger_free(kith_merger *merger);

#endif /* KITH_GRAPH_MERGE_H */
