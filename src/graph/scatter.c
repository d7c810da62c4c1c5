/* Lists of neighbours by counting.
 *
 * Writing each pair straight to its list touches a random line of memory a
 * pair. Instead pairs are sorted into some hundreds of buckets of owners, whose
 * open ends all stand in the cache, and the pairs of a bucket then into its
 * lists, which stand in the cache, too (a radix sort from the top; Knuth, "The
 * Art of Computer Programming" 3, 1998, 5.2.5): half the time at 16 M
 * relations. */
#include "graph/scatter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <string.h>

enum { MOST_BUCKETS = 512 };

void kith_csr_free(kith_csr *csr)
{
    if (!csr)
        return;
    for (size_t i = 0; i < sizeof csr->pages / sizeof *csr->pages; i++)
        kith_pages_free(&csr->pages[i]);
    kith_release(csr);
}

/* Zeroed memory of huge pages, or NULL. */
static void *take(kith_pages *pages, size_t count, size_t size)
{
    count += count == 0;
    return kith_pages_reserve(pages, count * size)
               ? kith_pages_take(pages, count * size)
               : NULL;
}

static void see_block(void *context, size_t block)
{
    const kith_scatter *s = context;
    s->pairs_of(s, block, s->places + block * s->buckets);
}

/* Turn counts into places, buckets in order and blocks in order within each;
 * the number of pairs. */
static uint64_t places_from_counts(kith_scatter *s)
{
    uint64_t sum = 0;
    for (size_t bucket = 0; bucket < s->buckets; bucket++) {
        for (size_t block = 0; block < s->blocks; block++) {
            uint32_t *place = &s->places[block * s->buckets + bucket];
            const uint32_t here = *place;
            *place = (uint32_t)sum;
            sum += here;
        }
    }
    return sum;
}

/* Each list's start stands one place to the right while it fills, so that the
 * starts are right when all are full. After the pairs were seen, the last
 * block's places are the ends of the buckets. */
static void place_bucket(void *context, size_t bucket)
{
    const kith_scatter *s = context;
    const uint32_t *ends = s->places + (s->blocks - 1) * s->buckets;
    const uint32_t begin = bucket > 0 ? ends[bucket - 1] : 0;
    const size_t from = bucket << s->shift;
    const size_t past = (bucket + 1) << s->shift;
    const size_t to = past < s->owners ? past : s->owners;
    uint32_t *first = s->out->first + 1;
    uint32_t sum = begin;
    for (uint32_t i = begin; i < ends[bucket]; i++)
        first[s->pairs[i].owner]++;
    for (size_t v = from; v < to; v++) {
        const uint32_t here = first[v];
        first[v] = sum;
        sum += here;
    }
    for (uint32_t i = begin; i < ends[bucket]; i++) {
        const uint32_t place = first[s->pairs[i].owner]++;
        s->out->neighbour[place] = s->pairs[i].neighbour;
        if (s->relations)
            s->out->relation[place] = s->relations[i];
    }
}

static bool make_room(kith_scatter *s, kith_pages temporary[2], size_t pairs)
{
    kith_csr *out = s->out;
    if (s->spent) {
        s->pairs = take(&temporary[0], pairs, sizeof *s->pairs);
        return s->pairs;
    }
    out->first = take(&out->pages[0], s->owners + 1, sizeof *out->first);
    out->neighbour = take(&out->pages[1], pairs, sizeof *out->neighbour);
    s->pairs = take(&temporary[0], pairs, sizeof *s->pairs);
    if (!out->first || !out->neighbour || !s->pairs)
        return false;
    if (!s->with_relations)
        return true;
    out->relation = take(&out->pages[2], pairs, sizeof *out->relation);
    s->relations = take(&temporary[1], pairs, sizeof *s->relations);
    return out->relation && s->relations;
}

static kith_status scatter(kith_scatter *s,
                           kith_pages temporary[2],
                           kith_error *err)
{
    const unsigned threads =
        s->threads ? s->threads : kith_par_threads((double)s->blocks * 1e5);
    s->places = KITH_NEW(uint32_t, s->blocks * s->buckets);
    s->out = s->spent ? s->spent : KITH_NEW(kith_csr, 1);
    if (!s->places || !s->out)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_par_run(s->blocks, threads, see_block, s);
    const uint64_t pairs = places_from_counts(s);
    if (pairs > UINT32_MAX)
        return kith_fail(err, KITH_E_LIMIT, "more than %u ends of relations",
                         UINT32_MAX);
    if (!make_room(s, temporary, pairs))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_par_run(s->blocks, threads, see_block, s);
    if (s->spent)
        memset(s->out->first, 0, (s->owners + 1) * sizeof *s->out->first);
    kith_par_run(s->buckets, threads, place_bucket, s);
    return KITH_OK;
}

kith_status kith_scatter_run(kith_scatter *s, kith_csr **out, kith_error *err)
{
    kith_pages temporary[2] = {0};
    *out = NULL;
    s->shift = 0;
    while (s->owners >> s->shift >= MOST_BUCKETS)
        s->shift++;
    s->buckets = (s->owners >> s->shift) + 1;
    const kith_status st = scatter(s, temporary, err);
    kith_pages_free(&temporary[0]);
    kith_pages_free(&temporary[1]);
    kith_release(s->places);
    if (st == KITH_OK) {
        *out = s->out;
    } else {
        kith_csr_free(s->out);
    }
    return st;
}
