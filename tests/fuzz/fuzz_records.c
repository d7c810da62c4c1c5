/* Any bytes as records: a file read by one thread and a pipe read by three give
 * the same graph and the same problems, every record that is left out can be
 * read, and what is sound survives being written and read again. */
#include "fuzz.h"

#include <kith/export.h>

#include <stdlib.h>
#include <string.h>

static kith_graph *read_with(const char *path,
                             unsigned threads,
                             kith_diagnostics *problems)
{
    const kith_read_options options = {
        .inputs = &path,
        .input_count = 1,
        .threads = threads,
        .unsound = true,
        .most_record_size = 1 << 16,
    };
    kith_graph *graph = NULL;
    kith_error err = {0};
    const kith_status st = kith_graph_read(&graph, &options, problems, &err);
    assert((st == KITH_OK) == (graph != NULL));
    assert(st == KITH_OK || err.message[0]);
    return graph;
}

static void assert_same_problems(const kith_diagnostics *a,
                                 const kith_diagnostics *b)
{
    assert(kith_diagnostics_size(a) == kith_diagnostics_size(b));
    for (size_t i = 0; i < kith_diagnostics_size(a); i++) {
        const kith_problem *x = kith_diagnostics_at(a, i);
        const kith_problem *y = kith_diagnostics_at(b, i);
        assert(x->rule == y->rule && x->origin == y->origin);
        assert(x->error.place.line == y->error.place.line);
        assert(x->error.place.column == y->error.place.column);
        assert(x->error.message[0]);
        if (x->rule != KITH_RULE_DUPLICATE && x->rule != KITH_RULE_CONFLICT)
            assert(!strcmp(x->error.message, y->error.message));
    }
}

static void assert_same_graph(const kith_graph *a, const kith_graph *b)
{
    const size_t entities = kith_graph_entity_count(a);
    const size_t relations = kith_graph_relation_count(a);
    assert(entities == kith_graph_entity_count(b));
    assert(relations == kith_graph_relation_count(b));
    for (kith_id e = 0; e < entities; e++) {
        assert(!strcmp(kith_graph_entity_id(a, e), kith_graph_entity_id(b, e)));
        assert(!strcmp(kith_graph_entity_name(a, e),
                       kith_graph_entity_name(b, e)));
    }
    for (kith_id r = 0; r < relations; r++) {
        const kith_relation x = kith_graph_relation(a, r);
        const kith_relation y = kith_graph_relation(b, r);
        assert(x.source == y.source && x.target == y.target);
        assert(x.source < entities && x.target < entities);
        assert(x.since == y.since && x.until == y.until);
        assert(x.weight >= 0 && !memcmp(&x.weight, &y.weight, sizeof x.weight));
    }
}

/* Written as records and read back: nothing is lost, nothing is wrong. */
static void assert_survives(kith_graph *graph)
{
    char *text = NULL;
    size_t length = 0;
    char path[32];
    kith_error err = {0};
    FILE *out = open_memstream(&text, &length);
    const kith_export_options options = {0};
    assert(out && !strcmp(kith_formats()[0]->name, "json"));
    assert(kith_formats()[0]->write(graph, &options, out, &err) == KITH_OK);
    fclose(out);
    const int file = kith_fuzz_file((const uint8_t *)text, length, path);
    kith_diagnostics *problems = kith_diagnostics_new(10);
    kith_graph *again = read_with(path, 1, problems);
    assert(again && kith_diagnostics_count(problems, KITH_ERROR) == 0);
    assert(kith_graph_entity_count(again) == kith_graph_entity_count(graph));
    assert(kith_graph_relation_count(again) ==
           kith_graph_relation_count(graph));
    kith_graph_free(again);
    kith_diagnostics_free(problems);
    close(file);
    free(text);
}

/* Every record in the graph is JSON, and every one that is left out is there.
 */
static void assert_records(const kith_graph *graph)
{
    const size_t counts[] = {
        [KITH_RECORD_ENTITY] = kith_graph_entity_count(graph),
        [KITH_RECORD_RELATION] = kith_graph_relation_count(graph),
        [KITH_RECORD_DOCUMENT] = kith_graph_document_count(graph),
    };
    for (kith_record_kind kind = 0; kind < 3; kind++) {
        for (kith_id id = 0; id < counts[kind]; id++) {
            char *text = NULL;
            kith_json *root = NULL;
            assert(kith_graph_record(graph, kind, id, &text, NULL) == KITH_OK);
            const kith_text record = {text, strlen(text)};
            assert(kith_json_parse(&root, record, "", NULL) == KITH_OK);
            assert(kith_json_type_of(root) == KITH_JSON_OBJECT);
            kith_json_free(root);
            kith_free(text);
        }
    }
    for (size_t i = 0; i < kith_graph_reject_count(graph); i++) {
        char *text = NULL;
        size_t length = 0;
        kith_place place;
        assert(kith_graph_reject(graph, i, &text, &length, &place, NULL) ==
               KITH_OK);
        assert(length > 0 && place.line > 0);
        kith_free(text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[32];
    char other_path[32];
    if (size > 1 << 15)
        return 0;
    const int file = kith_fuzz_file(data, size, path);
    const int other = kith_fuzz_pipe(data, size, other_path);
    kith_diagnostics *one = kith_diagnostics_new(1000);
    kith_diagnostics *three = kith_diagnostics_new(1000);
    kith_graph *graph = read_with(path, 1, one);
    kith_graph *same = read_with(other_path, 3, three);
    assert((graph != NULL) == (same != NULL));
    assert_same_problems(one, three);
    if (graph) {
        assert_same_graph(graph, same);
        assert_records(graph);
        assert_survives(graph);
    }
    kith_graph_free(graph);
    kith_graph_free(same);
    kith_diagnostics_free(one);
    kith_diagnostics_free(three);
    close(file);
    close(other);
    return 0;
}
