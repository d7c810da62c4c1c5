#ifndef KITH_RECORDS_DIALECTS_FEED_H
#define KITH_RECORDS_DIALECTS_FEED_H

/** The bytes of a foreign input, as a window that moves on and grows while one
 *  value needs it, with the line and column of every place in it. */

#include "base/bytes.h"

#include <kith/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Read up to `room` bytes; `*got` is 0 only at the end. */
typedef kith_status kith_feed_read(void *context,
                                   char *buffer,
                                   size_t room,
                                   size_t *got,
                                   kith_error *err);

/** A window. KITH_PADDING zero bytes follow `end`. Offsets in the window hold
 *  until kith_feed_more(). */
typedef struct kith_feed {
    kith_feed_read *read;
    void *context;
    char *data;
    size_t at;  /**< where reading stands */
    size_t end; /**< bytes in the window */
    size_t room;
    bool whole;         /**< nothing follows `end` */
    uint64_t start;     /**< of the window in the input */
    size_t counted;     /**< line and column are those of this byte */
    uint32_t line;      /**< 1-based */
    uint32_t column;    /**< 1-based, in code points */
    kith_status status; /**< the first failure, which ends the input */
    kith_error *err;    /**< its words; borrowed */
} kith_feed;

/** Begin with bytes that were read already, a byte order mark left out. False
 *  if out of memory. */
bool kith_feed_open(kith_feed *feed, const char *bytes, size_t length);

void kith_feed_close(kith_feed *feed);

/** Get more bytes; those before `at` are given up. False at the end. */
bool kith_feed_more(kith_feed *feed);

/** Line, column and offset of byte `at` of the window. Cheap in order. */
kith_place kith_feed_place(kith_feed *feed, size_t at);

#endif /* KITH_RECORDS_DIALECTS_FEED_H */
