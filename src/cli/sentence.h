#ifndef KITH_CLI_SENTENCE_H
#define KITH_CLI_SENTENCE_H

#include "cli/command.h"

/** The words between the ends of a relation, read from its source if `forward`,
 *  else from its target: "leads", "is led by". `*turned` says that there are no
 *  words for that way round, and these are to be read from the source.
 *
 *  @return text in the call's arena or borrowed from the vocabulary; NULL if
 *          out of memory
 */
const char *kith_phrase(kith_call *call,
                        kith_id relation,
                        bool forward,
                        bool *turned);

/** A relation as a sentence, read from its source if `forward`, else from its
 *  target: "A leads B", "B is led by A". Labels are the vocabulary's, which
 *  must be there; see kith_call_vocabulary().
 *
 *  @return text in the call's arena; NULL if out of memory
 */
const char *kith_sentence(kith_call *call, kith_id relation, bool forward);

/** Print a relation as a sentence with what else it says, as in "A leads B
 *  (since 2017, confidence 0.9)", on a line that begins at `indent`.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Failures to write stay in the sink.
 */
KITH_NODISCARD kith_status kith_put_sentence(kith_call *call,
                                             kith_sink *sink,
                                             kith_id relation,
                                             bool forward,
                                             size_t indent);

#endif /* KITH_CLI_SENTENCE_H */
