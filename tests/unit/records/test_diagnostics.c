/* The list of problems: complete counts, a limit, an order. */
#include "base/alloc.h"
#include "records/diagnostics.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static kith_problem *add(kith_diagnostics *list,
                         kith_rule rule,
                         size_t input,
                         size_t offset,
                         const char *message)
{
    kith_problem *problem =
        kith_diagnostics_add(list, rule, (kith_origin)input << 48);
    if (problem)
        problem->error.place.offset = offset;
    kith_problem_say(problem, "%s", message);
    return problem;
}

static void add_many(kith_diagnostics *list, size_t count, size_t from)
{
    for (size_t i = 0; i < count; i++)
        add(list, KITH_RULE_BAD_DATE, 0, from + i, "m");
}

TEST(counts_go_on_when_the_list_is_full)
{
    kith_diagnostics *list = kith_diagnostics_new(3);
    add_many(list, 10, 0);
    add(list, KITH_RULE_DUPLICATE, 0, 0, "m");
    add(list, KITH_RULE_SELF_RELATION, 0, 0, "m");
    assert_int_equal(kith_diagnostics_size(list), 3);
    assert_int_equal(kith_diagnostics_of_rule(list, KITH_RULE_BAD_DATE), 10);
    assert_int_equal(kith_diagnostics_count(list, KITH_ERROR), 10);
    assert_int_equal(kith_diagnostics_count(list, KITH_WARNING), 1);
    assert_int_equal(kith_diagnostics_count(list, KITH_NOTE), 1);
    assert_int_equal(kith_diagnostics_at(list, 2)->error.place.offset, 2);
    kith_diagnostics_free(list);
    kith_diagnostics_free(NULL);
}

TEST(a_list_that_keeps_nothing_still_counts)
{
    kith_diagnostics *list = kith_diagnostics_new(0);
    assert_null(add(list, KITH_RULE_SYNTAX, 0, 0, "m"));
    kith_problem_hint(NULL, "x");
    assert_int_equal(kith_diagnostics_size(list), 0);
    assert_int_equal(kith_diagnostics_count(list, KITH_ERROR), 1);
    kith_diagnostics_free(list);
}

TEST(problems_are_sorted_by_input_place_rule_and_words)
{
    kith_diagnostics *list = kith_diagnostics_new(SIZE_MAX);
    add(list, KITH_RULE_SYNTAX, 1, 0, "6");
    add(list, KITH_RULE_BAD_DATE, 0, 9, "4");
    add(list, KITH_RULE_SYNTAX, 0, 9, "3");
    add(list, KITH_RULE_SYNTAX, 0, 5, "2");
    add(list, KITH_RULE_SYNTAX, 0, 5, "1");
    add(list, KITH_RULE_SYNTAX, 0, 10, "5");
    kith_diagnostics_sort(list);
    for (size_t i = 0; i < 6; i++) {
        const char wanted[] = {(char)('1' + i), '\0'};
        assert_string_equal(kith_diagnostics_at(list, i)->error.message,
                            wanted);
    }
    kith_diagnostics_free(list);
}

TEST(moving_keeps_texts_counts_and_the_limit)
{
    kith_diagnostics *to = kith_diagnostics_new(5);
    kith_diagnostics *from = kith_diagnostics_new(SIZE_MAX);
    add_many(to, 3, 0);
    add_many(from, 4, 3);
    for (size_t i = 0; i < 4; i++) {
        kith_problem *problem = kith_diagnostics_edit(from, i);
        problem->record = kith_diagnostics_keep(from, "entity a");
        problem->error.place.source = "file";
    }
    kith_diagnostics_move(to, from);
    assert_int_equal(kith_diagnostics_size(from), 0);
    assert_int_equal(kith_diagnostics_count(from, KITH_ERROR), 0);
    assert_int_equal(kith_diagnostics_size(to), 5);
    assert_int_equal(kith_diagnostics_count(to, KITH_ERROR), 7);
    kith_diagnostics_free(from);
    assert_string_equal(kith_diagnostics_at(to, 4)->record, "entity a");
    assert_string_equal(kith_diagnostics_at(to, 4)->error.place.source, "file");
    assert_int_equal(kith_diagnostics_at(to, 4)->error.place.offset, 4);
    kith_diagnostics_free(to);
}

/* Cyrillic letters take two bytes: the cut may not fall into one. */
TEST(long_messages_are_cut_between_characters)
{
    for (size_t before = 0; before < 4; before++) {
        kith_diagnostics *list = kith_diagnostics_new(1);
        char text[700] = "xxx";
        text[before] = '\0';
        for (size_t i = 0; i < 300; i++)
            strcat(text, "Ж");
        kith_problem *problem = add(list, KITH_RULE_SYNTAX, 0, 0, text);
        kith_problem_hint(problem, "%s", text);
        const char *const cut[] = {problem->error.message, problem->error.hint};
        for (size_t i = 0; i < 2; i++) {
            const size_t length = strlen(cut[i]);
            assert_true(length < 200 && length > 190);
            assert_string_equal(cut[i] + length - 3, "…");
            assert_memory_equal(cut[i], text, length - 3);
            assert_int_equal((length - 3 - before) % 2, 0);
        }
        kith_diagnostics_free(list);
    }
}

TEST(every_rule_has_a_name_a_sentence_and_a_weight)
{
    for (kith_rule a = KITH_RULE_SYNTAX; a < KITH_RULE_COUNT; a++) {
        assert_true(strlen(kith_rule_name(a)) > 3);
        assert_true(strlen(kith_rule_summary(a)) > 10);
        assert_non_null(kith_severity_name(kith_rule_severity(a)));
        for (kith_rule b = KITH_RULE_SYNTAX; b < a; b++)
            assert_string_not_equal(kith_rule_name(a), kith_rule_name(b));
    }
}

TEST(out_of_memory_the_list_goes_on_counting)
{
    kith_diagnostics *list = kith_diagnostics_new(SIZE_MAX);
    kith_alloc_fail_after(0);
    assert_null(add(list, KITH_RULE_SYNTAX, 0, 0, "m"));
    assert_true(kith_alloc_fail_after(SIZE_MAX));
    kith_alloc_fail_after(0);
    assert_string_equal(kith_diagnostics_keep(list, "text"), "");
    assert_true(kith_alloc_fail_after(SIZE_MAX));
    assert_non_null(add(list, KITH_RULE_SYNTAX, 0, 0, "m"));
    assert_int_equal(kith_diagnostics_of_rule(list, KITH_RULE_SYNTAX), 2);
    assert_int_equal(kith_diagnostics_size(list), 1);
    kith_diagnostics_free(list);
}

RUN("records/diagnostics",
    CASE(counts_go_on_when_the_list_is_full),
    CASE(a_list_that_keeps_nothing_still_counts),
    CASE(problems_are_sorted_by_input_place_rule_and_words),
    CASE(moving_keeps_texts_counts_and_the_limit),
    CASE(long_messages_are_cut_between_characters),
    CASE(every_rule_has_a_name_a_sentence_and_a_weight),
    CASE(out_of_memory_the_list_goes_on_counting))
