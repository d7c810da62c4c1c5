#ifndef KITH_CLI_SELECTION_WORDS_H
#define KITH_CLI_SELECTION_WORDS_H

#include "cli/command.h"

/** What the call selects of its records, for the subtitle of a diagram: "around
 *  Tashkent, depth 2, confidence at least 0.5". After the records are read.
 *
 *  @param[out] words  of the call's arena; NULL if everything is selected
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_selection_words(kith_call *call,
                                                const char **words);

#endif /* KITH_CLI_SELECTION_WORDS_H */
