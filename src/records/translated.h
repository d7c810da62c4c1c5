#ifndef KITH_RECORDS_TRANSLATED_H
#define KITH_RECORDS_TRANSLATED_H

/** An input in a foreign dialect, turned into kith's records as a whole before
 *  they are read: lines in the spool, and a mark for each in the spool of
 *  places. */

#include "records/dialects/dialects.h"

/** What a translation leaves behind. Start from zero. */
typedef struct kith_translated {
    const kith_dialect_row *row; /**< NULL: the input is kith's own */
    uint64_t start;              /**< of the lines in their spool */
    uint64_t size;               /**< bytes of lines */
    uint64_t marks_start;        /**< in the spool of places */
    uint64_t mark_count;
    kith_diagnostics *problems; /**< what was wrong, and what was lost */
    char *members;              /**< of the whole: key, NUL, JSON text, NUL */
    size_t members_length;
    uint64_t counts[3]; /**< records of each kind */
    uint64_t first[3];  /**< where the first line of each kind begins */
} kith_translated;

/** What to translate. */
typedef struct kith_to_translate {
    const kith_dialect_row *row;
    const char *name; /**< of the input */
    size_t input;
    const char *map;
    size_t most_record;
    bool sample;       /**< only as far as an entity and a relation */
    const char *bytes; /**< that were read already */
    size_t length;
    kith_feed_read *read; /**< the rest */
    void *context;
} kith_to_translate;

/** Translate an input.
 *
 *  @return KITH_OK (whatever its records are like); KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_translate(kith_translated *out,
                                          const kith_to_translate *what,
                                          kith_spool *lines,
                                          kith_spool *places,
                                          kith_error *err);

/** The mark of the line at `offset`, which may be anywhere in it.
 *
 *  @param[out] end  where the line ends
 */
kith_line_mark kith_translated_mark(const kith_translated *translated,
                                    const kith_spool *places,
                                    uint64_t offset,
                                    uint64_t *end);

void kith_translated_free(kith_translated *translated);

#endif /* KITH_RECORDS_TRANSLATED_H */
