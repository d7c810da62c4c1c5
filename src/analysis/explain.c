/* Reasons for a score: which are the largest, and who gives them. */
#include "analysis/explain.h"

#include "base/alloc.h"
#include "base/error.h"

static bool is_before(const kith_reason *x, const kith_reason *y)
{
    if (x->part > y->part || x->part < y->part)
        return x->part > y->part;
    if (x->distance > y->distance || x->distance < y->distance)
        return x->distance < y->distance;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

bool kith_reason_list_init(kith_reason_list *list, size_t most)
{
    *list = (kith_reason_list){
        .reasons = KITH_NEW(kith_reason, most),
        .most = most,
    };
    return list->reasons;
}

void kith_reason_put(kith_reason_list *list, kith_reason reason)
{
    size_t at = list->count;
    if (at == list->most) {
        if (at == 0 || !is_before(&reason, &list->reasons[at - 1]))
            return;
        at--;
    } else {
        list->count++;
    }
    for (; at > 0 && is_before(&reason, &list->reasons[at - 1]); at--)
        list->reasons[at] = list->reasons[at - 1];
    list->reasons[at] = reason;
}

kith_status kith_explanation_add(kith_explanation *out,
                                 kith_reason_list *list,
                                 double whole,
                                 kith_error *err)
{
    const size_t count = out->count + list->count;
    kith_reason *reasons =
        kith_grow_array(out->reasons, count, sizeof *reasons);
    if (!reasons)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    out->reasons = reasons;
    for (size_t i = 0; i < list->count; i++) {
        reasons[out->count] = list->reasons[i];
        reasons[out->count++].part =
            whole > 0 ? list->reasons[i].part / whole : 0;
    }
    list->count = 0;
    return KITH_OK;
}

kith_status kith_explanation_neighbours(kith_explanation *out,
                                        const double *part,
                                        size_t entities,
                                        size_t most,
                                        double whole,
                                        kith_error *err)
{
    kith_reason_list list = {0};
    kith_status st = KITH_OK;
    double told = 0;
    size_t given = 0;
    if (!kith_reason_list_init(&list, most))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id e = 0; e < entities; e++) {
        given += part[e] > 0;
        if (part[e] > 0) {
            kith_reason_put(&list, (kith_reason){.kind = KITH_REASON_NEIGHBOUR,
                                                 .a = e,
                                                 .b = KITH_NONE,
                                                 .part = part[e]});
        }
    }
    for (size_t i = 0; i < list.count; i++)
        told += list.reasons[i].part;
    const size_t rest = given - list.count;
    KITH_TRY(st, kith_explanation_add(out, &list, whole, err), done);
    if (whole - told > 1e-9 * whole) {
        kith_reason_put(&list, (kith_reason){.kind = KITH_REASON_REST,
                                             .a = KITH_NONE,
                                             .b = KITH_NONE,
                                             .count = rest,
                                             .part = whole - told});
        st = kith_explanation_add(out, &list, whole, err);
    }
done:
    kith_release(list.reasons);
    return st;
}

kith_status kith_measure_explain(kith_explanation *out,
                                 kith_graph *graph,
                                 const kith_explain_question *question,
                                 kith_error *err)
{
    *out = (kith_explanation){0};
    if (question->measure->explain)
        return question->measure->explain(out, graph, question, err);
    kith_fail(err, KITH_E_UNSUPPORTED, "'%s' cannot be explained",
              question->measure->name);
    kith_hint(err, "measures of entities can, such as 'betweenness'");
    return KITH_E_UNSUPPORTED;
}

void kith_explanation_clear(kith_explanation *explanation)
{
    kith_release(explanation->reasons);
    *explanation = (kith_explanation){0};
}
