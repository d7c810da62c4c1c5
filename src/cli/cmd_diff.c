/* kith diff: what do two bases, or records and a base, say differently? */
#include "base/error.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/result.h"

/* Read the first of the operands, and leave the call as if it had not been. */
static kith_status read_before(kith_call *call, kith_graph **out)
{
    call->operand_count = 1;
    const kith_status st = kith_input_read(call, 0);
    call->operand_count = 2;
    if (st != KITH_OK)
        return st;
    *out = call->whole;
    call->whole = call->graph = NULL;
    kith_diagnostics_free(call->diagnostics);
    call->diagnostics = NULL;
    return KITH_OK;
}

static void remark(const kith_call *call, const kith_table *table)
{
    const size_t rows = kith_table_rows(table);
    if (rows == 0) {
        kith_remark(call->settings.quiet, "'%s' and '%s' say the same",
                    call->operands[0], call->operands[1]);
    }
}

static kith_status run(kith_call *call)
{
    kith_graph *before = NULL;
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, read_before(call, &before), done);
    KITH_TRY(st, kith_input_read(call, 1), done);
    KITH_TRY(st, kith_graph_diff(&table, before, call->whole, &call->err),
             done);
    call->no = kith_table_rows(table) > 0;
    remark(call, table);
    if (call->no || !kith_result_is_text(call))
        st = kith_result_table(call, table);
done:
    kith_table_free(table);
    kith_graph_free(before);
    return st;
}

static const char *const examples[] = {
    "what has changed between two states",
    "kith diff last-week.kith world.kith",
    "what records say otherwise than the base that was built from them",
    "kith diff world.kith world.jsonl --format json",
    NULL,
};

static const kith_option_group *const groups[] = {
    &kith_reading_group,
    &kith_format_group,
    &kith_output_group,
    &kith_common_group,
    NULL,
};

const kith_command kith_cmd_diff = {
    .name = "diff",
    .summary = "say what two bases or records say differently",
    .operands = "BEFORE AFTER",
    .description =
        "Compares two inputs, each a file, a folder or a knowledge base, "
        "record "
        "by record: what is added, what is gone, and what has changed, "
        "property "
        "by property. Entities and documents are the same by id, relations by "
        "ends, type and their own id. How a record is written does not matter, "
        "nor where it stands.\n\n"
        "The exit status is 1 if there are differences.",
    .examples = examples,
    .groups = groups,
    .run = run,
};
