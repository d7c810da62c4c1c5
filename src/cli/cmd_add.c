/* kith add: more records into a knowledge base. */
#include "base/error.h"
#include "cli/base_input.h"
#include "cli/input.h"
#include "cli/report.h"

static void remark(const kith_call *call, const kith_store_change *change)
{
    const size_t all = change->entities + change->relations +
                       change->documents + change->changed;
    if (all == 0) {
        kith_remark(call->settings.quiet, "'%s' has all of that already",
                    call->operands[0]);
        return;
    }
    kith_remark(call->settings.quiet,
                "added %zu %s, %zu %s and %zu %s, and to %zu %s that were "
                "there",
                change->entities, change->entities == 1 ? "entity" : "entities",
                change->relations,
                change->relations == 1 ? "relation" : "relations",
                change->documents,
                change->documents == 1 ? "document" : "documents",
                change->changed, change->changed == 1 ? "record" : "records");
}

static kith_status run(kith_call *call)
{
    kith_store_change change = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_base_check(call, call->operands[0]), done);
    KITH_TRY(st, kith_base_refuse(call, 1), done);
    KITH_TRY(st, kith_input_add(call, &change), done);
    remark(call, &change);
done:
    return st;
}

static const char *const examples[] = {
    "one more file",
    "kith add world.kith data/cis-forum.json",
    "from another program",
    "scraper | kith add world.kith -",
    NULL,
};

static const kith_option_group *const groups[] = {
    &kith_reading_group,
    &kith_remarks_group,
    &kith_common_group,
    NULL,
};

const kith_command kith_cmd_add = {
    .name = "add",
    .summary = "put more records into a knowledge base",
    .operands = "BASE INPUT...",
    .description =
        "Reads records as if they stood behind those that the knowledge base "
        "has: what is there already is left out, what adds to a record is "
        "merged into it, what contradicts it is an error. New records may join "
        "entities of the base, which need not be defined again.\n\n"
        "The base has the old or the new state, whatever happens. Other "
        "programs may read it meanwhile; a second writer waits up to half a "
        "minute for the first.",
    .examples = examples,
    .groups = groups,
    .run = run,
};
