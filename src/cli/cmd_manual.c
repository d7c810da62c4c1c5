/* kith manual: the manual pages. */
#include "base/error.h"
#include "cli/manual.h"
#include "cli/result.h"

static const kith_option options[] = {
    {.name = "directory",
     .type = KITH_OPTION_PATH,
     .value = "FOLDER",
     .offset = KITH_AT(directory),
     .help = "write every page into this folder, as kith.1, kith-check.1 …"},
    {0  },
};

static kith_status write_page(kith_call *call, const kith_command *command)
{
    char path[4096];
    kith_output file = {0};
    kith_status st = KITH_OK;
    const int length =
        snprintf(path, sizeof path, "%s/kith%s%s.1", call->settings.directory,
                 command ? "-" : "", command ? command->name : "");
    if (length >= (int)sizeof path) {
        return kith_fail(&call->err, KITH_E_IO,
                         "the folder's name is too long");
    }
    KITH_TRY(st, kith_output_open(&file, path, &call->err), done);
    kith_sink sink = {.file = file.file};
    KITH_TRY(st, kith_manual_page(call, &sink, command), done);
    KITH_TRY(st, kith_sink_finish(&sink, &call->err), done);
    st = kith_output_keep(&file, &call->err);
done:
    kith_output_drop(&file);
    return st;
}

static kith_status run(kith_call *call)
{
    const kith_command *command = NULL;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    if (call->settings.directory) {
        st = write_page(call, NULL);
        for (size_t i = 0; kith_commands[i] && st == KITH_OK; i++)
            st = write_page(call, kith_commands[i]);
        return st;
    }
    if (call->operand_count) {
        command = kith_command_of(call->operands[0], &call->err);
        if (!command)
            return call->err.status;
    }
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    KITH_TRY(st, kith_manual_page(call, &sink, command), done);
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

static const char *const examples[] = {
    "read the page of one command",
    "kith manual rank | man -l -",
    NULL,
};

const kith_command kith_cmd_manual = {
    .name = "manual",
    .summary = "print a manual page",
    .operands = "[COMMAND]",
    .description =
        "Prints the manual page of kith or of one command in man(7) markup.",
    .examples = examples,
    .options = options,
    .groups = kith_plain_groups,
    .run = run,
};
