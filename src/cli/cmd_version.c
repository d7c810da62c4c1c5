/* kith version: which kith this is, and under which terms. */
#include "cli/result.h"

static kith_status run(kith_call *call)
{
    kith_sink sink = {0};
    const kith_status st = kith_result_sink(call, &sink);
    if (st != KITH_OK)
        return st;
    kith_put(&sink, "kith " KITH_VERSION "\n");
    if (!call->settings.version) {
        kith_put_wrapped(
            &sink,
            "kith's own source is under the MIT licence. This program links "
            "igraph, so as a whole it is under the GNU General Public License, "
            "version 2 or later. Pictures are made by a second program, "
            "kith-draw, which links Graphviz (Eclipse Public License 1.0) and "
            "not igraph. Names in further scripts are read by ICU where it is "
            "installed.",
            0, 0, 79);
    }
    return kith_sink_finish(&sink, &call->err);
}

const kith_command kith_cmd_version = {
    .name = "version",
    .summary = "print the version and the licences",
    .operands = "",
    .description = "Prints the version of kith and the terms it is under.",
    .groups = kith_plain_groups,
    .run = run,
};
