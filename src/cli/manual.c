/* Manual pages in man(7) markup, from the tables. */
#include "cli/manual.h"

#include "base/error.h"
#include "cli/help.h"

#include <ctype.h>
#include <string.h>

/* Text in which nothing is markup: backslashes and dashes are escaped, and a
 * line cannot begin with a dot or a quote. */
static void put_text(kith_sink *sink, const char *text)
{
    bool fresh = true;
    for (; *text; text++) {
        if (fresh && (*text == '.' || *text == '\''))
            kith_put(sink, "\\&");
        fresh = *text == '\n';
        if (*text == '\\') {
            kith_put(sink, "\\e");
        } else if (*text == '-') {
            kith_put(sink, "\\-");
        } else if (*text == '\'') {
            kith_put(sink, "\\(aq");
        } else if (*text == '\n') {
            kith_put(sink, text[1] == '\n' ? "\n.PP" : "\n");
        } else {
            kith_put_char(sink, *text);
        }
    }
}

static void put_line(kith_sink *sink, const char *text)
{
    put_text(sink, text);
    kith_put_char(sink, '\n');
}

static void put_section(kith_sink *sink, const char *title)
{
    kith_put(sink, ".SH ");
    for (; *title; title++)
        kith_put_char(sink, (char)toupper((unsigned char)*title));
    kith_put_char(sink, '\n');
}

static void put_head(kith_sink *sink, const char *name, const char *summary)
{
    char upper[64];
    size_t length = 0;
    for (; name[length] && length + 1 < sizeof upper; length++)
        upper[length] = (char)toupper((unsigned char)name[length]);
    upper[length] = '\0';
    kith_put(sink, ".TH ");
    put_text(sink, upper);
    kith_put(sink, " 1 \"\" \"kith " KITH_VERSION "\" \"kith manual\"\n");
    put_section(sink, "name");
    put_text(sink, name);
    kith_put(sink, " \\- ");
    put_line(sink, summary);
    put_section(sink, "synopsis");
}

static kith_status put_options(kith_call *call,
                               kith_sink *sink,
                               const kith_option *options)
{
    for (const kith_option *o = options; o && o->name; o++) {
        const char *sentence = kith_help_sentence(call, o);
        if (!sentence)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        kith_put(sink, ".TP\n");
        if (o->letter)
            kith_putf(sink, "\\fB\\-%c\\fR, ", o->letter);
        kith_put(sink, "\\fB\\-\\-");
        put_text(sink, o->name);
        kith_put(sink, "\\fR");
        if (o->value) {
            kith_put(sink, " \\fI");
            put_text(sink, o->value);
            kith_put(sink, "\\fR");
        }
        kith_put_char(sink, '\n');
        put_line(sink, sentence);
    }
    return KITH_OK;
}

static kith_status put_topics(kith_call *call,
                              kith_sink *sink,
                              const kith_command *command)
{
    if (!command->topics)
        return KITH_OK;
    put_section(sink, command->topics);
    for (size_t i = 0;; i++) {
        const kith_topic topic = command->topic_at(&call->arena, i);
        if (!topic.name)
            return KITH_OK;
        if (!topic.text)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        kith_put(sink, ".TP\n.B ");
        put_line(sink, topic.name);
        put_line(sink, topic.text);
    }
}

static void put_examples(kith_sink *sink, const char *const *examples)
{
    if (!examples)
        return;
    put_section(sink, "examples");
    for (; *examples; examples += 2) {
        kith_put(sink, ".PP\n");
        put_text(sink, examples[0]);
        kith_put(sink, ":\n.PP\n.nf\n.RS\n");
        put_line(sink, examples[1]);
        kith_put(sink, ".RE\n.fi\n");
    }
}

/* What the exit statuses mean, the same on every page. */
static void put_exit_status(kith_sink *sink)
{
    static const char *const meanings[] = {
        "yes: done, found, sound",
        "no: nothing found, no path, records unsound",
        "the call or the input is wrong",
        "the system failed: a full disk, no memory",
    };
    put_section(sink, "exit status");
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        kith_putf(sink, ".TP\n.B %zu\n", i);
        put_line(sink, meanings[i]);
    }
}

static kith_status put_command(kith_call *call,
                               kith_sink *sink,
                               const kith_command *command)
{
    char name[64];
    kith_status st = KITH_OK;
    snprintf(name, sizeof name, "kith-%s", command->name);
    put_head(sink, name, command->summary);
    kith_putf(sink, "\\fBkith %s\\fR [\\fIOPTIONS\\fR] ", command->name);
    put_line(sink, command->operands);
    put_section(sink, "description");
    put_line(sink, command->description);
    if (command->options) {
        put_section(sink, "options");
        KITH_TRY(st, put_options(call, sink, command->options), done);
    }
    for (size_t g = 0; command->groups[g]; g++) {
        char title[64];
        snprintf(title, sizeof title, "%s options", command->groups[g]->title);
        put_section(sink, title);
        KITH_TRY(st, put_options(call, sink, command->groups[g]->options),
                 done);
    }
    KITH_TRY(st, put_topics(call, sink, command), done);
    put_examples(sink, command->examples);
    put_exit_status(sink);
    put_section(sink, "see also");
    kith_put(sink, ".BR kith (1)\n");
done:
    return st;
}

static void put_whole(kith_sink *sink)
{
    put_head(sink, "kith",
             "check, query, rank and draw records of who is connected to "
             "whom");
    kith_put(sink, "\\fBkith\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] "
                   "\\fIINPUT\\fR...\n");
    put_section(sink, "description");
    put_line(sink, "kith turns records of entities and relations (JSON or JSON "
                   "Lines) into a graph. An INPUT is a file, a folder, or - "
                   "for standard input; several make one graph.");
    put_section(sink, "commands");
    for (const kith_command *const *c = kith_commands; *c; c++) {
        kith_putf(sink, ".TP\n.BR kith\\-%s (1)\n", (*c)->name);
        put_line(sink, (*c)->summary);
    }
    put_exit_status(sink);
    put_section(sink, "environment");
    kith_put(sink, ".TP\n.B NO_COLOR\n");
    put_line(sink, "if set and not empty, nothing is coloured unless --color "
                   "always asks for it");
    kith_put(sink, ".TP\n.B TERM\n");
    put_line(sink, "if 'dumb', likewise");
}

kith_status kith_manual_page(kith_call *call,
                             kith_sink *sink,
                             const kith_command *command)
{
    if (command)
        return put_command(call, sink, command);
    put_whole(sink);
    return KITH_OK;
}
