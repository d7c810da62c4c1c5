/* kith remove: records out of a knowledge base. */
#include "base/error.h"
#include "cli/base_input.h"
#include "cli/report.h"

#include <kith/store.h>

static const kith_option options[] = {
    {.name = "id",
     .type = KITH_OPTION_TEXTS,
     .value = "ID",
     .offset = KITH_AT(ids),
     .help = "the entity or relation of this id; may be repeated"},
    {.name = "type",
     .type = KITH_OPTION_TEXTS,
     .value = "TYPE",
     .offset = KITH_AT(types),
     .help = "all entities or relations of this type; may be repeated"},
    {.name = "document",
     .type = KITH_OPTION_TEXTS,
     .value = "ID",
     .offset = KITH_AT(documents),
     .help = "this document, and all that rests on it alone; may be repeated"},
    {.name = "erase",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(erase),
     .help = "overwrite all traces in the file at once, which takes long in a "
             "large base"},
    {0                                             },
};

static kith_status check_call(kith_call *call)
{
    const kith_settings *s = &call->settings;
    if (s->ids.count || s->types.count || s->documents.count)
        return kith_base_check(call, call->operands[0]);
    (void)kith_fail(&call->err, KITH_E_INVALID, "what is to be removed?");
    kith_hint(&call->err, "say so with --id, --type or --document");
    return KITH_E_INVALID;
}

static void remark(const kith_call *call, const kith_store_change *change)
{
    const bool quiet = call->settings.quiet;
    kith_remark(quiet, "removed %zu %s, %zu %s and %zu %s", change->entities,
                change->entities == 1 ? "entity" : "entities",
                change->relations,
                change->relations == 1 ? "relation" : "relations",
                change->documents,
                change->documents == 1 ? "document" : "documents");
    if (change->changed > change->bare) {
        const size_t count = change->changed - change->bare;
        kith_remark(quiet, "%zu %s it no longer", count,
                    count == 1 ? "record has other evidence, and cites"
                               : "records have other evidence, and cite");
    }
    if (change->bare) {
        kith_remark(quiet, "%zu %s without any evidence: other records name %s",
                    change->bare,
                    change->bare == 1 ? "entity stays" : "entities stay",
                    change->bare == 1 ? "it" : "them");
    }
}

static kith_status run(kith_call *call)
{
    const kith_settings *s = &call->settings;
    const kith_store_removal removal = {.ids = s->ids.items,
                                        .types = s->types.items,
                                        .documents = s->documents.items,
                                        .erase = s->erase};
    kith_store_change change = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, check_call(call), done);
    KITH_TRY(st,
             kith_store_remove(call->operands[0], &removal, &change,
                               &call->err),
             done);
    remark(call, &change);
done:
    call->input = st != KITH_OK;
    return st;
}

static const char *const examples[] = {
    "an entity, with its relations",
    "kith remove world.kith --id mukhitdinov",
    "a source that does not hold",
    "kith remove world.kith --document rcc-news",
    NULL,
};

static const kith_option_group *const groups[] = {
    &kith_remarks_group,
    &kith_common_group,
    NULL,
};

const kith_command kith_cmd_remove = {
    .name = "remove",
    .summary = "take records out of a knowledge base",
    .operands = "BASE",
    .description =
        "Takes out entities with all their relations, relations, everything of "
        "a type, or a document with what rests on it alone. A record that has "
        "other evidence stays, without what cites the document; an entity "
        "stays "
        "while a relation joins it.\n\n"
        "What nothing names any more goes as well: an entity that only "
        "relations named, a document that was only cited.\n\n"
        "What is gone is overwritten in the file, in a large base some of it "
        "later: ids, names and ends of relations stay in its packed arrays "
        "until an eighth of it has changed, or --erase is given. The base has "
        "the old or the new state, whatever happens.",
    .examples = examples,
    .options = options,
    .groups = groups,
    .run = run,
};
