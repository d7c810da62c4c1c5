/* kith build: a knowledge base from records. */
#include "base/error.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/report.h"

#include <kith/store.h>

#include <inttypes.h>

/* A base is a file of its own, and not a stream. */
static kith_status open_output(kith_call *call)
{
    if (!call->settings.output) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "where is the knowledge base to be?");
        kith_hint(&call->err, "say so with -o, such as -o world.kith");
        return KITH_E_INVALID;
    }
    const kith_status st = kith_call_output(call);
    if (st != KITH_OK || call->output.temporary)
        return st;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "a knowledge base cannot be written to '%s'",
                    call->settings.output);
    kith_hint(&call->err, "give the name of a file");
    return KITH_E_INVALID;
}

static void remark(const kith_call *call)
{
    const size_t entities = kith_graph_entity_count(call->whole);
    const size_t relations = kith_graph_relation_count(call->whole);
    const size_t documents = kith_graph_document_records(call->whole);
    kith_remark(call->settings.quiet, "'%s' has %zu %s, %zu %s and %zu %s",
                call->settings.output, entities,
                entities == 1 ? "entity" : "entities", relations,
                relations == 1 ? "relation" : "relations", documents,
                documents == 1 ? "document" : "documents");
}

static kith_status run(kith_call *call)
{
    kith_status st = KITH_OK;
    kith_meter meter = kith_meter_start(call->settings.quiet);
    KITH_TRY(st, open_output(call), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st,
             kith_store_build(call->output.temporary, call->whole,
                              kith_meter_build, &meter, &call->err),
             done);
    kith_meter_end(&meter);
    remark(call);
done:
    kith_meter_end(&meter);
    return st;
}

static const char *const examples[] = {
    "a base that every other command then reads",
    "kith build data/eurasian-organisations.json -o world.kith",
    "from a large folder, leaving out what is not sound",
    "kith build --unsound records/ -o world.kith",
    NULL,
};

static const kith_option_group *const groups[] = {
    &kith_reading_group,
    &kith_output_group,
    &kith_common_group,
    NULL,
};

const kith_command kith_cmd_build = {
    .name = "build",
    .summary = "make a knowledge base from records",
    .operands = "INPUT...",
    .description =
        "Reads records as every command does, with the same checks, and writes "
        "them into a knowledge base: one file, which every command takes in "
        "place of records and opens at once. It is a SQLite database with "
        "tables and views for people, and loses nothing: 'kith export' gives "
        "every record back as it was written.\n\n"
        "The file appears whole or not at all.",
    .examples = examples,
    .groups = groups,
    .run = run,
};
