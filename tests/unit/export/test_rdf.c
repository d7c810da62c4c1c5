/* Linked data, line by line. */
#include "base/alloc.h"
#include "export_text.h"
#include "inputs.h"

static const char records[] =
    "{\"title\": \"T\", \"entities\": [{\"id\": \"a b\", \"type\": \"person\", "
    "\"name\": \"A \\\\\\\"\\n\", \"aliases\": [\"x\", \"y\"], \"properties\": "
    "{\"born\": 1815, \"tall\": 1.50, \"l\": [1, true], \"o\": {\"k\": []}, "
    "\"none\": null}, \"own\": [], \"evidence\": [\"d\"]}, {\"id\": \"c\"}],"
    "\"relations\": [{\"source\": \"a b\", \"type\": \"leads\", \"target\": "
    "\"c\", \"since\": \"2017-05\", \"weight\": 2, \"evidence\": [{\"document\""
    ": \"d\", \"paragraph\": 3}, \"d\", \"e\"]}, {\"source\": \"a b\", "
    "\"type\": \"leads\", \"target\": \"c\", \"directed\": false}], "
    "\"documents\": [{\"id\": \"d\", \"title\": \"D\", \"date\": \"2020\", "
    "\"url\": \"https://d.example/\"}]}";

static char *written(const kith_format *format,
                     const kith_export_options *options)
{
    outcome o = {0};
    outcome_of(&o, records);
    assert_int_equal(o.status, KITH_OK);
    char *text = export_text(format, o.graph, options);
    outcome_free(&o);
    return text;
}

static void expect(const char *text, const char *part)
{
    if (!strstr(text, part))
        print_error("not in it: %s\n%s", part, text);
    assert_non_null(strstr(text, part));
}

TEST(turtle_has_an_entity_in_one_piece)
{
    char *text = written(&kith_format_turtle, NULL);
    expect(text, "@prefix e: <urn:kith:> .\n@prefix t: <urn:kith:type/> .\n");
    expect(text, "\n<urn:kith:> dcterms:title \"T\" .\n");
    expect(text, "\nt:person a rdfs:Class ;\n    rdfs:label \"person\" .\n");
    expect(text, "\n<urn:kith:a%20b> a t:person ;\n"
                 "    rdfs:label \"A \\u005C\\\"\\n\" ;\n"
                 "    skos:altLabel \"x\", \"y\" ;\n    p:born 1815 ;\n"
                 "    p:tall \"1.50\"^^xsd:double ;\n    p:l 1, true ;\n"
                 "    p:o \"{\\\"k\\\": []}\"^^rdf:JSON ;\n"
                 "    m:own \"[]\"^^rdf:JSON ;\n    dcterms:source d:d ;\n"
                 "    r:leads e:c .\n");
    expect(text, "\ne:c rdfs:label \"c\" .\n");
    expect(text, "\nd:d a kith:Document ;\n    dcterms:title \"D\" ;\n"
                 "    dcterms:date \"2020\"^^xsd:gYear ;\n"
                 "    rdfs:seeAlso <https://d.example/> .\n");
    free(text);
}

TEST(n_triples_has_a_statement_a_line)
{
    const kith_export_options options = {.base = "https://x.example/#"};
    char *text = written(&kith_format_n_triples, &options);
    expect(text, "<https://x.example/#a%20b> "
                 "<https://x.example/#relation/leads> "
                 "<https://x.example/#c> .\n");
    expect(text, "<https://x.example/#property/born> \"1815\"^^<http://www.w3."
                 "org/2001/XMLSchema#integer> .\n");
    assert_int_equal(count_of(text, " .\n"), count_of(text, "\n"));
    assert_int_equal(count_of(text, "relation/leads> <"), 3);
    free(text);
}

TEST(n_quads_has_a_graph_for_each_source)
{
    char *text = written(&kith_format_n_quads, NULL);
    static const char said[] =
        "<urn:kith:a%20b> <urn:kith:relation/leads> <urn:kith:c> ";
    assert_int_equal(count_of(text, said), 3);
    expect(text, "<urn:kith:c> <urn:kith:document/d> .\n");
    expect(text, "<urn:kith:c> <urn:kith:document/e> .\n");
    expect(text, "<urn:kith:c> .\n");
    free(text);
}

TEST(statements_hold_what_a_relation_says)
{
    const kith_export_options options = {.rdf_reify = true};
    char *text = written(&kith_format_turtle, &options);
    expect(text, "\n_:b1 a kith:Evidence ;\n    dcterms:source d:d .\n");
    expect(text, "\n_:b2 a rdf:Statement ;\n"
                 "    rdf:subject <urn:kith:a%20b> ;\n"
                 "    rdf:predicate r:leads ;\n    rdf:object e:c ;\n"
                 "    kith:since \"2017-05\"^^xsd:gYearMonth ;\n"
                 "    kith:weight \"2\"^^xsd:double ;\n"
                 "    dcterms:source d:d, d:e ;\n"
                 "    kith:evidence _:b3, _:b4, _:b5 .\n");
    expect(text, "\n_:b3 a kith:Evidence ;\n    dcterms:source d:d ;\n"
                 "    p:paragraph 3 .\n");
    expect(text, "    kith:directed false .\n");
    free(text);
}

TEST(json_ld_brings_its_context)
{
    char *text = written(&kith_format_json_ld, NULL);
    expect(text, "{\"@context\": {\n  \"@version\": 1.1,\n");
    expect(text, "  \"r:leads\": {\"@type\": \"@id\"}\n},\n\"@graph\": [\n");
    expect(text,
           "{\"id\": \"e:a%20b\", \"type\": \"t:person\", \"rdfs:label\": "
           "\"A \\\\\\\"\\n\", \"skos:altLabel\": [\"x\", \"y\"], \"p:born\": "
           "1815, \"p:tall\": {\"@value\": \"1.50\", \"@type\": "
           "\"xsd:double\"}, \"p:l\": [1, true], \"p:o\": {\"@value\": "
           "{\"k\": []}, \"@type\": \"@json\"}, \"m:own\": {\"@value\": [], "
           "\"@type\": \"@json\"}, \"dcterms:source\": \"d:d\", \"r:leads\": "
           "\"e:c\"}");
    expect(text, "\"rdfs:seeAlso\": {\"id\": \"https://d.example/\"}}\n]}\n");
    free(text);
}

TEST(what_is_left_out_is_counted)
{
    static const struct {
        kith_loss kind;
        uint64_t plain;
        uint64_t with_statements;
    } rows[] = {
        {KITH_LOSS_UNDIRECTED, 1, 0},
        {KITH_LOSS_PARALLEL,   1, 0},
        {KITH_LOSS_TIME,       1, 0},
        {KITH_LOSS_WEIGHT,     1, 0},
        {KITH_LOSS_EVIDENCE,   2, 0},
        {KITH_LOSS_LIST,       1, 1},
        {KITH_LOSS_NULL,       1, 1},
    };
    kith_losses plain = {0};
    kith_losses with = {0};
    free(
        written(&kith_format_turtle, &(kith_export_options){.losses = &plain}));
    free(written(&kith_format_turtle,
                 &(kith_export_options){.losses = &with, .rdf_reify = true}));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(plain.count[rows[i].kind], rows[i].plain);
        assert_int_equal(with.count[rows[i].kind], rows[i].with_statements);
    }
}

TEST(every_allocation_may_fail)
{
    static const kith_format *const formats[] = {&kith_format_n_triples,
                                                 &kith_format_n_quads,
                                                 &kith_format_turtle,
                                                 &kith_format_json_ld};
    kith_losses losses = {0};
    const kith_export_options options = {.losses = &losses, .rdf_reify = true};
    outcome o = {0};
    outcome_of(&o, records);
    FILE *out = fopen("/dev/null", "w");
    assert_non_null(out);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        kith_status st = KITH_E_MEMORY;
        size_t left = 0;
        for (; st == KITH_E_MEMORY && left < 200; left++) {
            kith_alloc_fail_after(left);
            st = formats[i]->write(o.graph, &options, out, NULL);
        }
        kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(st, KITH_OK);
        assert_true(left > 5);
    }
    (void)fclose(out);
    outcome_free(&o);
}

TEST(a_full_disk_is_an_error)
{
    kith_error err = {0};
    outcome o = {0};
    outcome_of(&o, records);
    FILE *out = fopen("/dev/full", "w");
    if (!out)
        skip();
    assert_int_equal(kith_format_turtle.write(o.graph,
                                              &(kith_export_options){0}, out,
                                              &err),
                     KITH_E_IO);
    (void)fclose(out);
    outcome_free(&o);
}

RUN("export/rdf",
    CASE(turtle_has_an_entity_in_one_piece),
    CASE(n_triples_has_a_statement_a_line),
    CASE(n_quads_has_a_graph_for_each_source),
    CASE(statements_hold_what_a_relation_says),
    CASE(json_ld_brings_its_context),
    CASE(what_is_left_out_is_counted),
    CASE(every_allocation_may_fail),
    CASE(a_full_disk_is_an_error))
