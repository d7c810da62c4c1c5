/* Which of two values comes first, and whether they are the same. */
#include "base/hash.h"
#include "query/temporal_clock.h"

#include <string.h>

__extension__ typedef __int128 wide; /* longer than the longest duration */

static int sign_of(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

bool kith_temporal_is_comparable(const kith_temporal *a, const kith_temporal *b)
{
    return a->kind == b->kind && a->kind != KITH_TEMPORAL_DURATION;
}

/* In seconds, with the average month. */
static wide length_of(const kith_temporal *d)
{
    return (wide)d->months * KITH_MONTH_SECONDS +
           (wide)d->days * KITH_DAY_SECONDS + d->seconds;
}

static int order_durations(const kith_temporal *a, const kith_temporal *b)
{
    const wide x = length_of(a);
    const wide y = length_of(b);
    int order = (x > y) - (x < y);
    if (order == 0)
        order = sign_of(a->nanoseconds, b->nanoseconds);
    if (order == 0)
        order = sign_of(a->months, b->months);
    return order ? order : sign_of(a->days, b->days);
}

/* An offset alone before a name. */
static int order_zones(const kith_zone *a, const kith_zone *b)
{
    const kith_text x = a ? kith_zone_name(a) : (kith_text){0};
    const kith_text y = b ? kith_zone_name(b) : (kith_text){0};
    const size_t shorter = x.length < y.length ? x.length : y.length;
    const int order = shorter > 0 ? memcmp(x.data, y.data, shorter) : 0;
    return order ? order : (x.length > y.length) - (x.length < y.length);
}

int kith_temporal_order(const kith_temporal *a, const kith_temporal *b)
{
    int order = (a->kind > b->kind) - (a->kind < b->kind);
    if (order != 0)
        return order;
    if (a->kind == KITH_TEMPORAL_DURATION)
        return order_durations(a, b);
    order = sign_of(kith_temporal_epoch(a), kith_temporal_epoch(b));
    if (order == 0)
        order = sign_of(a->nanoseconds, b->nanoseconds);
    if (order == 0)
        order = sign_of(a->offset, b->offset);
    return order ? order : order_zones(a->zone, b->zone);
}

uint64_t kith_temporal_hash(const kith_temporal *value, uint64_t seed)
{
    const int64_t parts[] = {(int64_t)value->kind, value->months,
                             value->days,          value->seconds,
                             value->nanoseconds,   value->offset};
    return kith_hash((const char *)parts, sizeof parts, seed);
}
