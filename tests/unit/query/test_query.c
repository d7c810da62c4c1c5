/* Queries from outside: compiling, running, limits, remarks, failures. */
#include "ask.h"
#include "base/alloc.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

TEST(properties_fall_back_to_the_record)
{
    asking a = {0};
    asking_of_people(&a);
    assert_answer(
        &a, "MATCH (n:person) RETURN n.id, n.name, n.age ORDER BY n.id",
        "\"ada\"|\"Ada\"|36\n\"bob\"|null|41\n\"eve\"|\"Eve\"|null\n");
    assert_answer(&a,
                  "MATCH ()-[r:knows]->(b) RETURN r.since, b.id ORDER BY b.id",
                  "\"2001\"|\"bob\"\nnull|\"eve\"\n");
    asking_free(&a);
}

TEST(relations_without_direction_match_both_ways)
{
    asking a = {0};
    asking_of_people(&a);
    assert_answer(
        &a, "MATCH (a)-[:married_to]->(b) RETURN a.id, b.id ORDER BY a.id",
        "\"bob\"|\"eve\"\n\"eve\"|\"bob\"\n");
    assert_answer(&a,
                  "MATCH (a)-[:married_to]-(b) RETURN a.id, b.id ORDER BY a.id",
                  "\"bob\"|\"eve\"\n\"eve\"|\"bob\"\n");
    assert_answer(&a, "MATCH (a)<-[:married_to]-(b) RETURN count(*)", "2\n");
    assert_answer(&a, "MATCH ()-[r:married_to]-()-[:knows]-() RETURN count(*)",
                  "3\n");
    asking_free(&a);
}

TEST(a_selection_can_be_asked)
{
    asking a = {0};
    asking_of_people(&a);
    const char *const types[] = {"person", NULL};
    const kith_selection selection = {.entity_types = types};
    kith_graph *part = NULL;
    kith_session *whole = a.session;
    assert_int_equal(kith_graph_select(&part, a.records.graph, &selection,
                                       NULL),
                     KITH_OK);
    assert_int_equal(kith_session_new(&a.session, part, NULL), KITH_OK);
    assert_answer(&a, "MATCH (n) RETURN count(*)", "3\n");
    assert_answer(&a, "MATCH (n {id: 'eve'})<-[:knows]-(m) RETURN m.age",
                  "41\n");
    kith_session_free(a.session);
    kith_graph_free(part);
    a.session = whole;
    asking_free(&a);
}

TEST(errors_name_type_detail_and_place)
{
    asking a = {0};
    asking_of_people(&a);
    assert_refused(&a, "MATCH (n) RETURN m.id",
                   "SyntaxError: UndefinedVariable: ", "m");
    assert_refused(&a, "MATCH (n) RETURN toUper(n.id)",
                   "SyntaxError: UnknownFunction: ", "toUper");
    assert_string_equal(a.err.hint, "did you mean 'toUpper'?");
    assert_refused(&a, "RETURN 1 / (2 - 2)",
                   "ArithmeticError: DivisionByZero: ", "1 / (2 - 2)");
    assert_int_equal(ask(&a, "CREATE (n)"), KITH_E_UNSUPPORTED);
    asking_free(&a);
}

TEST(limits_end_a_run)
{
    asking a = {0};
    asking_of_people(&a);
    a.options.most_rows = 3;
    assert_int_equal(ask(&a, "UNWIND range(1, 4) AS x RETURN x"), KITH_E_LIMIT);
    assert_answer(&a, "UNWIND range(1, 3) AS x RETURN x", "1\n2\n3\n");
    a.options = (kith_query_options){.timeout = 0.05};
    assert_int_equal(
        ask(&a, "UNWIND range(1, 90000000) AS x RETURN count(x * x % 7)"),
        KITH_E_LIMIT);
    a.options = (kith_query_options){.memory = (size_t)2 * 1024 * 1024};
    assert_int_equal(ask(&a, "UNWIND range(1, 50000) AS x "
                             "RETURN collect(toString(x) + ' and more')"),
                     KITH_E_LIMIT);
    assert_answer(&a, "RETURN 1", "1\n");
    asking_free(&a);
}

static bool stop(void *context)
{
    ++*(int *)context;
    return true;
}

TEST(somebody_can_stop_a_run)
{
    asking a = {0};
    int asked = 0;
    asking_of_people(&a);
    a.options = (kith_query_options){.is_stopped = stop, .context = &asked};
    assert_int_equal(ask(&a, "UNWIND range(1, 100000) AS x RETURN count(x)"),
                     KITH_E_LIMIT);
    assert_int_equal(asked, 1);
    asking_free(&a);
}

TEST(a_query_runs_again)
{
    asking a = {0};
    asking_of_people(&a);
    for (size_t i = 0; i < 3; i++) {
        assert_answer(&a,
                      "MATCH (n) WITH DISTINCT labels(n)[0] AS t ORDER BY t "
                      "LIMIT 2 RETURN collect(t)",
                      "[\"company\",\"person\"]\n");
    }
    asking_free(&a);
}

TEST(remarks_name_what_is_near)
{
    asking a = {0};
    kith_query *query = NULL;
    kith_error remark;
    asking_of_people(&a);
    const char text[] = "MATCH (n:persn)-[:know]->() RETURN n";
    assert_int_equal(kith_query_compile(&query, a.session,
                                        (kith_text){text, strlen(text)}, "q",
                                        NULL, NULL),
                     KITH_OK);
    assert_true(kith_query_remark(query, 0, &remark));
    assert_string_equal(remark.message, "no entity has the type 'persn'");
    assert_string_equal(remark.hint, "did you mean 'person'?");
    assert_int_equal(remark.place.column, 10);
    assert_true(kith_query_remark(query, 1, &remark));
    assert_string_equal(remark.hint, "did you mean 'knows'?");
    assert_false(kith_query_remark(query, 2, &remark));
    kith_query_free(query);
    asking_free(&a);
}

TEST(an_id_among_the_properties_goes_first)
{
    static const char *const insides[] = {"\"id\"", "\"\\u0069d\"",
                                          "\"v\":1,\"id\""};
    for (size_t i = 0; i < sizeof insides / sizeof *insides; i++) {
        char records[200];
        asking a = {0};
        (void)snprintf(records, sizeof records,
                       "{\"id\":\"a\"}\n{\"id\":\"b\","
                       "\"properties\":{%s:\"x\"}}\n",
                       insides[i]);
        asking_of(&a, records);
        assert_answer(&a, "MATCH (n {id: 'x'}) RETURN id(n)", "1\n");
        assert_answer(&a, "MATCH (n {id: 'b'}) RETURN id(n)", "");
        assert_answer(&a, "MATCH (n {id: 'a'}) RETURN id(n)", "0\n");
        asking_free(&a);
    }
    asking plain = {0};
    asking_of(&plain, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    assert_answer(&plain, "MATCH (n {id: 'b'}) RETURN id(n)", "1\n");
    assert_answer(&plain, "MATCH (n) RETURN n.id", "\"a\"\n\"b\"\n");
    asking_free(&plain);
}

static bool keep_number(void *context,
                        const kith_value *const *row,
                        size_t columns)
{
    (void)columns;
    *(int64_t *)context = kith_value_integer(row[0]);
    return true;
}

static kith_status bind(kith_query *query, const char *json, kith_error *err)
{
    const kith_parameter x = {
        {"x",  1           },
        {json, strlen(json)}
    };
    *err = (kith_error){0};
    return kith_query_bind(query, &x, 1, err);
}

TEST(a_query_runs_again_with_other_parameters)
{
    asking a = {0};
    kith_query *query = NULL;
    kith_error err = {0};
    int64_t number = 0;
    asking_of_people(&a);
    const char text[] = "UNWIND range(1, 9) AS i WITH i LIMIT size($x) "
                        "WHERE i <> $x[0] RETURN count(*) + size($x)";
    const kith_parameter x = {
        {"x",      1},
        {"[1, 2]", 6}
    };
    const kith_query_options how = {.parameters = &x, .parameter_count = 1};
    assert_int_equal(kith_query_compile(&query, a.session,
                                        (kith_text){text, strlen(text)}, "q",
                                        &how, &err),
                     KITH_OK);
    assert_int_equal(kith_query_run(query, keep_number, &number, &err),
                     KITH_OK);
    assert_int_equal(number, 3);
    assert_int_equal(bind(query, "[3, 4, 5, 6]", &err), KITH_OK);
    for (size_t times = 0; times < 2; times++) {
        assert_int_equal(kith_query_run(query, keep_number, &number, &err),
                         KITH_OK);
        assert_int_equal(number, 7);
    }
    assert_int_equal(bind(query, "[3,", &err), KITH_E_SYNTAX);
    assert_int_equal(bind(query, "[1e400]", &err), KITH_E_SYNTAX);
    assert_non_null(strstr(err.message, "FloatingPointOverflow"));
    assert_int_equal(kith_query_bind(query, NULL, 0, &err), KITH_E_INVALID);
    kith_query_free(query);
    asking_free(&a);
}

TEST(nesting_has_a_limit)
{
    asking a = {0};
    asking_of_people(&a);
    for (size_t depth = 40; depth <= 100000; depth *= 50) {
        char *text = calloc(2 * depth + 16, 1);
        memcpy(text, "RETURN ", 7);
        memset(text + 7, '[', depth);
        memset(text + 7 + depth, ']', depth);
        assert_int_equal(ask(&a, text), depth == 40 ? KITH_OK : KITH_E_LIMIT);
        free(text);
    }
    asking_free(&a);
}

TEST(a_label_expression_has_a_limit)
{
    asking a = {0};
    asking_of_people(&a);
    for (size_t names = 400; names <= 400000; names *= 1000) {
        char *text = calloc(2 * names + 40, 1);
        (void)strcpy(text, "MATCH (n");
        for (size_t i = 0; i < names; i++)
            memcpy(text + 8 + 2 * i, !i ? ":A" : i % 3 ? "|A" : "&A", 2);
        (void)strcpy(text + 8 + 2 * names, ") RETURN n");
        assert_int_equal(ask(&a, text), names == 400 ? KITH_OK : KITH_E_LIMIT);
        free(text);
    }
    asking_free(&a);
}

TEST(the_plan_can_be_read)
{
    asking a = {0};
    kith_query *query = NULL;
    char *plan = NULL;
    size_t length = 0;
    asking_of_people(&a);
    const char text[] = "EXPLAIN MATCH (a:company)<--(b)-->(c) RETURN count(*)";
    assert_int_equal(kith_query_compile(&query, a.session,
                                        (kith_text){text, strlen(text)}, "q",
                                        NULL, NULL),
                     KITH_OK);
    assert_int_equal(kith_query_mode_of(query), KITH_QUERY_EXPLAIN);
    FILE *file = open_memstream(&plan, &length);
    kith_query_put_plan(query, false, file);
    fclose(file);
    assert_non_null(strstr(plan, "scan type company"));
    assert_non_null(strstr(plan, "count\n"));
    free(plan);
    kith_query_free(query);
    asking_free(&a);
}

/* Each allocation of a run fails once; the run says so and nothing leaks. */
TEST(every_allocation_may_fail)
{
    static const char *const queries[] = {
        "MATCH (a)-[r:knows*1..2]->(b) WHERE a.age > 30 WITH DISTINCT a, b "
        "ORDER BY b.id LIMIT 5 RETURN a.id, collect(b.name), count(*)",
        "MATCH p = shortestPath((a {id: 'ada'})-[*]-(b {id: 'eve'})) RETURN p, "
        "[x IN nodes(p) | x.id], 'a' =~ 'a+', toUpper('b') + 1",
        "OPTIONAL MATCH (a:author) RETURN a {.*, x: date('2020-01-01')} AS m "
        "UNION "
        "MATCH (a)-->(b) WHERE EXISTS { (b)-->() } RETURN a {.id} AS m",
    };
    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++) {
        bool failed = true;
        for (size_t left = 0; failed; left++) {
            asking a = {0};
            asking_of_people(&a);
            kith_alloc_fail_after(left);
            const kith_status st = ask(&a, queries[q]);
            failed = kith_alloc_fail_after(SIZE_MAX);
            assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
            asking_free(&a);
            assert_true(left < 2000);
        }
    }
}

RUN("query/query",
    CASE(properties_fall_back_to_the_record),
    CASE(relations_without_direction_match_both_ways),
    CASE(a_selection_can_be_asked),
    CASE(errors_name_type_detail_and_place),
    CASE(limits_end_a_run),
    CASE(somebody_can_stop_a_run),
    CASE(an_id_among_the_properties_goes_first),
    CASE(a_query_runs_again),
    CASE(remarks_name_what_is_near),
    CASE(a_query_runs_again_with_other_parameters),
    CASE(nesting_has_a_limit),
    CASE(a_label_expression_has_a_limit),
    CASE(the_plan_can_be_read),
    CASE(every_allocation_may_fail))
