/* kith vocabulary: which types of entities and relations are in use? */
#include "base/error.h"
#include "cli/infer.h"
#include "cli/input.h"
#include "cli/result.h"
#include "cli/tally.h"

#include <string.h>

static const kith_option options[] = {
    {.name = "infer",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(infer),
     .help = "write a vocabulary file that allows just what is in use"},
    {0},
};

static kith_text text_of(const char *text)
{
    return (kith_text){text, text ? strlen(text) : 0};
}

static kith_status add(kith_call *call,
                       kith_table *table,
                       const char *const texts[4],
                       size_t count)
{
    kith_status st = kith_table_add_row(table, &call->err);
    for (size_t c = 0; c < 4 && st == KITH_OK; c++)
        st = kith_table_put_text(table, c, texts[c], &call->err);
    if (st == KITH_OK)
        kith_table_put_integer(table, 4, (int64_t)count);
    return st;
}

static kith_status add_entity_types(kith_call *call,
                                    const kith_tally *tally,
                                    kith_table *table)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < tally->size && st == KITH_OK; i++) {
        const char *name =
            kith_tally_entity_name(call->graph, tally->rows[i].source);
        const kith_entity_type *known =
            name ? kith_vocabulary_entity(call->vocabulary, text_of(name))
                 : NULL;
        const char *const texts[] = {"entity", name,
                                     known ? known->label : NULL, NULL};
        st = add(call, table, texts, tally->rows[i].count);
    }
    return st;
}

static kith_status add_relation_types(kith_call *call,
                                      const kith_tally *tally,
                                      kith_table *table)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < tally->size && st == KITH_OK; i++) {
        const char *name =
            kith_tally_relation_name(call->graph, tally->rows[i].type);
        const kith_relation_type *known =
            kith_vocabulary_relation(call->vocabulary, text_of(name));
        const char *const texts[] = {"relation", name,
                                     known ? known->label : NULL,
                                     known ? known->inverse : NULL};
        st = add(call, table, texts, tally->rows[i].count);
    }
    return st;
}

static kith_status list(kith_call *call)
{
    static const char *const columns[] = {"kind",    "type",   "label",
                                          "inverse", "#count", NULL};
    kith_tally entities = {0};
    kith_tally relations = {0};
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, columns, &call->err), done);
    KITH_TRY(st, kith_tally_entities(&entities, call->graph, &call->err), done);
    KITH_TRY(st,
             kith_tally_relations(&relations, call->graph, false, &call->err),
             done);
    KITH_TRY(st, add_entity_types(call, &entities, table), done);
    KITH_TRY(st, add_relation_types(call, &relations, table), done);
    st = kith_result_table(call, table);
done:
    kith_tally_free(&entities);
    kith_tally_free(&relations);
    kith_table_free(table);
    return st;
}

static kith_status run(kith_call *call)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, kith_call_vocabulary(call), done);
    st = call->settings.infer ? kith_infer(call) : list(call);
done:
    return st;
}

static const char *const examples[] = {
    "the types in use, with their labels",
    "kith vocabulary data/cis-forum.json",
    "a vocabulary to start from",
    "kith vocabulary --infer data/cis-forum.json -o forum-vocabulary.json",
    NULL,
};

const kith_command kith_cmd_vocabulary = {
    .name = "vocabulary",
    .summary = "list the types in use, or write a vocabulary from them",
    .operands = "INPUT...",
    .description =
        "Lists the types of entities and relations in use, how often each is, "
        "and how the vocabulary reads them in a sentence.\n\n"
        "With --infer it writes a vocabulary file that allows just these types "
        "between just these ends. Loosen it by hand, and give it to any "
        "command "
        "by --vocabulary: then 'kith check' reports what does not fit.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .run = run,
};
