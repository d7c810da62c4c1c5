/* Lists of neighbours by counting.
 *
 * Writing each pair straight to its list touches a random line of memory a
 * pair. Instead pairs are sorted into some hundreds of buckets of owners, whose
 * open ends all stand in the cache, and the pairs of a bucket then into its
 * lists, which stand in the cache, too (a radix sort from the top; Knuth, "The
 * Art of Computer Programming" 3, 1998, 5.2.5): half the time at 16 M
 * relations. Of an owner only its place in its bucket is kept. */
#include "graph/scatter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <string.h>

enum { MOST_BUCKETS = 512, MOST_SHIFT = 16 }; /* a uint16_t in a bucket */

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
    return kith_pages_fix(pages, (count + (count == 0)) * size);
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
        const uint64_t begin = sum;
        for (size_t block = 0; block < s->blocks; block++) {
            uint32_t *place = &s->places[block * s->buckets + bucket];
            const uint32_t here = *place;
            *place = (uint32_t)sum;
            sum += here;
        }
        if (sum - begin > s->largest)
            s->largest = (uint32_t)(sum - begin);
    }
    return sum;
}

/* Each list's start stands one place to the right while it fills, so that the
 * starts are right when all are full. */
static void count_lists(const kith_scatter *s,
                        size_t bucket,
                        uint32_t begin,
                        uint32_t end)
{
    const size_t from = bucket << s->shift;
    const size_t past = (bucket + 1) << s->shift;
    const size_t to = past < s->owners ? past : s->owners;
    uint32_t *first = s->out->first + 1;
    uint32_t sum = begin;
    for (uint32_t i = begin; i < end; i++)
        first[from + s->low[i]]++;
    for (size_t v = from; v < to; v++) {
        const uint32_t here = first[v];
        first[v] = sum;
        sum += here;
    }
}

/* Buckets are shared out over runs. */
typedef struct {
    kith_scatter *scatter;
    size_t runs;
    kith_id *into;   /* where neighbours go; NULL = back to where they stand */
    kith_id *copies; /* then by run: room for the neighbours of the largest
                        bucket, and for the relations */
} placing;

static void place_neighbours(const kith_id *from,
                             uint32_t size,
                             const uint16_t *low,
                             uint32_t *first,
                             kith_id *into)
{
    for (uint32_t i = 0; i < size; i++)
        into[first[low[i]]++] = from[i];
}

static void place_relations(kith_csr *out,
                            const kith_id *copy,
                            uint32_t most,
                            uint32_t size,
                            const uint16_t *low,
                            uint32_t *first)
{
    for (uint32_t i = 0; i < size; i++) {
        const uint32_t place = first[low[i]]++;
        out->neighbour[place] = copy[i];
        out->relation[place] = copy[most + i];
    }
}

/* After the pairs were seen, the last block's places are the ends of the
 * buckets. */
static void place_bucket(const placing *p, size_t bucket, kith_id *copy)
{
    const kith_scatter *s = p->scatter;
    const uint32_t *ends = s->places + (s->blocks - 1) * s->buckets;
    const uint32_t begin = bucket > 0 ? ends[bucket - 1] : 0;
    const uint32_t size = ends[bucket] - begin;
    const uint16_t *low = s->low + begin;
    const kith_id *neighbours = s->out->neighbour + begin;
    uint32_t *first = s->out->first + 1 + (bucket << s->shift);
    count_lists(s, bucket, begin, ends[bucket]);
    if (p->into) {
        place_neighbours(neighbours, size, low, first, p->into);
        return;
    }
    memcpy(copy, neighbours, size * sizeof *copy);
    memcpy(copy + s->largest, s->out->relation + begin, size * sizeof *copy);
    place_relations(s->out, copy, s->largest, size, low, first);
}

static void place_run(void *context, size_t run)
{
    const placing *p = context;
    kith_id *copy =
        p->copies ? p->copies + run * 2 * p->scatter->largest : NULL;
    for (size_t bucket = run; bucket < p->scatter->buckets; bucket += p->runs)
        place_bucket(p, bucket, copy);
}

/* Neighbours that come without relations go to the array of the lists that are
 * spent, or to one more: the largest bucket may be most of them. */
static bool place_all(kith_scatter *s, size_t pairs, unsigned threads)
{
    kith_csr fresh = {0};
    kith_csr *other = s->spent ? s->spent : &fresh;
    placing p = {s, threads < s->buckets ? threads : s->buckets, NULL, NULL};
    kith_id **room = s->with_relations ? &p.copies : &p.into;
    *room = other->neighbour;
    if (!*room)
        *room = take(&other->pages[1],
                     s->with_relations ? 2 * p.runs * s->largest : pairs,
                     sizeof **room);
    if (!*room)
        return false;
    kith_par_run(p.runs, threads, place_run, &p);
    if (p.into) {
        const kith_pages swap = other->pages[1];
        other->pages[1] = s->out->pages[1];
        s->out->pages[1] = swap;
        s->out->neighbour = p.into;
    }
    kith_pages_free(&fresh.pages[1]);
    return true;
}

static bool make_room(kith_scatter *s, kith_pages *temporary, size_t pairs)
{
    kith_csr *out = s->out;
    out->first = take(&out->pages[0], s->owners + 1, sizeof *out->first);
    out->neighbour = take(&out->pages[1], pairs, sizeof *out->neighbour);
    if (s->with_relations)
        out->relation = take(&out->pages[2], pairs, sizeof *out->relation);
    s->low = take(temporary, pairs, sizeof *s->low);
    s->neighbour = out->neighbour;
    s->relation = out->relation;
    return out->first && out->neighbour && s->low &&
           (out->relation || !s->with_relations);
}

static kith_status scatter(kith_scatter *s,
                           kith_pages *temporary,
                           kith_error *err)
{
    const unsigned threads =
        s->threads ? s->threads : kith_par_threads((double)s->blocks * 1e5);
    s->places = KITH_NEW(uint32_t, s->blocks * s->buckets);
    s->out = KITH_NEW(kith_csr, 1);
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
    return place_all(s, pairs, threads)
               ? KITH_OK
               : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_scatter_run(kith_scatter *s, kith_csr **out, kith_error *err)
{
    kith_pages temporary = {0};
    *out = NULL;
    s->shift = 0;
    while (s->owners >> s->shift >= MOST_BUCKETS && s->shift < MOST_SHIFT)
        s->shift++;
    s->buckets = (s->owners >> s->shift) + 1;
    const kith_status st = scatter(s, &temporary, err);
    kith_pages_free(&temporary);
    kith_release(s->places);
    kith_csr_free(s->spent);
    if (st == KITH_OK) {
        *out = s->out;
    } else {
        kith_csr_free(s->out);
    }
    return st;
}
