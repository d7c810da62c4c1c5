/* Scattering pairs into lists, against looking through all pairs. */
#include "analysis/random_graph.h"
#include "base/alloc.h"
#include "graph/scatter.h"
#include "test.h"

#include <stdlib.h>

enum { PAIRS = 20000, IN_BLOCK = 700 };

typedef struct {
    kith_id owner;
    kith_id neighbour;
} pair;

static void see_pairs(const kith_scatter *scatter,
                      size_t block,
                      uint32_t *places)
{
    const pair *pairs = scatter->context;
    const size_t end = (block + 1) * IN_BLOCK;
    for (size_t i = block * IN_BLOCK; i < end && i < PAIRS; i++)
        kith_scatter_see(scatter, places, pairs[i].owner, pairs[i].neighbour,
                         (kith_id)i);
}

static kith_scatter scatter_of(const pair *pairs, size_t owners)
{
    return (kith_scatter){
        .owners = owners,
        .blocks = PAIRS / IN_BLOCK + 1,
        .pairs_of = see_pairs,
        .context = pairs,
        .with_relations = true,
    };
}

static pair *random_pairs(size_t owners)
{
    uint64_t state = owners;
    pair *pairs = calloc(PAIRS, sizeof *pairs);
    assert_non_null(pairs);
    for (size_t i = 0; i < PAIRS; i++) {
        pairs[i].owner = random_below(&state, (uint32_t)owners);
        pairs[i].neighbour = random_below(&state, UINT32_MAX);
    }
    return pairs;
}

static kith_csr *lists_of(const pair *pairs,
                          size_t owners,
                          bool with_relations,
                          kith_csr *spent)
{
    kith_scatter scatter = scatter_of(pairs, owners);
    kith_csr *csr = NULL;
    scatter.with_relations = with_relations;
    scatter.spent = spent;
    assert_int_equal(kith_scatter_run(&scatter, &csr, NULL), KITH_OK);
    return csr;
}

/* One owner, fewer owners than buckets, a bucket each, and several a bucket. */
TEST(lists_keep_the_order_of_the_pairs)
{
    static const size_t owners[] = {1, 100, 511, 512, 70000, 40000000};
    for (size_t k = 0; k < sizeof owners / sizeof *owners; k++) {
        pair *pairs = random_pairs(owners[k]);
        uint32_t *next = calloc(owners[k], sizeof *next);
        kith_csr *csr = lists_of(pairs, owners[k], true, NULL);
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

/* Also into the memory of lists that are spent. */
TEST(neighbours_are_the_same_without_relations)
{
    pair *pairs = random_pairs(70000);
    kith_csr *whole = lists_of(pairs, 70000, true, NULL);
    kith_csr *bare = NULL;
    for (unsigned round = 0; round < 2; round++) {
        bare = lists_of(pairs, 70000, false, bare);
        assert_null(bare->relation);
        assert_memory_equal(bare->first, whole->first,
                            70001 * sizeof *bare->first);
        assert_memory_equal(bare->neighbour, whole->neighbour,
                            PAIRS * sizeof *bare->neighbour);
    }
    kith_csr_free(whole);
    kith_csr_free(bare);
    free(pairs);
}

TEST(each_allocation_may_fail)
{
    pair *pairs = random_pairs(1000);
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
    CASE(neighbours_are_the_same_without_relations),
    CASE(each_allocation_may_fail))
