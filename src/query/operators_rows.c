/* Operators at work: groups, and rows in order. */
#include "base/alloc.h"
#include "base/error.h"
#include "query/operators.h"

#include <stdlib.h>
#include <string.h>

static bool no_memory(kith_run *run, const kith_heap *heap)
{
    (void)kith_run_failed(run, NULL, kith_heap_fail(heap, run->err));
    return false;
}

/* -- groups -------------------------------------------------------------- */

static size_t count_keys(const kith_clause *clause)
{
    size_t keys = 0;
    for (size_t i = 0; i < clause->item_count; i++)
        keys += !clause->items[i].aggregates;
    return keys;
}

/* Whether keys are those of the row before, as far as a glance tells. */
static bool are_alike(const kith_value *a, const kith_value *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i].kind != b[i].kind || a[i].size != b[i].size)
            return false;
        const bool alike = a[i].kind == KITH_VALUE_STRING
                               ? !memcmp(a[i].as.text, b[i].as.text, a[i].size)
                           : a[i].kind == KITH_VALUE_INTEGER
                               ? a[i].as.integer == b[i].as.integer
                               : (a[i].kind == KITH_VALUE_NODE ||
                                  a[i].kind == KITH_VALUE_RELATION) &&
                                     a[i].as.id == b[i].as.id;
        if (!alike)
            return false;
    }
    return true;
}

static kith_tally *group_of(kith_run *run, kith_op *op)
{
    const kith_clause *clause = op->clause;
    const size_t keys = count_keys(clause);
    const size_t size = clause->aggregate_count * sizeof(kith_tally);
    bool added = false;
    size_t used = 0;
    if (keys == 0) {
        if (!op->tallies) {
            op->tallies = kith_heap_take(&op->heap, size);
            if (op->tallies)
                memset(op->tallies, 0, size);
            else
                (void)no_memory(run, &op->heap);
        }
        return op->tallies;
    }
    if (op->settled)
        return op->tallies;
    op->set.heap = &op->heap;
    op->set.width = keys;
    op->set.extra = size;
    kith_value *row = KITH_RUN_NEW(run, kith_value, keys);
    for (size_t i = 0; row && i < clause->item_count; i++) {
        if (!clause->items[i].aggregates)
            row[used++] = kith_evaluate(run, clause->items[i].expr);
    }
    if (!row || !kith_run_ok(run))
        return NULL;
    op->settled = op->steady;
    if (op->group && are_alike(op->group, row, keys))
        return op->tallies;
    void *extra = kith_set_add(run, &op->set, row, &added);
    op->group = extra ? (kith_value *)extra - keys : NULL;
    op->tallies = extra;
    return extra;
}

bool kith_push_aggregate(kith_run *run, kith_op *op)
{
    const kith_clause *clause = op->clause;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    kith_tally *tallies = group_of(run, op);
    for (size_t i = 0; tallies && i < clause->aggregate_count; i++)
        kith_tally_add(run, &tallies[i], clause->aggregates[i], &op->heap);
    kith_heap_reset(&run->heap, mark);
    return kith_run_ok(run);
}

static bool give_group(kith_run *run,
                       kith_op *op,
                       const kith_value *keys,
                       const kith_tally *tallies)
{
    const kith_clause *clause = op->clause;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    size_t used = 0;
    for (size_t i = 0; i < clause->aggregate_count; i++) {
        run->row[clause->aggregates[i]->slot] =
            kith_tally_value(run, &tallies[i], clause->aggregates[i],
                             &op->heap);
    }
    for (size_t i = 0; i < clause->item_count; i++) {
        if (!clause->items[i].aggregates)
            run->row[clause->items[i].slot] = keys[used++];
    }
    for (size_t i = 0; i < clause->item_count; i++) {
        const kith_item *item = &clause->items[i];
        if (item->aggregates)
            run->row[item->slot] = kith_evaluate(run, item->expr);
    }
    const bool more = kith_run_tick(run) && kith_pass(run, op);
    kith_heap_reset(&run->heap, mark);
    return more;
}

bool kith_finish_aggregate(kith_run *run, kith_op *op)
{
    if (count_keys(op->clause) == 0) {
        const kith_tally *tallies = op->tallies ? op->tallies : NULL;
        if (!tallies)
            tallies = group_of(run, op);
        return tallies && give_group(run, op, NULL, tallies);
    }
    for (size_t i = 0; i < op->set.count; i++) {
        if (!give_group(run, op, kith_set_row(&op->set, i),
                        kith_set_extra(&op->set, i)))
            return false;
    }
    return kith_run_ok(run);
}

/* -- order --------------------------------------------------------------- */

/* Rows as they are kept: the sort keys, then the slots that live on. */
typedef struct kith_sorter {
    kith_value **rows;
    size_t count;
    size_t room;
    size_t most;       /* rows wanted; SIZE_MAX = all */
    kith_value *limit; /* rows at or behind this one are not wanted */
    const kith_clause *clause;
    uint64_t serial;
} kith_sorter;

static int order_rows(const kith_sorter *s,
                      const kith_value *a,
                      const kith_value *b)
{
    for (size_t i = 0; i < s->clause->sort_count; i++) {
        const int order = kith_order(a[i], b[i]);
        if (order)
            return s->clause->sorts[i].descending ? -order : order;
    }
    return 0;
}

/* The order in which rows came stands before their keys. */
static int by_rows(const void *a, const void *b, void *context)
{
    const kith_sorter *s = context;
    const kith_value *x = *(kith_value *const *)a;
    const kith_value *y = *(kith_value *const *)b;
    const int order = order_rows(s, x + 1, y + 1);
    if (order)
        return order;
    return (x->as.integer > y->as.integer) - (x->as.integer < y->as.integer);
}

static void sort_rows(kith_sorter *s)
{
    if (s->count > 1)
        qsort_r(s->rows, s->count, sizeof *s->rows, by_rows, s);
}

/* SKIP and LIMIT that follow tell how many rows are wanted at all. */
static size_t wanted_rows(const kith_op *op)
{
    const kith_op *next = op->next;
    uint64_t skipped = 0;
    if (next && next->kind == KITH_DO_SKIP) {
        skipped = next->left;
        next = next->next;
    }
    if (!next || next->kind != KITH_DO_LIMIT || next->left > SIZE_MAX / 4 ||
        skipped > SIZE_MAX / 4)
        return SIZE_MAX;
    return (size_t)(next->left + skipped);
}

static bool start_sorter(kith_run *run, kith_op *op)
{
    op->sorter = KITH_HEAP_NEW(&op->heap, kith_sorter, 1);
    if (!op->sorter)
        return no_memory(run, &op->heap);
    *op->sorter = (kith_sorter){
        .most = wanted_rows(op),
        .clause = op->clause,
    };
    return true;
}

/* Half of a full buffer goes: what is behind the rows that are wanted. */
static void drop_rows(kith_sorter *s)
{
    sort_rows(s);
    s->count = s->most;
    s->limit = s->most ? s->rows[s->most - 1] : NULL;
}

static bool make_room(kith_run *run, kith_op *op)
{
    kith_sorter *s = op->sorter;
    if (s->count < s->room)
        return true;
    if (s->most < SIZE_MAX / 4 && s->count >= 2 * s->most + 1024) {
        drop_rows(s);
        return true;
    }
    const size_t room = s->room ? s->room * 2 : 64;
    kith_value **rows = KITH_HEAP_NEW(&op->heap, kith_value *, room);
    if (!rows)
        return no_memory(run, &op->heap);
    if (s->count)
        memcpy(rows, s->rows, s->count * sizeof *rows);
    s->rows = rows;
    s->room = room;
    return true;
}

static bool keep_row(kith_run *run, kith_op *op, const kith_value *keys)
{
    kith_sorter *s = op->sorter;
    const kith_clause *clause = op->clause;
    const size_t width = 1 + clause->sort_count + clause->kept_count;
    bool ok = true;
    if (!make_room(run, op))
        return false;
    if (s->limit && order_rows(s, keys, s->limit + 1) >= 0)
        return true;
    kith_value *row = KITH_HEAP_NEW(&op->heap, kith_value, width);
    if (!row)
        return no_memory(run, &op->heap);
    row[0] = kith_integer((int64_t)s->serial++);
    for (size_t i = 0; i < clause->sort_count; i++)
        row[1 + i] = kith_value_copy(&op->heap, keys[i], &ok);
    for (size_t i = 0; i < clause->kept_count; i++) {
        row[1 + clause->sort_count + i] =
            kith_value_copy(&op->heap, run->row[clause->kept[i]], &ok);
    }
    if (!ok)
        return no_memory(run, &op->heap);
    s->rows[s->count++] = row;
    return true;
}

bool kith_push_sort(kith_run *run, kith_op *op)
{
    const kith_clause *clause = op->clause;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    if (!op->sorter && !start_sorter(run, op))
        return false;
    if (op->sorter->most == 0)
        return false;
    kith_value *keys = KITH_RUN_NEW(run, kith_value, clause->sort_count);
    for (size_t i = 0; keys && i < clause->sort_count; i++)
        keys[i] = kith_evaluate(run, clause->sorts[i].expr);
    const bool kept = keys && kith_run_ok(run) && keep_row(run, op, keys);
    kith_heap_reset(&run->heap, mark);
    return kept;
}

bool kith_finish_sort(kith_run *run, kith_op *op)
{
    kith_sorter *s = op->sorter;
    const kith_clause *clause = op->clause;
    if (!s)
        return kith_run_ok(run);
    sort_rows(s);
    for (size_t i = 0; i < s->count; i++) {
        const kith_heap_mark mark = kith_heap_here(&run->heap);
        for (size_t j = 0; j < clause->kept_count; j++)
            run->row[clause->kept[j]] = s->rows[i][1 + clause->sort_count + j];
        const bool more = kith_run_tick(run) && kith_pass(run, op);
        kith_heap_reset(&run->heap, mark);
        if (!more)
            return false;
    }
    return kith_run_ok(run);
}
