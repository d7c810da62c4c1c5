/* Why an entity has its score: kith rank --explain. */
#include "cli/explanation.h"

#include "base/error.h"
#include "cli/forecast.h"
#include "cli/grid.h"
#include "cli/input.h"
#include "cli/result.h"
#include "cli/top.h"

#include <math.h>
#include <stdio.h>

/* Reasons of a kind, at most: finding their place takes time. */
enum { MOST_REASONS = 10000 };

typedef struct {
    kith_call *call;
    const kith_scores *column;
    kith_id entity;
    kith_standing standing;
    size_t size;   /* of all */
    size_t sample; /* entities that paths were sought from */
    bool estimated;
    kith_explanation found;
    kith_sink *sink;
    kith_writer *writer; /* JSON; or NULL */
} telling;

/* How a kind of reason is told: title for people, key for programs, and names
 * of columns. */
typedef struct {
    const char *title;
    const char *key;
    const char *const *columns;
    void (*write)(const telling *t, const kith_reason *reason);
    kith_status (*put)(const telling *t,
                       kith_table *table,
                       const kith_reason *reason); /* all but the part */
} section;

static const char *id_of(const telling *t, kith_id e)
{
    return kith_graph_entity_id(t->call->graph, e);
}

static const char *name_of(const telling *t, kith_id e)
{
    return kith_graph_entity_name(t->call->graph, e);
}

static void write_entity(const telling *t, const char *key, kith_id e)
{
    kith_write_key(t->writer, key);
    kith_write_text(t->writer, e == KITH_NONE ? NULL : id_of(t, e));
}

static void write_part(const telling *t, const kith_reason *reason)
{
    kith_write_key(t->writer, "part");
    kith_write_number(t->writer, reason->part);
}

static void write_distance(const telling *t, const kith_reason *reason)
{
    kith_write_key(t->writer, "distance");
    kith_write_number(t->writer, reason->distance);
}

static void write_pair(const telling *t, const kith_reason *reason)
{
    write_entity(t, "source", reason->a);
    write_entity(t, "target", reason->b);
    write_distance(t, reason);
    write_part(t, reason);
}

static void write_neighbour(const telling *t, const kith_reason *reason)
{
    write_entity(t, "id", reason->a);
    kith_write_key(t->writer, "name");
    kith_write_text(t->writer, name_of(t, reason->a));
    write_part(t, reason);
}

static void write_groups(const telling *t, const kith_reason *reason)
{
    write_entity(t, "around", reason->a);
    write_entity(t, "other", reason->b);
    write_part(t, reason);
}

static void write_count(const telling *t, const kith_reason *reason)
{
    kith_write_key(t->writer, "count");
    kith_write_size(t->writer, reason->count);
}

static void write_row_of_distance(const telling *t, const kith_reason *reason)
{
    write_distance(t, reason);
    write_count(t, reason);
    write_entity(t, "first", reason->a);
    write_part(t, reason);
}

static void write_rest(const telling *t, const kith_reason *reason)
{
    write_count(t, reason);
    write_part(t, reason);
}

static kith_status put_two(const telling *t,
                           kith_table *table,
                           const char *first,
                           const char *second)
{
    const kith_status st = kith_table_put_text(table, 0, first, &t->call->err);
    return st == KITH_OK ? kith_table_put_text(table, 1, second, &t->call->err)
                         : st;
}

static kith_status put_pair(const telling *t,
                            kith_table *table,
                            const kith_reason *reason)
{
    kith_table_put_real(table, 2, reason->distance);
    return put_two(t, table, name_of(t, reason->a), name_of(t, reason->b));
}

static kith_status put_neighbour(const telling *t,
                                 kith_table *table,
                                 const kith_reason *reason)
{
    return put_two(t, table, name_of(t, reason->a),
                   kith_result_type(t->call->graph, reason->a));
}

static kith_status put_groups(const telling *t,
                              kith_table *table,
                              const kith_reason *reason)
{
    return put_two(t, table, name_of(t, reason->a),
                   reason->a == reason->b ? "the same" : name_of(t, reason->b));
}

static kith_status put_distance(const telling *t,
                                kith_table *table,
                                const kith_reason *reason)
{
    kith_table_put_real(table, 0, reason->distance);
    kith_table_put_integer(table, 1, (int64_t)reason->count);
    return kith_table_put_text(table, 2, name_of(t, reason->a), &t->call->err);
}

static kith_status put_rest(const telling *t,
                            kith_table *table,
                            const kith_reason *reason)
{
    char text[96];
    const kith_measure *measure = t->column->measure;
    const char *own = measure->takes_damping ? "walks that start anew"
                      : measure->takes_alpha ? "the walk of no steps"
                                             : "";
    if (reason->count > 0) {
        (void)snprintf(text, sizeof text, "%zu more%s%s", reason->count,
                       *own ? ", and " : "", own);
    } else {
        (void)snprintf(text, sizeof text, "%s", own);
    }
    return kith_table_put_text(table, 0, text, &t->call->err);
}

static const char *const pair_columns[] = {"between", "and", "~distance",
                                           "part", NULL};
static const char *const neighbour_columns[] = {"name", "type", "part", NULL};
static const char *const group_columns[] = {"around", "and around", "part",
                                            NULL};
static const char *const distance_columns[] = {"~distance", "#entities",
                                               "such as", "part", NULL};
static const char *const rest_columns[] = {"", "part", NULL};

static const section sections[] = {
    [KITH_REASON_PAIR] = {"Pairs that it lies between",           "pairs",      pair_columns,
                          write_pair,                                                                                     put_pair     },
    [KITH_REASON_NEIGHBOUR] = {"Neighbours",                           "neighbours", neighbour_columns,
                          write_neighbour,                                                                                put_neighbour},
    [KITH_REASON_GROUPS] = {"Communities whose paths pass through",
                          "communities",                                        group_columns,     write_groups,
                          put_groups                                                                                                   },
    [KITH_REASON_DISTANCE] = {"How far the others are",               "distances",
                          distance_columns,                                                        write_row_of_distance,
                          put_distance                                                                                                 },
    [KITH_REASON_REST] = {"The rest",                             "rest",       rest_columns,      write_rest,
                          put_rest                                                                                                     },
};

/* The last column, in per cent: digits stand below each other. */
static kith_status put_part(const telling *t, kith_table *table, double part)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%5.1f %%", 100 * part);
    return kith_table_put_text(table, kith_table_columns(table) - 1, text,
                               &t->call->err);
}

static kith_status put_table(const telling *t, size_t begin, size_t end)
{
    const section *s = &sections[t->found.reasons[begin].kind];
    kith_error *err = &t->call->err;
    kith_status st = KITH_OK;
    kith_table *table = NULL;
    KITH_TRY(st, kith_result_new(&table, s->columns, err), done);
    for (size_t i = begin; i < end; i++) {
        KITH_TRY(st, kith_table_add_row(table, err), done);
        KITH_TRY(st, s->put(t, table, &t->found.reasons[i]), done);
        KITH_TRY(st, put_part(t, table, t->found.reasons[i].part), done);
    }
    kith_put_char(t->sink, '\n');
    kith_put_look(t->sink, &t->call->screen, KITH_BOLD, s->title);
    kith_put_char(t->sink, '\n');
    st = kith_grid_put(t->sink, &t->call->screen, table, err);
done:
    kith_table_free(table);
    return st;
}

static void write_section(const telling *t, size_t begin, size_t end)
{
    const section *s = &sections[t->found.reasons[begin].kind];
    kith_write_key(t->writer, s->key);
    kith_write_open(t->writer, '[');
    for (size_t i = begin; i < end; i++) {
        kith_write_open_row(t->writer, '{');
        s->write(t, &t->found.reasons[i]);
        kith_write_close(t->writer, '}');
    }
    kith_write_close(t->writer, ']');
}

/* Reasons of a kind stand together. */
static kith_status tell_sections(const telling *t)
{
    const kith_reason *reasons = t->found.reasons;
    kith_status st = KITH_OK;
    for (size_t begin = 0; begin < t->found.count && st == KITH_OK;) {
        size_t end = begin + 1;
        while (end < t->found.count && reasons[end].kind == reasons[begin].kind)
            end++;
        if (t->writer) {
            write_section(t, begin, end);
        } else {
            st = put_table(t, begin, end);
        }
        begin = end;
    }
    return st;
}

/* Which pairs were counted, unless it is all of them. */
static const char *of_sample(const telling *t)
{
    if (!t->estimated)
        return "";
    return t->call->settings.undirected ? " with an end in the sample"
                                        : " that begin in the sample";
}

static kith_status put_head(const telling *t)
{
    const double score = t->column->score[t->entity];
    const char *type = kith_result_type(t->call->graph, t->entity);
    const char *name = kith_clean_text(&t->call->arena, name_of(t, t->entity));
    if (!name)
        return kith_fail(&t->call->err, KITH_E_MEMORY, "out of memory");
    kith_put_look(t->sink, &t->call->screen, KITH_BOLD, name);
    if (type) {
        kith_put(t->sink, " (");
        kith_put_clean(t->sink, type);
        kith_put_char(t->sink, ')');
    }
    kith_putf(t->sink, ": %s %.6g", t->column->measure->name, score);
    if (t->estimated && isfinite(t->column->error[t->entity]))
        kith_putf(t->sink, " ± %.4g", t->column->error[t->entity]);
    kith_putf(t->sink, ", place %zu of %zu%s", t->standing.place, t->size,
              t->column->measure->least_first ? " from the least" : "");
    if (t->standing.alike) {
        kith_putf(t->sink, ", with %zu %s alike", t->standing.alike,
                  t->standing.alike == 1 ? "other" : "others");
    }
    kith_put_char(t->sink, '\n');
    if (t->found.pairs) {
        kith_putf(t->sink,
                  "It lies between %zu %s of others%s, on every shortest path "
                  "of %zu of them.\n",
                  t->found.pairs, t->found.pairs == 1 ? "pair" : "pairs",
                  of_sample(t), t->found.sole);
    }
    if (!t->found.count)
        kith_put(t->sink, "Nothing adds to it.\n");
    return KITH_OK;
}

static void write_head(const telling *t)
{
    kith_writer *w = t->writer;
    write_entity(t, "id", t->entity);
    kith_write_key(w, "name");
    kith_write_text(w, name_of(t, t->entity));
    kith_write_key(w, "type");
    kith_write_text(w, kith_result_type(t->call->graph, t->entity));
    kith_write_key(w, "measure");
    kith_write_text(w, t->column->measure->name);
    kith_write_key(w, "score");
    kith_write_number(w, t->column->score[t->entity]);
    if (t->column->error) {
        kith_write_key(w, "error");
        kith_write_number(w, t->column->error[t->entity]);
        kith_write_key(w, "sample");
        kith_write_size(w, t->sample);
    }
    kith_write_key(w, "place");
    kith_write_size(w, t->standing.place);
    kith_write_key(w, "alike");
    kith_write_size(w, t->standing.alike);
    kith_write_key(w, "entities");
    kith_write_size(w, t->size);
    if (t->found.pairs) {
        kith_write_key(w, "pair_count");
        kith_write_size(w, t->found.pairs);
        kith_write_key(w, "sole_pair_count");
        kith_write_size(w, t->found.sole);
    }
}

static kith_status ask(telling *t, const kith_ranking *r)
{
    const kith_settings *settings = &t->call->settings;
    kith_measure_options how = kith_ranking_options(r, t->column->measure);
    kith_forecast forecast =
        kith_forecast_start(t->call, t->column->measure, how.sample);
    how.progress = kith_forecast_move;
    how.progress_context = &forecast;
    const bool many = settings->all || settings->top > MOST_REASONS;
    const kith_explain_question question = {
        .measure = t->column->measure,
        .options = &how,
        .score = t->column->score,
        .entity = t->entity,
        .most = many ? MOST_REASONS : (size_t)settings->top,
    };
    const kith_status st = kith_measure_explain(&t->found, t->call->graph,
                                                &question, &t->call->err);
    kith_forecast_end(&forecast);
    return st;
}

static kith_status tell(telling *t, const kith_ranking *r)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, ask(t, r), done);
    t->sample = t->call->settings.sample < t->size
                    ? (size_t)t->call->settings.sample
                    : t->size;
    t->estimated = kith_ranking_is_estimated(r, t->column);
    const kith_scoring by = kith_ranking_scoring(r, t->column);
    t->standing = kith_standing_of(&by, t->entity);
    if (t->writer) {
        kith_write_open(t->writer, '{');
        write_head(t);
        st = tell_sections(t);
        kith_write_close(t->writer, '}');
        goto done;
    }
    if (t->column != r->columns)
        kith_put_char(t->sink, '\n');
    KITH_TRY(st, put_head(t), done);
    st = tell_sections(t);
done:
    kith_explanation_clear(&t->found);
    return st;
}

kith_status kith_explanation_check(const kith_ranking *ranking)
{
    kith_call *call = ranking->call;
    if (ranking->relations) {
        kith_fail(&call->err, KITH_E_INVALID,
                  "'%s' measures relations, and '--explain' is about an entity",
                  ranking->columns[0].measure->name);
        kith_hint(&call->err, "explain '--by betweenness'");
        return KITH_E_INVALID;
    }
    if (!kith_result_is_text(call) && !kith_result_is_json(call)) {
        kith_fail(&call->err, KITH_E_UNSUPPORTED,
                  "an explanation is no single table");
        kith_hint(&call->err, "take '--format table', 'json' or 'jsonl'");
        return KITH_E_UNSUPPORTED;
    }
    for (size_t m = 0; m < ranking->column_count; m++) {
        const kith_explain_question question = {
            .measure = ranking->columns[m].measure,
        };
        kith_explanation none;
        if (!question.measure->explain)
            return kith_measure_explain(&none, NULL, &question, &call->err);
    }
    return KITH_OK;
}

kith_status kith_explanation_print(const kith_ranking *ranking)
{
    kith_call *call = ranking->call;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    telling t = {.call = call, .size = ranking->size, .sink = &sink};
    KITH_TRY(st,
             kith_input_resolve_text(call, call->settings.explain, &t.entity),
             wrong);
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    kith_writer writer = kith_result_writer(call, &sink);
    if (kith_result_is_json(call)) {
        t.writer = &writer;
        kith_write_open(&writer, '[');
    }
    for (size_t m = 0; m < ranking->column_count; m++) {
        t.column = &ranking->columns[m];
        KITH_TRY(st, tell(&t, ranking), done);
    }
    if (t.writer) {
        kith_write_close(&writer, ']');
    } else if (!call->settings.quiet) {
        char how[KITH_HOW_SIZE];
        kith_ranking_how(ranking, how);
        kith_result_footnote(call, &sink, "%s", how);
    }
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
wrong:
    call->input = true;
    return st;
}
