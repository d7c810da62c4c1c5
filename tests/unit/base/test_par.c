/* Every block is worked on once, whatever the number of threads. */
#include "base/par.h"
#include "test.h"

#include <stdatomic.h>
#include <string.h>

enum { MOST = 5000 };

static atomic_uint visits[MOST];

static void visit(void *context, size_t block)
{
    atomic_uint *const counts = context;
    atomic_fetch_add(&counts[block], 1);
}

static void every_block_once(size_t blocks, unsigned threads)
{
    memset(visits, 0, sizeof visits);
    kith_par_run(blocks, threads, visit, visits);
    for (size_t i = 0; i < MOST; i++)
        assert_int_equal(atomic_load(&visits[i]), i < blocks);
}

TEST(every_block_is_visited_once)
{
    static const size_t blocks[] = {0, 1, 2, 7, 100, MOST};
    static const unsigned threads[] = {0, 1, 2, 3, 8, 16};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        for (size_t j = 0; j < sizeof threads / sizeof *threads; j++)
            every_block_once(blocks[i], threads[j]);
    }
}

TEST(more_threads_than_there_can_be_do_no_harm)
{
    every_block_once(50, 100000);
}

typedef struct {
    size_t seen[MOST];
    size_t count;
} in_order;

static void note(void *context, size_t block)
{
    in_order *order = context;
    order->seen[order->count++] = block;
}

TEST(one_thread_goes_in_order)
{
    static in_order order;
    kith_par_run(MOST, 1, note, &order);
    assert_int_equal(order.count, MOST);
    for (size_t i = 0; i < MOST; i++)
        assert_int_equal(order.seen[i], i);
}

/* Sums of doubles differ with the order of adding: blocks make it one order. */
static double sums[64];

static void sum_block(void *context, size_t block)
{
    const double *values = context;
    sums[block] = 0;
    for (size_t i = 0; i < 100; i++)
        sums[block] += values[block * 100 + i];
}

static double sum(const double *values, unsigned threads)
{
    double total = 0;
    double copy[6400];
    memcpy(copy, values, sizeof copy);
    kith_par_run(64, threads, sum_block, copy);
    for (size_t i = 0; i < 64; i++)
        total += sums[i];
    return total;
}

TEST(results_are_the_same_bits_for_any_number_of_threads)
{
    static double values[6400];
    for (size_t i = 0; i < 6400; i++)
        values[i] = 1.0 / (double)(i * i + 3);
    const double one = sum(values, 1);
    for (unsigned threads = 2; threads <= 16; threads++) {
        const double several = sum(values, threads);
        assert_memory_equal(&one, &several, sizeof one);
    }
}

RUN("base/par",
    CASE(every_block_is_visited_once),
    CASE(more_threads_than_there_can_be_do_no_harm),
    CASE(one_thread_goes_in_order),
    CASE(results_are_the_same_bits_for_any_number_of_threads))
