/* kith sniff: which tool's form is a file in, and how is it read? */
#include "base/error.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/result.h"

#include <kith/dialects.h>

#include <stdio.h>
#include <string.h>

static const char *const formats[] = {"text", "json", "jsonl", NULL};
static const char *const kinds[] = {"entity", "relation"};
enum { REMARKS = 3 };

static const kith_option options[] = {
    {.name = "format",
     .type = KITH_OPTION_CHOICE,
     .value = "FORMAT",
     .offset = KITH_AT(format),
     .choices = formats,
     .otherwise = "text",
     .help = "how to print what was seen"},
    KITH_JSON_OPTION,
    {0},
};

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- for people ---------------------------------------------------------- */

static kith_status put_example(kith_call *call,
                               kith_sink *sink,
                               const kith_sniffing *s,
                               size_t kind)
{
    kith_status st = KITH_OK;
    if (!s->records[kind])
        return st;
    kith_putf(sink, "  %-8s  ", kinds[kind]);
    KITH_TRY(st, kith_result_prose(call, sink, s->examples[kind], 12, 12),
             done);
    kith_put(sink, "  becomes   ");
    st = kith_result_prose(call, sink, s->records[kind], 12, 12);
done:
    return st;
}

/* Why nothing of it can be read, though its form is known. */
static kith_status put_problem(kith_call *call,
                               kith_sink *sink,
                               const kith_error *problem)
{
    char line[sizeof problem->message + 64];
    kith_status st = KITH_OK;
    if (!problem->message[0])
        return st;
    (void)snprintf(line, sizeof line, "in line %u: %s",
                   (unsigned)problem->place.line, problem->message);
    kith_put(sink, "  problem   ");
    KITH_TRY(st, kith_result_prose(call, sink, line, 12, 12), done);
    if (problem->hint[0]) {
        kith_put(sink, "  hint      ");
        st = kith_result_prose(call, sink, problem->hint, 12, 12);
    }
done:
    return st;
}

static kith_status put_text(kith_call *call,
                            kith_sink *sink,
                            const char *input,
                            const kith_sniffing *s)
{
    kith_status st = KITH_OK;
    kith_putf(sink, "%s: ", strcmp(input, "-") != 0 ? input : "<stdin>");
    if (!s->dialect) {
        kith_putf(sink, "%s", s->problem.message);
        kith_put(sink, s->problem.hint[0] ? "\n  hint: " : "");
        kith_putf(sink, "%s\n", s->problem.hint);
        return st;
    }
    if (s->other)
        kith_putf(sink, "%s or %s; say which with --from\n", s->dialect->name,
                  s->other->name);
    else
        kith_putf(sink, "%s (%s), %s\n", s->dialect->name, s->dialect->summary,
                  kith_sureness_name(s->sureness));
    if (s->saw[0])
        kith_putf(sink, "  saw       %s\n", s->saw);
    st = put_problem(call, sink, &s->problem);
    for (size_t kind = 0; kind < 2 && st == KITH_OK; kind++)
        st = put_example(call, sink, s, kind);
    for (size_t i = 0; i < REMARKS && s->remarks[i][0] && st == KITH_OK; i++) {
        kith_put(sink, "  remark    ");
        st = kith_result_prose(call, sink, s->remarks[i], 12, 12);
    }
    return st;
}

/* -- for programs -------------------------------------------------------- */

static void put_text_or_null(kith_writer *w, const char *key, const char *text)
{
    kith_write_key(w, key);
    if (text && *text)
        kith_write_text(w, text);
    else
        kith_write_null(w);
}

static void put_json(kith_writer *w, const char *input, const kith_sniffing *s)
{
    kith_write_open(w, '{');
    put_text_or_null(w, "file", input);
    put_text_or_null(w, "dialect", s->dialect ? s->dialect->name : NULL);
    put_text_or_null(w, "or", s->other ? s->other->name : NULL);
    put_text_or_null(w, "sure", kith_sureness_name(s->sureness));
    put_text_or_null(w, "saw", s->saw);
    put_text_or_null(w, "problem", s->problem.message);
    for (size_t kind = 0; kind < 2; kind++) {
        kith_write_key(w, kinds[kind]);
        if (!s->records[kind]) {
            kith_write_null(w);
            continue;
        }
        kith_write_open(w, '{');
        put_text_or_null(w, "from", s->examples[kind]);
        kith_write_key(w, "to");
        kith_write_raw(w, text_of(s->records[kind]));
        kith_write_close(w, '}');
    }
    kith_write_key(w, "remarks");
    kith_write_open(w, '[');
    for (size_t i = 0; i < REMARKS && s->remarks[i][0]; i++)
        kith_write_text(w, s->remarks[i]);
    kith_write_close(w, ']');
    kith_write_close(w, '}');
}

/* -- the command --------------------------------------------------------- */

/* All inputs one after another; a failure is that of one input. */
static kith_status sniff_each(kith_call *call, kith_sink *sink)
{
    const bool json = kith_result_is_json(call);
    const bool list = json && call->settings.format != KITH_RESULT_JSONL;
    kith_writer writer = kith_result_writer(call, sink);
    kith_status st = KITH_OK;
    if (list)
        kith_write_open(&writer, '[');
    for (size_t i = 0; i < call->operand_count && st == KITH_OK; i++) {
        kith_sniffing s = {0};
        kith_read_options read = kith_input_options(call, i);
        read.input_count = 1;
        st = kith_sniff(&s, &read, &call->err);
        if (st != KITH_OK)
            break;
        call->no = call->no || !s.dialect || s.other || s.problem.message[0];
        if (json)
            put_json(&writer, call->operands[i], &s);
        else
            st = put_text(call, sink, call->operands[i], &s);
        if (json && !list)
            kith_put(sink, "\n");
        kith_sniffing_clear(&s);
    }
    if (list)
        kith_write_close(&writer, ']');
    return st;
}

static kith_status run(kith_call *call)
{
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    call->input = true;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    KITH_TRY(st, sniff_each(call, &sink), done);
    call->input = false; /* what fails from here on is the output */
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

/* -- help ---------------------------------------------------------------- */

static kith_topic dialect_topic(kith_arena *arena, size_t index)
{
    const kith_dialect *dialect = kith_dialect_at(index);
    (void)arena;
    return dialect ? (kith_topic){dialect->name, dialect->summary}
                   : (kith_topic){0};
}

static const char *const examples[] = {
    "which tool wrote this, and what becomes of it?",
    "kith sniff data/cis-forum.json",
    NULL,
};

static const kith_option_group *const groups[] = {
    &kith_dialect_group,
    &kith_output_group,
    &kith_common_group,
    NULL,
};

const kith_command kith_cmd_sniff = {
    .name = "sniff",
    .summary = "say which tool's form files are in, and how they are read",
    .operands = "FILE...",
    .description =
        "Looks at the beginning of each file and says which form of graph data "
        "it is in, what shows it, and what its first entity and its first "
        "relation become. Every command reads these forms as it reads kith's "
        "own records; --from says the form where it cannot be told.\n\n"
        "What a form has and a record cannot hold is counted on standard error "
        "when it is read.\n\n"
        "The exit status is 0 if every file is in one form, 1 if one is in "
        "none, may be in two, or cannot be read.",
    .examples = examples,
    .options = options,
    .groups = groups,
    .topics = "Forms",
    .topic_at = dialect_topic,
    .run = run,
};
