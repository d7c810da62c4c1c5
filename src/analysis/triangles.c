/* Triangles: every entity u looks at its lower neighbours, which have no fewer
 * relations than it has, and finds those that are neighbours of each other. So
 * a triangle w < v < u is found once, and hubs have short lists.
 *
 * Among the lowest numbers, the hubs, nearly all triangles of a network close.
 * Who is whose neighbour there stands in a bit matrix: the lower neighbours of
 * u make a set of a few words, and for each of them, the words that its row has
 * in common with the set count the triangles on that side. Each triangle is met
 * at v and at w. Where v is no hub, its list is compared with marks instead.
 *
 * Entities are dealt out to the threads in small portions; all counts are whole
 * numbers, so that it does not matter who adds what.
 *
 * Source: Latapy, "Main-memory triangle computations for very large (sparse
 * (power-law)) graphs", 2008 (order by degree; bits for the hubs). */
#include "analysis/triangles.h"

#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/bits.h"
#include "base/error.h"
#include "base/par.h"

#include <stdatomic.h>

enum { HUBS = 8192, WORDS = HUBS / 64, PORTION = 256, MOST_LANES = 8 };

typedef struct {
    kith_triangles *out;
    uint32_t *first; /* lower neighbours, each once */
    kith_id *lower;
    size_t hubs;
    uint64_t *rows; /* hubs by hubs bits */
    size_t row_words;
    uint64_t *through[MOST_LANES];
    uint8_t *marks[MOST_LANES];
    size_t lanes;
    atomic_size_t portion; /* the next */
} hunt;

static void clear(hunt *h)
{
    for (size_t lane = 1; lane < h->lanes; lane++)
        kith_release(h->through[lane]);
    for (size_t lane = 0; lane < h->lanes; lane++)
        kith_release(h->marks[lane]);
    kith_release(h->first);
    kith_release(h->lower);
    kith_release(h->rows);
}

void kith_triangles_clear(kith_triangles *triangles)
{
    kith_release(triangles->degree);
    kith_release(triangles->through);
    *triangles = (kith_triangles){0};
}

/* Lanes work side by side, each with counts of its own. */
static bool make_room(hunt *h, unsigned threads)
{
    kith_triangles *out = h->out;
    const size_t count = out->lists.count;
    const uint32_t places = out->lists.first[count];
    const unsigned wanted = kith_threads_wanted(threads, places);
    h->lanes = wanted < MOST_LANES ? wanted : MOST_LANES;
    h->hubs = count < HUBS ? count : HUBS;
    h->row_words = (h->hubs + 63) / 64;
    out->degree = KITH_NEW(uint32_t, count);
    out->through = KITH_NEW(uint64_t, count);
    h->first = KITH_NEW(uint32_t, count + 1);
    h->lower = KITH_NEW(kith_id, places / 2);
    h->rows = KITH_NEW(uint64_t, h->hubs * h->row_words);
    bool ready = out->degree && out->through && h->first && h->lower && h->rows;
    for (size_t lane = 0; lane < h->lanes; lane++) {
        h->through[lane] = lane > 0 ? KITH_NEW(uint64_t, count) : out->through;
        h->marks[lane] = KITH_NEW(uint8_t, count);
        ready &= h->through[lane] && h->marks[lane];
    }
    return ready;
}

static void set_bit(hunt *h, kith_id v, kith_id u)
{
    h->rows[v * h->row_words + u / 64] |= UINT64_C(1) << u % 64;
}

/* Equal neighbours stand together. */
static void take_lower(hunt *h)
{
    const kith_lists *lists = &h->out->lists;
    uint32_t used = 0;
    for (kith_id v = 0; v < lists->count; v++) {
        kith_id last = v;
        for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++) {
            const kith_id u = lists->neighbour[i];
            if (u == last || u == v)
                continue;
            last = u;
            h->out->degree[v]++;
            if (v < h->hubs && u < h->hubs)
                set_bit(h, v, u);
            if (u < v)
                h->lower[used++] = u;
        }
        h->first[v + 1] = used;
    }
}

/* The lower neighbours of u that are hubs, as words; how many words. */
static size_t words_of(const hunt *h,
                       kith_id u,
                       kith_bits_word *words,
                       uint32_t *end)
{
    size_t size = 0;
    uint32_t i = h->first[u];
    for (; i < h->first[u + 1] && h->lower[i] < h->hubs; i++) {
        const kith_id v = h->lower[i];
        if (size == 0 || words[size - 1].at != v / 64)
            words[size++] = (kith_bits_word){0, v / 64};
        words[size - 1].bits |= UINT64_C(1) << v % 64;
    }
    *end = i;
    return size;
}

/* Triangles whose corners below u are hubs: the place of the first lower
 * neighbour of u that is none. */
static uint32_t look_at_hubs(const hunt *h, kith_id u, uint64_t *through)
{
    kith_bits_word words[WORDS];
    uint32_t end = 0;
    uint64_t sum = 0;
    const size_t size = words_of(h, u, words, &end);
    for (uint32_t i = h->first[u]; i < end; i++) {
        const kith_id v = h->lower[i];
        const uint64_t here =
            kith_bits_common(words, size, h->rows + v * h->row_words);
        through[v] += here;
        sum += here;
    }
    through[u] += sum / 2;
    return end;
}

/* The others, from the place `from` of v on. */
static void look_at_lists(const hunt *h,
                          kith_id u,
                          uint32_t from,
                          uint8_t *marks,
                          uint64_t *through)
{
    const uint32_t end = h->first[u + 1];
    uint64_t sum = 0;
    if (from == end)
        return;
    for (uint32_t i = h->first[u]; i < end; i++)
        marks[h->lower[i]] = 1;
    for (uint32_t i = from; i < end; i++) {
        const kith_id v = h->lower[i];
        uint64_t here = 0;
        for (uint32_t j = h->first[v]; j < h->first[v + 1]; j++) {
            const kith_id w = h->lower[j];
            through[w] += marks[w];
            here += marks[w];
        }
        through[v] += here;
        sum += here;
    }
    through[u] += sum;
    for (uint32_t i = h->first[u]; i < end; i++)
        marks[h->lower[i]] = 0;
}

static void run_lane(void *context, size_t lane)
{
    hunt *h = context;
    const size_t count = h->out->lists.count;
    uint64_t *through = h->through[lane];
    for (;;) {
        const size_t begin = PORTION * atomic_fetch_add(&h->portion, 1);
        if (begin >= count)
            return;
        const size_t end = begin + PORTION < count ? begin + PORTION : count;
        for (size_t u = begin; u < end; u++) {
            const uint32_t from = look_at_hubs(h, (kith_id)u, through);
            look_at_lists(h, (kith_id)u, from, h->marks[lane], through);
        }
    }
}

kith_status kith_triangles_find(kith_triangles *triangles,
                                kith_graph *graph,
                                unsigned threads,
                                kith_error *err)
{
    hunt h = {.out = triangles};
    *triangles = (kith_triangles){0};
    kith_status st = kith_graph_lists(graph, KITH_BOTH, &triangles->lists, err);
    if (st != KITH_OK)
        return st;
    if (!make_room(&h, threads)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    take_lower(&h);
    kith_par_run(h.lanes, (unsigned)h.lanes, run_lane, &h);
    for (size_t lane = 1; lane < h.lanes; lane++) {
        for (size_t v = 0; v < triangles->lists.count; v++)
            triangles->through[v] += h.through[lane][v];
    }
done:
    clear(&h);
    return st;
}
