/* kith version: which kith this is, and under which terms. */
#include "base/romanize.h"
#include "cli/result.h"

/* Names in some scripts are found by it; which one it is makes a difference. */
static void put_icu(kith_sink *sink)
{
    kith_romanizer *romanizer = kith_romanizer_new();
    const char *version = kith_romanizer_version(romanizer);
    if (*version)
        kith_putf(sink, "Names in further scripts are read by ICU %s.\n",
                  version);
    else
        kith_put(sink, "Names in further scripts would be read by ICU, which "
                       "is not installed.\n");
    kith_romanizer_free(romanizer);
}

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
            "not igraph.",
            0, 0, 79);
        put_icu(&sink);
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
