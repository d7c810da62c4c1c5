/* kith completion: scripts that teach a shell the commands and options. */
#include "base/error.h"
#include "base/near.h"
#include "cli/completion.h"
#include "cli/result.h"

#include <string.h>

static const struct {
    const char *name;
    void (*put)(kith_sink *sink);
} shells[] = {
    {"bash", kith_completion_bash},
    {"zsh",  kith_completion_zsh },
    {"fish", kith_completion_fish},
};

static kith_status run(kith_call *call)
{
    const char *wanted = call->operands[0];
    kith_nearest nearest = {
        .wanted = {wanted, strlen(wanted)}
    };
    kith_sink sink = {0};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        kith_nearest_see(&nearest, shells[i].name);
        if (strcmp(shells[i].name, wanted) != 0)
            continue;
        const kith_status st = kith_result_sink(call, &sink);
        if (st != KITH_OK)
            return st;
        shells[i].put(&sink);
        return kith_sink_finish(&sink, &call->err);
    }
    (void)kith_fail(&call->err, KITH_E_NOT_FOUND,
                    "there is no completion for '%s'", wanted);
    if (nearest.best) {
        kith_hint(&call->err, "did you mean '%s'?", nearest.best);
    } else {
        kith_hint(&call->err, "choose one of: bash, zsh, fish");
    }
    return KITH_E_NOT_FOUND;
}

static const char *const examples[] = {
    "for one session of bash",
    "source <(kith completion bash)",
    NULL,
};

const kith_command kith_cmd_completion = {
    .name = "completion",
    .summary = "print a completion script for bash, zsh or fish",
    .operands = "SHELL",
    .description =
        "Prints a script that makes a shell (bash, zsh or fish) complete "
        "commands, options and their values.",
    .examples = examples,
    .groups = kith_plain_groups,
    .run = run,
};
