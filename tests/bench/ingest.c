/* Reads one file of JSON Lines in one of several ways and prints the seconds it
 * took and the peak memory; run.sh compares them.
 *
 *     ingest kith THREADS FILE    kith's whole pipeline: strict, validated,
 * with names, types, weights, dates and places kept ingest cjson 1 FILE a line
 * at a time through cJSON, ids interned by the same table, ends and weights
 * kept ingest cjson-arena 1 FILE   the same with cJSON's memory from one block
 */
#include "base/intern.h"

#include <kith/graph.h>

#include <cjson/cJSON.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
    size_t entities;
    size_t relations;
} counts;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static counts by_kith(const char *file, unsigned threads)
{
    const kith_read_options options = {.inputs = &file,
                                       .input_count = 1,
                                       .threads = threads};
    kith_diagnostics *problems = kith_diagnostics_new(1);
    kith_graph *graph = NULL;
    kith_error err = {0};
    counts found = {0};
    if (kith_graph_read(&graph, &options, problems, &err) == KITH_OK) {
        found = (counts){kith_graph_entity_count(graph),
                         kith_graph_relation_count(graph)};
    } else {
        fprintf(stderr, "ingest: %s\n", err.message);
    }
    kith_graph_free(graph);
    kith_diagnostics_free(problems);
    return found;
}

/* -- the peer ------------------------------------------------------------ */

enum { ARENA = 4 << 20 };
static char *arena;
static size_t arena_used;

static void *arena_take(size_t size)
{
    void *piece = arena + arena_used;
    arena_used += (size + 15) / 16 * 16;
    return arena_used <= ARENA ? piece : NULL;
}

static void arena_leave(void *piece)
{
    (void)piece;
}

static kith_text text_of(const cJSON *object, const char *key)
{
    const char *text =
        cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
    return (kith_text){text, text ? strlen(text) : 0};
}

typedef struct {
    kith_texts texts;
    kith_intern ids;
    kith_pages ends;
    kith_pages weights;
    counts found;
} pipeline;

static uint32_t intern(pipeline *p, kith_text id)
{
    return kith_intern_add(&p->ids, id, kith_intern_hash(id));
}

static void take(pipeline *p, const cJSON *record)
{
    const kith_text source = text_of(record, "source");
    const kith_text target = text_of(record, "target");
    if (!source.data || !target.data) {
        intern(p, text_of(record, "id"));
        p->found.entities++;
        return;
    }
    const cJSON *weight = cJSON_GetObjectItemCaseSensitive(record, "weight");
    const double value = weight ? cJSON_GetNumberValue(weight) : 1;
    const uint32_t ends[2] = {intern(p, source), intern(p, target)};
    kith_pages_add(&p->ends, ends, sizeof ends);
    kith_pages_add(&p->weights, &value, sizeof value);
    p->found.relations++;
}

static counts by_cjson(const char *file)
{
    pipeline p = {0};
    char *line = NULL;
    size_t room = 0;
    ssize_t length = 0;
    FILE *in = fopen(file, "rb");
    p.ids.texts = &p.texts;
    while (in && (length = getline(&line, &room, in)) > 0) {
        arena_used = 0;
        cJSON *record = cJSON_ParseWithLength(line, (size_t)length);
        if (!record)
            abort();
        take(&p, record);
        cJSON_Delete(record);
    }
    if (in)
        fclose(in);
    free(line);
    return p.found;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: ingest kith|cjson|cjson-arena THREADS FILE\n", stderr);
        return 2;
    }
    const double start = now();
    counts found = {0};
    if (!strcmp(argv[1], "kith")) {
        found = by_kith(argv[3], (unsigned)strtoul(argv[2], NULL, 10));
    } else {
        cJSON_Hooks hooks = {arena_take, arena_leave};
        arena = malloc(ARENA);
        if (!strcmp(argv[1], "cjson-arena"))
            cJSON_InitHooks(&hooks);
        found = by_cjson(argv[3]);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.3f %ld %zu %zu\n", now() - start, usage.ru_maxrss / 1024,
           found.entities, found.relations);
    return found.entities ? 0 : 1;
}
