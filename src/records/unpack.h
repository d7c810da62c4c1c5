#ifndef KITH_RECORDS_UNPACK_H
#define KITH_RECORDS_UNPACK_H

/** Bytes from a file descriptor, unpacked if they are gzip or Zstandard, which
 *  is told by their first bytes. */

#include <kith/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kith_unpack kith_unpack;

/** Begin; `name` and the descriptor are borrowed. NULL if out of memory. */
kith_unpack *kith_unpack_new(int file, const char *name);

void kith_unpack_free(kith_unpack *unpack);

/** Whether the bytes are packed; known after the first read. */
bool kith_unpack_is_packed(const kith_unpack *unpack);

/** Bytes taken from the descriptor so far. */
uint64_t kith_unpack_taken(const kith_unpack *unpack);

/** Read up to `room` bytes; `*got` is 0 at the end.
 *
 *  @return KITH_OK; KITH_E_IO (the descriptor fails, the data is damaged or
 *          ends in the middle); KITH_E_LIMIT (more than 1 GiB comes out, and
 *          more than 1,100 times what went in); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_unpack_read(kith_unpack *unpack,
                                            char *buffer,
                                            size_t room,
                                            size_t *got,
                                            kith_error *err);

#endif /* KITH_RECORDS_UNPACK_H */
