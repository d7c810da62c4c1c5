#ifndef KITH_CLI_PART_RECORDS_H
#define KITH_CLI_PART_RECORDS_H

#include "cli/input.h"

/** A part of call->graph; any of it may be absent. */
typedef struct kith_part {
    const char *title; /**< or NULL */
    kith_ids entities;
    kith_ids relations;
} kith_part;

/** Write a part as kith's own records, so that every other command can read it:
 *  what is in it, and the documents that its evidence cites.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY; or what is wrong with a record
 *          that has changed. Failures to write stay in the sink.
 */
KITH_NODISCARD kith_status kith_put_part_records(kith_call *call,
                                                 kith_sink *sink,
                                                 const kith_part *part);

#endif /* KITH_CLI_PART_RECORDS_H */
