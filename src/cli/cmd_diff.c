/* kith diff: what do two bases, or records and a base, say differently? */
#include "base/error.h"
#include "cli/drawing.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/result.h"

#include <string.h>

static const char *const themes[] = {"light", "dark", "mono", NULL};

static const kith_option options[] = {
    {.name = "draw",
     .type = KITH_OPTION_PATH,
     .value = "FILE",
     .offset = KITH_AT(drawing),
     .help = "also draw a diagram: FILE ends in .svg, .png, .pdf or .dot"},
    {.name = "theme",
     .type = KITH_OPTION_CHOICE,
     .value = "THEME",
     .offset = KITH_AT(theme),
     .choices = themes,
     .otherwise = "light",
     .help = "colours of the diagram"},
    {0},
};

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

/* More than a picture has room for. */
enum { MOST_CHANGES = 1500 };

static size_t count_changes(const unsigned char *changes, size_t count)
{
    size_t changed = 0;
    for (size_t i = 0; i < count; i++)
        changed += changes[i] != KITH_SAME;
    return changed;
}

/* About as many as there are to be drawn. */
static size_t count_all(const kith_call *call,
                        const kith_graph *before,
                        const kith_changes *changes)
{
    const kith_graph *const graphs[] = {before, call->whole};
    size_t count = 0;
    for (size_t at = 0; at < 2; at++)
        count += count_changes(changes->entities[at],
                               kith_graph_entity_count(graphs[at])) +
                 count_changes(changes->relations[at],
                               kith_graph_relation_count(graphs[at]));
    return count;
}

static kith_status fail_many(kith_call *call, size_t count)
{
    (void)kith_fail(&call->err, KITH_E_LIMIT,
                    "%zu changes are too many to draw", count);
    kith_hint(&call->err, "compare without a diagram, or smaller parts that "
                          "'kith export' makes");
    return KITH_E_LIMIT;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

/* Without one, the names of what is compared are the title. */
static kith_status give_title(kith_call *call)
{
    const char *first = last_part(call->operands[0]);
    const char *last = last_part(call->operands[1]);
    const size_t size = strlen(first) + strlen(last) + sizeof " → ";
    if (call->settings.title)
        return KITH_OK;
    char *title = kith_arena_take(&call->arena, size);
    if (!title)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    (void)snprintf(title, size, "%s → %s", first, last);
    call->settings.title = title;
    return KITH_OK;
}

static kith_status draw(kith_call *call,
                        const kith_graph *before,
                        const kith_changes *changes)
{
    kith_picture picture = {
        .call = call,
        .format = kith_drawing_format(call->settings.drawing),
        .engine = "auto",
        .theme = themes[call->settings.theme - 1],
        .before = before,
        .changes = changes,
    };
    const size_t count = count_all(call, before, changes);
    if (count > MOST_CHANGES)
        return fail_many(call, count);
    if (count == 0) {
        kith_remark(call->settings.quiet, "no entity and no relation differs: "
                                          "there is no diagram");
        return KITH_OK;
    }
    kith_status st = give_title(call);
    if (st == KITH_OK)
        st = kith_call_vocabulary(call);
    if (st != KITH_OK)
        return st;
    call->settings.timeout = 60;
    call->settings.memory = UINT64_C(2) << 30;
    return kith_drawing_make(call, &picture);
}

static kith_status run(kith_call *call)
{
    kith_graph *before = NULL;
    kith_table *table = NULL;
    kith_changes changes = {0};
    kith_status st = KITH_OK;
    const bool only_drawing = kith_drawing_takes_output(call);
    KITH_TRY(st, kith_drawing_check(call), done);
    KITH_TRY(st, read_before(call, &before), done);
    KITH_TRY(st, kith_input_read(call, 1), done);
    KITH_TRY(st,
             kith_graph_diff(&table, &changes, before, call->whole, &call->err),
             done);
    call->no = kith_table_rows(table) > 0;
    remark(call, table);
    if (call->no && call->settings.drawing)
        KITH_TRY(st, draw(call, before, &changes), done);
    if (!call->no && call->settings.drawing)
        kith_remark(call->settings.quiet, "there is nothing to draw");
    if (!only_drawing && (call->no || !kith_result_is_text(call)))
        st = kith_result_table(call, table);
done:
    kith_changes_free(&changes);
    kith_table_free(table);
    kith_graph_free(before);
    return st;
}

static const char *const examples[] = {
    "what has changed between two states",
    "kith diff last-week.kith world.kith",
    "what records say otherwise than the base that was built from them",
    "kith diff world.kith world.jsonl --format json",
    "as a diagram: added green with +, gone red and dashed with −, changed ~",
    "kith diff last-week.kith world.kith -o changes.svg",
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
        "--draw makes a diagram of the entities and relations that differ, and "
        "-o one alone if the name ends so: what is added, gone and changed is "
        "told by colours and, without them, by +, − and ~, and by dashes for "
        "what is gone.\n\n"
        "The exit status is 1 if there are differences.",
    .examples = examples,
    .options = options,
    .groups = groups,
    .run = run,
};
