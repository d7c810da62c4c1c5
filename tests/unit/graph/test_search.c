/* Searches over a whole graph: which entities, in which order, as a table. */
#include "base/alloc.h"
#include "graph/search.h"
#include "make_graph.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static kith_graph *forum(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "mukhitdinov", "person", "Nurudin Mukhitdinov");
    make_alias(graph, "Н. Мухитдинов");
    make_entity(graph, "rcc", "organisation",
                "Regional Commonwealth in the Field of Communications");
    make_alias(graph, "RCC");
    make_alias(graph, "РСС");
    make_entity(graph, "rcc-committee", "committee", "RCC Committee");
    make_entity(graph, "tashkent", NULL, NULL);
    make_entity(graph, "karim", "person", "Karim Mukhitdinov");
    return graph;
}

static kith_table *search(const kith_graph *graph, const char *query)
{
    kith_table *table = NULL;
    assert_int_equal(kith_graph_search(graph, query, 0, &table, NULL), KITH_OK);
    return table;
}

TEST(hits_are_rows_with_the_text_that_fits)
{
    kith_graph *graph = forum();
    kith_table *table = search(graph, "рсс");
    static const char *const names[] = {"id", "name", "type", "matched",
                                        "score"};
    assert_int_equal(kith_table_columns(table), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(kith_table_name(table, i), names[i]);
    assert_int_equal(kith_table_rows(table), 1);
    assert_string_equal(kith_table_text(table, 0, 0), "rcc");
    assert_string_equal(kith_table_text(table, 0, 1),
                        "Regional Commonwealth in the Field of Communications");
    assert_string_equal(kith_table_text(table, 0, 2), "organisation");
    assert_string_equal(kith_table_text(table, 0, 3), "РСС");
    assert_true(kith_table_real(table, 0, 4) == 1);
    kith_table_free(table);
    kith_graph_free(graph);
}

TEST(the_best_come_first)
{
    kith_graph *graph = forum();
    kith_table *table = search(graph, "n mukhitdinov");
    assert_int_equal(kith_table_rows(table), 2);
    assert_string_equal(kith_table_text(table, 0, 0), "mukhitdinov");
    assert_string_equal(kith_table_text(table, 1, 0), "karim");
    kith_table_free(table);
    table = search(graph, "rcc");
    assert_int_equal(kith_table_rows(table), 2);
    assert_string_equal(kith_table_text(table, 0, 0), "rcc");
    assert_string_equal(kith_table_text(table, 1, 0), "rcc-committee");
    kith_table_free(table);
    kith_graph_free(graph);
}

TEST(an_id_is_found_where_there_is_no_name)
{
    kith_graph *graph = forum();
    kith_table *table = search(graph, "tashkant");
    assert_int_equal(kith_table_rows(table), 1);
    assert_string_equal(kith_table_text(table, 0, 1), "tashkent");
    assert_false(kith_table_has(table, 0, 2)); /* no type */
    assert_string_equal(kith_table_text(table, 0, 3), "tashkent");
    kith_table_free(table);
    kith_graph_free(graph);
}

TEST(what_is_not_there_gives_no_rows)
{
    static const char *const queries[] = {"", "  - ", "zzzzzz"};
    kith_graph *graph = forum();
    for (size_t i = 0; i < 3; i++) {
        kith_table *table = search(graph, queries[i]);
        assert_int_equal(kith_table_rows(table), 0);
        assert_int_equal(kith_table_columns(table), 5);
        kith_table_free(table);
    }
    kith_graph_free(graph);
}

/* Entities "e0 x", "e1 x", …, of which each tenth is called just "x". */
static kith_graph *crowd(size_t size)
{
    kith_graph *graph = make_graph();
    for (size_t i = 0; i < size; i++) {
        char id[32];
        char name[32];
        snprintf(id, sizeof id, "%zu", i);
        snprintf(name, sizeof name, i % 10 ? "xe%zu other" : "xe", i);
        make_entity(graph, id, NULL, name);
    }
    return graph;
}

TEST(a_limit_keeps_the_best_of_all)
{
    enum { SIZE = 3000 };
    kith_graph *graph = crowd(SIZE);
    kith_hit *all = NULL;
    size_t all_count = 0;
    assert_int_equal(kith_search(graph, "xe", 0, &all, &all_count, NULL),
                     KITH_OK);
    assert_int_equal(all_count, SIZE);
    for (size_t i = 1; i < all_count; i++) {
        assert_true(all[i - 1].score > all[i].score ||
                    (all[i - 1].score == all[i].score &&
                     all[i - 1].entity < all[i].entity));
    }
    for (size_t most = 1; most < SIZE; most = most * 3 + 1) {
        kith_hit *hits = NULL;
        size_t count = 0;
        assert_int_equal(kith_search(graph, "xe", most, &hits, &count, NULL),
                         KITH_OK);
        assert_int_equal(count, most);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(hits[i].entity, all[i].entity);
        kith_release(hits);
    }
    kith_release(all);
    kith_graph_free(graph);
}

TEST(every_allocation_may_fail)
{
    kith_graph *graph = crowd(600);
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st != KITH_OK; left++) {
        kith_table *table = NULL;
        kith_alloc_fail_after(left);
        st = kith_graph_search(graph, "xe", 5, &table, NULL);
        kith_alloc_fail_after(SIZE_MAX);
        assert_true(st == KITH_OK ? table != NULL
                                  : st == KITH_E_MEMORY && !table);
        kith_table_free(table);
    }
    assert_true(left > 5);
    kith_graph_free(graph);
}

RUN("graph/search",
    CASE(hits_are_rows_with_the_text_that_fits),
    CASE(the_best_come_first),
    CASE(an_id_is_found_where_there_is_no_name),
    CASE(what_is_not_there_gives_no_rows),
    CASE(a_limit_keeps_the_best_of_all),
    CASE(every_allocation_may_fail))
