/* Scattering pairs into lists, against looking through all pairs. */
#include "analysis/random_graph.h"
#include "base/alloc.h"
#include "graph/scatter.h"
#include "test.h"

#include <stdlib.h>

enum { PAIRS = 20000, IN_BLOCK = 700 };

static void see_pairs(const kith_scatter *scatter,
                      size_t block,
                      uint32_t *places)
{
    const kith_scatter_pair *pairs = scatter->context;
    const size_t end = (block + 1) * IN_BLOCK;
    for (size_t i = block * IN_BLOCK; i < end && i < PAIRS; i++)
        kith_scatter_see(scatter, places, pairs[i].owner, pairs[i].neighbour,
                         (kith_id)i);
}

static kith_scatter scatter_of(const kith_scatter_pair *pairs, size_t owners)
{
    return (kith_scatter){
        .owners = owners,
        .blocks = PAIRS / IN_BLOCK + 1,
        .pairs_of = see_pairs,
        .context = pairs,
        .with_relations = true,
    };
}

static kith_scatter_pair *random_pairs(size_t owners)
{
    uint64_t state = owners;
    kith_scatter_pair *pairs = calloc(PAIRS, sizeof *pairs);
    assert_non_null(pairs);
    for (size_t i = 0; i < PAIRS; i++) {
        pairs[i].owner = random_below(&state, (uint32_t)owners);
        pairs[i].neighbour = random_below(&state, UINT32_MAX);
    }
    return pairs;
}

/* One owner, fewer owners than buckets, a bucket each, and several a bucket. */
TEST(lists_keep_the_order_of_the_pairs)
{
    static const size_t owners[] = {1, 100, 511, 512, 70000};
    for (size_t k = 0; k < sizeof owners / sizeof *owners; k++) {
        kith_scatter_pair *pairs = random_pairs(owners[k]);
        uint32_t *next = calloc(owners[k], sizeof *next);
        kith_scatter scatter = scatter_of(pairs, owners[k]);
        kith_csr *csr = NULL;
        assert_int_equal(kith_scatter_run(&scatter, &csr, NULL), KITH_OK);
        assert_int_equal(csr->first[0], 0);
        assert_int_equal(csr->first[owners[k]], PAIRS);
        for (size_t i = 0; i < PAIRS; i++) {
            const kith_id v = pairs[i].owner;
            const uint32_t place = csr->first[v] + next[v]++;
            assert_int_equal(csr->neighbour[place], pairs[i].neighbour);
            assert_int_equal(csr->relation[place], i);
        }
        for (size_t v = 0; v < owners[k]; v++)
            assert_int_equal(csr->first[v] + next[v], csr->first[v + 1]);
        kith_csr_free(csr);
        free(next);
        free(pairs);
    }
}

TEST(each_allocation_may_fail)
{
    kith_scatter_pair *pairs = random_pairs(1000);
    for (size_t left = 0;; left++) {
        kith_error err = {0};
        kith_scatter scatter = scatter_of(pairs, 1000);
        kith_csr *csr = NULL;
        (void)kith_alloc_fail_after(left);
        const kith_status st = kith_scatter_run(&scatter, &csr, &err);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
        assert_int_equal(err.status, st);
        kith_csr_free(csr);
        if (!failed)
            break;
        assert_null(csr);
    }
    free(pairs);
}

RUN("graph/scatter",
    CASE(lists_keep_the_order_of_the_pairs),
    CASE(each_allocation_may_fail))
