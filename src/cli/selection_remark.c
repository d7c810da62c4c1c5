/* What a selection or a weighing does not tell by its result: that nothing is
 * related any more, or that the records lack what was asked about. */
#include "cli/selection_remark.h"

#include "cli/report.h"

static void remark_empty(const kith_call *call)
{
    const size_t entities = kith_graph_entity_count(call->graph);
    if (call->graph == call->whole || !entities ||
        kith_graph_relation_count(call->graph) ||
        !kith_graph_relation_count(call->whole))
        return;
    kith_remark(call->settings.quiet,
                "the selection leaves %zu %s and no relations", entities,
                entities == 1 ? "entity" : "entities");
}

static bool is_weighted(const kith_relation *relation)
{
    return relation->weight != 1;
}

/* One that does not say counts as sure. */
static bool is_doubtful(const kith_relation *relation)
{
    return relation->confidence < 1;
}

typedef bool relation_test(const kith_relation *relation);

static bool has_any(const kith_graph *graph, relation_test *is)
{
    const size_t count = kith_graph_relation_count(graph);
    for (kith_id r = 0; r < count; r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        if (is(&relation))
            return true;
    }
    return false;
}

static void remark_weights(const kith_call *call)
{
    const kith_settings *settings = &call->settings;
    if (!settings->weighted && !settings->weight_as)
        return;
    if (!has_any(call->whole, is_weighted)) {
        kith_remark(settings->quiet,
                    "no relation has a weight other than 1: --%s makes no "
                    "difference",
                    settings->weight_as ? "weight-as" : "weighted");
    } else if (kith_graph_relation_count(call->graph) &&
               !has_any(call->graph, is_weighted)) {
        kith_remark(settings->quiet,
                    "no relation that is selected has a weight other than 1");
    }
}

/* Where all ways are sure, --surest still asks for all of them, the long ones
 * too: it does make a difference. */
static void remark_confidences(const kith_call *call)
{
    const kith_settings *settings = &call->settings;
    if (settings->least_confidence > 0 && !has_any(call->whole, is_doubtful)) {
        kith_remark(settings->quiet,
                    "no relation has a confidence below 1: --min-confidence "
                    "makes no difference");
    }
    if (settings->surest && kith_graph_relation_count(call->graph) &&
        !has_any(call->graph, is_doubtful)) {
        kith_remark(settings->quiet,
                    "no relation%s has a confidence below 1: one way is as "
                    "sure as another",
                    call->graph == call->whole ? "" : " that is selected");
    }
}

static void remark_dates(const kith_call *call)
{
    const kith_settings *settings = &call->settings;
    const kith_graph *graph = call->whole;
    const size_t count = kith_graph_relation_count(graph);
    size_t undated = 0;
    if (!settings->at && !settings->between.first)
        return;
    for (kith_id r = 0; r < count; r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        undated +=
            relation.since == KITH_NO_DATE && relation.until == KITH_NO_DATE;
    }
    if (undated) {
        kith_remark(settings->quiet,
                    "%zu of %zu %s no since or until and %s as always holding",
                    undated, count,
                    count == 1 ? "relation has" : "relations have",
                    count == 1 ? "counts" : "count");
    }
}

void kith_selection_remark(const kith_call *call)
{
    if (call->settings.quiet || !kith_graph_relation_count(call->whole))
        return;
    remark_dates(call);
    remark_weights(call);
    remark_confidences(call);
    remark_empty(call);
}
