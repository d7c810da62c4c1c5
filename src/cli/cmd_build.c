/* kith build: a knowledge base from records. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/columns.h"
#include "cli/forecast.h"
#include "cli/input.h"
#include "cli/leftovers.h"
#include "cli/progress.h"
#include "cli/report.h"

#include <kith/store.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

/* Only a base is replaced by another: what else has the name was not meant. */
static kith_status check_output(kith_call *call)
{
    const char *path = call->settings.output;
    struct stat info;
    if (!path) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "where is the knowledge base to be?");
        kith_hint(&call->err, "say so with -o, such as -o world.kith");
        return KITH_E_INVALID;
    }
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || !info.st_size ||
        kith_store_kind_of(path) == KITH_STORE_BASE)
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "'%s' is no knowledge base and would be replaced", path);
    kith_hint(&call->err,
              "give the base a name of its own, or remove the file");
    return KITH_E_INVALID;
}

/* A base is a file of its own, and not a stream. */
static kith_status open_output(kith_call *call)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_call_spare_inputs(call, call->settings.output), done);
    KITH_TRY(st, check_output(call), done);
    KITH_TRY(st, kith_call_output(call), done);
    if (call->output.temporary) {
        kith_leftovers_remove(call->output.path, call->settings.quiet);
        return KITH_OK;
    }
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "a knowledge base cannot be written to '%s'",
                    call->settings.output);
    kith_hint(&call->err, "give the name of a file");
    st = KITH_E_INVALID;
done:
    return st;
}

static void remark(const kith_call *call)
{
    const size_t entities = kith_graph_entity_count(call->whole);
    const size_t relations = kith_graph_relation_count(call->whole);
    const size_t documents = kith_graph_document_records(call->whole);
    kith_remark(call->settings.quiet, "'%s' has %zu %s, %zu %s and %zu %s",
                call->settings.output, entities,
                entities == 1 ? "entity" : "entities", relations,
                relations == 1 ? "relation" : "relations", documents,
                documents == 1 ? "document" : "documents");
}

static const kith_option options[] = {
    {.name = "with",
     .type = KITH_OPTION_CHOICES,
     .value = "NAMES",
     .offset = KITH_AT(with),
     .choice_at = kith_column_choice,
     .help = "measures, groups and positions to compute and keep with the "
             "entities, commas between them"},
    {0},
};

/* Groups are numbers, and so are positions. */
static kith_status keep_groups(kith_call *call,
                               const kith_export_column *column)
{
    const size_t count = kith_graph_entity_count(call->whole);
    double *values = KITH_NEW(double, count);
    if (!values)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t e = 0; e < count; e++)
        values[e] = column->group[e];
    const kith_status st =
        kith_store_keep(call->output.temporary, 0, column->name, "", values,
                        count, &call->err);
    kith_release(values);
    return st;
}

static kith_status keep_columns(kith_call *call)
{
    static const kith_format any = {.name = "base", .takes_columns = true};
    const size_t count = kith_graph_entity_count(call->whole);
    const char *path = call->output.temporary;
    kith_columns columns = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_columns_make(&columns, call, &any), done);
    for (size_t i = 0; i < columns.count; i++) {
        const kith_export_column *column = &columns.list[i];
        KITH_TRY(st,
                 column->group
                     ? keep_groups(call, column)
                     : kith_store_keep(path, 0, column->name, "", column->score,
                                       count, &call->err),
                 done);
    }
    if (columns.x)
        KITH_TRY(st,
                 kith_store_keep(path, 0, "x", "", columns.x, count,
                                 &call->err),
                 done);
    if (columns.y)
        st = kith_store_keep(path, 0, "y", "", columns.y, count, &call->err);
done:
    kith_columns_free(&columns);
    return st;
}

static double seconds_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Writing takes a while for each second of reading; the memory is that of the
 * graph, which is there already, and what the names of an entity take while
 * they are put in order. */
static void remark_forecast(const kith_call *call, double reading)
{
    const double factor = 4;
    const double long_time = 10;
    const double names = 250; /* bytes an entity */
    struct rusage usage;
    char duration[32];
    if (reading * factor < long_time || getrusage(RUSAGE_SELF, &usage) != 0)
        return;
    kith_forecast_duration(reading * factor, duration, sizeof duration);
    kith_remark(call->settings.quiet,
                "writing will take about %s, and %.0f MB of memory", duration,
                (double)usage.ru_maxrss / 1000 * 1.1 + 80 +
                    names / 1e6 * (double)kith_graph_entity_count(call->whole));
}

static kith_status run(kith_call *call)
{
    const double start = seconds_now();
    kith_status st = KITH_OK;
    kith_meter meter = kith_meter_start(call->settings.quiet);
    KITH_TRY(st, open_output(call), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    remark_forecast(call, seconds_now() - start);
    KITH_TRY(st,
             kith_store_build(call->output.temporary, call->whole,
                              kith_meter_build, &meter, &call->err),
             done);
    kith_meter_end(&meter);
    KITH_TRY(st, keep_columns(call), done);
    remark(call);
done:
    kith_meter_end(&meter);
    return st;
}

static const char *const examples[] = {
    "a base that every other command then reads",
    "kith build data/eurasian-organisations.json -o world.kith",
    "from a large folder, leaving out what is not sound",
    "kith build --unsound records/ -o world.kith",
    "with measures that 'kith rank' then has at once",
    "kith build records.jsonl --with pagerank,coreness,leiden -o world.kith",
    NULL,
};

static const kith_option_group *const groups[] = {
    &kith_reading_group,
    &kith_file_group,
    &kith_common_group,
    NULL,
};

const kith_command kith_cmd_build = {
    .name = "build",
    .summary = "make a knowledge base from records",
    .operands = "INPUT...",
    .description =
        "Reads records as every command does, with the same checks, and writes "
        "them into a knowledge base: one file, which every command takes in "
        "place of records and opens at once. It is a SQLite database with "
        "tables and views for people, and loses nothing: 'kith export' gives "
        "every record back as it was written.\n\n"
        "The file appears whole or not at all. What a power failure left of an "
        "earlier build of it is removed.",
    .examples = examples,
    .options = options,
    .groups = groups,
    .run = run,
};
