/* kith query: an openCypher query over the records. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/input.h"
#include "cli/prompt.h"
#include "cli/query.h"
#include "cli/statement.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
     .help = "read the query from this file, or several with ';' between "
             "them; '-' is standard input"},
    {.name = "no-history",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(no_history),
     .help = "in the prompt, neither read nor write the history of statements"},
    {.name = "as-graph",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(as_graph),
     .help = "write the nodes, relations and paths of the result as records, "
             "for 'kith draw -' and 'kith export -'"},
    {.name = "explain",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(explain_plan),
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
    {0                            },
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

/* How the statements come. */
typedef enum asking {
    ASKING_ONCE = 0, /* as the last operand */
    ASKING_SCRIPT,   /* from a file or from standard input */
    ASKING_PROMPT    /* from somebody at a terminal */
} asking;

static bool is_file(const char *path)
{
    struct stat what;
    return !strcmp(path, "-") || stat(path, &what) == 0;
}

static bool reads_standard_input(const kith_call *call)
{
    for (size_t i = 0; i < call->operand_count; i++) {
        if (!strcmp(call->operands[i], "-"))
            return true;
    }
    return false;
}

/* Query and input in the wrong order are seen before a file is looked for. */
static bool is_turned_round(const kith_call *call)
{
    const char *first = call->operands[0];
    return call->operand_count > 1 && !is_file(first) && strchr(first, ' ') &&
           is_file(call->operands[call->operand_count - 1]);
}

static kith_status needs_query(kith_query_call *q)
{
    kith_call *call = q->call;
    (void)kith_fail(&call->err, KITH_E_INVALID, "'kith query' needs a query");
    kith_hint(&call->err, "kith query %s 'MATCH (n) RETURN n LIMIT 10'",
              call->operands[0]);
    return KITH_E_INVALID;
}

/* The only operand is what should have come after the input. */
static kith_status needs_input(kith_call *call)
{
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "'kith query' needs an input before the query");
    kith_hint(&call->err, "kith query FILE '%s'", call->operands[0]);
    return KITH_E_INVALID;
}

static kith_status take_standard_input(kith_query_call *q)
{
    q->name = "<stdin>";
    const kith_status st = read_stream(q, stdin, "<stdin>");
    if (st == KITH_OK &&
        kith_statement_is_empty((kith_text){q->text, q->length}, 0, q->length))
        return needs_query(q);
    return st;
}

/* The last operand is the query, unless it is an input like the others or
 * --file gives the query. Without one, statements come from standard input. */
static kith_status take_query(kith_query_call *q, asking *how)
{
    kith_call *call = q->call;
    if (call->settings.query_file) {
        *how = ASKING_SCRIPT;
        return read_query_file(q);
    }
    const char *last = call->operands[call->operand_count - 1];
    if (is_turned_round(call)) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "the query comes after the input");
        kith_hint(&call->err, "kith query %s '%s'", last, call->operands[0]);
        return KITH_E_INVALID;
    }
    if (call->operand_count > 1 && !is_file(last)) {
        q->name = "<query>";
        q->text = last;
        q->length = strlen(last);
        call->operands[--call->operand_count] = NULL;
        return KITH_OK;
    }
    if (call->operand_count == 1 && !is_file(last) && strpbrk(last, " ({"))
        return needs_input(call);
    if (reads_standard_input(call))
        return needs_query(q);
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
        !call->settings.output) {
        *how = ASKING_PROMPT;
        q->name = "<query>";
        return KITH_OK;
    }
    *how = ASKING_SCRIPT;
    return take_standard_input(q);
}

kith_status kith_query_set_parameter(kith_query_call *q, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) {
        return kith_fail(&q->call->err, KITH_E_INVALID,
                         "a parameter is NAME=JSON, not '%s'", text);
    }
    const kith_parameter given = {
        .name = {text,       (size_t)(equals - text)},
        .json = {equals + 1, strlen(equals + 1)     },
    };
    kith_parameter *all =
        KITH_ARENA_NEW(&q->call->arena, kith_parameter, q->parameter_count + 1);
    if (!all)
        return kith_fail(&q->call->err, KITH_E_MEMORY, "out of memory");
    size_t count = 0;
    for (size_t i = 0; i < q->parameter_count; i++) {
        const kith_text name = q->parameters[i].name;
        if (name.length != given.name.length ||
            memcmp(name.data, given.name.data, name.length) != 0)
            all[count++] = q->parameters[i];
    }
    all[count++] = given;
    q->parameters = all;
    q->parameter_count = count;
    return KITH_OK;
}

static kith_status take_parameters(kith_query_call *q)
{
    const kith_list *list = &q->call->settings.parameters;
    kith_status st = KITH_OK;
    for (size_t i = 0; st == KITH_OK && i < list->count; i++)
        st = kith_query_set_parameter(q, list->items[i]);
    return st;
}

/* -- what is answered ---------------------------------------------------- */

static kith_status answer_query(kith_query_call *q)
{
    const kith_status st = kith_query_answer(q);
    if (st != KITH_OK)
        kith_query_report(q);
    return st;
}

/* A prompt offers what the records have, and a result as records has all
 * documents: both take the whole. */
static kith_status read_input(kith_call *call, asking how)
{
    return how == ASKING_PROMPT || call->settings.as_graph
               ? kith_input_read(call, 0)
               : kith_input_read_by_need(call, 0);
}

static kith_status run(kith_call *call)
{
    kith_query_call q = {.call = call};
    kith_status st = KITH_OK;
    asking how = ASKING_ONCE;
    KITH_TRY(st, take_query(&q, &how), done);
    KITH_TRY(st, take_parameters(&q), done);
    KITH_TRY(st, kith_query_procedures(&q), done);
    KITH_TRY(st, read_input(call, how), done);
    KITH_TRY(st, kith_query_open(&q), done);
    switch (how) {
    case ASKING_ONCE:
        st = answer_query(&q);
        break;
    case ASKING_SCRIPT:
        st = kith_prompt_script(&q, (kith_text){q.text, q.length});
        break;
    case ASKING_PROMPT:
        st = kith_prompt_run(&q);
        break;
    }
done:
    kith_query_close(&q);
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
    "several, from a file",
    "kith query data/cis-forum.json <queries.txt",
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
        "directed matches a pattern of either direction. A node in a table is "
        "its id and its name, as 'rcc (Regional Commonwealth)'; in CSV and TSV "
        "it is '({id: \"rcc\", name: \"Regional Commonwealth\"})', in JSON an "
        "object with its name, types and properties. Of a "
        "knowledge base, a query that begins at entities with an id or a name, "
        "as MATCH (a {id: 'rcc'})--(b), reads only what it looks at; EXPLAIN "
        "says whether.\n\n"
        "The query is the last operand, or comes from --file. Without either, "
        "statements are read from standard input; a ';' ends each, and no "
        "end of line or empty line does. The first that fails ends it all: "
        "those after it are not run. "
        "--format json writes the answers as one array. On a terminal that "
        "is a prompt: Tab completes, the arrow keys bring back "
        "what was typed before (it is kept in ~/.local/state/kith/history), "
        "Ctrl-C ends a query, Ctrl-D leaves, and :help lists the commands. A "
        "result without rows is an answer: the exit status is 0.",
    .topics = "Functions and procedures",
    .topic_at = function_topic,
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .run = run,
};
