/* Blocks are taken in the order of filling, by any number of threads. */
#include "base/alloc.h"
#include "base/pipeline.h"
#include "test.h"

#include <stdatomic.h>
#include <stdlib.h>

typedef struct {
    size_t number;
    size_t squared;
} block;

typedef struct {
    size_t blocks;    /* to be filled */
    size_t stop_at;   /* `take` says no to this one */
    size_t most_made; /* blocks that can be made */
    size_t filled;
    size_t taken;
    size_t made;
    bool in_order;
    atomic_size_t worked;
    atomic_int filling; /* threads inside `fill` and inside `take` */
    atomic_int taking;
    atomic_bool crowded;
} job;

static void *new_block(void *context)
{
    job *j = context;
    if (j->made == j->most_made)
        return NULL;
    j->made++;
    return calloc(1, sizeof(block));
}

static void free_block(void *context, void *b)
{
    job *j = context;
    j->made--;
    free(b);
}

static void enter(job *j, atomic_int *door)
{
    if (atomic_fetch_add(door, 1) > 0)
        atomic_store(&j->crowded, true);
}

static bool fill(void *context, void *b)
{
    job *j = context;
    block *to = b;
    enter(j, &j->filling);
    const bool filled = j->filled < j->blocks;
    if (filled)
        to->number = j->filled++;
    atomic_fetch_sub(&j->filling, 1);
    return filled;
}

static void work(void *context, void *b)
{
    job *j = context;
    block *of = b;
    /* uneven work, so that blocks are done out of order */
    for (volatile size_t i = 0; i < of->number % 7 * 2000; i++)
        ;
    of->squared = of->number * of->number;
    atomic_fetch_add(&j->worked, 1);
}

static bool take(void *context, void *b)
{
    job *j = context;
    const block *from = b;
    enter(j, &j->taking);
    const size_t number = j->taken++;
    j->in_order = j->in_order && from->number == number &&
                  from->squared == number * number;
    atomic_fetch_sub(&j->taking, 1);
    return number != j->stop_at;
}

static bool run(job *j, unsigned threads)
{
    static const kith_pipeline pipeline = {new_block, free_block, fill, work,
                                           take};
    j->in_order = true;
    const bool ran = kith_pipeline_run(&pipeline, threads, j);
    assert_int_equal(j->made, 0); /* every block is freed */
    assert_false(atomic_load(&j->crowded));
    return ran;
}

TEST(blocks_are_taken_in_order_by_1_to_16_threads)
{
    for (unsigned threads = 0; threads <= 16; threads++) {
        job j = {.blocks = 3000, .stop_at = SIZE_MAX, .most_made = 100};
        assert_true(run(&j, threads));
        assert_true(j.in_order);
        assert_int_equal(j.taken, 3000);
        assert_int_equal(atomic_load(&j.worked), 3000);
    }
}

TEST(a_stop_in_the_middle_takes_nothing_more)
{
    for (unsigned threads = 1; threads <= 16; threads++) {
        job j = {.blocks = 3000, .stop_at = 500 + threads, .most_made = 100};
        assert_true(run(&j, threads));
        assert_true(j.in_order);
        assert_int_equal(j.taken, 501 + threads);
        assert_in_range(j.filled, j.taken, j.taken + threads);
    }
}

TEST(nothing_to_do_ends_at_once)
{
    for (unsigned threads = 1; threads <= 16; threads *= 4) {
        job j = {.stop_at = SIZE_MAX, .most_made = 100};
        assert_true(run(&j, threads));
        assert_int_equal(j.taken, 0);
    }
}

TEST(fewer_blocks_than_threads_are_enough)
{
    job j = {.blocks = 1000, .stop_at = SIZE_MAX, .most_made = 2};
    assert_true(run(&j, 8));
    assert_true(j.in_order);
    assert_int_equal(j.taken, 1000);
}

TEST(without_any_block_it_says_so)
{
    job j = {.blocks = 1000, .stop_at = SIZE_MAX, .most_made = 0};
    assert_false(run(&j, 8));
    assert_int_equal(j.filled, 0);
}

RUN("base/pipeline",
    CASE(blocks_are_taken_in_order_by_1_to_16_threads),
    CASE(a_stop_in_the_middle_takes_nothing_more),
    CASE(nothing_to_do_ends_at_once),
    CASE(fewer_blocks_than_threads_are_enough),
    CASE(without_any_block_it_says_so))
