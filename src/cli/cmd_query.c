/* kith query: an openCypher query over the records. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/report.h"
#include "cli/result.h"

#include <errno.h>
#include <string.h>

static const kith_option options[] = {
    {.name = "param",
     .type = KITH_OPTION_TEXTS,
     .value = "NAME=JSON",
     .offset = KITH_AT(parameters),
     .help = "value of $NAME in the query; may be repeated"},
    {.name = "file",
     .type = KITH_OPTION_PATH,
     .value = "FILE",
     .offset = KITH_AT(query_file),
     .help = "read the query from this file; '-' is standard input"},
    {.name = "as-graph",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(as_graph),
     .help = "write the nodes, relations and paths of the result as records, "
             "for 'kith draw -' and 'kith export -'"},
    {.name = "explain",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(explain),
     .help = "show the plan and run nothing"},
    {.name = "profile",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(profile),
     .help = "run, and show the plan with the rows that each step gave"},
    {.name = "max-rows",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(most_rows),
     .most = 9007199254740992.0,
     .implied = "no limit",
     .help = "fail when the result has more rows"},
    {.name = "timeout",
     .type = KITH_OPTION_REAL,
     .value = "SECONDS",
     .offset = KITH_AT(timeout),
     .most = 1000000,
     .implied = "no limit",
     .help = "fail when the query takes longer"},
    {.name = "memory",
     .type = KITH_OPTION_SIZE,
     .value = "SIZE",
     .offset = KITH_AT(memory),
     .most = 1125899906842624.0,
     .otherwise = "4G",
     .help = "fail when the query needs more beside the graph"},
    {0                                                             },
};

/* -- what is asked ------------------------------------------------------- */

static kith_status read_stream(kith_query_call *q, FILE *file, const char *path)
{
    size_t room = 0;
    size_t got = 0;
    do {
        if (room - q->length < 4096) {
            room = room ? room * 2 : 16384;
            char *larger = kith_grow_array(q->owned, room, 1);
            if (!larger)
                return kith_fail(&q->call->err, KITH_E_MEMORY, "out of memory");
            q->owned = larger;
        }
        got = fread(q->owned + q->length, 1, room - q->length, file);
        q->length += got;
    } while (got > 0);
    if (ferror(file)) {
        return kith_fail(&q->call->err, KITH_E_IO, "cannot read '%s': %s", path,
                         strerror(errno));
    }
    q->text = q->owned;
    return KITH_OK;
}

static kith_status read_query_file(kith_query_call *q)
{
    const char *path = q->call->settings.query_file;
    const bool standard = !strcmp(path, "-");
    FILE *file = standard ? stdin : fopen(path, "rb");
    q->name = standard ? "<stdin>" : path;
    q->call->input = true;
    if (!file) {
        return kith_fail(&q->call->err, KITH_E_IO, "cannot open '%s': %s", path,
                         strerror(errno));
    }
    const kith_status st = read_stream(q, file, path);
    if (!standard)
        (void)fclose(file);
    return st;
}

/* The last operand is the query, unless --file gives it. */
static kith_status take_query(kith_query_call *q)
{
    kith_call *call = q->call;
    if (call->settings.query_file)
        return read_query_file(q);
    if (call->operand_count < 2) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "'kith query' needs a query");
        kith_hint(&call->err, "kith query %s 'MATCH (n) RETURN n LIMIT 10'",
                  call->operands[0]);
        return KITH_E_INVALID;
    }
    q->name = "<query>";
    q->text = call->operands[--call->operand_count];
    q->length = strlen(q->text);
    call->operands[call->operand_count] = NULL;
    return KITH_OK;
}

static kith_status take_parameters(kith_query_call *q)
{
    const kith_list *list = &q->call->settings.parameters;
    q->parameters =
        KITH_ARENA_NEW(&q->call->arena, kith_parameter, list->count);
    if (!q->parameters)
        return kith_fail(&q->call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < list->count; i++) {
        const char *text = list->items[i];
        const char *equals = strchr(text, '=');
        if (!equals || equals == text) {
            return kith_fail(&q->call->err, KITH_E_INVALID,
                             "option '--param' needs NAME=JSON, not '%s'",
                             text);
        }
        q->parameters[i] = (kith_parameter){
            .name = {text,       (size_t)(equals - text)},
            .json = {equals + 1, strlen(equals + 1)     },
        };
    }
    return KITH_OK;
}

/* -- what is answered ---------------------------------------------------- */

/* Remarks that are new: some come before the run, some after it. */
static void put_remarks(kith_query_call *q)
{
    kith_error remark;
    for (; kith_query_remark(q->query, q->remarks, &remark); q->remarks++) {
        kith_remark(q->call->settings.quiet, "%s%s%s", remark.message,
                    remark.hint[0] ? "; " : "", remark.hint);
    }
}

static kith_status compile(kith_query_call *q)
{
    const kith_settings *settings = &q->call->settings;
    const kith_query_options how = {
        .parameters = q->parameters,
        .parameter_count = settings->parameters.count,
        .most_rows = settings->most_rows,
        .timeout = settings->timeout,
        .memory = (size_t)settings->memory,
    };
    kith_call *call = q->call;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_session_new(&q->session, call->graph, &call->err), done);
    kith_session_procedures(q->session, q->procedures, q->procedure_count);
    KITH_TRY(st,
             kith_query_compile(&q->query, q->session,
                                (kith_text){q->text, q->length}, q->name, &how,
                                &call->err),
             done);
    put_remarks(q);
done:
    return st;
}

static bool ignore_row(void *context,
                       const kith_value *const *row,
                       size_t columns)
{
    (void)row, (void)columns;
    ++*(uint64_t *)context;
    return true;
}

static kith_status put_plan(kith_query_call *q, bool profile)
{
    uint64_t rows = 0;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    if (profile)
        KITH_TRY(st, kith_query_run(q->query, ignore_row, &rows, &q->call->err),
                 done);
    KITH_TRY(st, kith_result_sink(q->call, &sink), done);
    kith_query_put_plan(q->query, profile, sink.file);
    st = kith_sink_finish(&sink, &q->call->err);
done:
    return st;
}

static kith_status answer(kith_query_call *q)
{
    const kith_settings *settings = &q->call->settings;
    const kith_query_mode mode = kith_query_mode_of(q->query);
    if (settings->explain || mode == KITH_QUERY_EXPLAIN)
        return put_plan(q, false);
    if (settings->profile || mode == KITH_QUERY_PROFILE)
        return put_plan(q, true);
    return settings->as_graph ? kith_query_put_graph(q)
                              : kith_query_put_rows(q);
}

static kith_status run(kith_call *call)
{
    kith_query_call q = {.call = call};
    kith_status st = KITH_OK;
    KITH_TRY(st, take_query(&q), done);
    KITH_TRY(st, take_parameters(&q), done);
    KITH_TRY(st, kith_query_procedures(&q), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, compile(&q), done);
    KITH_TRY(st, answer(&q), done);
    put_remarks(&q);
done:
    if (st != KITH_OK && call->err.place.line && call->err.length) {
        kith_report_excerpt(&call->err, (kith_text){q.text, q.length},
                            call->settings.color);
        call->reported = true;
    }
    kith_query_free(q.query);
    kith_session_free(q.session);
    kith_release(q.owned);
    return st;
}

static const char *const examples[] = {
    "who leads what, and which forum it hosts",
    "kith query data/cis-forum.json 'MATCH (p:person)-[:leads]->(o) RETURN "
    "p.name, o.name'",
    "who has the most relations",
    "kith query data/cis-forum.json 'MATCH (n)--(m) RETURN n.name, count(m) AS "
    "relations ORDER BY relations DESC, n.name LIMIT 3'",
    "a value from outside",
    "kith query --param type='\"person\"' data/cis-forum.json 'MATCH (n) WHERE "
    "$type IN labels(n) RETURN n.name'",
    "draw a part",
    "kith query --as-graph data/cis-forum.json 'MATCH p = (:person)-->() "
    "RETURN p' | kith draw - -o people.svg",
    NULL,
};

static kith_topic function_topic(kith_arena *arena, size_t index)
{
    kith_function_help help;
    if (!kith_query_function(index, &help))
        return kith_query_procedure_topic(arena, index);
    const size_t size = strlen(help.signature) + strlen(help.summary) + 3;
    char *text = kith_arena_take(arena, size);
    if (text)
        (void)snprintf(text, size, "%s: %s", help.signature, help.summary);
    return (kith_topic){help.name, text};
}

const kith_command kith_cmd_query = {
    .name = "query",
    .summary = "ask in openCypher",
    .operands = "INPUT... [QUERY]",
    .description =
        "Answers a query in openCypher, its reading part: MATCH, OPTIONAL "
        "MATCH, WHERE, WITH, RETURN, ORDER BY, SKIP, LIMIT, UNWIND, UNION, "
        "subqueries, paths of any length and shortest paths. Entities are "
        "nodes with their types as labels, relations are relationships. A "
        "property is a member of the record's 'properties', or else of the "
        "record itself, such as id, name or since. A relation that is not "
        "directed matches a pattern of either direction.\n\n"
        "The query is the last operand, or comes from --file. A result without "
        "rows is an answer: the exit status is 0.",
    .topics = "Functions and procedures",
    .topic_at = function_topic,
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .run = run,
};
