/* Any text as a question: finding and resolving names in a small graph never
 * goes astray, and what is called exactly so is found. */
#include "base/alloc.h"
#include "base/utf8.h"
#include "fuzz.h"

#include <kith/graph.h>

#include <string.h>

static const char records[] =
    "{\"id\":\"mukhitdinov\",\"name\":\"Nurudin Mukhitdinov\","
    "\"aliases\":[\"Н. Мухитдинов\",\"N. M.\"]}\n"
    "{\"id\":\"rcc\",\"name\":\"Regional Commonwealth in Communications\"}\n"
    "{\"id\":\"beijing\",\"name\":\"北京\",\"aliases\":[\"Beijing\",\"Peking\"]"
    "}\n"
    "{\"id\":\"strasse\",\"name\":\"Große Straße\"}\n"
    "{\"id\":\"a b\",\"name\":\"rcc\"}\n{\"id\":\"no name\"}\n"
    "{\"id\":\"twin 1\",\"name\":\"Twin\"}\n{\"id\":\"twin "
    "2\",\"name\":\"twin\"}\n";

static kith_graph *small_graph(void)
{
    char path[32];
    const char *const input = path;
    kith_graph *graph = NULL;
    const int file =
        kith_fuzz_file((const uint8_t *)records, sizeof records - 1, path);
    kith_diagnostics *problems = kith_diagnostics_new(10);
    const kith_read_options options = {.inputs = &input, .input_count = 1};
    assert(kith_graph_read(&graph, &options, problems, NULL) == KITH_OK);
    kith_diagnostics_free(problems);
    close(file);
    return graph;
}

/* A copy as valid UTF-8 without NUL: other bytes are left out. */
static char *valid_text(const uint8_t *data, size_t size)
{
    char *out = KITH_NEW(char, size + 1);
    size_t used = 0;
    assert(out);
    for (size_t at = 0; at < size;) {
        const char *from = (const char *)data + at;
        const size_t length = kith_utf8_length(from, size - at);
        if (length > 0 && *from) {
            memcpy(out + used, from, length);
            used += length;
        }
        at += length ? length : 1;
    }
    return out;
}

static void assert_found(const kith_graph *graph, const char *query)
{
    kith_table *table = NULL;
    kith_table *few = NULL;
    const kith_text text = {query, strlen(query)};
    assert(kith_graph_search(graph, query, 0, &table, NULL) == KITH_OK);
    assert(kith_graph_search(graph, query, 1, &few, NULL) == KITH_OK);
    const size_t rows = kith_table_rows(table);
    assert(rows <= kith_graph_entity_count(graph));
    assert(kith_table_rows(few) == (rows > 0));
    const kith_id exact = kith_graph_entity_of_id(graph, text);
    assert(exact == KITH_NONE || rows > 0);
    kith_table_free(table);
    kith_table_free(few);
}

static void assert_resolved(const kith_graph *graph, const char *query)
{
    kith_id id = KITH_NONE;
    kith_error err = {0};
    const kith_text text = {query, strlen(query)};
    const kith_id exact = kith_graph_entity_of_id(graph, text);
    const kith_status st = kith_graph_resolve(graph, query, &id, &err);
    assert(st == err.status);
    if (st == KITH_OK) {
        assert(id < kith_graph_entity_count(graph));
    } else {
        assert(st == KITH_E_NOT_FOUND || st == KITH_E_INVALID);
        assert(err.message[0]);
    }
    assert(exact == KITH_NONE || (st == KITH_OK && id == exact));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kith_graph *graph;
    if (!graph)
        graph = small_graph();
    char *query = valid_text(data, size);
    assert_found(graph, query);
    assert_resolved(graph, query);
    kith_release(query);
    return 0;
}
