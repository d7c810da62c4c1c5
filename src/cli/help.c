/* Help, from the tables of commands and options; 80 columns wide. */
#include "cli/help.h"

#include "base/error.h"
#include "cli/result.h"

#include <string.h>

#define WIDTH       79
#define HELP_COLUMN 26

const char *kith_help_synopsis(const kith_option *option, char *out)
{
    char letter[8] = "";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(out, KITH_SYNOPSIS_SIZE, "%s--%s%s%s", letter, option->name,
             option->value ? " " : "", option->value ? option->value : "");
    return out;
}

const char *kith_help_sentence(kith_call *call, const kith_option *option)
{
    char choices[1024] = "";
    const size_t size = strlen(option->help) + sizeof choices + 192;
    char *out = kith_arena_take(&call->arena, size);
    if (!out)
        return NULL;
    kith_option_join(option, choices, sizeof choices);
    int length = snprintf(out, size, "%s%s%s", option->help,
                          choices[0] ? ": " : "", choices);
    const char *without =
        option->otherwise ? option->otherwise : option->implied;
    if (without) {
        snprintf(out + length, size - (size_t)length, " (default: %s)",
                 without);
    }
    return out;
}

static void put_title(kith_call *call, kith_sink *sink, const char *title)
{
    kith_put_char(sink, '\n');
    kith_put_look(sink, &call->screen, KITH_BOLD, title);
    kith_put_char(sink, '\n');
}

static kith_status put_options(kith_call *call,
                               kith_sink *sink,
                               const char *title,
                               const kith_option *options)
{
    char synopsis[KITH_SYNOPSIS_SIZE];
    put_title(call, sink, title);
    for (const kith_option *o = options; o->name; o++) {
        const char *sentence = kith_help_sentence(call, o);
        if (!sentence)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        kith_help_synopsis(o, synopsis);
        const bool fits = strlen(synopsis) + 4 <= HELP_COLUMN;
        kith_putf(sink, "  %-*s", HELP_COLUMN - 2, synopsis);
        if (!fits)
            kith_putf(sink, "\n%*s", HELP_COLUMN, "");
        kith_put_wrapped(sink, sentence, HELP_COLUMN, HELP_COLUMN, WIDTH);
    }
    return KITH_OK;
}

static kith_status put_topics(kith_call *call,
                              kith_sink *sink,
                              const kith_command *command)
{
    if (!command->topics)
        return KITH_OK;
    put_title(call, sink, command->topics);
    for (size_t i = 0;; i++) {
        const kith_topic topic = command->topic_at(&call->arena, i);
        if (!topic.name)
            return KITH_OK;
        if (!topic.text)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        kith_putf(sink, "  %-*s", HELP_COLUMN - 2, topic.name);
        if (strlen(topic.name) + 4 > HELP_COLUMN)
            kith_putf(sink, "\n%*s", HELP_COLUMN, "");
        kith_put_wrapped(sink, topic.text, HELP_COLUMN, HELP_COLUMN, WIDTH);
    }
}

static void put_examples(kith_call *call,
                         kith_sink *sink,
                         const char *const *examples)
{
    if (!examples)
        return;
    put_title(call, sink, "Examples");
    for (; *examples; examples += 2) {
        /* on one line, to be copied as it stands */
        kith_putf(sink, "  %s:\n    %s\n", examples[0], examples[1]);
    }
}

kith_status kith_help_command(kith_call *call, const kith_command *command)
{
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    kith_putf(&sink, "usage: kith %s [OPTIONS]%s%s\n\n", command->name,
              *command->operands ? " " : "", command->operands);
    kith_put_wrapped(&sink, command->description, 0, 0, WIDTH);
    if (command->options) {
        KITH_TRY(st, put_options(call, &sink, "Options", command->options),
                 done);
    }
    for (size_t g = 0; command->groups[g]; g++) {
        KITH_TRY(st,
                 put_options(call, &sink, command->groups[g]->title,
                             command->groups[g]->options),
                 done);
    }
    KITH_TRY(st, put_topics(call, &sink, command), done);
    put_examples(call, &sink, command->examples);
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

kith_status kith_help_all(kith_call *call)
{
    kith_sink sink = {0};
    const kith_status st = kith_result_sink(call, &sink);
    if (st != KITH_OK)
        return st;
    kith_put(&sink, "usage: kith COMMAND [OPTIONS] INPUT...\n\n");
    kith_put_wrapped(&sink,
                     "kith turns records of who is connected to whom into a "
                     "graph that you can check, query, rank, draw and hand on. "
                     "It needs no server and no network.",
                     0, 0, WIDTH);
    put_title(call, &sink, "Commands");
    for (const kith_command *const *c = kith_commands; *c; c++)
        kith_putf(&sink, "  %-12s %s\n", (*c)->name, (*c)->summary);
    kith_put_char(&sink, '\n');
    kith_put_wrapped(&sink,
                     "INPUT is a file or a folder of records, or '-' for "
                     "standard input; several make one graph. 'kith help "
                     "COMMAND' says more about a command.",
                     0, 0, WIDTH);
    kith_put_char(&sink, '\n');
    kith_put_wrapped(&sink,
                     "The exit status is 0 for yes, 1 for no (nothing found, "
                     "no path, records unsound), 2 if the call or the input is "
                     "wrong, 3 if the system failed.",
                     0, 0, WIDTH);
    return kith_sink_finish(&sink, &call->err);
}
