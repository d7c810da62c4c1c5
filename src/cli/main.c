/* Finds the command, lets the tables read the rest, and runs it. */
#include "base/error.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/parse.h"
#include "cli/result.h"
#include "cli/together.h"

#include <signal.h>
#include <string.h>

/* `kith --help` and `kith --version` are commands in the dress of options. */
static const char *command_name(const char *argument)
{
    if (!argument || !strcmp(argument, "--help") || !strcmp(argument, "-h"))
        return "help";
    return strcmp(argument, "--version") != 0 ? argument : "version";
}

static kith_status run(kith_call *call, int argc, char **argv)
{
    kith_status st = KITH_OK;
    call->command = kith_command_of(command_name(argv[1]), &call->err);
    if (!call->command)
        return call->err.status;
    /* `kith --version` keeps its option: it prints just the version. */
    const int skipped = argc > 1 && strcmp(argv[1], "--version") != 0 ? 2 : 1;
    KITH_TRY(st, kith_parse(call, argc - skipped, argv + skipped), done);
    if (call->settings.help)
        return kith_help_command(call, call->command);
    if (call->settings.version)
        return kith_cmd_version.run(call);
    KITH_TRY(st, kith_parse_check_operands(call), done);
    KITH_TRY(st, kith_together_check(call), done);
    if (!kith_call_gives(call, "format") && !kith_call_gives(call, "json"))
        KITH_TRY(st, kith_result_by_name(call, call->settings.output), done);
    return call->command->run(call);
done:
    return st;
}

int main(int argc, char **argv)
{
    kith_interrupt_watch();
    (void)signal(SIGXFSZ, SIG_IGN); /* a write that fails, and is said */
    kith_call call = {.settings = {.color = KITH_COLOR_AUTO}};
    return kith_call_end(&call, run(&call, argc, argv));
}
