/* The life of one call: what it opens on the way, and how it ends. */
#include "base/error.h"
#include "cli/base_input.h"
#include "cli/command.h"
#include "cli/report.h"

#include <string.h>
#include <sys/stat.h>

unsigned kith_call_gives(const kith_call *call, const char *name)
{
    const kith_option *o = NULL;
    for (size_t i = 0; (o = kith_command_option(call->command, i)); i++) {
        if (!strcmp(o->name, name))
            return call->given[i];
    }
    return 0;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat first;
    struct stat second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 &&
           S_ISREG(first.st_mode) && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

kith_status kith_call_spare_inputs(kith_call *call, const char *path)
{
    if (!path)
        return KITH_OK;
    for (size_t i = 0; i < call->operand_count; i++) {
        if (!is_same_file(path, call->operands[i]))
            continue;
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "'%s' is an input and would be replaced", path);
        kith_hint(&call->err, "give the output a name of its own");
        return KITH_E_INVALID;
    }
    return KITH_OK;
}

kith_status kith_call_output(kith_call *call)
{
    if (call->output.file)
        return KITH_OK;
    kith_status st = kith_call_spare_inputs(call, call->settings.output);
    if (st == KITH_OK)
        st = kith_output_open(&call->output, call->settings.output, &call->err);
    if (st == KITH_OK) {
        call->screen =
            kith_terminal_of(call->output.file, call->settings.color);
    }
    return st;
}

kith_status kith_call_vocabulary(kith_call *call)
{
    if (call->vocabulary)
        return KITH_OK;
    if (!call->settings.vocabulary)
        return kith_vocabulary_default(&call->vocabulary, &call->err);
    const kith_status st =
        kith_vocabulary_read(&call->vocabulary, call->settings.vocabulary,
                             &call->err);
    call->input = st != KITH_OK;
    return st;
}

/* A file that cannot be read is a wrong call; one that cannot be written is
 * the system's fault. */
static int exit_status(const kith_call *call, kith_status st)
{
    switch (st) {
    case KITH_OK:
        return call->no ? KITH_EXIT_NO : KITH_EXIT_YES;
    case KITH_E_IO:
        return call->input && !call->err.system ? KITH_EXIT_WRONG
                                                : KITH_EXIT_SYSTEM;
    case KITH_E_MEMORY:
    case KITH_E_INTERNAL:
        return KITH_EXIT_SYSTEM;
    case KITH_E_SYNTAX:
    case KITH_E_INVALID:
    case KITH_E_NOT_FOUND:
    case KITH_E_LIMIT:
    case KITH_E_UNSUPPORTED:
        return KITH_EXIT_WRONG;
    }
    return KITH_EXIT_SYSTEM;
}

/* Who writes does not know where to: say which file it was that failed. */
static void name_output(kith_call *call)
{
    const kith_output *output = &call->output;
    const char *why = strstr(call->err.message, ": ");
    char message[sizeof call->err.message];
    if (!output->file || !output->path || !ferror(output->file) || !why)
        return;
    (void)snprintf(message, sizeof message, "cannot write '%s'%s", output->path,
                   why);
    memcpy(call->err.message, message, sizeof message);
}

int kith_call_end(kith_call *call, kith_status st)
{
    if (st == KITH_OK) {
        st = kith_output_keep(&call->output, &call->err);
        call->input = false;
    }
    if (st == KITH_E_IO)
        name_output(call);
    kith_output_drop(&call->output);
    if (st != KITH_OK && !call->reported)
        kith_report(&call->err, call->settings.color);
    kith_graph_free(call->ranked);
    kith_graph_free(call->selected);
    kith_graph_free(call->whole);
    kith_base_release(call);
    kith_diagnostics_free(call->diagnostics);
    kith_vocabulary_free(call->vocabulary);
    kith_arena_free(&call->arena);
    return exit_status(call, st);
}
