/* Reads the file of a time zone: a header, then the changes, their kinds and
 * the rule that follows (RFC 8536). Version 1 holds 32-bit times; later ones
 * repeat everything with 64-bit times, which is what is read. */
#include "query/temporal_zone.h"

#include <string.h>

enum {
    HEADER_BYTES = 44,
    TYPE_BYTES = 6, /* offset of 4 bytes, summer or not, name */
    MOST_TYPES = 256,
    MOST_OFFSET = 26 * 3600
};

/* One of the two blocks of a file. */
typedef struct {
    size_t time_bytes; /* 4 or 8 */
    size_t changes;
    size_t types;
    const unsigned char *times;
    const unsigned char *kinds; /* type of each change */
    const unsigned char *offsets;
    const unsigned char *end;
} block;

static uint32_t load4(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

/* A signed number of 4 or 8 bytes, the highest first. */
static int64_t load_time(const unsigned char *at, size_t bytes)
{
    if (bytes == 4)
        return (int32_t)load4(at);
    return (int64_t)((uint64_t)load4(at) << 32 | load4(at + 4));
}

/* Finds the parts of the block at `at`; false if they are not all there or do
 * not make sense. */
static bool find_block(block *out,
                       const unsigned char *at,
                       const unsigned char *end,
                       size_t time_bytes)
{
    if (end - at < HEADER_BYTES || memcmp(at, "TZif", 4) != 0)
        return false;
    const size_t universal = load4(at + 20);
    const size_t standard = load4(at + 24);
    const size_t leaps = load4(at + 28);
    const size_t changes = load4(at + 32);
    const size_t types = load4(at + 36);
    const size_t letters = load4(at + 40);
    const size_t room = (size_t)(end - at) - HEADER_BYTES;
    if (changes > room || types == 0 || types > MOST_TYPES || letters > room ||
        universal > types || standard > types || leaps > 0)
        return false;
    const size_t size = changes * (time_bytes + 1) + types * TYPE_BYTES +
                        letters + standard + universal;
    if (size > room)
        return false;
    const unsigned char *times = at + HEADER_BYTES;
    *out = (block){.time_bytes = time_bytes,
                   .changes = changes,
                   .types = types,
                   .times = times,
                   .kinds = times + changes * time_bytes,
                   .offsets = times + changes * (time_bytes + 1),
                   .end = times + size};
    return true;
}

static int32_t offset_of_type(const block *b, size_t type)
{
    return (int32_t)load4(b->offsets + type * TYPE_BYTES);
}

static bool is_sound(const block *b)
{
    for (size_t i = 0; i < b->types; i++) {
        const int32_t offset = offset_of_type(b, i);
        if (offset < -MOST_OFFSET || offset > MOST_OFFSET)
            return false;
    }
    for (size_t i = 0; i < b->changes; i++) {
        const unsigned char *time = b->times + i * b->time_bytes;
        const bool rises =
            i == 0 || load_time(time, b->time_bytes) >
                          load_time(time - b->time_bytes, b->time_bytes);
        if (!rises || b->kinds[i] >= b->types)
            return false;
    }
    return true;
}

/* Keeps the changes of the offset; others change but the name. */
static kith_status keep_changes(kith_zone *out,
                                kith_arena *arena,
                                const block *b)
{
    int64_t *times = KITH_ARENA_NEW(arena, int64_t, b->changes + 1);
    int32_t *offsets = KITH_ARENA_NEW(arena, int32_t, b->changes + 1);
    if (!times || !offsets)
        return KITH_E_MEMORY;
    size_t count = 0;
    offsets[0] = offset_of_type(b, 0);
    for (size_t i = 0; i < b->changes; i++) {
        const int32_t offset = offset_of_type(b, b->kinds[i]);
        if (offset == offsets[count])
            continue;
        times[count++] = load_time(b->times + i * b->time_bytes, b->time_bytes);
        offsets[count] = offset;
    }
    out->times = times;
    out->offsets = offsets;
    out->count = count;
    return KITH_OK;
}

/* The last line, between newlines; empty = no rule. */
static bool read_rule(kith_zone *out,
                      const unsigned char *at,
                      const unsigned char *end)
{
    if (at == end || *at != '\n')
        return false;
    const char *line = (const char *)at + 1;
    const char *stop = memchr(line, '\n', (size_t)(end - at) - 1);
    if (!stop)
        return false;
    out->has_rule = stop > line;
    return !out->has_rule ||
           kith_zone_rule_parse(&out->rule,
                                (kith_text){line, (size_t)(stop - line)});
}

kith_status kith_zone_read(kith_zone *out,
                           kith_arena *arena,
                           const unsigned char *bytes,
                           size_t length)
{
    const unsigned char *end = bytes + length;
    block b;
    if (!find_block(&b, bytes, end, 4))
        return KITH_E_INVALID;
    const bool is_first_version = bytes[4] == '\0';
    if (!is_first_version &&
        (!find_block(&b, b.end, end, 8) || !read_rule(out, b.end, end)))
        return KITH_E_INVALID;
    if (!is_sound(&b))
        return KITH_E_INVALID;
    return keep_changes(out, arena, &b);
}
