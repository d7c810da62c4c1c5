/* What one writer takes: processor time for the bytes it writes, beside reading
 * the graph, and the most memory before and after.
 *
 *     writers                 the names of all formats
 *     writers FORMAT FILE     seconds, bytes, MB of the graph, MB at most */
#include <kith/export.h>

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static uint64_t written;

static ssize_t count(void *cookie, const char *bytes, size_t length)
{
    (void)cookie;
    (void)bytes;
    written += length;
    return (ssize_t)length;
}

static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double megabytes(void)
{
    struct rusage used;
    (void)getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_maxrss / 1024;
}

static kith_graph *read_graph(const char *path)
{
    const char *const inputs[] = {path};
    const kith_read_options how = {.inputs = inputs,
                                   .input_count = 1,
                                   .threads = 1};
    kith_diagnostics *problems = kith_diagnostics_new(10);
    kith_graph *graph = NULL;
    kith_error err = {0};
    if (kith_graph_read(&graph, &how, problems, &err) != KITH_OK)
        (void)fprintf(stderr, "%s: %s\n", path, err.message);
    kith_diagnostics_free(problems);
    return graph;
}

static kith_status write_one(const kith_format *format,
                             kith_graph *graph,
                             const kith_export_options *how,
                             kith_error *err)
{
    FILE *out = fopencookie(NULL, "w", (cookie_io_functions_t){.write = count});
    (void)setvbuf(out, NULL, _IOFBF, 1 << 16);
    const kith_status st = format->write(graph, how, out, err);
    (void)fclose(out);
    return st;
}

/* Files of a folder go to the disk, and are counted by their size. */
static kith_status write_several(const kith_format *format,
                                 kith_graph *graph,
                                 const kith_export_options *how,
                                 kith_error *err)
{
    kith_outputs *outputs = NULL;
    char command[256];
    char line[32];
    kith_status st = kith_outputs_begin(&outputs, "kith-bench", false, err);
    if (st == KITH_OK)
        st = format->write_files(graph, how, outputs, err);
    if (st == KITH_OK) {
        (void)snprintf(command, sizeof command, "du -sb '%s'",
                       kith_outputs_temporary(outputs));
        FILE *size = popen(command, "r");
        if (size && fgets(line, sizeof line, size))
            written = strtoull(line, NULL, 10);
        if (size)
            (void)pclose(size);
    }
    kith_outputs_drop(outputs);
    return st;
}

int main(int argc, char **argv)
{
    const kith_format *const *each = kith_formats();
    for (; argc == 1 && *each; each++)
        (void)puts((*each)->name);
    if (argc != 3)
        return argc != 1;
    while (*each && strcmp((*each)->name, argv[1]) != 0)
        each++;
    const kith_format *format = *each;
    kith_graph *graph = format ? read_graph(argv[2]) : NULL;
    kith_vocabulary *vocabulary = NULL;
    kith_losses losses = {0};
    kith_error err = {0};
    if (!graph || kith_vocabulary_default(&vocabulary, &err) != KITH_OK)
        return 1;
    const kith_export_options how = {.vocabulary = vocabulary,
                                     .losses = &losses,
                                     .force = true};
    const double before = megabytes();
    const double start = seconds();
    const kith_status st =
        (format->write ? write_one : write_several)(format, graph, &how, &err);
    if (st != KITH_OK)
        (void)fprintf(stderr, "%s: %s\n", format->name, err.message);
    else
        (void)printf("%.3f %llu %.0f %.0f\n", seconds() - start,
                     (unsigned long long)written, before, megabytes());
    kith_vocabulary_free(vocabulary);
    kith_graph_free(graph);
    return st != KITH_OK;
}
