/* Records to a graph: what is in it, what is left out, and a clean status
 * whenever an allocation fails. */
#include "base/alloc.h"
#include "inputs.h"
#include "test.h"

#include <kith/vocabulary.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static kith_id entity(const outcome *o, const char *id)
{
    return kith_graph_entity_of_id(o->graph, (kith_text){id, strlen(id)});
}

static bool has(const outcome *o, const char *id)
{
    return entity(o, id) != KITH_NONE;
}

static const kith_problem *first_problem(const outcome *o, kith_rule rule)
{
    static const kith_problem none = {0};
    for (size_t i = 0; i < kith_diagnostics_size(o->problems); i++) {
        const kith_problem *problem = kith_diagnostics_at(o->problems, i);
        if (problem->rule == rule)
            return problem;
    }
    fail_msg("no %s", kith_rule_name(rule));
    return &none; /* is not reached, which compilers do not know */
}

/* Text of left-out record `index`, with its line and column before it. */
static const char *rejected(const outcome *o, size_t index)
{
    static char out[512];
    char *text = NULL;
    size_t length = 0;
    kith_place place;
    assert_int_equal(kith_graph_reject(o->graph, index, &text, &length, &place,
                                       NULL),
                     KITH_OK);
    assert_int_equal(strlen(text), length);
    snprintf(out, sizeof out, "%u:%u %s", place.line, place.column, text);
    kith_free(text);
    return out;
}

/* -- what is in it ------------------------------------------------------- */

static const char small[] =
    "{\"title\": \"Forum \\u2116 1\",\n"
    " \"entities\": [\n"
    "  {\"id\": \"a\", \"type\": \"person\", \"name\": \"A. A.\",\n"
    "   \"aliases\": [\"Alpha\", \"\\u0410\"]},\n"
    "  {\"id\": \"b\", \"types\": [\"organisation\", \"host\"]},\n"
    "  {\"id\": \"c\"}],\n"
    " \"relations\": [\n"
    "  {\"source\": \"a\", \"type\": \"leads\", \"target\": \"b\",\n"
    "   \"since\": \"2017\", \"evidence\": [\"d\"]},\n"
    "  {\"source\": \"c\", \"type\": \"leads\", \"target\": \"a\",\n"
    "   \"weight\": 2.5, \"confidence\": 0.5, \"directed\": false},\n"
    "  {\"source\": \"c\", \"type\": \"knows\", \"target\": \"c\"}],\n"
    " \"documents\": [{\"id\": \"d\", \"title\": \"D\"}],\n"
    " \"made\": {\"by\": [\"hand\"]}}\n";

TEST(everything_that_records_say_is_there)
{
    outcome o = {0};
    outcome_of(&o, small);
    assert_int_equal(outcome_errors(&o), 0);
    assert_string_equal(kith_graph_title(o.graph), "Forum № 1");
    assert_int_equal(kith_graph_entity_count(o.graph), 3);
    assert_int_equal(kith_graph_relation_count(o.graph), 3);
    assert_int_equal(kith_graph_document_count(o.graph), 1);
    assert_int_equal(entity(&o, "a"), 0);
    assert_int_equal(entity(&o, "c"), 2);
    assert_false(has(&o, "d"));
    assert_string_equal(kith_graph_entity_name(o.graph, 0), "A. A.");
    assert_string_equal(kith_graph_entity_name(o.graph, 1), "b");
    assert_string_equal(kith_graph_entity_alias(o.graph, 0, 0), "Alpha");
    assert_string_equal(kith_graph_entity_alias(o.graph, 0, 1), "А");
    assert_null(kith_graph_entity_alias(o.graph, 0, 2));
    assert_null(kith_graph_entity_alias(o.graph, 1, 0));
    assert_int_equal(kith_graph_entity_type_count(o.graph), 3);
    assert_int_equal(kith_graph_entity_type(o.graph, 2), KITH_NONE);
    assert_true(kith_graph_entity_is(o.graph, 1, 1));
    assert_true(kith_graph_entity_is(o.graph, 1, 2));
    assert_false(kith_graph_entity_is(o.graph, 1, 0));
    outcome_free(&o);
}

TEST(relations_keep_all_their_facts)
{
    outcome o = {0};
    outcome_of(&o, small);
    kith_relation r = kith_graph_relation(o.graph, 0);
    assert_int_equal(r.source, 0);
    assert_int_equal(r.target, 1);
    assert_true(r.directed && r.weight == 1 && isnan(r.confidence));
    assert_int_equal(r.since, kith_date_parse((kith_text){"2017", 4}));
    assert_int_equal(r.until, KITH_NO_DATE);
    r = kith_graph_relation(o.graph, 1);
    assert_true(!r.directed && r.weight == 2.5 && r.confidence == 0.5);
    assert_int_equal(r.since, KITH_NO_DATE);
    assert_int_equal(r.type, 0);
    assert_int_equal(kith_graph_relation_type(o.graph, 2), 1);
    assert_string_equal(kith_graph_relation_type_name(o.graph, 1), "knows");
    assert_non_null(kith_graph_weights(o.graph));
    assert_int_equal(outcome_count(&o, KITH_RULE_SELF_RELATION), 1);
    outcome_free(&o);
}

TEST(members_beside_the_records_are_kept)
{
    outcome o = {0};
    kith_text key;
    kith_text value;
    outcome_of(&o, small);
    assert_true(kith_graph_member(o.graph, 0, &key, &value));
    assert_memory_equal(key.data, "title", key.length);
    assert_true(kith_graph_member(o.graph, 1, &key, &value));
    assert_memory_equal(value.data, "{\"by\": [\"hand\"]}", value.length);
    assert_false(kith_graph_member(o.graph, 2, &key, &value));
    outcome_free(&o);
}

TEST(places_are_where_records_begin)
{
    outcome o = {0};
    outcome_of(&o, small);
    kith_place place = kith_graph_place(o.graph, KITH_RECORD_ENTITY, 1);
    assert_int_equal(place.line, 5);
    assert_int_equal(place.column, 3);
    place = kith_graph_place(o.graph, KITH_RECORD_RELATION, 2);
    assert_int_equal(place.line, 12);
    place = kith_graph_place(o.graph, KITH_RECORD_DOCUMENT, 0);
    assert_int_equal(place.line, 13);
    assert_int_equal(place.column, 16);
    assert_string_equal(place.source, o.inputs[0]);
    outcome_free(&o);
}

/* -- ends that nobody defines -------------------------------------------- */

static const char dangling[] =
    "{\"id\":\"mukhitdinov\"}\n"
    "{\"source\":\"mukhitdinow\",\"type\":\"t\",\"target\":\"far\"}\n";

TEST(an_undefined_end_is_an_error_with_the_nearest_id)
{
    outcome o = {0};
    outcome_of(&o, dangling);
    assert_int_equal(outcome_count(&o, KITH_RULE_UNKNOWN_ENTITY), 2);
    assert_int_equal(kith_graph_entity_count(o.graph), 1);
    assert_int_equal(kith_graph_relation_count(o.graph), 0);
    assert_int_equal(kith_graph_reject_count(o.graph), 1);
    const kith_problem *problem = first_problem(&o, KITH_RULE_UNKNOWN_ENTITY);
    assert_string_equal(problem->record, "relation mukhitdinow -t-> far");
    assert_int_equal(problem->error.place.line, 2);
    assert_non_null(strstr(problem->error.hint, "'mukhitdinov'"));
    outcome_free(&o);
}

TEST(implicit_makes_the_entities)
{
    outcome o = {0};
    char *record = NULL;
    outcome_add_text(&o, dangling);
    outcome_read(&o, &(kith_read_options){.implicit = true});
    assert_int_equal(o.status, KITH_OK);
    assert_int_equal(outcome_errors(&o), 0);
    assert_int_equal(kith_graph_entity_count(o.graph), 3);
    assert_int_equal(kith_graph_relation_count(o.graph), 1);
    const kith_id far = entity(&o, "far");
    assert_int_equal(kith_graph_place(o.graph, KITH_RECORD_ENTITY, far).line,
                     0);
    assert_int_equal(kith_graph_record(o.graph, KITH_RECORD_ENTITY, far,
                                       &record, NULL),
                     KITH_OK);
    assert_string_equal(record, "{}");
    kith_free(record);
    outcome_free(&o);
}

TEST(errors_fail_unless_they_may_be_left_out)
{
    outcome o = {0};
    outcome_add_text(&o, dangling);
    outcome_read(&o, &(kith_read_options){0});
    assert_int_equal(o.status, KITH_E_INVALID);
    assert_string_equal(o.err.message, "2 errors in the records");
    assert_true(kith_diagnostics_size(o.problems) == 2);
    outcome_free(&o);
}

/* -- unsound records ----------------------------------------------------- */

TEST(unsound_records_are_left_out_with_what_hangs_on_them)
{
    outcome o = {0};
    outcome_of(&o, "{\"id\":\"a\"}\n"
                   "{\"id\":\"b\",\"name\":7}\n"
                   "{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\"}\n"
                   "{\"source\":\"a\",\"type\":\"t\",\"target\":\"a\"}\n"
                   "{\"id\":\"c\"\n"
                   "  junk \n");
    assert_int_equal(kith_graph_entity_count(o.graph), 1);
    assert_int_equal(kith_graph_relation_count(o.graph), 1);
    assert_int_equal(kith_graph_reject_count(o.graph), 4);
    assert_string_equal(rejected(&o, 0), "2:1 {\"id\":\"b\",\"name\":7}");
    assert_string_equal(rejected(&o, 1), "3:1 {\"source\":\"a\",\"type\":\"t\","
                                         "\"target\":\"b\"}");
    assert_string_equal(rejected(&o, 2), "5:1 {\"id\":\"c\"");
    assert_string_equal(rejected(&o, 3), "6:3 junk");
    assert_int_equal(outcome_records(&o), 6);
    outcome_free(&o);
}

TEST(any_line_can_be_a_reject)
{
    static const char *const lines[] = {"}",    "]",   ",",  ":",  "\"",
                                        "{",    "[",   "0",  "{}", "x",
                                        "null", "[[[", "}}", "\\", "{\"id\""};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[64];
        char wanted[64];
        outcome o = {0};
        snprintf(text, sizeof text, "{\"id\":\"a\"}\n%s\n{\"id\":\"b\"}\n",
                 lines[i]);
        snprintf(wanted, sizeof wanted, "2:1 %s", lines[i]);
        outcome_of(&o, text);
        assert_int_equal(kith_graph_entity_count(o.graph), 2);
        assert_int_equal(kith_graph_reject_count(o.graph), 1);
        assert_string_equal(rejected(&o, 0), wanted);
        outcome_free(&o);
    }
}

TEST(a_sound_record_after_an_unsound_one_counts)
{
    outcome o = {0};
    outcome_of(&o, "{\"id\":\"a\",\"name\":7}\n{\"id\":\"a\"}\n"
                   "{\"id\":\"b\"}\n{\"id\":\"b\",\"name\":7}\n"
                   "{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\"}\n");
    assert_int_equal(outcome_errors(&o), 2);
    assert_int_equal(kith_graph_entity_count(o.graph), 2);
    assert_int_equal(kith_graph_relation_count(o.graph), 1);
    assert_int_equal(kith_graph_place(o.graph, KITH_RECORD_ENTITY, 0).line, 2);
    assert_int_equal(outcome_records(&o), 5);
    outcome_free(&o);
}

TEST(an_unsound_document_is_known_and_has_no_record)
{
    outcome o = {0};
    char *record = NULL;
    outcome_of(&o, "{\"record\":\"document\",\"id\":\"d\",\"date\":\"x\"}\n"
                   "{\"id\":\"a\",\"evidence\":[\"d\",\"e\"]}\n");
    assert_int_equal(outcome_count(&o, KITH_RULE_BAD_DATE), 1);
    assert_int_equal(outcome_count(&o, KITH_RULE_UNKNOWN_DOCUMENT), 1);
    const kith_problem *problem = first_problem(&o, KITH_RULE_UNKNOWN_DOCUMENT);
    assert_string_equal(problem->record, "entity a");
    for (kith_id d = 0; d < kith_graph_document_count(o.graph); d++) {
        assert_int_equal(
            kith_graph_place(o.graph, KITH_RECORD_DOCUMENT, d).line, 0);
        assert_int_equal(kith_graph_record(o.graph, KITH_RECORD_DOCUMENT, d,
                                           &record, NULL),
                         KITH_OK);
        assert_string_equal(record, "{}");
        kith_free(record);
    }
    outcome_free(&o);
}

/* -- the vocabulary ------------------------------------------------------ */

static const char rules[] =
    "{\"entity_types\":{\"person\":{\"label\":\"person\"},"
    "\"organisation\":{\"label\":\"organisation\"}},"
    "\"relation_types\":{\"leads\":{\"label\":\"leads\","
    "\"source\":[\"person\"],\"required\":[\"role\"]}}}";

TEST(what_breaks_the_vocabulary_is_left_out_and_not_lost)
{
    outcome o = {0};
    outcome schema = {0};
    kith_vocabulary *vocabulary = NULL;
    outcome_add_text(&schema, rules);
    assert_int_equal(kith_vocabulary_read(&vocabulary, schema.inputs[0], NULL),
                     KITH_OK);
    outcome_add_text(&o,
                     "{\"id\":\"p\",\"type\":\"person\"}\n"
                     "{\"id\":\"o\",\"type\":\"organisation\"}\n"
                     "{\"id\":\"x\",\"type\":\"ship\"}\n"
                     "{\"id\":\"x\",\"name\":\"adds a name\"}\n"
                     "{\"id\":\"x\",\"type\":\"ship\"}\n"
                     "{\"source\":\"p\",\"type\":\"leads\",\"target\":\"o\","
                     "\"properties\":{\"role\":1}}\n"
                     "{\"source\":\"p\",\"type\":\"leads\",\"target\":\"o\"}\n"
                     "{\"source\":\"o\",\"type\":\"leads\",\"target\":\"p\","
                     "\"properties\":{\"role\":1}}\n"
                     "{\"source\":\"p\",\"type\":\"leads\",\"target\":\"x\","
                     "\"properties\":{\"role\":1}}\n"
                     "{\"source\":\"p\",\"type\":\"owns\",\"target\":\"o\"}\n");
    outcome_read(&o, &(kith_read_options){.unsound = true,
                                          .vocabulary = vocabulary});
    assert_int_equal(outcome_count(&o, KITH_RULE_UNKNOWN_ENTITY_TYPE), 1);
    assert_int_equal(outcome_count(&o, KITH_RULE_UNKNOWN_RELATION_TYPE), 1);
    assert_int_equal(outcome_count(&o, KITH_RULE_MISSING_PROPERTY), 1);
    assert_int_equal(outcome_count(&o, KITH_RULE_SOURCE_TYPE), 1);
    assert_int_equal(outcome_count(&o, KITH_RULE_UNKNOWN_ENTITY), 1);
    assert_int_equal(kith_graph_entity_count(o.graph), 2);
    assert_int_equal(kith_graph_relation_count(o.graph), 1);
    assert_int_equal(outcome_records(&o), 10);
    kith_vocabulary_free(vocabulary);
    outcome_free(&schema);
    outcome_free(&o);
}

/* -- selections ---------------------------------------------------------- */

TEST(a_selection_finds_its_records)
{
    outcome o = {0};
    kith_graph *part = NULL;
    char *record = NULL;
    static const char *const types[] = {"knows", NULL};
    const kith_selection selection = {.relation_types = types};
    outcome_of(&o, small);
    assert_int_equal(kith_graph_select(&part, o.graph, &selection, NULL),
                     KITH_OK);
    assert_int_equal(kith_graph_relation_count(part), 1);
    assert_int_equal(kith_graph_record(part, KITH_RECORD_RELATION, 0, &record,
                                       NULL),
                     KITH_OK);
    assert_non_null(strstr(record, "\"knows\""));
    kith_free(record);
    assert_int_equal(kith_graph_place(part, KITH_RECORD_RELATION, 0).line, 12);
    assert_string_equal(kith_graph_title(part), "Forum № 1");
    kith_graph_free(part);
    outcome_free(&o);
}

/* -- failures ------------------------------------------------------------ */

TEST(inputs_that_cannot_be_read_are_said)
{
    outcome o = {.inputs = {"/tmp/kith-no-such-file.json"}, .input_count = 1};
    outcome_read(&o, NULL);
    assert_int_equal(o.status, KITH_E_IO);
    assert_non_null(strstr(o.err.message, "kith-no-such-file.json"));
    outcome_clear(&o);
    outcome none = {0};
    outcome_read(&none, NULL);
    assert_int_equal(none.status, KITH_E_NOT_FOUND);
    outcome_clear(&none);
}

TEST(more_types_than_there_can_be_are_refused)
{
    static char text[70000 * 32];
    size_t length = 0;
    for (size_t i = 0; i < 66000; i++)
        length += (size_t)sprintf(text + length,
                                  "{\"id\":\"e\",\"type\":\"t%zu\"}\n", i);
    outcome o = {0};
    outcome_add(&o, text, length);
    outcome_read(&o, &(kith_read_options){.unsound = true, .threads = 1});
    assert_int_equal(o.status, KITH_E_LIMIT);
    assert_true(o.err.hint[0] != '\0');
    outcome_free(&o);
}

/* Every allocation of reading fails once: a clean status each time. */
static void fail_each_allocation(const char *text, unsigned threads)
{
    outcome o = {0};
    const kith_read_options options = {.threads = threads, .unsound = true};
    outcome_add_text(&o, text);
    for (size_t left = 0;; left++) {
        kith_read_options given = options;
        given.inputs = o.inputs;
        given.input_count = o.input_count;
        o.problems = kith_diagnostics_new(SIZE_MAX);
        kith_alloc_fail_after(left);
        o.status = kith_graph_read(&o.graph, &given, o.problems, &o.err);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        if (!failed) {
            assert_int_equal(o.status, KITH_OK);
            break;
        }
        /* a problem that cannot be kept is counted, and reading goes on */
        if (o.status != KITH_OK) {
            assert_int_equal(o.status, KITH_E_MEMORY);
            assert_null(o.graph);
            assert_string_equal(o.err.message, "out of memory");
        }
        outcome_clear(&o);
    }
    outcome_free(&o);
}

TEST(each_allocation_of_reading_may_fail)
{
    fail_each_allocation(small, 1);
}

TEST(each_allocation_of_merging_may_fail)
{
    fail_each_allocation(
        "{\"id\":\"a\"}\n{\"id\":\"a\",\"name\":\"N\",\"types\":[\"t\\n\"]}\n"
        "{\"id\":\"a\",\"aliases\":[\"x\",\"\\u0041\"]}\n{\"id\":\"a\"}\n"
        "{\"id\":\"a\",\"name\":\"M\"}\n{\"id\":\"b\",\"x\":{\"y\":1}}\n"
        "{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\",\"id\":\"r\"}\n"
        "{\"source\":\"b\",\"type\":\"t\",\"target\":\"a\",\"id\":\"r\"}\n"
        "{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\",\"id\":\"r\"}\n"
        "{\"source\":\"a\",\"type\":\"t\",\"target\":\"nobody\"}\n"
        "{\"id\":\"c\",\"evidence\":[{\"document\":\"d\\u0041\"}]}\n"
        "{\"record\":\"document\",\"id\":\"dA\"}\njunk\n",
        1);
}

/* What may not be lost when memory runs out: the names of citations. */
TEST(a_graph_that_was_read_in_spite_of_a_failure_is_whole)
{
    outcome o = {0};
    outcome_add_text(&o, small);
    for (size_t left = 0; left < 400; left++) {
        kith_read_options given = {.threads = 1};
        given.inputs = o.inputs;
        given.input_count = o.input_count;
        o.problems = kith_diagnostics_new(SIZE_MAX);
        kith_alloc_fail_after(left);
        o.status = kith_graph_read(&o.graph, &given, o.problems, &o.err);
        kith_alloc_fail_after(SIZE_MAX);
        if (o.status == KITH_OK) {
            assert_int_equal(kith_graph_entity_count(o.graph), 3);
            assert_int_equal(kith_graph_relation_count(o.graph), 3);
            assert_int_equal(kith_graph_document_count(o.graph), 1);
            assert_string_equal(kith_graph_entity_alias(o.graph, 0, 1), "А");
        }
        outcome_clear(&o);
    }
    outcome_free(&o);
}

RUN("graph/read",
    CASE(everything_that_records_say_is_there),
    CASE(relations_keep_all_their_facts),
    CASE(members_beside_the_records_are_kept),
    CASE(places_are_where_records_begin),
    CASE(an_undefined_end_is_an_error_with_the_nearest_id),
    CASE(implicit_makes_the_entities),
    CASE(errors_fail_unless_they_may_be_left_out),
    CASE(unsound_records_are_left_out_with_what_hangs_on_them),
    CASE(any_line_can_be_a_reject),
    CASE(a_sound_record_after_an_unsound_one_counts),
    CASE(an_unsound_document_is_known_and_has_no_record),
    CASE(what_breaks_the_vocabulary_is_left_out_and_not_lost),
    CASE(a_selection_finds_its_records),
    CASE(inputs_that_cannot_be_read_are_said),
    CASE(more_types_than_there_can_be_are_refused),
    CASE(each_allocation_of_reading_may_fail),
    CASE(each_allocation_of_merging_may_fail),
    CASE(a_graph_that_was_read_in_spite_of_a_failure_is_whole))
