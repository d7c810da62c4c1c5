/* What builds the graph in a database: a script, and tables to import. */
#include "base/alloc.h"
#include "export_text.h"
#include "inputs.h"

#include <unistd.h>

static const char records[] =
    "{\"entities\": [{\"id\": \"a\", \"types\": [\"x\", \"y`\"], \"name\": "
    "\"A \\\"\\\\\\n\", \"aliases\": [\"b;\", \"c\"], \"properties\": {\"n\": "
    "1, \"r\": 1.5E+3, \"big\": 12345678901234567890, \"a:b\": true, \"o\": "
    "{\"k\": 1}, \"\\\\u0060\": null, \"e\": []}}, {\"id\": \"b\", \"type\": "
    "\"x\"}, {\"id\": \"c\"}], \"relations\": [{\"source\": \"a\", \"type\": "
    "\"works for\", \"target\": \"b\", \"id\": \"r1\"}, {\"source\": \"a\", "
    "\"type\": \"\\u2192\", \"target\": \"b\", \"directed\": false}, "
    "{\"source\": \"b\", \"type\": \"works for\", \"target\": \"c\"}]}";

TEST(a_script_has_a_statement_for_each_set_of_labels)
{
    outcome o = {0};
    outcome_of(&o, records);
    char *text = export_text(&kith_format_cypher, o.graph, NULL);
    assert_string_equal(
        text,
        "CREATE CONSTRAINT kith_entity_id IF NOT EXISTS\n"
        "FOR (n:`Entity`) REQUIRE n.id IS UNIQUE;\n\n"
        "UNWIND [\n  {id: \"a\", has: {id: \"a\", name: \"A \\\"\\\\\\u000A\", "
        "`aliases`: [\"b;\", \"c\"], `n`: 1, `r`: 1.5E3, `big`: "
        "\"12345678901234567890\", `a:b`: true, `o`: \"{\\\"k\\\": 1}\", `e`: "
        "[]}}\n] AS row\nMERGE (n:`Entity` {id: row.id})\nSET n += row.has\n"
        "SET n:`x`:`y\u02CB`;\n\n"
        "UNWIND [\n  {id: \"b\", has: {id: \"b\"}}\n] AS row\n"
        "MERGE (n:`Entity` {id: row.id})\nSET n += row.has\nSET n:`x`;\n\n"
        "UNWIND [\n  {id: \"c\", has: {id: \"c\"}}\n] AS row\n"
        "MERGE (n:`Entity` {id: row.id})\nSET n += row.has;\n\n"
        "UNWIND [\n  {id: \"r1\", source: \"a\", target: \"b\", has: "
        "{relation: \"works for\"}},\n  {id: \"e2\", source: \"b\", target: "
        "\"c\", has: {relation: \"works for\"}}\n] AS row\n"
        "MATCH (a:`Entity` {id: row.source}), (b:`Entity` {id: row.target})\n"
        "MERGE (a)-[r:`WORKS_FOR` {id: row.id}]->(b)\nSET r += row.has;\n\n"
        "UNWIND [\n  {id: \"e1\", source: \"a\", target: \"b\", has: "
        "{relation: \"\u2192\", directed: false}}\n] AS row\n"
        "MATCH (a:`Entity` {id: row.source}), (b:`Entity` {id: row.target})\n"
        "MERGE (a)-[r:`RELATED` {id: row.id}]->(b)\nSET r += row.has;\n\n");
    free(text);
    outcome_free(&o);
}

/* 501 entities of one type are two statements. */
TEST(a_statement_has_500_rows_at_most)
{
    char *lines = NULL;
    size_t length = 0;
    outcome o = {0};
    FILE *out = open_memstream(&lines, &length);
    assert_non_null(out);
    for (int i = 0; i < 501; i++)
        (void)fprintf(out, "{\"id\": \"n%d\", \"type\": \"t\"}\n", i);
    (void)fclose(out);
    outcome_of(&o, lines);
    char *text = export_text(&kith_format_cypher, o.graph, NULL);
    assert_int_equal(count_of(text, "UNWIND ["), 2);
    assert_int_equal(count_of(text, "{id: \"n"), 501 + 501);
    free(text);
    free(lines);
    outcome_free(&o);
}

static char *file_in(const char *folder, const char *name)
{
    char path[128];
    char *text = calloc(1, 4096);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_non_null(text);
    assert_true(fread(text, 1, 4095, file) < 4095);
    (void)fclose(file);
    (void)unlink(path);
    return text;
}

TEST(tables_say_types_and_bring_the_command)
{
    static const struct {
        const char *name;
        const char *text;
    } files[] = {
        {"nodes.csv",
         "id:ID(kith-bar),:LABEL,name,aliases:string[],n:long,r:double,"
         "big:string,a\uA789b:boolean,o:string,\\u0060:string,e:string[]\r\n"
         "a,Entity|x|y`,\"A \"\"\\\n\",b;|c,1,1.5E+3,12345678901234567890,true,"
         "\"{\"\"k\"\": "
         "1}\",,\r\nb,Entity|x,,,,,,,,,\r\nc,Entity,,,,,,,,,\r\n"    },
        {"relationships.csv",
         ":START_ID(kith-bar),:END_ID(kith-bar),:TYPE,relation,"
         "directed:boolean,id:string\r\na,b,WORKS_FOR,works for,,r1\r\n"
         "a,b,RELATED,\u2192,false,\r\nb,c,WORKS_FOR,works for,,\r\n"},
    };
    char base[] = "/tmp/kith-test-XXXXXX";
    char folder[64];
    outcome o = {0};
    kith_outputs *outputs = NULL;
    const kith_export_options options = {0};
    outcome_of(&o, records);
    assert_non_null(mkdtemp(base));
    snprintf(folder, sizeof folder, "%s/out", base);
    assert_int_equal(kith_outputs_begin(&outputs, folder, false, NULL),
                     KITH_OK);
    assert_int_equal(kith_format_neo4j_csv.write_files(o.graph, &options,
                                                       outputs, NULL),
                     KITH_OK);
    assert_int_equal(kith_outputs_keep(outputs, NULL), KITH_OK);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *text = file_in(folder, files[i].name);
        assert_string_equal(text, files[i].text);
        free(text);
    }
    char *command = file_in(folder, "import.sh");
    assert_non_null(strstr(command, " --array-delimiter='|' "));
    assert_non_null(strstr(command, " --multiline-fields=true neo4j\n"));
    free(command);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(rmdir(base), 0);
    outcome_free(&o);
}

TEST(every_allocation_may_fail)
{
    const kith_export_options options = {0};
    outcome o = {0};
    outcome_of(&o, records);
    FILE *out = fopen("/dev/null", "w");
    assert_non_null(out);
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st == KITH_E_MEMORY && left < 300; left++) {
        kith_alloc_fail_after(left);
        st = kith_format_cypher.write(o.graph, &options, out, NULL);
    }
    kith_alloc_fail_after(SIZE_MAX);
    assert_int_equal(st, KITH_OK);
    assert_true(left > 5);
    st = KITH_E_MEMORY;
    for (left = 0; st == KITH_E_MEMORY && left < 300; left++) {
        kith_outputs *outputs = NULL;
        assert_int_equal(kith_outputs_begin(&outputs, "/tmp/kith-test-never",
                                            false, NULL),
                         KITH_OK);
        kith_alloc_fail_after(left);
        st =
            kith_format_neo4j_csv.write_files(o.graph, &options, outputs, NULL);
        kith_alloc_fail_after(SIZE_MAX);
        kith_outputs_drop(outputs);
    }
    assert_int_equal(st, KITH_OK);
    assert_true(left > 5);
    (void)fclose(out);
    outcome_free(&o);
}

RUN("export/cypher",
    CASE(a_script_has_a_statement_for_each_set_of_labels),
    CASE(a_statement_has_500_rows_at_most),
    CASE(tables_say_types_and_bring_the_command),
    CASE(every_allocation_may_fail))
