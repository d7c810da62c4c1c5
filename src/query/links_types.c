/* Where the links of a type stand among those of a node: found by bisection, or
 * looked up once it is known for all nodes. */
#include "query/session.h"

uint32_t kith_links_place(const kith_links *links,
                          uint32_t low,
                          uint32_t high,
                          kith_id type)
{
    while (high - low > 8) {
        const uint32_t middle = low + (high - low) / 2;
        if (links->type[middle] < type) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (low < high && links->type[low] < type)
        low++;
    return low;
}

static void start(kith_session *session, kith_links *links)
{
    const size_t types = kith_graph_relation_type_count(session->graph);
    links->of_type = KITH_HEAP_NEW(&session->heap, kith_stretch *, types);
    for (size_t i = 0; links->of_type && i < types; i++)
        links->of_type[i] = NULL;
}

kith_status kith_session_stretches(kith_session *session,
                                   kith_direction way,
                                   kith_id type,
                                   kith_error *err)
{
    kith_links *links = way == KITH_IN ? &session->in : &session->out;
    const size_t size = kith_graph_entity_count(session->graph);
    if (!links->of_type)
        start(session, links);
    if (links->of_type && links->of_type[type])
        return KITH_OK;
    kith_stretch *stretches = KITH_HEAP_NEW(&session->heap, kith_stretch, size);
    if (!links->of_type || !stretches)
        return kith_heap_fail(&session->heap, err);
    for (size_t v = 0; v < size; v++) {
        const uint32_t end = links->first[v + 1];
        const uint32_t at = kith_links_place(links, links->first[v], end, type);
        stretches[v].at = at;
        stretches[v].end = kith_links_place(links, at, end, type + 1);
    }
    links->of_type[type] = stretches;
    return KITH_OK;
}
