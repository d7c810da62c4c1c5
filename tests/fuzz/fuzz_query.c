/* Any text as a query over a small graph: it is refused with a message and a
 * place, or it runs within its limits and every row can be written. */
#include "fuzz.h"

#include <kith/query.h>

#include <stdlib.h>
#include <string.h>

static const char records[] =
    "{\"id\":\"a\",\"types\":[\"A\",\"B\"],\"name\":\"Ada\",\"properties\":"
    "{\"p\":1,\"q\":\"x\",\"l\":[1,2.5,null,{\"k\":true}]}}\n"
    "{\"id\":\"b\",\"type\":\"A\",\"properties\":{\"p\":2}}\n"
    "{\"id\":\"c\",\"name\":\"Zo\xC3\xAB\"}\n"
    "{\"source\":\"a\",\"type\":\"R\",\"target\":\"b\",\"since\":\"2001\","
    "\"properties\":{\"p\":1}}\n"
    "{\"source\":\"b\",\"type\":\"R\",\"target\":\"c\"}\n"
    "{\"source\":\"c\",\"type\":\"S\",\"target\":\"a\",\"directed\":false}\n"
    "{\"source\":\"c\",\"type\":\"R\",\"target\":\"c\"}\n"
    "{\"source\":\"a\",\"type\":\"R\",\"target\":\"b\",\"id\":\"r\"}\n";

static kith_graph *small_graph(void)
{
    char path[32];
    const char *const input = path;
    kith_graph *graph = NULL;
    /* the descriptor stays open: records are read again */
    (void)kith_fuzz_file((const uint8_t *)records, sizeof records - 1, path);
    kith_diagnostics *problems = kith_diagnostics_new(10);
    const kith_read_options options = {.inputs = &input, .input_count = 1};
    assert(kith_graph_read(&graph, &options, problems, NULL) == KITH_OK);
    kith_diagnostics_free(problems);
    return graph;
}

typedef struct reader {
    kith_session *session;
    FILE *file;
    size_t rows;
} reader;

static bool take_row(void *context,
                     const kith_value *const *row,
                     size_t columns)
{
    reader *r = context;
    kith_error err = {0};
    for (size_t i = 0; i < columns; i++) {
        const kith_status st =
            kith_value_put_json(r->session, row[i], r->file, &err);
        assert(st == KITH_OK);
        assert(kith_value_put_text(r->session, row[i], r->file, &err) ==
               KITH_OK);
        assert(kith_value_put_exact(r->session, row[i], r->file, &err) ==
               KITH_OK);
    }
    return ++r->rows < 200;
}

static void check_error(const kith_error *err, size_t size)
{
    assert(err->message[0]);
    assert(err->place.offset <= size);
    assert(err->place.line == 0 || err->length > 0);
}

static bool is_expected(kith_status st)
{
    return st == KITH_OK || st == KITH_E_INVALID || st == KITH_E_LIMIT ||
           st == KITH_E_SYNTAX || st == KITH_E_UNSUPPORTED;
}

static void run(kith_session *session, kith_query *query, size_t size)
{
    char *text = NULL;
    size_t length = 0;
    kith_error err = {0};
    reader r = {.session = session, .file = open_memstream(&text, &length)};
    assert(r.file);
    const kith_status st = kith_query_run(query, take_row, &r, &err);
    assert(is_expected(st));
    if (st != KITH_OK)
        check_error(&err, size);
    kith_query_put_plan(query, true, r.file);
    (void)fclose(r.file);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kith_graph *graph;
    static const kith_parameter parameter = {
        {"p",   1},
        {"[1]", 3}
    };
    const kith_query_options options = {
        .parameters = &parameter,
        .parameter_count = 1,
        .most_rows = 1000,
        .timeout = 0.2,
        .memory = (size_t)8 * 1024 * 1024,
    };
    kith_session *session = NULL;
    kith_query *query = NULL;
    kith_error err = {0};
    if (!graph)
        graph = small_graph();
    assert(kith_session_new(&session, graph, NULL) == KITH_OK);
    const kith_status st =
        kith_query_compile(&query, session,
                           (kith_text){(const char *)data, size}, "<query>",
                           &options, &err);
    assert(is_expected(st));
    assert((st == KITH_OK) == (query != NULL));
    if (query) {
        run(session, query, size);
    } else {
        check_error(&err, size);
    }
    kith_query_free(query);
    kith_session_free(session);
    return 0;
}
