#ifndef KITH_RECORDS_SPOOL_H
#define KITH_RECORDS_SPOOL_H

/** An anonymous temporary file that grows at its end and can be read and
 *  overwritten anywhere: it is gone when it is closed, however that comes. */

#include <kith/status.h>

#include <stddef.h>
#include <stdint.h>

/** Start from `{.file = -1}` with `folder` set. */
typedef struct kith_spool {
    int file;           /**< -1 while nothing was added */
    const char *folder; /**< where it lies; borrowed */
    uint64_t size;      /**< bytes added */
} kith_spool;

/** Add bytes at the end.
 *
 *  @return KITH_OK; KITH_E_IO (err->system: no room for temporary files)
 */
KITH_NODISCARD kith_status kith_spool_add(kith_spool *spool,
                                          const char *bytes,
                                          size_t length,
                                          kith_error *err);

/** Overwrite bytes that were added before. */
KITH_NODISCARD kith_status kith_spool_put(kith_spool *spool,
                                          uint64_t offset,
                                          const char *bytes,
                                          size_t length,
                                          kith_error *err);

/** Read bytes; `*got` is less than `length` only at the end. */
KITH_NODISCARD kith_status kith_spool_get(const kith_spool *spool,
                                          uint64_t offset,
                                          char *buffer,
                                          size_t length,
                                          size_t *got,
                                          kith_error *err);

void kith_spool_close(kith_spool *spool);

#endif /* KITH_RECORDS_SPOOL_H */
