/* What a line that begins with ':' does. */
#include "base/error.h"
#include "base/near.h"
#include "cli/interrupt.h"
#include "cli/prompt.h"
#include "cli/result.h"
#include "cli/value.h"

#include <stdlib.h>
#include <string.h>

typedef kith_status command_run(kith_prompt *p, const char *argument);

typedef struct command {
    const char *name;     /* with its ':' */
    const char *argument; /* "" if it takes none */
    const char *summary;  /* NULL: not listed */
    command_run *run;
} command;

static kith_status put_help(kith_prompt *p, const char *argument);

static kith_status refuse(kith_prompt *p, const char *needs)
{
    return kith_fail(&p->q->call->err, KITH_E_INVALID, "%s", needs);
}

static kith_status ask_last(kith_prompt *p)
{
    if (!p->last)
        return refuse(p, "there is no statement yet");
    p->q->script = (kith_text){0}; /* places are those of the statement */
    return kith_prompt_answer(p, (kith_text){p->last, strlen(p->last)});
}

static kith_status show_all(kith_prompt *p, const char *argument)
{
    const uint64_t shown = p->q->shown;
    (void)argument;
    if (p->failed)
        return refuse(p, "the last statement failed: it has no result");
    p->q->shown = 0;
    const kith_status st = ask_last(p);
    p->q->shown = shown;
    return st;
}

static kith_status set_rows(kith_prompt *p, const char *argument)
{
    char *end = NULL;
    const unsigned long long shown = strtoull(argument, &end, 10);
    if (!*argument || *argument == '-' || *end)
        return refuse(p, "':rows' needs how many rows to show; 0 = all");
    p->q->shown = shown;
    return KITH_OK;
}

static kith_status explain(kith_prompt *p, const char *argument)
{
    bool *explains = &p->q->call->settings.explain_plan;
    const bool before = *explains;
    *explains = true;
    const kith_status st =
        *argument
            ? kith_prompt_answer(p, (kith_text){argument, strlen(argument)})
            : ask_last(p);
    *explains = before;
    return st;
}

static kith_status set_format(kith_prompt *p, const char *argument)
{
    const kith_option *option = kith_format_group.options;
    kith_call *call = p->q->call;
    if (!*argument) {
        char names[128];
        kith_option_join(option, names, sizeof names);
        (void)kith_fail(&call->err, KITH_E_INVALID, "':format' needs a name");
        kith_hint(&call->err, "%s", names);
        return KITH_E_INVALID;
    }
    return kith_value_set(&call->arena, &call->settings, option, argument, NULL,
                          &call->err);
}

static kith_status set_timing(kith_prompt *p, const char *argument)
{
    if (strcmp(argument, "on") != 0 && strcmp(argument, "off") != 0)
        return refuse(p, "':timing' needs 'on' or 'off'");
    p->timing = !strcmp(argument, "on");
    return KITH_OK;
}

static kith_status put_parameters(kith_prompt *p)
{
    const kith_query_call *q = p->q;
    kith_sink sink = {0};
    const kith_status st = kith_prompt_sink(p, &sink);
    for (size_t i = 0; st == KITH_OK && i < q->parameter_count; i++) {
        const kith_parameter *one = &q->parameters[i];
        kith_putf(&sink, "%.*s=%.*s\n", (int)one->name.length, one->name.data,
                  (int)one->json.length, one->json.data);
    }
    return st;
}

/* What is not JSON is refused here, and not with every statement to come. */
static kith_status set_parameter(kith_prompt *p, const char *argument)
{
    static const char probe[] = "RETURN 1";
    kith_query_call *q = p->q;
    kith_parameter *before = q->parameters;
    const size_t count = q->parameter_count;
    kith_query *query = NULL;
    if (!*argument)
        return put_parameters(p);
    kith_status st = kith_query_set_parameter(q, argument);
    if (st != KITH_OK)
        return st;
    const kith_query_options how = {
        .parameters = q->parameters,
        .parameter_count = q->parameter_count,
    };
    st = kith_query_compile(&query, q->session,
                            (kith_text){probe, sizeof probe - 1}, "<parameter>",
                            &how, &q->call->err);
    kith_query_free(query);
    if (st != KITH_OK) {
        q->parameters = before;
        q->parameter_count = count;
    }
    return st;
}

static kith_status save(kith_prompt *p, const char *argument)
{
    kith_call *call = p->q->call;
    const kith_output output = call->output;
    const kith_terminal screen = call->screen;
    const kith_settings settings = call->settings;
    const bool interactive = p->interactive;
    const bool answered = p->answered;
    const bool lists = p->lists;
    const bool opened = p->opened;
    if (!*argument)
        return refuse(p, "':save' needs a file");
    if (p->failed)
        return refuse(p, "there is nothing to save: the last statement failed");
    call->output = (kith_output){0};
    call->settings.output = argument;
    p->answered = p->lists = p->opened = false; /* the file is of its own */
    kith_status st = kith_result_by_name(call, argument);
    if (st == KITH_OK)
        st = kith_call_output(call);
    if (st == KITH_OK)
        st = show_all(p, "");
    if (st == KITH_OK)
        st = kith_output_keep(&call->output, &call->err);
    kith_output_drop(&call->output);
    call->output = output;
    call->screen = screen;
    call->settings = settings;
    p->interactive = interactive;
    p->answered = answered;
    p->lists = lists;
    p->opened = opened;
    return st;
}

static kith_status put_schema(kith_prompt *p, const char *argument)
{
    (void)argument;
    return kith_prompt_put_schema(p);
}

static kith_status complete(kith_prompt *p, const char *argument)
{
    kith_offers names = {0};
    kith_sink sink = {0};
    const kith_status st = kith_prompt_sink(p, &sink);
    kith_prompt_complete(p, (kith_text){argument, strlen(argument)}, &names);
    for (size_t i = 0; st == KITH_OK && i < names.count; i++) {
        kith_put_clean(&sink, names.items[i]);
        kith_put_char(&sink, '\n');
    }
    kith_offers_clear(&names);
    return st;
}

static kith_status quit(kith_prompt *p, const char *argument)
{
    (void)argument;
    p->leaves = true;
    return KITH_OK;
}

static const command commands[] = {
    {":help",     "",            "list these commands",                                      put_help  },
    {":schema",   "",            "types, what relations connect, properties",                put_schema},
    {":all",      "",            "the last result with all its rows",                        show_all  },
    {":rows",     "N",           "show N rows of a result; 0 = all",                         set_rows  },
    {":format",   "NAME",        "table, json, jsonl, csv, tsv or markdown",                 set_format},
    {":save",     "FILE",        "write the last result, in the format of .csv, .json, …",
     save                                                                                              },
    {":explain",  "[STATEMENT]", "show the plan of this or the last statement",
     explain                                                                                           },
    {":timing",   "on|off",      "say how long a statement takes",                           set_timing},
    {":param",    "[NAME=JSON]", "give $NAME a value, or list them",
     set_parameter                                                                                     },
    {":quit",     "",            "leave, as Ctrl-D does",                                    quit      },
    {":complete", "TEXT",        NULL,                                                       complete  },
};

#define COMMANDS (sizeof commands / sizeof *commands)

static kith_status put_help(kith_prompt *p, const char *argument)
{
    kith_sink sink = {0};
    const kith_status st = kith_prompt_sink(p, &sink);
    (void)argument;
    if (st != KITH_OK)
        return st;
    kith_put(&sink,
             "A statement ends with ';' or an empty line. Tab completes, "
             "Ctrl-C ends a query.\n\n");
    for (size_t i = 0; i < COMMANDS; i++) {
        char left[40];
        if (!commands[i].summary)
            continue;
        (void)snprintf(left, sizeof left, "%s %s", commands[i].name,
                       commands[i].argument);
        kith_putf(&sink, "  %-22s%s\n", left, commands[i].summary);
    }
    if (p->interactive)
        kith_put(&sink, "\n'help', 'exit' and 'quit' do without ':'.");
    kith_put(&sink, "\nFunctions and procedures: kith help query\n");
    return KITH_OK;
}

const char *kith_prompt_command_name(size_t index)
{
    return index < COMMANDS && commands[index].summary ? commands[index].name
                                                       : NULL;
}

/* By its name, or by the beginning of one: `:q`. */
static const command *named(kith_text name)
{
    for (size_t i = 0; i < COMMANDS && name.length > 1; i++) {
        if (!strncmp(commands[i].name, name.data, name.length))
            return &commands[i];
    }
    return NULL;
}

static size_t name_length(kith_text line)
{
    size_t end = 1;
    while (end < line.length && !strchr(" \t", line.data[end]))
        end++;
    return end;
}

bool kith_prompt_command_answers(kith_text line)
{
    const command *found = named((kith_text){line.data, name_length(line)});
    return found && (found->run == show_all || found->run == explain);
}

static const command *find(kith_prompt *p, kith_text name)
{
    kith_error *err = &p->q->call->err;
    kith_nearest nearest = {.wanted = name};
    const command *found = named(name);
    if (found)
        return found;
    for (size_t i = 0; kith_prompt_command_name(i); i++)
        kith_nearest_see(&nearest, kith_prompt_command_name(i));
    (void)kith_fail(err, KITH_E_NOT_FOUND, "there is no command '%.*s'",
                    (int)name.length, name.data);
    if (nearest.best) {
        kith_hint(err, "did you mean '%s'?", nearest.best);
    } else {
        kith_hint(err, ":help lists the commands");
    }
    return NULL;
}

kith_status kith_prompt_command(kith_prompt *p, kith_text line)
{
    kith_call *call = p->q->call;
    size_t end = name_length(line);
    const command *found = find(p, (kith_text){line.data, end});
    if (!found)
        return KITH_E_NOT_FOUND;
    while (end < line.length && strchr(" \t", line.data[end]))
        end++;
    while (line.length > end && found->run != complete &&
           strchr(" \t\r;", line.data[line.length - 1]))
        line.length--;
    const char *argument =
        kith_arena_text(&call->arena, line.data + end, line.length - end);
    if (!argument)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    if (*argument && !*found->argument) {
        return kith_fail(&call->err, KITH_E_INVALID,
                         "'%s' does not expect '%s'", found->name, argument);
    }
    return found->run(p, argument);
}
