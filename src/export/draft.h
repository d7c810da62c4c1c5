#ifndef KITH_EXPORT_DRAFT_H
#define KITH_EXPORT_DRAFT_H

#include "base/sink.h"

/** A text put together from pieces, before it is written as one JSON string.
 *  Starts as {0}; used again and again. */
typedef struct kith_draft {
    char *data;
    size_t length;
    size_t room;
    bool out_of_memory; /**< sticky; pieces are dropped from then on */
} kith_draft;

/** Append a NUL-terminated text. */
void kith_draft_add(kith_draft *draft, const char *text);

/** Append `length` bytes. */
void kith_draft_add_bytes(kith_draft *draft, const char *text, size_t length);

/** Append a number. */
void kith_draft_add_size(kith_draft *draft, size_t value);

/** Write the text as a JSON string and begin anew. */
void kith_draft_put(kith_draft *draft, kith_sink *sink);

void kith_draft_free(kith_draft *draft);

#endif /* KITH_EXPORT_DRAFT_H */
