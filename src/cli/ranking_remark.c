/* What the scores of a ranking do not tell by themselves. */
#include "base/error.h"
#include "cli/ranking.h"
#include "cli/report.h"
#include "cli/result.h"

#include <kith/groups.h>

#include <math.h>
#include <string.h>

/* A table says below how many rows there are; others would end at the usual
 * number in silence. Who asks for a number gets it. */
static void remark_more(const kith_ranking *r)
{
    kith_call *call = r->call;
    if (r->rows < r->size && !kith_result_is_text(call) &&
        !kith_call_gives(call, "top"))
        kith_remark(call->settings.quiet, "%zu of %zu; --all gives all",
                    r->rows, r->size);
}

/* Components in which there are distances. */
static kith_status count_components(kith_call *call, size_t *count)
{
    const kith_group_options how = {.method = "components"};
    kith_groups *groups = NULL;
    const kith_status st =
        kith_groups_find(&groups, call->graph, &how, &call->err);
    if (st != KITH_OK)
        return st;
    const size_t all = kith_groups_count(groups);
    *count = 0;
    while (*count < all && kith_groups_size(groups, (kith_id)*count) > 1)
        ++*count; /* the largest come first */
    kith_groups_free(groups);
    return KITH_OK;
}

static const kith_scores *estimated_closeness(const kith_ranking *r)
{
    for (size_t m = 0; m < r->column_count; m++) {
        if (!strcmp(r->columns[m].measure->name, "closeness") &&
            kith_ranking_is_estimated(r, &r->columns[m]))
            return &r->columns[m];
    }
    return NULL;
}

/* Closeness asks for the distances to whom an entity reaches. Where these are
 * few, a sample has one of them or none, and says little or nothing. */
static kith_status remark_closeness(const kith_ranking *r)
{
    kith_call *call = r->call;
    const bool quiet = call->settings.quiet;
    const kith_scores *column = estimated_closeness(r);
    size_t components = 0;
    size_t unknown = 0;
    if (!column || quiet)
        return KITH_OK;
    const kith_status st = count_components(call, &components);
    if (st != KITH_OK)
        return st;
    if (components > 1) {
        kith_remark(quiet,
                    "the graph has %zu components, single entities left out: "
                    "estimates of closeness in small ones are unreliable; "
                    "rank by harmonic, or take --component main",
                    components);
    }
    for (size_t e = 0; e < r->size; e++)
        unknown += column->score[e] == 0 && isnan(column->error[e]);
    if (unknown) {
        kith_remark(quiet,
                    "closeness: %zu %s nothing of the sample and %s 0, which "
                    "is no estimate",
                    unknown, unknown == 1 ? "entity reaches" : "entities reach",
                    unknown == 1 ? "has" : "have");
    }
    return KITH_OK;
}

kith_status kith_ranking_remark(const kith_ranking *ranking)
{
    remark_more(ranking);
    return remark_closeness(ranking);
}
