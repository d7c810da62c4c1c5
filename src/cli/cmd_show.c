/* kith show: everything known about one entity. */
#include "base/error.h"
#include "cli/input.h"
#include "cli/portrait.h"
#include "cli/relation_cells.h"
#include "cli/result.h"
#include "cli/sentence.h"

static const kith_option options[] = {
    {.name = "limit",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(limit),
     .most = UINT32_MAX,
     .otherwise = "100",
     .help = "in text, print at most N relations; 0 = all"},
    {0   },
};

bool kith_portrait_forward(const kith_portrait *portrait, kith_id r)
{
    return kith_graph_sources(portrait->call->graph)[r] == portrait->entity;
}

kith_id kith_portrait_other(const kith_portrait *portrait, kith_id r)
{
    const kith_graph *graph = portrait->call->graph;
    return kith_portrait_forward(portrait, r) ? kith_graph_targets(graph)[r]
                                              : kith_graph_sources(graph)[r];
}

/* A row for each relation. */
static kith_status put_table(const kith_portrait *p)
{
    static const char *const names[] = {"type",
                                        "direction",
                                        "other",
                                        "other_name",
                                        "sentence",
                                        KITH_RELATION_CELLS,
                                        KITH_RELATION_IDENTITY,
                                        NULL};
    enum { KNOWN = 5 }; /* columns before what the relation says */
    kith_call *call = p->call;
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, names, &call->err), done);
    for (uint32_t i = p->first; i < p->last; i++) {
        const kith_id r = p->relations.relation[i];
        const kith_relation it = kith_graph_relation(call->graph, r);
        const kith_id other = kith_portrait_other(p, r);
        const bool forward = kith_portrait_forward(p, r);
        const char *const texts[KNOWN] = {
            kith_graph_relation_type_name(call->graph, it.type),
            forward ? "out" : "in",
            kith_graph_entity_id(call->graph, other),
            kith_graph_entity_name(call->graph, other),
            kith_sentence(call, r, forward),
        };
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        for (size_t c = 0; c < KNOWN; c++) {
            KITH_TRY(st, kith_table_put_text(table, c, texts[c], &call->err),
                     done);
        }
        KITH_TRY(st,
                 kith_put_relation_cells(call, table, KNOWN,
                                         KNOWN + KITH_RELATION_CELL_COUNT, r),
                 done);
    }
    st = kith_result_table(call, table);
done:
    kith_table_free(table);
    return st;
}

static kith_status print(const kith_portrait *p)
{
    kith_call *call = p->call;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (kith_result_is_text(call)) {
        KITH_TRY(st, kith_portrait_put_text(p, &sink), done);
    } else if (kith_result_is_json(call)) {
        KITH_TRY(st, kith_portrait_put_json(p, &sink), done);
    } else {
        KITH_TRY(st, put_table(p), done);
    }
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

static kith_status run(kith_call *call)
{
    kith_portrait p = {.call = call};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read_near(call, 1), done);
    KITH_TRY(st, kith_call_vocabulary(call), done);
    KITH_TRY(st, kith_input_resolve(call, 0, &p.entity), done);
    KITH_TRY(st,
             kith_graph_record(call->graph, KITH_RECORD_ENTITY, p.entity,
                               &p.record, &call->err),
             done);
    KITH_TRY(st,
             kith_graph_adjacency(call->graph, KITH_BOTH, &p.relations,
                                  &call->err),
             done);
    p.first = p.relations.first[p.entity];
    p.last = p.relations.first[p.entity + 1];
    st = print(&p);
done:
    kith_free(p.record);
    return st;
}

static const char *const examples[] = {
    "a person, by name",
    "kith show 'Nurudin Mukhitdinov' data/cis-forum.json",
    "what held in 2018, as JSON",
    "kith show rcc --at 2018 --format json data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_show = {
    .name = "show",
    .summary = "show everything known about one entity",
    .operands = "ENTITY INPUT...",
    .description =
        "Prints the facts of an entity, its relations as sentences read from "
        "its side, and the evidence of both. The entity is named by id, name "
        "or alias; a name that several entities bear is refused with a list "
        "of them.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .run = run,
};
