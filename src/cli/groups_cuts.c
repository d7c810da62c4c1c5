/* The relations and the entities without which the graph falls apart. */
#include "base/error.h"
#include "cli/groups.h"
#include "cli/result.h"

static kith_status fill_points(kith_call *call,
                               const kith_cuts *cuts,
                               kith_table *table)
{
    const size_t most = kith_groups_limit(call);
    kith_status st = KITH_OK;
    for (size_t i = 0; i < cuts->point_count && i < most; i++) {
        const kith_cut_point *point = &cuts->points[i];
        KITH_TRY(st, kith_result_entity(call, table, point->entity), done);
        kith_table_put_integer(table, 3, (int64_t)point->cut_off);
        kith_table_put_integer(table, 4, (int64_t)point->pieces);
        kith_table_put_integer(table, 5, (int64_t)point->component);
    }
done:
    return st;
}

/* People get the names of the ends, programs the ids. */
static const char *end_of(const kith_call *call, kith_id e)
{
    return kith_result_is_text(call) ? kith_graph_entity_name(call->graph, e)
                                     : kith_graph_entity_id(call->graph, e);
}

static kith_status fill_bridges(kith_call *call,
                                const kith_cuts *cuts,
                                kith_table *table)
{
    const size_t most = kith_groups_limit(call);
    kith_status st = KITH_OK;
    for (size_t i = 0; i < cuts->bridge_count && i < most; i++) {
        const kith_bridge *bridge = &cuts->bridges[i];
        const kith_relation r =
            kith_graph_relation(call->graph, bridge->relation);
        const char *const texts[] = {
            end_of(call, r.source),
            kith_graph_relation_type_name(call->graph, r.type),
            end_of(call, r.target),
        };
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        for (size_t c = 0; c < 3; c++) {
            KITH_TRY(st, kith_table_put_text(table, c, texts[c], &call->err),
                     done);
        }
        kith_table_put_integer(table, 3, (int64_t)bridge->cut_off);
        kith_table_put_integer(table, 4, (int64_t)bridge->component);
    }
done:
    return st;
}

static kith_status put_footnote(kith_call *call,
                                size_t rows,
                                size_t all,
                                bool points)
{
    kith_sink sink = {.file = call->output.file};
    char more[64] = "";
    if (rows < all) {
        (void)snprintf(more, sizeof more, "; %zu more, --limit 0 prints all",
                       all - rows);
    }
    if (points) {
        kith_result_footnote(call, &sink,
                             "%zu of %zu entities are cut points%s", all,
                             kith_graph_entity_count(call->graph), more);
    } else {
        kith_result_footnote(call, &sink, "%zu of %zu relations are bridges%s",
                             all, kith_graph_relation_count(call->graph), more);
    }
    return kith_sink_finish(&sink, &call->err);
}

kith_status kith_groups_put_cuts(kith_call *call, kith_groups_print print)
{
    static const char *const for_points[] = {"id",      "name",
                                             "type",    "#cut_off",
                                             "#pieces", "#component",
                                             NULL};
    static const char *const for_bridges[] = {"source",     "type",
                                              "target",     "#cut_off",
                                              "#component", NULL};
    const bool points = print == KITH_PRINT_CUT_POINTS;
    kith_cuts cuts = {0};
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_cuts_find(&cuts, call->graph, &call->err), done);
    KITH_TRY(st,
             kith_result_new(&table, points ? for_points : for_bridges,
                             &call->err),
             done);
    KITH_TRY(st,
             points ? fill_points(call, &cuts, table)
                    : fill_bridges(call, &cuts, table),
             done);
    KITH_TRY(st, kith_result_table(call, table), done);
    const size_t all = points ? cuts.point_count : cuts.bridge_count;
    call->no = all == 0 && kith_graph_entity_count(call->graph) > 0;
    if (kith_result_is_text(call) && !call->settings.quiet)
        st = put_footnote(call, kith_table_rows(table), all, points);
done:
    kith_cuts_clear(&cuts);
    kith_table_free(table);
    return st;
}
