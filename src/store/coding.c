/* Codes in order of first use, found by open addressing; numbers cut to their
 * lower bytes. */
#include "store/coding.h"

#include "base/alloc.h"
#include "base/hash.h"

enum { SLOTS = 4 * KITH_CODING_MOST };

typedef struct {
    uint32_t *slots; /* code + 1, or 0 */
    uint64_t *values;
    size_t count;
} dictionary;

static uint64_t element(const char *data, size_t size)
{
    uint64_t value = 0;
    memcpy(&value, data, size);
    return value;
}

/* The code of a value, which is noted if it is new; KITH_CODING_MOST if there
 * are too many. */
static size_t code_of(dictionary *d, uint64_t value)
{
    size_t at =
        kith_mix(value ^ 0x9E3779B97F4A7C15u, 0xD6E8FEB86659FD93u) % SLOTS;
    while (d->slots[at] && d->values[d->slots[at] - 1] != value)
        at = (at + 1) % SLOTS;
    if (d->slots[at])
        return d->slots[at] - 1;
    if (d->count == KITH_CODING_MOST)
        return KITH_CODING_MOST;
    d->values[d->count++] = value;
    d->slots[at] = (uint32_t)d->count;
    return d->count - 1;
}

/* Codes of two bytes first: how many values there are shows at the end. */
static bool code_all(dictionary *d,
                     const kith_pages *array,
                     size_t size,
                     uint16_t *codes)
{
    const char *data = array->data;
    for (size_t i = 0; i < array->used / size; i++) {
        const size_t code = code_of(d, element(data + i * size, size));
        if (code == KITH_CODING_MOST)
            return false;
        codes[i] = (uint16_t)code;
    }
    return true;
}

static void narrow(kith_pages *codes, size_t count)
{
    const uint16_t *wide = codes->data;
    uint8_t *to = codes->data;
    for (size_t i = 0; i < count; i++)
        to[i] = (uint8_t)wide[i];
    codes->used = count;
}

static bool keep_values(const dictionary *d, size_t size, kith_pages *values)
{
    char *to = kith_pages_take(values, d->count * size);
    for (size_t i = 0; to && i < d->count; i++)
        memcpy(to + i * size, &d->values[i], size);
    return to != NULL;
}

bool kith_code(const kith_pages *array,
               size_t size,
               kith_pages *values,
               kith_pages *codes,
               bool *good)
{
    const size_t count = array->used / size;
    dictionary d = {.slots = KITH_NEW(uint32_t, SLOTS),
                    .values = KITH_NEW(uint64_t, KITH_CODING_MOST)};
    bool coded = false;
    uint16_t *wide = kith_pages_take(codes, count * sizeof *wide);
    *good = d.slots && d.values && wide;
    if (*good && code_all(&d, array, size, wide) &&
        count * kith_code_size(d.count) + d.count * size < array->used) {
        *good = keep_values(&d, size, values);
        coded = *good;
        if (coded && kith_code_size(d.count) == 1)
            narrow(codes, count);
    }
    if (!coded)
        codes->used = 0;
    kith_release(d.slots);
    kith_release(d.values);
    return coded;
}

/* Called with sizes that are constants, so that the copies are single moves. */
static inline bool expand(const kith_pages *values,
                          const kith_pages *codes,
                          size_t size,
                          char *to)
{
    const size_t known = values->used / size;
    const size_t width = kith_code_size(known);
    const size_t count = codes->used / width;
    const uint8_t *one = codes->data;
    const uint16_t *two = codes->data;
    const char *from = values->data;
    for (size_t i = 0; i < count; i++) {
        const size_t code = width == 1 ? one[i] : two[i];
        if (code >= known)
            return false;
        memcpy(to + i * size, from + code * size, size);
    }
    return true;
}

bool kith_decode(const kith_pages *values,
                 const kith_pages *codes,
                 size_t size,
                 kith_pages *array,
                 bool *good)
{
    const size_t count = codes->used / kith_code_size(values->used / size);
    char *to = kith_pages_take(array, count * size);
    *good = to != NULL;
    if (!to)
        return false;
    switch (size) {
    case sizeof(uint16_t):
        return expand(values, codes, sizeof(uint16_t), to);
    case sizeof(uint32_t):
        return expand(values, codes, sizeof(uint32_t), to);
    default:
        return expand(values, codes, sizeof(uint64_t), to);
    }
}

/* -- numbers of fewer bytes ---------------------------------------------- */

size_t kith_width(const uint32_t *numbers, size_t count)
{
    uint32_t any = 0;
    for (size_t i = 0; i < count; i++)
        any |= numbers[i];
    return any >> 24 ? 4 : any >> 16 ? 3 : any >> 8 ? 2 : 1;
}

void kith_narrow(const uint32_t *from, size_t count, size_t width, char *to)
{
    for (size_t i = 0; i < count; i++)
        memcpy(to + i * width, &from[i], width);
}

/* Called with widths that are constants. */
static inline void widen(const char *from,
                         size_t count,
                         size_t width,
                         uint32_t *to)
{
    for (size_t i = 0; i < count; i++) {
        to[i] = 0;
        memcpy(&to[i], from + i * width, width);
    }
}

void kith_widen(const char *from, size_t count, size_t width, uint32_t *to)
{
    switch (width) {
    case 1:
        widen(from, count, 1, to);
        break;
    case 2:
        widen(from, count, 2, to);
        break;
    case 3:
        widen(from, count, 3, to);
        break;
    default:
        widen(from, count, 4, to);
    }
}
