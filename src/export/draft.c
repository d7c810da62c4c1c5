/* Sentences put together in memory that is used again. */
#include "export/draft.h"

#include "base/alloc.h"

#include <string.h>

void kith_draft_add_bytes(kith_draft *draft, const char *text, size_t length)
{
    const size_t needed = draft->length + length;
    if (needed > draft->room) {
        char *larger = kith_grow_array(draft->data, needed * 2, 1);
        if (!larger) {
            draft->out_of_memory = true;
            return;
        }
        draft->data = larger;
        draft->room = needed * 2;
    }
    if (length)
        memcpy(draft->data + draft->length, text, length);
    draft->length = needed;
}

void kith_draft_add(kith_draft *draft, const char *text)
{
    kith_draft_add_bytes(draft, text, strlen(text));
}

void kith_draft_add_size(kith_draft *draft, size_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", value);
    kith_draft_add(draft, text);
}

void kith_draft_put(kith_draft *draft, kith_sink *sink)
{
    kith_put_json(sink, (kith_text){draft->data, draft->length});
    draft->length = 0;
}

void kith_draft_free(kith_draft *draft)
{
    kith_release(draft->data);
}
