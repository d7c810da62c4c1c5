/* kith path: how are two entities connected? */
#include "base/error.h"
#include "base/number.h"
#include "cli/evidence.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/result.h"
#include "cli/sentence.h"

#include <kith/analysis.h>

static const kith_option options[] = {
    {.name = "directed",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(directed),
     .help = "follow directions only"},
    {.name = "undirected",
     .type = KITH_OPTION_OFF,
     .offset = KITH_AT(directed),
     .help = "go either way (this is the default)"},
    {.name = "all",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(all),
     .help = "every shortest path, not only the first"},
    {.name = "most",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(most),
     .least = 1,
     .most = UINT32_MAX,
     .otherwise = "100",
     .help = "with --all: print at most N paths"},
    {.name = "weighted",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(weighted),
     .help = "weights are distances: least sum instead of fewest relations"},
    {.name = "along",
     .type = KITH_OPTION_NAMES,
     .value = "TYPES",
     .offset = KITH_AT(along),
     .help = "use relations of these types only"},
    {.name = "avoid",
     .type = KITH_OPTION_TEXTS,
     .value = "WHAT",
     .offset = KITH_AT(avoid),
     .help = "keep off a relation type, an entity type or an entity; may be "
             "repeated"},
    {0                                            },
};

typedef struct route {
    kith_call *call;
    kith_paths *paths;
    kith_id from;
    kith_id to;
} route;

/* -- for people ---------------------------------------------------------- */

static kith_status put_hop(const route *r,
                           kith_sink *sink,
                           kith_step step,
                           kith_cited *cited)
{
    kith_call *call = r->call;
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_put_sentence(call, sink, step.relation, step.forward, 0),
             done);
    KITH_TRY(st,
             kith_graph_record(call->graph, KITH_RECORD_RELATION, step.relation,
                               &record, &call->err),
             done);
    st = kith_put_evidence(call, sink, record, 4, cited);
done:
    kith_free(record);
    return st;
}

/* "Path 1 of 3", where there are several; its weight, where that decides. */
static void put_heading(const route *r, kith_sink *sink, size_t path)
{
    const size_t count = kith_paths_count(r->paths);
    const bool weighted = r->call->settings.weighted;
    char text[128];
    char number[KITH_NUMBER_SIZE];
    if (count == 1 && !weighted)
        return;
    const int length =
        snprintf(text, sizeof text, "Path %zu of %zu%s", path + 1, count,
                 kith_paths_more(r->paths) ? " and more" : "");
    if (weighted) {
        snprintf(text + length, sizeof text - (size_t)length, ", weight %s",
                 kith_number_format(kith_paths_weight(r->paths, path), number));
    }
    if (path)
        kith_put_char(sink, '\n');
    kith_put_look(sink, &r->call->screen, KITH_BOLD, text);
    kith_put_char(sink, '\n');
}

static kith_status put_text(const route *r, kith_sink *sink)
{
    kith_cited cited = {0};
    kith_status st = KITH_OK;
    for (size_t p = 0; p < kith_paths_count(r->paths); p++) {
        put_heading(r, sink, p);
        for (size_t s = 0; s < kith_paths_length(r->paths, p); s++) {
            KITH_TRY(st,
                     put_hop(r, sink, kith_paths_step(r->paths, p, s), &cited),
                     done);
        }
        if (!kith_paths_length(r->paths, p))
            kith_put(sink, "both are the same entity\n");
    }
    st = kith_put_cited(r->call, sink, &cited);
done:
    return st;
}

/* -- for programs -------------------------------------------------------- */

static kith_status write_hop(const route *r, kith_writer *w, kith_step step)
{
    const kith_graph *graph = r->call->graph;
    const kith_relation relation = kith_graph_relation(graph, step.relation);
    char *record = NULL;
    const kith_status st =
        kith_graph_record(graph, KITH_RECORD_RELATION, step.relation, &record,
                          &r->call->err);
    if (st != KITH_OK)
        return st;
    kith_write_open_row(w, '{');
    kith_write_key(w, "source");
    kith_write_text(w, kith_graph_entity_id(graph, relation.source));
    kith_write_key(w, "type");
    kith_write_text(w, kith_graph_relation_type_name(graph, relation.type));
    kith_write_key(w, "target");
    kith_write_text(w, kith_graph_entity_id(graph, relation.target));
    kith_write_key(w, "forward");
    kith_write_bool(w, step.forward);
    kith_write_key(w, "evidence");
    kith_write_member(w, record, "evidence", "[]");
    kith_write_close(w, '}');
    kith_free(record);
    return KITH_OK;
}

static kith_status write_path(const route *r, kith_writer *w, size_t path)
{
    const kith_graph *graph = r->call->graph;
    const size_t length = kith_paths_length(r->paths, path);
    kith_status st = KITH_OK;
    kith_write_open(w, '{');
    kith_write_key(w, "length");
    kith_write_size(w, length);
    kith_write_key(w, "weight");
    kith_write_number(w, kith_paths_weight(r->paths, path));
    kith_write_key(w, "nodes");
    kith_write_open_row(w, '[');
    for (size_t s = 0; s <= length; s++) {
        kith_write_text(w, kith_graph_entity_id(graph,
                                                kith_paths_entity(r->paths,
                                                                  path, s)));
    }
    kith_write_close(w, ']');
    kith_write_key(w, "relations");
    kith_write_open(w, '[');
    for (size_t s = 0; s < length && st == KITH_OK; s++)
        st = write_hop(r, w, kith_paths_step(r->paths, path, s));
    kith_write_close(w, ']');
    kith_write_close(w, '}');
    return st;
}

static kith_status put_json(const route *r, kith_sink *sink)
{
    const bool lines = r->call->settings.format == KITH_RESULT_JSONL;
    kith_writer w = kith_result_writer(r->call, sink);
    kith_status st = KITH_OK;
    if (!lines)
        kith_write_open(&w, '[');
    for (size_t p = 0; p < kith_paths_count(r->paths) && st == KITH_OK; p++)
        st = write_path(r, &w, p);
    if (!lines)
        kith_write_close(&w, ']');
    return st;
}

static kith_status add_step(const route *r,
                            kith_table *table,
                            size_t path,
                            size_t index)
{
    kith_call *call = r->call;
    const kith_step step = kith_paths_step(r->paths, path, index);
    const kith_relation it = kith_graph_relation(call->graph, step.relation);
    const char *const texts[] = {
        kith_graph_entity_id(call->graph, it.source),
        kith_graph_relation_type_name(call->graph, it.type),
        kith_graph_entity_id(call->graph, it.target),
        step.forward ? "true" : "false",
        kith_sentence(call, step.relation, step.forward),
    };
    kith_status st = kith_table_add_row(table, &call->err);
    for (size_t c = 0; st == KITH_OK && c < sizeof texts / sizeof *texts; c++)
        st = kith_table_put_text(table, 2 + c, texts[c], &call->err);
    if (st == KITH_OK) {
        kith_table_put_integer(table, 0, (int64_t)path + 1);
        kith_table_put_integer(table, 1, (int64_t)index + 1);
    }
    return st;
}

/* A row for each step of each path. */
static kith_status put_table(const route *r)
{
    static const char *const names[] = {"#path",  "#step",   "source",   "type",
                                        "target", "forward", "sentence", NULL};
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, names, &r->call->err), done);
    for (size_t p = 0; p < kith_paths_count(r->paths); p++) {
        const size_t length = kith_paths_length(r->paths, p);
        for (size_t s = 0; s < length && st == KITH_OK; s++)
            st = add_step(r, table, p, s);
    }
    if (st == KITH_OK)
        st = kith_result_table(r->call, table);
done:
    kith_table_free(table);
    return st;
}

/* -- the command --------------------------------------------------------- */

static void say_no(const route *r)
{
    const kith_settings *settings = &r->call->settings;
    const kith_graph *graph = r->call->graph;
    kith_remark(settings->quiet, "no path between '%s' and '%s'",
                kith_graph_entity_name(graph, r->from),
                kith_graph_entity_name(graph, r->to));
    if (settings->quiet)
        return;
    if (settings->directed) {
        fputs("  hint: without --directed relations go either way\n", stderr);
    } else if (settings->along.count || settings->avoid.count) {
        fputs("  hint: allow more with --along, or avoid less\n", stderr);
    } else {
        fputs("  hint: they are in different parts of the graph; see 'kith "
              "groups --method components'\n",
              stderr);
    }
}

static kith_status answer(const route *r)
{
    kith_call *call = r->call;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    call->no = kith_paths_count(r->paths) == 0;
    if (call->no)
        say_no(r);
    if (call->no && kith_result_is_text(call))
        return KITH_OK;
    KITH_TRY(st, kith_call_vocabulary(call), done);
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (kith_result_is_text(call)) {
        KITH_TRY(st, put_text(r, &sink), done);
    } else if (kith_result_is_json(call)) {
        KITH_TRY(st, put_json(r, &sink), done);
    } else {
        KITH_TRY(st, put_table(r), done);
    }
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

static kith_status run(kith_call *call)
{
    const kith_settings *settings = &call->settings;
    const kith_path_options how = {
        .directed = settings->directed,
        .all = settings->all,
        .most = (size_t)settings->most,
        .cost = settings->weighted ? KITH_COST_DISTANCE : KITH_COST_RELATIONS,
        .along = settings->along.items,
        .avoid = settings->avoid.items,
    };
    route r = {.call = call};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read(call, 2), done);
    KITH_TRY(st, kith_input_resolve(call, 0, &r.from), done);
    KITH_TRY(st, kith_input_resolve(call, 1, &r.to), done);
    KITH_TRY(st,
             kith_paths_find(&r.paths, call->graph, r.from, r.to, &how,
                             &call->err),
             done);
    st = answer(&r);
done:
    kith_paths_free(r.paths);
    return st;
}

static const char *const examples[] = {
    "how a person and a country are connected, with the evidence",
    "kith path 'Nurudin Mukhitdinov' Armenia data/cis-forum.json",
    "every shortest way that does not pass through the forum",
    "kith path --all --avoid forum Tashkent Armenia data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_path = {
    .name = "path",
    .summary = "show how two entities are connected, with the evidence",
    .operands = "FROM TO INPUT...",
    .description =
        "Prints the shortest path between two entities, each named by id, name "
        "or alias: a sentence for each relation, and below it what the "
        "relation rests on. Relations are followed either way unless "
        "--directed is given.\n\n"
        "The exit status is 1 if there is no path.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .run = run,
};
