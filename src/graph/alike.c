/* Relations that may be one, by their hashes: what came twice is found without
 * sorting or comparing all.
 *
 * Hashes are dealt out by their upper bits, so that each share and its table
 * fit a core's own cache; a filter over all of them would be a miss for each
 * relation. Where there are very many, a part of the hashes is dealt at a time,
 * so that the memory has a bound. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"
#include "graph/repeats.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHARE = 4096,      /* relations of a share, about */
    MOST_SHARES = 4096 /* so many lines are written to at once */
};

typedef struct dealing {
    const kith_reading *reading;
    unsigned part_bits;  /* of the hash: the part that is dealt */
    unsigned share_bits; /* and, below them, the share */
    uint32_t part;
    kith_pages dealt; /* kith_alike each, by share */
    size_t *ends;     /* of each share; its start while it is dealt */
    uint32_t *slots;
    size_t slot_room;
    kith_pages *out;
} dealing;

/* A hash of all that two relations in one have in common. */
static uint32_t hash_of(const kith_reading *reading, size_t r)
{
    const kith_id *sources = reading->sources_of.data;
    const kith_id *targets = reading->targets_of.data;
    const uint16_t *types = reading->relation_type.data;
    const uint32_t *facts = reading->relation_facts.data;
    const uint64_t ends = (uint64_t)sources[r] << 32 | targets[r];
    const uint64_t rest = (uint64_t)facts[r] << 16 | types[r];
    const uint64_t hash =
        kith_mix(ends ^ 0xA0761D6478BD642Full, rest ^ 0xE7037ED1A0B428DBull);
    return (uint32_t)(hash ^ hash >> 32);
}

static bool is_dealt(const dealing *d, uint32_t hash)
{
    return d->part_bits == 0 || hash >> (32 - d->part_bits) == d->part;
}

static size_t share_of(const dealing *d, uint32_t hash)
{
    return (size_t)(hash << d->part_bits >> 1 >> (31 - d->share_bits));
}

/* Where each share begins, and how many relations are dealt in all. */
static size_t count_shares(const dealing *d)
{
    const size_t shares = (size_t)1 << d->share_bits;
    size_t all = 0;
    memset(d->ends, 0, shares * sizeof *d->ends);
    for (size_t r = 0; r < d->reading->relation_count; r++) {
        const uint32_t hash = hash_of(d->reading, r);
        if (is_dealt(d, hash))
            d->ends[share_of(d, hash)]++;
    }
    for (size_t i = 0; i < shares; i++) {
        const size_t count = d->ends[i];
        d->ends[i] = all;
        all += count;
    }
    return all;
}

/* Relations of a share stay in their order. */
static void deal(const dealing *d)
{
    kith_alike *dealt = d->dealt.data;
    for (size_t r = 0; r < d->reading->relation_count; r++) {
        const uint32_t hash = hash_of(d->reading, r);
        if (is_dealt(d, hash))
            dealt[d->ends[share_of(d, hash)]++] =
                (kith_alike){hash, (kith_id)r};
    }
}

static int by_hash_then_relation(const void *a, const void *b)
{
    const kith_alike *x = a;
    const kith_alike *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->relation < y->relation ? -1 : x->relation > y->relation;
}

static bool add(const dealing *d, const kith_alike *one)
{
    return kith_pages_add(d->out, one, sizeof *one);
}

/* Give relations of a share whose hash another one has, too. A slot holds the
 * place of the first with a hash, and one; the first is given with the second.
 */
static bool look_through(const dealing *d,
                         const kith_alike *share,
                         size_t count,
                         size_t slot_count)
{
    const size_t before = d->out->used;
    const size_t mask = slot_count - 1;
    memset(d->slots, 0, slot_count * sizeof *d->slots);
    for (size_t i = 0; i < count; i++) {
        size_t at = share[i].hash & mask;
        while (d->slots[at] &&
               share[d->slots[at] / 2 - 1].hash != share[i].hash)
            at = (at + 1) & mask;
        if (!d->slots[at]) {
            d->slots[at] = (uint32_t)(i + 1) * 2;
            continue;
        }
        const bool given = d->slots[at] % 2;
        if ((!given && !add(d, &share[d->slots[at] / 2 - 1])) ||
            !add(d, &share[i]))
            return false;
        d->slots[at] |= 1;
    }
    const size_t found = (d->out->used - before) / sizeof(kith_alike);
    if (found > 1)
        qsort((char *)d->out->data + before, found, sizeof(kith_alike),
              by_hash_then_relation);
    return true;
}

static bool look_at_share(dealing *d, size_t start, size_t end)
{
    size_t slots = 16;
    while (slots < 2 * (end - start))
        slots *= 2;
    if (slots > d->slot_room) {
        uint32_t *larger = kith_grow_array(d->slots, slots, sizeof *larger);
        if (!larger)
            return false;
        d->slots = larger;
        d->slot_room = slots;
    }
    const kith_alike *dealt = d->dealt.data;
    return look_through(d, dealt + start, end - start, slots);
}

static bool deal_part(dealing *d)
{
    if (!kith_pages_room(&d->dealt, count_shares(d) * sizeof(kith_alike)))
        return false;
    deal(d);
    for (size_t i = 0, start = 0; i < (size_t)1 << d->share_bits; i++) {
        if (d->ends[i] - start > 1 && !look_at_share(d, start, d->ends[i]))
            return false;
        start = d->ends[i];
    }
    return true;
}

kith_status kith_reading_alike(const kith_reading *reading,
                               size_t most,
                               kith_pages *out,
                               kith_error *err)
{
    const size_t relations = reading->relation_count;
    dealing d = {.reading = reading, .out = out};
    while (relations >> d.part_bits > most)
        d.part_bits++;
    while ((size_t)1 << d.share_bits < MOST_SHARES &&
           relations >> d.part_bits >> d.share_bits > SHARE)
        d.share_bits++;
    d.ends = KITH_NEW(size_t, (size_t)1 << d.share_bits);
    bool good = d.ends != NULL;
    for (; good && d.part < 1u << d.part_bits; d.part++)
        good = deal_part(&d);
    kith_release(d.ends);
    kith_pages_free(&d.dealt);
    kith_release(d.slots);
    return good ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}
