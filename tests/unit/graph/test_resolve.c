/* One entity for one text: which wins, and what is said when none does. */
#include "base/alloc.h"
#include "make_graph.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static kith_graph *people(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "rcc", "organisation", "Commonwealth"); /* 0 */
    make_alias(graph, "RCC");
    make_alias(graph, "РСС");
    make_entity(graph, "Commonwealth", NULL, "Other");  /* 1 */
    make_entity(graph, "ivanov-1", "person", "Ivanov"); /* 2 */
    make_alias(graph, "Ivanov");
    make_entity(graph, "ivanov-2", NULL, "Ivanov"); /* 3 */
    make_entity(graph, "elk", "person", "Ёлкин");   /* 4 */
    make_alias(graph, "Other");
    make_entity(graph, "place", NULL, NULL); /* 5 */
    return graph;
}

static void means(const char *text, kith_id expected)
{
    kith_graph *graph = people();
    kith_id e = KITH_NONE;
    kith_error err = {0};
    assert_int_equal(kith_graph_resolve(graph, text, &e, &err), KITH_OK);
    assert_int_equal(e, expected);
    assert_int_equal(err.status, KITH_OK);
    kith_graph_free(graph);
}

static void fails(const char *text,
                  kith_status status,
                  const char *message,
                  const char *hint)
{
    kith_graph *graph = people();
    kith_id e = 0;
    kith_error err = {0};
    assert_int_equal(kith_graph_resolve(graph, text, &e, &err), status);
    assert_string_equal(err.message, message);
    assert_string_equal(err.hint, hint);
    assert_int_equal(kith_graph_resolve(graph, text, &e, NULL), status);
    kith_graph_free(graph);
}

TEST(an_id_wins_over_a_name_and_a_name_over_an_alias)
{
    means("rcc", 0);
    means("Commonwealth", 1);
    means("Other", 1);
    means("РСС", 0);
    means("place", 5);
}

TEST(case_and_accents_count_only_if_they_must)
{
    means("commonwealth", 0);
    means("Rcc", 0);
    means("рсс", 0);
    means("елкин", 4);
    means("ЁЛКИН", 4);
}

TEST(a_text_that_fits_several_lists_them)
{
    fails("Ivanov", KITH_E_INVALID, "'Ivanov' fits 2 entities",
          "give an id: ivanov-1 (person), ivanov-2");
    fails("ivanov", KITH_E_INVALID, "'ivanov' fits 2 entities",
          "give an id: ivanov-1 (person), ivanov-2");
    fails("OTHER", KITH_E_INVALID, "'OTHER' fits 2 entities",
          "give an id: Commonwealth, elk (person)");
}

TEST(the_nearest_text_is_the_hint)
{
    fails("rccc", KITH_E_NOT_FOUND, "no entity is called 'rccc'",
          "did you mean 'rcc'?");
    fails("Plcae", KITH_E_NOT_FOUND, "no entity is called 'Plcae'",
          "did you mean 'place'?");
    fails("PLACE", KITH_E_NOT_FOUND, "no entity is called 'PLACE'",
          "did you mean 'place'?");
    fails("wealth", KITH_E_NOT_FOUND, "no entity is called 'wealth'",
          "did you mean 'Commonwealth'?");
    fails("zzzzzzz", KITH_E_NOT_FOUND, "no entity is called 'zzzzzzz'", "");
    fails("", KITH_E_NOT_FOUND, "no entity is called ''", "");
}

TEST(a_list_of_candidates_is_never_cut_within_one)
{
    kith_graph *graph = make_graph();
    kith_error err = {0};
    kith_id e = KITH_NONE;
    for (int i = 0; i < 7; i++) {
        char id[16];
        snprintf(id, sizeof id, "p%d", i);
        make_entity(graph, id, "person", "Same");
    }
    assert_int_equal(kith_graph_resolve(graph, "Same", &e, &err),
                     KITH_E_INVALID);
    assert_string_equal(err.message, "'Same' fits 7 entities");
    assert_string_equal(err.hint,
                        "give an id: p0 (person), p1 (person), p2 (person), "
                        "p3 (person), p4 (person), …");
    kith_graph_free(graph);
}

TEST(long_ids_are_listed_while_there_is_room)
{
    kith_graph *graph = make_graph();
    char id[] = "1 long long long long long long long long long long long long "
                "long long id";
    kith_error err = {0};
    kith_id e = KITH_NONE;
    for (; *id < '5'; ++*id)
        make_entity(graph, id, NULL, "Same");
    assert_int_equal(kith_graph_resolve(graph, "same", &e, &err),
                     KITH_E_INVALID);
    assert_non_null(strstr(err.hint, "2 long"));
    assert_null(strstr(err.hint, "3 long"));
    assert_string_equal(err.hint + strlen(err.hint) - strlen(" id, …"),
                        " id, …");
    kith_graph_free(graph);
}

TEST(a_long_text_is_quoted_up_to_a_whole_letter)
{
    enum { BYTES = 400 };
    char text[BYTES + 1];
    kith_graph *graph = people();
    kith_error err = {0};
    kith_id e = KITH_NONE;
    for (size_t i = 0; i < BYTES; i++)
        text[i] = "ж"[i % 2];
    text[BYTES] = '\0';
    assert_int_equal(kith_graph_resolve(graph, text, &e, &err),
                     KITH_E_NOT_FOUND);
    assert_int_equal(strlen(err.message),
                     strlen("no entity is called ''") + 120);
    kith_graph_free(graph);
}

TEST(folding_may_run_out_of_memory)
{
    kith_graph *graph = people();
    kith_error err = {0};
    kith_id e = KITH_NONE;
    kith_alloc_fail_after(0);
    assert_int_equal(kith_graph_resolve(graph, "ЁЛКИН", &e, &err),
                     KITH_E_MEMORY);
    size_t unhinted = 0;
    bool failed = true;
    for (size_t left = 1; failed; left++) { /* the search for a hint */
        err = (kith_error){0};
        kith_alloc_fail_after(left);
        assert_int_equal(kith_graph_resolve(graph, "wealth", &e, &err),
                         KITH_E_NOT_FOUND);
        failed = kith_alloc_fail_after(SIZE_MAX);
        unhinted += !err.hint[0];
        assert_true(failed || err.hint[0]);
    }
    assert_true(unhinted > 0);
    kith_graph_free(graph);
}

RUN("graph/resolve",
    CASE(an_id_wins_over_a_name_and_a_name_over_an_alias),
    CASE(case_and_accents_count_only_if_they_must),
    CASE(a_text_that_fits_several_lists_them),
    CASE(the_nearest_text_is_the_hint),
    CASE(a_list_of_candidates_is_never_cut_within_one),
    CASE(long_ids_are_listed_while_there_is_room),
    CASE(a_long_text_is_quoted_up_to_a_whole_letter),
    CASE(folding_may_run_out_of_memory))
