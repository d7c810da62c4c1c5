/* kith help: how to call it. */
#include "cli/help.h"

static kith_status run(kith_call *call)
{
    if (!call->operand_count)
        return kith_help_all(call);
    const kith_command *command =
        kith_command_of(call->operands[0], &call->err);
    return command ? kith_help_command(call, command) : call->err.status;
}

static const char *const examples[] = {
    "what 'kith path' can do",
    "kith help path",
    NULL,
};

const kith_command kith_cmd_help = {
    .name = "help",
    .summary = "list the commands, or explain one",
    .operands = "[COMMAND]",
    .description = "Lists the commands, or explains one with all its options.",
    .examples = examples,
    .groups = kith_plain_groups,
    .run = run,
};
