#ifndef KITH_CLI_EVIDENCE_H
#define KITH_CLI_EVIDENCE_H

#include "cli/command.h"
#include "cli/writer.h"

/** Value of member `key` in the JSON text of an object, as it was written;
 *  absent if there is none. */
kith_text kith_raw_member(const char *object, const char *key);

/** Write that value, or `otherwise` if there is none. */
void kith_write_member(kith_writer *writer,
                       const char *object,
                       const char *key,
                       const char *otherwise);

/** Which documents an answer has cited, so that it can list them at its end.
 *  Valid when zeroed; its memory is the call's. */
typedef struct kith_cited {
    bool *documents; /**< by document; NULL while none is cited */
    size_t count;
} kith_cited;

/** Print the evidence of a record, one line a piece, and note what it cites.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (the file has changed); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_put_evidence(kith_call *call,
                                             kith_sink *sink,
                                             const char *record,
                                             size_t indent,
                                             kith_cited *cited);

/** Note what the evidence of a record cites, without printing it.
 *
 *  @return as above
 */
KITH_NODISCARD kith_status kith_cite_evidence(kith_call *call,
                                              const char *record,
                                              kith_cited *cited);

/** Where the evidence of a record stands, as "news ¶2; diary p. 14".
 *
 *  @param[out] out  in the call's arena; NULL if there is none
 *  @return as above
 */
KITH_NODISCARD kith_status kith_evidence_places(kith_call *call,
                                                const char *record,
                                                const char **out);

/** Print a heading and the documents that were cited; nothing if none were. */
KITH_NODISCARD kith_status kith_put_cited(kith_call *call,
                                          kith_sink *sink,
                                          const kith_cited *cited);

#endif /* KITH_CLI_EVIDENCE_H */
