/* kith find: which entities are called something like this? */
#include "base/error.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/result.h"

#include <kith/store.h>

#include <string.h>

static const kith_option options[] = {
    {.name = "limit",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(limit),
     .most = UINT32_MAX,
     .otherwise = "50",
     .help = "print at most N entities; 0 = all"},
    {0   },
};

static kith_status check_query(kith_call *call)
{
    const char *query = call->operands[0];
    if (query[strspn(query, " \t\n")])
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID, "there is nothing to look for");
    kith_hint(&call->err, "give a name or a part of it; 'kith rank' lists all "
                          "entities");
    return KITH_E_INVALID;
}

static kith_status find_in_graph(kith_call *call, kith_table **out)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read(call, 1), done);
    st = kith_graph_search(call->graph, call->operands[0],
                           (size_t)call->settings.limit, out, &call->err);
done:
    return st;
}

/* The index of a base answers without the graph. */
static kith_status find_in_base(kith_call *call,
                                const char *path,
                                kith_table **out)
{
    char said[KITH_STORE_REMARK_SIZE];
    const kith_status st =
        kith_store_find(path, call->operands[0], (size_t)call->settings.limit,
                        out, said, &call->err);
    call->input = st != KITH_OK;
    if (*said)
        kith_remark(call->settings.quiet, "%s", said);
    return st;
}

static kith_status run(kith_call *call)
{
    kith_status st = KITH_OK;
    kith_table *found = NULL;
    KITH_TRY(st, check_query(call), done);
    const char *base = kith_input_whole_base(call, 1);
    KITH_TRY(st,
             base ? find_in_base(call, base, &found)
                  : find_in_graph(call, &found),
             done);
    call->no = kith_table_rows(found) == 0;
    if (call->no) {
        kith_remark(call->settings.quiet, "nothing is called '%s'",
                    call->operands[0]);
    }
    if (!call->no || !kith_result_is_text(call))
        st = kith_result_table(call, found);
done:
    kith_table_free(found);
    return st;
}

static const char *const examples[] = {
    "a name with a typing error",
    "kith find 'Nurudin Mukhitdinof' data/cis-forum.json",
    "a name in another script",
    "kith find 'Мухитдинов Нурудин' data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_find = {
    .name = "find",
    .summary = "find entities by name, alias or id",
    .operands = "QUERY INPUT...",
    .description =
        "Looks for the query among names, aliases and ids, best match first. "
        "Case and accents do not matter, words may come in any order, "
        "initials stand for names, and typing errors are forgiven: one a word "
        "from 4 letters, two from 8.\n\n"
        "Scripts and spellings do not matter either: names are also compared "
        "by how they sound, Cyrillic and Greek ones by tables of kith's own, "
        "Arabic and Hebrew ones by their consonants, and those of other "
        "scripts by ICU where it is installed. Chinese characters take it a "
        "quarter of a second.\n\n"
        "The exit status is 1 if nothing is found.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .run = run,
};
