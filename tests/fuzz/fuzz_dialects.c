/* Any bytes in every dialect: the first byte chooses which, or that it is told
 * by the content. A file read by one thread and a pipe read by three give the
 * same, problems have places in the input, and what is sound survives being
 * written as kith's own records and read again. */
#include "fuzz.h"

#include <kith/dialects.h>
#include <kith/export.h>
#include <kith/graph.h>

#include <stdlib.h>
#include <string.h>

static kith_graph *read_as(const char *from,
                           const char *path,
                           unsigned threads,
                           kith_diagnostics *problems)
{
    const kith_read_options options = {
        .inputs = &path,
        .input_count = 1,
        .threads = threads,
        .unsound = true,
        .from = from,
        .most_record_size = 1 << 16,
    };
    kith_graph *graph = NULL;
    kith_error err = {0};
    const kith_status st = kith_graph_read(&graph, &options, problems, &err);
    assert((st == KITH_OK) == (graph != NULL));
    assert(st == KITH_OK || err.message[0]);
    return graph;
}

static void assert_same(const kith_diagnostics *a,
                        const kith_diagnostics *b,
                        size_t size)
{
    assert(kith_diagnostics_size(a) == kith_diagnostics_size(b));
    for (size_t i = 0; i < kith_diagnostics_size(a); i++) {
        const kith_error *x = &kith_diagnostics_at(a, i)->error;
        const kith_error *y = &kith_diagnostics_at(b, i)->error;
        assert(x->place.line == y->place.line && x->place.line > 0);
        assert(x->place.column == y->place.column);
        assert(x->place.offset == y->place.offset && x->place.offset <= size);
        assert(x->message[0]);
    }
}

static char *write_records(kith_graph *graph, size_t *length)
{
    char *text = NULL;
    kith_error err = {0};
    FILE *out = open_memstream(&text, length);
    const kith_export_options options = {0};
    assert(out);
    assert(kith_formats()[0]->write(graph, &options, out, &err) == KITH_OK);
    fclose(out);
    return text;
}

/* kith's own records say the same, and nothing in them is wrong. */
static void assert_survives(kith_graph *graph)
{
    char path[32];
    size_t length = 0;
    char *text = write_records(graph, &length);
    const int file = kith_fuzz_file((const uint8_t *)text, length, path);
    kith_diagnostics *problems = kith_diagnostics_new(10);
    kith_graph *again = read_as("kith", path, 1, problems);
    assert(again && kith_diagnostics_count(problems, KITH_ERROR) == 0);
    assert(kith_graph_entity_count(again) == kith_graph_entity_count(graph));
    assert(kith_graph_relation_count(again) ==
           kith_graph_relation_count(graph));
    kith_graph_free(again);
    kith_diagnostics_free(problems);
    close(file);
    free(text);
}

/* What is sniffed can be told, and its examples are what they are said to be.
 */
static void assert_sniffs(const char *path)
{
    const kith_read_options options = {.inputs = &path, .input_count = 1};
    kith_sniffing sniffing = {0};
    kith_error err = {0};
    if (kith_sniff(&sniffing, &options, &err) == KITH_OK)
        assert(sniffing.dialect ? sniffing.sureness != KITH_SURE_NOT
                                : sniffing.problem.message[0] != '\0');
    for (size_t i = 0; i < 2; i++) {
        kith_json *root = NULL;
        if (!sniffing.records[i])
            continue;
        const kith_text record = {sniffing.records[i],
                                  strlen(sniffing.records[i])};
        if (*record.data == '{' &&
            kith_json_parse(&root, record, "", NULL) == KITH_OK)
            assert(kith_json_type_of(root) == KITH_JSON_OBJECT);
        kith_json_free(root);
    }
    kith_sniffing_clear(&sniffing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[32];
    char other_path[32];
    size_t count = 0;
    if (size < 1 || size > 1 << 15)
        return 0;
    while (kith_dialect_at(count))
        count++;
    const kith_dialect *dialect = kith_dialect_at(data[0] % (count + 1));
    const char *from = dialect ? dialect->name : NULL;
    const int file = kith_fuzz_file(data + 1, size - 1, path);
    const int other = kith_fuzz_pipe(data + 1, size - 1, other_path);
    kith_diagnostics *one = kith_diagnostics_new(1000);
    kith_diagnostics *three = kith_diagnostics_new(1000);
    kith_graph *graph = read_as(from, path, 1, one);
    kith_graph *same = read_as(from, other_path, 3, three);
    assert((graph != NULL) == (same != NULL));
    assert_same(one, three, size);
    if (graph) {
        size_t length = 0;
        size_t same_length = 0;
        char *text = write_records(graph, &length);
        char *same_text = write_records(same, &same_length);
        assert(length == same_length && !memcmp(text, same_text, length));
        free(text);
        free(same_text);
        assert_survives(graph);
    }
    if (!from)
        assert_sniffs(path);
    kith_graph_free(graph);
    kith_graph_free(same);
    kith_diagnostics_free(one);
    kith_diagnostics_free(three);
    close(file);
    close(other);
    return 0;
}
