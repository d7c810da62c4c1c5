/* Every command, in the order `kith help` lists them. */
#include "base/error.h"
#include "base/near.h"
#include "cli/command.h"

#include <string.h>

const kith_command *const kith_commands[] = {
    &kith_cmd_check,      &kith_cmd_stats,
    &kith_cmd_find,       &kith_cmd_show,
    &kith_cmd_path,       &kith_cmd_query,
    &kith_cmd_rank,       &kith_cmd_groups,
    &kith_cmd_draw,       &kith_cmd_view,
    &kith_cmd_export,     &kith_cmd_sniff,
    &kith_cmd_build,      &kith_cmd_add,
    &kith_cmd_remove,     &kith_cmd_diff,
    &kith_cmd_vocabulary, &kith_cmd_help,
    &kith_cmd_version,    &kith_cmd_completion,
    &kith_cmd_manual,     NULL,
};

const kith_command *kith_command_of(const char *name, kith_error *err)
{
    kith_nearest nearest = {
        .wanted = {name, strlen(name)}
    };
    for (const kith_command *const *c = kith_commands; *c; c++) {
        if (!strcmp((*c)->name, name))
            return *c;
        kith_nearest_see(&nearest, (*c)->name);
    }
    (void)kith_fail(err, KITH_E_NOT_FOUND, "unknown command '%s'", name);
    if (nearest.best) {
        kith_hint(err, "did you mean '%s'?", nearest.best);
    } else {
        kith_hint(err, "see 'kith help'");
    }
    return NULL;
}

const kith_option *kith_command_option(const kith_command *command,
                                       size_t index)
{
    for (const kith_option *o = command->options; o && o->name; o++) {
        if (index-- == 0)
            return o;
    }
    for (size_t g = 0; command->groups[g]; g++) {
        for (const kith_option *o = command->groups[g]->options; o->name; o++) {
            if (index-- == 0)
                return o;
        }
    }
    return NULL;
}
