/* kith rank: who matters here? */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/input.h"
#include "cli/measure_help.h"
#include "cli/result.h"
#include "cli/top.h"

#include <kith/analysis.h>

#include <string.h>

/* Measures in one ranking, at most: more than there are. */
#define MOST_MEASURES 32

static const char *const weight_as[] = {"distance", "strength", NULL};

static const kith_option options[] = {
    {.name = "by",
     .type = KITH_OPTION_CHOICES,
     .value = "MEASURES",
     .offset = KITH_AT(measures),
     .choice_at = kith_measure_choice,
     .implied = "degree,pagerank,betweenness; with --weighted strength instead "
                "of degree", .help = "measures, commas between them; rows are sorted by the first"},
    {.name = "top",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(top),
     .least = 1,
     .most = UINT32_MAX,
     .otherwise = "20",
     .help = "print the first N entities"},
    {.name = "all",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(all),
     .help = "print every entity"},
    {.name = "directed",
     .type = KITH_OPTION_OFF,
     .offset = KITH_AT(undirected),
     .help = "follow directions (this is the default)"},
    {.name = "undirected",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(undirected),
     .help = "ignore directions"},
    {.name = "weighted",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(weighted),
     .help = "let weights count, as what each measure goes by: see Measures"},
    {.name = "weight-as",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(weight_as),
     .choices = weight_as,
     .help = "let weights count and say what they are; a measure that goes by "
             "the other takes 1 / weight"},
    {.name = "normalised",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(normalised),
     .help = "scale the scores so that graphs of other sizes compare"},
    {.name = "damping",
     .type = KITH_OPTION_REAL,
     .value = "D",
     .offset = KITH_AT(damping),
     .least = 0.01,
     .most = 0.999,
     .otherwise = "0.85",
     .help = "pagerank: the chance of following a relation"},
    {0                                            },
};

typedef struct ranking {
    kith_call *call;
    const kith_measure *measures[MOST_MEASURES];
    double *scores[MOST_MEASURES];
    size_t count; /* of measures */
    kith_id *order;
    size_t rows;
} ranking;

static void choose(ranking *r, const char *name)
{
    const kith_measure *measure = kith_measure_of(name);
    for (size_t m = 0; m < r->count; m++) {
        if (r->measures[m] == measure)
            return;
    }
    if (r->count < MOST_MEASURES)
        r->measures[r->count++] = measure;
}

static void choose_all(ranking *r)
{
    const kith_settings *settings = &r->call->settings;
    for (size_t m = 0; m < settings->measures.count; m++)
        choose(r, settings->measures.items[m]);
    if (r->count)
        return;
    choose(r,
           settings->weighted || settings->weight_as ? "strength" : "degree");
    choose(r, "pagerank");
    choose(r, "betweenness");
}

static kith_weights weights_of(const kith_settings *settings)
{
    static const kith_weights given[] = {
        [KITH_WEIGHT_AS_DISTANCE] = KITH_WEIGHTS_DISTANCE,
        [KITH_WEIGHT_AS_STRENGTH] = KITH_WEIGHTS_STRENGTH,
    };
    if (settings->weight_as)
        return given[settings->weight_as];
    return settings->weighted ? KITH_WEIGHTS_NATURAL : KITH_WEIGHTS_NONE;
}

/* The same for people, as the end of a sentence. */
static const char *weights_text(const kith_settings *settings)
{
    static const char *const texts[] = {
        [KITH_WEIGHTS_NONE] = "",
        [KITH_WEIGHTS_NATURAL] = "; weighted",
        [KITH_WEIGHTS_STRENGTH] = "; weights are strengths",
        [KITH_WEIGHTS_DISTANCE] = "; weights are distances",
    };
    return texts[weights_of(settings)];
}

/* Options go to the measures that take them. */
static kith_measure_options options_for(const kith_settings *settings,
                                        const kith_measure *measure)
{
    return (kith_measure_options){
        .undirected = settings->undirected,
        .weights = weights_of(settings),
        .normalised = settings->normalised,
        .damping = measure->takes_damping ? settings->damping : 0,
        .threads = (unsigned)settings->threads,
    };
}

static kith_status take_scores(ranking *r)
{
    const kith_settings *settings = &r->call->settings;
    const size_t size = kith_graph_entity_count(r->call->graph);
    kith_status st = KITH_OK;
    r->order = KITH_NEW(kith_id, size);
    for (size_t m = 0; m < r->count; m++) {
        r->scores[m] = KITH_NEW(double, size);
        if (!r->scores[m] || !r->order)
            return kith_fail(&r->call->err, KITH_E_MEMORY, "out of memory");
        const kith_measure_options how = options_for(settings, r->measures[m]);
        KITH_TRY(st,
                 kith_measure_run(r->measures[m], r->call->graph, &how,
                                  r->scores[m], &r->call->err),
                 done);
    }
    const size_t top = settings->all ? size : (size_t)settings->top;
    r->rows = kith_top(r->scores[0], size, top, r->order);
done:
    return st;
}

/* People get the place in the ranking, programs the id. */
static kith_status add_place(kith_call *call,
                             kith_table *table,
                             size_t place,
                             kith_id e)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_table_add_row(table, &call->err), done);
    kith_table_put_integer(table, 0, (int64_t)place);
    KITH_TRY(st,
             kith_table_put_text(table, 1,
                                 kith_graph_entity_name(call->graph, e),
                                 &call->err),
             done);
    st = kith_table_put_text(table, 2, kith_result_type(call->graph, e),
                             &call->err);
done:
    return st;
}

static kith_status fill(const ranking *r, kith_table *table)
{
    const bool text = kith_result_is_text(r->call);
    kith_status st = KITH_OK;
    for (size_t i = 0; i < r->rows && st == KITH_OK; i++) {
        const kith_id e = r->order[i];
        st = text ? add_place(r->call, table, i + 1, e)
                  : kith_result_entity(r->call, table, e);
        for (size_t m = 0; m < r->count && st == KITH_OK; m++)
            kith_table_put_real(table, 3 + m, r->scores[m][e]);
    }
    return st;
}

static kith_status print(const ranking *r)
{
    static const char *const numbered[] = {"##", "name", "type", NULL};
    static const char *const plain[] = {"id", "name", "type", NULL};
    kith_call *call = r->call;
    const bool text = kith_result_is_text(call);
    kith_status st = KITH_OK;
    kith_table *table = NULL;
    KITH_TRY(st, kith_result_new(&table, text ? numbered : plain, &call->err),
             done);
    for (size_t m = 0; m < r->count; m++) {
        KITH_TRY(st,
                 kith_table_add_column(table, r->measures[m]->name,
                                       KITH_COLUMN_REAL, &call->err),
                 done);
    }
    KITH_TRY(st, fill(r, table), done);
    KITH_TRY(st, kith_result_table(call, table), done);
    if (text && !call->settings.quiet) {
        kith_sink sink = {.file = call->output.file};
        kith_result_footnote(call, &sink,
                             "%zu of %zu entities by %s; directions %s%s%s",
                             r->rows, kith_graph_entity_count(call->graph),
                             r->measures[0]->name,
                             call->settings.undirected ? "ignored" : "followed",
                             weights_text(&call->settings),
                             call->settings.normalised ? "; normalised" : "");
        st = kith_sink_finish(&sink, &call->err);
    }
done:
    kith_table_free(table);
    return st;
}

static kith_status run(kith_call *call)
{
    ranking r = {.call = call};
    kith_status st = KITH_OK;
    choose_all(&r);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, take_scores(&r), done);
    st = print(&r);
done:
    kith_release(r.order);
    for (size_t m = 0; m < r.count; m++)
        kith_release(r.scores[m]);
    return st;
}

static const char *const examples[] = {
    "who lies on the shortest ways between others",
    "kith rank --by betweenness data/cis-forum.json",
    "two measures, as a spreadsheet",
    "kith rank --by degree,closeness --format csv -o rank.csv "
    "data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_rank = {
    .name = "rank",
    .summary = "order entities by how much they matter",
    .operands = "INPUT...",
    .description =
        "Takes one or several measures of every entity and prints the best. "
        "Entities of equal score keep the order of the records.\n\n"
        "In JSON each row has id, name, type and one key a measure, at full "
        "precision.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups_without_top,
    .topics = "Measures",
    .topic_at = kith_measure_topic,
    .run = run,
};
