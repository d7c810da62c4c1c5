#ifndef KITH_CLI_TREE_TEXT_H
#define KITH_CLI_TREE_TEXT_H

#include "cli/command.h"
#include "cli/tree.h"

/** Print trees for people, with lines between what belongs together. Labels are
 *  the vocabulary's, which must be there; see kith_call_vocabulary().
 *
 *  @param limit  lines at most; 0 = all
 *  @return KITH_OK; KITH_E_MEMORY. Failures to write stay in the sink.
 */
KITH_NODISCARD kith_status kith_tree_put(kith_call *call,
                                         kith_sink *sink,
                                         const kith_tree *tree,
                                         uint64_t limit);

#endif /* KITH_CLI_TREE_TEXT_H */
