/* Measures taken side by side: which, with what options, in which order. */
#include "cli/ranking.h"

#include "base/alloc.h"
#include "base/error.h"
#include "cli/forecast.h"
#include "cli/input.h"
#include "cli/keep.h"
#include "cli/weights.h"

#include <kith/store.h>

#include <string.h>

/* Options go to the measures that take them. */
kith_measure_options kith_ranking_options(const kith_ranking *ranking,
                                          const kith_measure *measure)
{
    const kith_settings *settings = &ranking->call->settings;
    return (kith_measure_options){
        .undirected = settings->undirected,
        .weights = kith_weights_asked(settings, KITH_WEIGHTS_NATURAL),
        .normalised = settings->normalised,
        .damping = measure->takes_damping ? settings->damping : 0,
        .alpha = measure->takes_alpha ? settings->alpha : 0,
        .seeds = measure->takes_seeds ? ranking->seeds : NULL,
        .seed_count = measure->takes_seeds ? settings->seeds.count : 0,
        .sample = measure->takes_sample ? (size_t)settings->sample : 0,
        .random_seed = settings->random_seed,
        .cutoff = measure->takes_cutoff ? settings->cutoff : 0,
        .threads = (unsigned)settings->threads,
    };
}

static void choose(kith_ranking *r, const char *name)
{
    const kith_measure *measure = kith_measure_of(name);
    for (size_t m = 0; m < r->column_count; m++) {
        if (r->columns[m].measure == measure)
            return;
    }
    if (r->column_count < KITH_MOST_MEASURES)
        r->columns[r->column_count++].measure = measure;
}

/* An option must mean something to one of the measures at least. */
static kith_status check_taken(const kith_ranking *r)
{
    static const struct {
        const char *name;
        size_t taken; /* offset in kith_measure */
        const char *by;
    } rows[] = {
        {"damping", offsetof(kith_measure, takes_damping), "pagerank"   },
        {"alpha",   offsetof(kith_measure, takes_alpha),   "katz"       },
        {"seed",    offsetof(kith_measure, takes_seeds),   "pagerank"   },
        {"sample",  offsetof(kith_measure, takes_sample),  "betweenness"},
        {"cutoff",  offsetof(kith_measure, takes_cutoff),  "betweenness"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool taken = !kith_call_gives(r->call, rows[i].name);
        for (size_t m = 0; m < r->column_count; m++) {
            const char *row = (const char *)r->columns[m].measure;
            taken |= *(const bool *)(row + rows[i].taken);
        }
        if (taken)
            continue;
        kith_fail(&r->call->err, KITH_E_INVALID,
                  "option '--%s' means nothing to '%s'", rows[i].name,
                  r->columns[0].measure->name);
        kith_hint(&r->call->err, "leave it out, or rank '--by %s'", rows[i].by);
        return KITH_E_INVALID;
    }
    return KITH_OK;
}

kith_status kith_ranking_choose(kith_ranking *ranking, kith_call *call)
{
    const kith_settings *settings = &call->settings;
    *ranking = (kith_ranking){.call = call};
    for (size_t m = 0; m < settings->measures.count; m++)
        choose(ranking, settings->measures.items[m]);
    if (!ranking->column_count && settings->explain)
        choose(ranking, "betweenness");
    if (!ranking->column_count) {
        const bool weighted = settings->weighted || settings->weight_as;
        choose(ranking, weighted ? "strength" : "degree");
        choose(ranking, "pagerank");
        choose(ranking, "betweenness");
    }
    const kith_scores *columns = ranking->columns;
    ranking->relations = columns[0].measure->of_relations;
    for (size_t m = 1; m < ranking->column_count; m++) {
        if (columns[m].measure->of_relations == ranking->relations)
            continue;
        kith_fail(&call->err, KITH_E_INVALID,
                  "'%s' measures %s, '%s' measures %s",
                  columns[0].measure->name,
                  ranking->relations ? "relations" : "entities",
                  columns[m].measure->name,
                  ranking->relations ? "entities" : "relations");
        kith_hint(&call->err, "rank by one after the other");
        return KITH_E_INVALID;
    }
    return check_taken(ranking);
}

static kith_status resolve_seeds(kith_ranking *r)
{
    const kith_list *seeds = &r->call->settings.seeds;
    r->seeds = KITH_NEW(kith_id, seeds->count);
    if (!r->seeds)
        return kith_fail(&r->call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < seeds->count; i++) {
        const kith_status st =
            kith_input_resolve_text(r->call, seeds->items[i], &r->seeds[i]);
        if (st != KITH_OK) {
            r->call->input = true;
            return st;
        }
    }
    return KITH_OK;
}

/* Scores that the knowledge base has, if they were taken in the same way. */
static kith_status take_kept(const kith_ranking *r,
                             const kith_scores *column,
                             const kith_measure_options *how,
                             bool *found)
{
    const char *base = kith_keep_base(r->call);
    char text[KITH_KEEP_SIZE];
    *found = false;
    if (!base || r->relations || how->sample || how->seed_count ||
        r->call->settings.keep)
        return KITH_OK;
    kith_keep_how(how, text);
    return kith_store_kept(base, column->measure->name, text, column->score,
                           r->size, found, &r->call->err);
}

static kith_status compute(kith_ranking *r,
                           kith_scores *column,
                           kith_measure_options *how)
{
    kith_forecast forecast =
        kith_forecast_start(r->call, column->measure, how->sample);
    how->progress = kith_forecast_move;
    how->progress_context = &forecast;
    how->error = column->error;
    const kith_status st = kith_measure_run(column->measure, r->call->graph,
                                            how, column->score, &r->call->err);
    kith_forecast_end(&forecast);
    return st;
}

static kith_status take_column(kith_ranking *r, kith_scores *column)
{
    kith_error *err = &r->call->err;
    kith_measure_options how = kith_ranking_options(r, column->measure);
    bool found = false;
    column->score = KITH_NEW(double, r->size);
    if (how.sample)
        column->error = KITH_NEW(double, r->size);
    if (!column->score || (how.sample && !column->error))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const kith_status st = take_kept(r, column, &how, &found);
    return found || st != KITH_OK ? st : compute(r, column, &how);
}

kith_status kith_ranking_keep(const kith_ranking *ranking)
{
    kith_call *call = ranking->call;
    const char *base = call->base;
    kith_error *err = &call->err;
    kith_graph_free(call->whole);
    call->whole = call->graph = NULL;
    if (ranking->relations || ranking->call->settings.seeds.count) {
        kith_fail(err, KITH_E_INVALID,
                  "scores of relations and of seeds are not kept");
        kith_hint(err, "leave out --keep");
        return KITH_E_INVALID;
    }
    for (size_t m = 0; m < ranking->column_count; m++) {
        const kith_scores *column = &ranking->columns[m];
        const kith_measure_options how =
            kith_ranking_options(ranking, column->measure);
        char text[KITH_KEEP_SIZE];
        kith_keep_how(&how, text);
        const kith_status st =
            kith_store_keep(base, call->base_changes, column->measure->name,
                            text, column->score, ranking->size, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

kith_scoring kith_ranking_scoring(const kith_ranking *ranking,
                                  const kith_scores *column)
{
    return (kith_scoring){
        .score = column->score,
        .size = ranking->size,
        .least_first = column->measure->least_first,
    };
}

kith_status kith_ranking_take(kith_ranking *ranking)
{
    const kith_settings *settings = &ranking->call->settings;
    kith_status st = KITH_OK;
    ranking->size =
        kith_measure_size(ranking->columns[0].measure, ranking->call->graph);
    ranking->order = KITH_NEW(kith_id, ranking->size);
    if (!ranking->order) {
        return kith_fail(&ranking->call->err, KITH_E_MEMORY, "out of memory");
    }
    KITH_TRY(st, resolve_seeds(ranking), done);
    for (size_t m = 0; m < ranking->column_count; m++)
        KITH_TRY(st, take_column(ranking, &ranking->columns[m]), done);
    const size_t top = settings->all ? ranking->size : (size_t)settings->top;
    const kith_scoring by = kith_ranking_scoring(ranking, ranking->columns);
    ranking->rows = kith_top(&by, top, ranking->order);
done:
    return st;
}

void kith_ranking_clear(kith_ranking *ranking)
{
    kith_release(ranking->seeds);
    kith_release(ranking->order);
    for (size_t m = 0; m < ranking->column_count; m++) {
        kith_release(ranking->columns[m].score);
        kith_release(ranking->columns[m].error);
    }
    *ranking = (kith_ranking){0};
}
