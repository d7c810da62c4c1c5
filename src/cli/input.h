#ifndef KITH_CLI_INPUT_H
#define KITH_CLI_INPUT_H

#include "cli/command.h"

#include <kith/store.h>

/** Read the inputs from operand `first` on, as the options say, and select
 *  what the options select. call->whole and call->graph are set then.
 *
 *  Problems of the records are printed, and the call is marked as reported.
 *
 *  @return KITH_OK; KITH_E_INVALID (the records are not sound, a name fits
 *          several); KITH_E_NOT_FOUND; KITH_E_IO; KITH_E_LIMIT; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_input_read(kith_call *call, size_t first);

/** The knowledge base that operand `first` is, if it is the only input and the
 *  answer is about all of it; else NULL, and the inputs are to be read. */
const char *kith_input_whole_base(const kith_call *call, size_t first);

/** How the operands from `first` on are to be read, as the options say. */
kith_read_options kith_input_options(const kith_call *call, size_t first);

/** As kith_input_read(), for an answer about entities: those that operands
 *  before `first`, --to, --connect and --via name stay in what is selected
 *  though no relation of theirs is. */
KITH_NODISCARD kith_status kith_input_read_named(kith_call *call, size_t first);

/** As kith_input_read_named(), for an answer that only needs what is around the
 * entity that operand 0 is, or, with `first` = 2, the shortest paths between
 * operands 0 and 1: out of a knowledge base no more than that is read, if
 * nothing is selected. */
KITH_NODISCARD kith_status kith_input_read_near(kith_call *call, size_t first);

/** As kith_input_read(), for queries: a knowledge base that is the only input,
 *  with nothing selected, is read by need. */
KITH_NODISCARD kith_status kith_input_read_by_need(kith_call *call,
                                                   size_t first);

/** Read the inputs from operand `first` on for `check`: with all problems up
 *  to `limit`, going on without unsound records, and nothing printed. */
KITH_NODISCARD kith_status kith_input_check(kith_call *call,
                                            size_t first,
                                            size_t limit);

/** Put the inputs from operand 1 on into the knowledge base that operand 0 is.
 *  Problems of the records are printed, and the call is marked as reported. */
KITH_NODISCARD kith_status kith_input_add(kith_call *call,
                                          kith_store_change *change);

/** The one entity of call->graph that operand `index` means. As
 *  kith_graph_resolve(), with a next step for those who are lost. */
KITH_NODISCARD kith_status kith_input_resolve(kith_call *call,
                                              size_t index,
                                              kith_id *out);

/** The same for a text that need not be an operand. */
KITH_NODISCARD kith_status kith_input_resolve_text(kith_call *call,
                                                   const char *text,
                                                   kith_id *out);

/** Entities, in order. */
typedef struct kith_ids {
    kith_id *items;
    size_t count;
} kith_ids;

/** All entities of a list whose texts are entities or several with commas
 *  between them; a name with a comma of its own is one. In the call's arena.
 */
KITH_NODISCARD kith_status kith_input_resolve_list(kith_call *call,
                                                   const kith_list *list,
                                                   kith_ids *out);

#endif /* KITH_CLI_INPUT_H */
