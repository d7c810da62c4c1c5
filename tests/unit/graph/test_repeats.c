/* Records that come twice: merged, noted or reported, and never lost. */
#include "inputs.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/* Reads a text; fails unless it has so many notes, conflicts and rejects, and
 * every record is accounted for. */
static void reads(outcome *o,
                  const char *text,
                  size_t duplicates,
                  size_t conflicts,
                  size_t rejects)
{
    size_t records = 0;
    for (const char *at = text; *at; at++)
        records += *at == '\n';
    *o = (outcome){0};
    outcome_of(o, text);
    assert_int_equal(o->status, KITH_OK);
    assert_int_equal(outcome_count(o, KITH_RULE_DUPLICATE), duplicates);
    assert_int_equal(outcome_count(o, KITH_RULE_CONFLICT), conflicts);
    assert_int_equal(kith_graph_reject_count(o->graph), rejects);
    assert_int_equal(outcome_records(o), records);
}

static const char *message(const outcome *o, kith_rule rule)
{
    for (size_t i = 0; i < kith_diagnostics_size(o->problems); i++) {
        const kith_problem *problem = kith_diagnostics_at(o->problems, i);
        if (problem->rule == rule)
            return problem->error.message;
    }
    return "";
}

static void record_is(const outcome *o,
                      kith_record_kind kind,
                      kith_id id,
                      const char *wanted)
{
    char *record = NULL;
    assert_int_equal(kith_graph_record(o->graph, kind, id, &record, NULL),
                     KITH_OK);
    assert_string_equal(record, wanted);
    kith_free(record);
}

TEST(an_identical_entity_is_noted)
{
    outcome o;
    reads(&o,
          "{\"id\":\"a\",\"name\":\"N\",\"x\":1}\n"
          "{ \"x\" : 1, \"name\":\"N\", \"id\":\"a\" }\n",
          1, 0, 0);
    assert_int_equal(kith_graph_entity_count(o.graph), 1);
    assert_non_null(
        strstr(message(&o, KITH_RULE_DUPLICATE), "the same entity stands at"));
    assert_non_null(strstr(message(&o, KITH_RULE_DUPLICATE), ":1:1"));
    outcome_free(&o);
}

TEST(entities_that_are_written_differently_are_the_same)
{
    outcome o;
    reads(&o,
          "{\"id\":\"a\",\"name\":\"\\u0041\",\"properties\":{\"n\":[1,2]}}\n"
          "{\"id\":\"a\",\"properties\":{\"n\": [1.0, 2]},\"name\":\"A\"}\n",
          1, 0, 0);
    outcome_free(&o);
}

TEST(a_record_that_says_less_is_noted)
{
    outcome o;
    reads(&o,
          "{\"id\":\"a\",\"name\":\"N\",\"aliases\":[\"x\",\"y\"]}\n"
          "{\"id\":\"a\",\"aliases\":[\"y\"]}\n{\"id\":\"a\"}\n",
          2, 0, 0);
    outcome_free(&o);
}

TEST(a_conflict_names_the_property_and_both_places)
{
    outcome o;
    reads(&o,
          "{\"id\":\"a\",\"name\":\"N\",\"properties\":{\"p\":1,\"q\":2}}\n"
          "{\"id\":\"a\",\"name\":\"M\",\"properties\":{\"p\":1,\"q\":3}}\n",
          0, 2, 1);
    const kith_problem *problem = kith_diagnostics_at(o.problems, 0);
    assert_string_equal(problem->error.path, "/name");
    assert_int_equal(problem->error.place.line, 2);
    assert_non_null(
        strstr(problem->error.message, "'name' is \"M\" here and \"N\" at"));
    assert_non_null(strstr(problem->error.message, ":1:1"));
    problem = kith_diagnostics_at(o.problems, 1);
    assert_string_equal(problem->error.path, "/properties/q");
    assert_string_equal(kith_graph_entity_name(o.graph, 0), "N");
    outcome_free(&o);
}

TEST(later_records_are_compared_with_all_before_them)
{
    outcome o;
    reads(&o,
          "{\"id\":\"a\"}\n{\"id\":\"a\",\"name\":\"X\"}\n"
          "{\"id\":\"a\",\"name\":\"Y\"}\n",
          0, 1, 1);
    assert_non_null(strstr(message(&o, KITH_RULE_CONFLICT),
                           "'name' is \"Y\" here and \"X\" at"));
    assert_non_null(strstr(message(&o, KITH_RULE_CONFLICT), ":2:1"));
    assert_string_equal(kith_graph_entity_name(o.graph, 0), "X");
    outcome_free(&o);
}

TEST(records_that_add_facts_are_merged)
{
    outcome o;
    reads(&o,
          "{\"id\":\"a\",\"aliases\":[\"x\"]}\n"
          "{\"id\":\"a\",\"name\":\"N\",\"aliases\":[\"x\",\"y\"]}\n"
          "{\"id\":\"a\",\"type\":\"t\\u0041\",\"properties\":{\"p\":1}}\n"
          "{\"id\":\"a\",\"properties\":{\"q\":[2]},\"aliases\":[\"z\"]}\n",
          0, 0, 0);
    assert_string_equal(kith_graph_entity_name(o.graph, 0), "N");
    assert_string_equal(kith_graph_entity_type_name(
                            o.graph, kith_graph_entity_type(o.graph, 0)),
                        "tA");
    assert_string_equal(kith_graph_entity_alias(o.graph, 0, 0), "x");
    assert_string_equal(kith_graph_entity_alias(o.graph, 0, 1), "y");
    assert_string_equal(kith_graph_entity_alias(o.graph, 0, 2), "z");
    assert_null(kith_graph_entity_alias(o.graph, 0, 3));
    record_is(&o, KITH_RECORD_ENTITY, 0,
              "{\"id\": \"a\", \"aliases\": [\"x\", \"y\", \"z\"], "
              "\"name\": \"N\", \"type\": \"t\\u0041\", "
              "\"properties\": {\"p\": 1, \"q\": [2]}}");
    outcome_free(&o);
}

TEST(the_first_of_types_is_the_main_type_also_when_it_comes_later)
{
    outcome o;
    reads(&o, "{\"id\":\"a\"}\n{\"id\":\"a\",\"types\":[\"t\",\"u\"]}\n", 0, 0,
          0);
    assert_string_equal(kith_graph_entity_type_name(
                            o.graph, kith_graph_entity_type(o.graph, 0)),
                        "t");
    assert_string_equal(
        kith_graph_entity_type_name(o.graph,
                                    kith_graph_entity_more_type(o.graph, 0, 0)),
        "u");
    assert_int_equal(kith_graph_entity_more_type(o.graph, 0, 1), KITH_NONE);
    outcome_free(&o);
}

TEST(types_keep_the_order_of_the_record)
{
    outcome o;
    static const char *const wanted[] = {"y", "z", "main"};
    reads(&o,
          "{\"id\":\"a\",\"types\":[\"main\",\"y\",\"x\"]}\n"
          "{\"id\":\"b\",\"types\":[\"x\",\"y\",\"z\",\"y\",\"main\",\"x\"]}\n",
          0, 0, 0);
    for (size_t i = 0; i < 3; i++) {
        const kith_id type = kith_graph_entity_more_type(o.graph, 1, i);
        assert_string_equal(kith_graph_entity_type_name(o.graph, type),
                            wanted[i]);
    }
    assert_int_equal(kith_graph_entity_more_type(o.graph, 1, 3), KITH_NONE);
    outcome_free(&o);
}

TEST(documents_are_merged_too)
{
    outcome o;
    reads(&o,
          "{\"record\":\"document\",\"id\":\"d\",\"title\":\"T\"}\n"
          "{\"record\":\"document\",\"id\":\"d\",\"url\":\"U\"}\n"
          "{\"record\":\"document\",\"id\":\"d\",\"title\":\"T\"}\n"
          "{\"record\":\"document\",\"id\":\"d\",\"url\":\"V\"}\n",
          1, 1, 1);
    record_is(&o, KITH_RECORD_DOCUMENT, 0,
              "{\"record\": \"document\", \"id\": \"d\", \"title\": \"T\", "
              "\"url\": \"U\"}");
    outcome_free(&o);
}

TEST(merging_goes_across_files)
{
    outcome o = {0};
    outcome_add_text(&o, "{\"id\":\"a\",\"name\":\"N\"}\n");
    outcome_add_text(&o, "{\"entities\":[{\"id\":\"a\",\"type\":\"t\"},"
                         "{\"id\":\"a\",\"name\":\"M\"}]}");
    outcome_read(&o, NULL);
    assert_int_equal(kith_graph_entity_count(o.graph), 1);
    assert_int_equal(outcome_count(&o, KITH_RULE_CONFLICT), 1);
    const kith_problem *problem = kith_diagnostics_at(o.problems, 0);
    assert_string_equal(problem->error.place.source, o.inputs[1]);
    assert_non_null(strstr(problem->error.message, o.inputs[0]));
    record_is(&o, KITH_RECORD_ENTITY, 0,
              "{\"id\": \"a\", \"name\": \"N\", \"type\": \"t\"}");
    outcome_free(&o);
}

/* -- relations ----------------------------------------------------------- */

#define A_T_B "\"source\":\"a\",\"type\":\"t\",\"target\":\"b\""
#define ENDS  "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"

TEST(identical_relations_count_once)
{
    outcome o;
    reads(&o,
          ENDS "{" A_T_B "}\n{" A_T_B "}\n{ " A_T_B " }\n"
               "{\"target\":\"b\",\"type\":\"t\",\"source\":\"a\"}\n",
          3, 0, 0);
    assert_int_equal(kith_graph_relation_count(o.graph), 1);
    outcome_free(&o);
}

/* Relations that differ in anything are parallel. */
TEST(relations_that_differ_are_several)
{
    outcome o;
    reads(&o,
          ENDS "{" A_T_B "}\n"
               "{" A_T_B ",\"weight\":2}\n"
               "{" A_T_B ",\"since\":\"2017\"}\n"
               "{" A_T_B ",\"directed\":false}\n"
               "{" A_T_B ",\"note\":\"x\"}\n"
               "{" A_T_B ",\"note\":\"y\"}\n"
               "{" A_T_B ",\"name\":\"x\"}\n"
               "{" A_T_B ",\"name\":\"y\"}\n"
               "{" A_T_B ",\"note\":1}\n"
               "{" A_T_B ",\"note\":\"1\"}\n"
               "{" A_T_B ",\"evidence\":[]}\n"
               "{\"source\":\"b\",\"type\":\"t\",\"target\":\"a\"}\n"
               "{\"source\":\"a\",\"type\":\"u\",\"target\":\"b\"}\n",
          0, 0, 0);
    assert_int_equal(kith_graph_relation_count(o.graph), 13);
    outcome_free(&o);
}

TEST(one_id_with_other_facts_is_a_conflict)
{
    outcome o;
    reads(&o,
          ENDS "{" A_T_B ",\"id\":\"r\",\"weight\":1}\n"
               "{" A_T_B ",\"id\":\"r\",\"weight\":2}\n"
               "{" A_T_B ",\"id\":\"r\",\"weight\":1}\n"
               "{" A_T_B ",\"id\":\"r\",\"since\":\"2017\"}\n"
               "{" A_T_B ",\"id\":\"s\",\"weight\":2}\n",
          1, 2, 2);
    assert_int_equal(kith_graph_relation_count(o.graph), 2);
    const kith_problem *problem = kith_diagnostics_at(o.problems, 0);
    assert_non_null(strstr(problem->error.message, "'weight' is 2 here and 1"));
    outcome_free(&o);
}

TEST(one_id_written_in_two_ways_is_no_conflict)
{
    outcome o;
    reads(&o,
          ENDS "{" A_T_B ",\"id\":\"r\",\"properties\":{\"x\":[1,2]}}\n"
               "{" A_T_B
               ",\"id\":\"\\u0072\",\"properties\": {\"x\": [1, 2]}}\n",
          1, 0, 0);
    assert_int_equal(kith_graph_relation_count(o.graph), 1);
    outcome_free(&o);
}

/* Many ids, some of them again: the order of reports is that of records, not
 * that of hashes. */
TEST(conflicts_come_in_order_of_place_also_where_few_are_kept)
{
    static char text[200000];
    size_t length = (size_t)sprintf(text, ENDS);
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < 500; i++)
            length += (size_t)sprintf(text + length,
                                      "{" A_T_B ",\"id\":\"r%zu\","
                                      "\"weight\":%zu}\n",
                                      i, round);
    }
    outcome o = {0};
    outcome_add(&o, text, length);
    kith_diagnostics *few = kith_diagnostics_new(5);
    const kith_read_options options = {.inputs = o.inputs,
                                       .input_count = 1,
                                       .unsound = true};
    assert_int_equal(kith_graph_read(&o.graph, &options, few, NULL), KITH_OK);
    assert_int_equal(kith_diagnostics_of_rule(few, KITH_RULE_CONFLICT), 500);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(kith_diagnostics_at(few, i)->error.place.line,
                         503 + i);
    }
    kith_diagnostics_free(few);
    outcome_free(&o);
}

RUN("graph/repeats",
    CASE(an_identical_entity_is_noted),
    CASE(entities_that_are_written_differently_are_the_same),
    CASE(a_record_that_says_less_is_noted),
    CASE(a_conflict_names_the_property_and_both_places),
    CASE(later_records_are_compared_with_all_before_them),
    CASE(records_that_add_facts_are_merged),
    CASE(the_first_of_types_is_the_main_type_also_when_it_comes_later),
    CASE(types_keep_the_order_of_the_record),
    CASE(documents_are_merged_too),
    CASE(merging_goes_across_files),
    CASE(identical_relations_count_once),
    CASE(relations_that_differ_are_several),
    CASE(one_id_with_other_facts_is_a_conflict),
    CASE(one_id_written_in_two_ways_is_no_conflict),
    CASE(conflicts_come_in_order_of_place_also_where_few_are_kept))
