/* A session: its life, entities by type, scores of procedures. */
#include "query/session.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/portion.h"
#include "query/temporal.h"

#include <string.h>

kith_status kith_heap_fail(const kith_heap *heap, kith_error *err)
{
    if (!heap->budget->spent)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const size_t most = heap->budget->most;
    const bool few = most < 1024 * 1024;
    (void)kith_fail(err, KITH_E_LIMIT, "the query needs more than %zu %s",
                    few ? most : most / (1024 * 1024),
                    few ? "bytes of memory" : "MiB of memory");
    kith_hint(err, "ask for less, or allow more with --memory");
    return KITH_E_LIMIT;
}

kith_status kith_session_new(kith_session **out,
                             kith_graph *graph,
                             kith_error *err)
{
    *out = KITH_NEW(kith_session, 1);
    if (!*out)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    (*out)->graph = graph;
    (*out)->by_need = graph->portion != NULL;
    (*out)->heap.budget = &(*out)->budget;
    (*out)->heap.full = true;
    (*out)->names.budget = &(*out)->budget;
    return KITH_OK;
}

void kith_session_free(kith_session *session)
{
    if (!session)
        return;
    kith_heap_free(&session->heap);
    kith_heap_free(&session->names);
    kith_zones_free(session->zones);
    kith_release(session->columns);
    kith_release(session);
}

static void forget(kith_session *session)
{
    kith_heap_free(&session->heap);
    session->out = session->in = (kith_links){0};
    session->looked = session->has_undirected = false;
    session->label_first = NULL;
    session->labelled = NULL;
    session->label_bits = NULL;
    session->single_reads = 0;
    session->scores = NULL;
    session->shape = NULL;
    session->kinds = NULL;
    session->backs = NULL;
    session->memos = NULL;
    for (size_t i = 0; i < session->column_count; i++) {
        kith_column *column = &session->columns[i];
        column->index = NULL;
        for (size_t owner = 0; owner < 2; owner++) {
            column->values[owner] = column->kept[owner] = NULL;
            column->is_kept[owner] = NULL;
            column->present[owner] = false;
        }
    }
}

/* Exchange what queries want for what has been asked for. */
static void turn_asked(kith_session *session)
{
    for (size_t i = 0; i < session->column_count; i++) {
        kith_column *column = &session->columns[i];
        for (size_t owner = 0; owner < 2; owner++) {
            const bool wanted = column->wanted[owner];
            column->wanted[owner] = column->asked[owner];
            column->asked[owner] = wanted;
        }
    }
}

/* Columns that were asked for so far would have been read by now. */
static kith_status read_asked(kith_session *session, kith_error *err)
{
    turn_asked(session);
    kith_status st = kith_session_read_columns(session, KITH_OF_ENTITY, err);
    if (st == KITH_OK)
        st = kith_session_read_columns(session, KITH_OF_RELATION, err);
    turn_asked(session);
    return st;
}

kith_status kith_session_fetch(kith_session *session, bool all, kith_error *err)
{
    const kith_status st = all ? kith_graph_complete(session->graph, err)
                               : kith_graph_fetch_more(session->graph, err);
    forget(session);
    return st == KITH_OK && !session->graph->portion ? read_asked(session, err)
                                                     : st;
}

kith_status kith_session_complete(kith_session *session, kith_error *err)
{
    return session->graph->portion ? kith_session_fetch(session, true, err)
                                   : KITH_OK;
}

size_t kith_session_size(const kith_session *session, kith_owner owner)
{
    const kith_graph *graph = session->graph;
    const kith_portion *portion = graph->portion;
    if (owner == KITH_OF_ENTITY)
        return portion ? portion->census.entities
                       : kith_graph_entity_count(graph);
    return portion ? portion->census.relations
                   : kith_graph_relation_count(graph);
}

void kith_session_procedures(kith_session *session,
                             const kith_procedure *procedures,
                             size_t count)
{
    session->procedures = procedures;
    session->procedure_count = count;
    session->scores = NULL;
}

/* -- entities by type ---------------------------------------------------- */

/* The types of an entity, each once: type `index`, KITH_NONE past the last. */
static kith_id type_of(const kith_graph *graph, kith_id e, size_t index)
{
    if (index == 0)
        return kith_graph_entity_type(graph, e);
    return kith_graph_entity_more_type(graph, e, index - 1);
}

/* How many there are is known before they are; no plan that scans is run on a
 * portion. */
static kith_status count_labels(kith_session *session, kith_error *err)
{
    const kith_census *census = &session->graph->portion->census;
    uint32_t *first =
        KITH_HEAP_NEW(&session->heap, uint32_t, census->entity_types + 1);
    if (!first)
        return kith_heap_fail(&session->heap, err);
    first[0] = 0;
    for (size_t t = 0; t < census->entity_types; t++)
        first[t + 1] = first[t] + census->labels[t];
    session->label_first = first;
    return KITH_OK;
}

kith_status kith_session_labels(kith_session *session, kith_error *err)
{
    const kith_graph *graph = session->graph;
    const size_t types = kith_graph_entity_type_count(graph);
    const size_t size = kith_graph_entity_count(graph);
    kith_id type = KITH_NONE;
    size_t total = 0;
    if (session->label_first)
        return KITH_OK;
    if (graph->portion)
        return count_labels(session, err);
    uint32_t *first = KITH_HEAP_NEW(&session->heap, uint32_t, types + 2);
    if (!first)
        return kith_heap_fail(&session->heap, err);
    memset(first, 0, (types + 2) * sizeof *first);
    for (kith_id e = 0; e < size; e++) {
        for (size_t i = 0; (type = type_of(graph, e, i)) != KITH_NONE; i++) {
            first[type + 2]++;
            total++;
        }
    }
    for (size_t t = 2; t < types + 2; t++)
        first[t] += first[t - 1];
    session->labelled = KITH_HEAP_NEW(&session->heap, kith_id, total);
    if (!session->labelled)
        return kith_heap_fail(&session->heap, err);
    for (kith_id e = 0; e < size; e++) {
        for (size_t i = 0; (type = type_of(graph, e, i)) != KITH_NONE; i++)
            session->labelled[first[type + 1]++] = e;
    }
    session->label_first = first;
    return KITH_OK;
}

kith_status kith_session_label_bits(kith_session *session,
                                    kith_id type,
                                    kith_error *err)
{
    const size_t types = kith_graph_entity_type_count(session->graph);
    const size_t size = kith_graph_entity_count(session->graph);
    kith_heap *heap = &session->heap;
    if (session->label_first[types] <= size)
        return KITH_OK; /* hardly any entity has a second one */
    if (!session->label_bits) {
        session->label_bits = KITH_HEAP_NEW(heap, uint64_t *, types);
        for (size_t t = 0; session->label_bits && t < types; t++)
            session->label_bits[t] = NULL;
    }
    if (session->label_bits && session->label_bits[type])
        return KITH_OK;
    const size_t words = size / 64 + 1;
    uint64_t *bits = KITH_HEAP_NEW(heap, uint64_t, words);
    if (!session->label_bits || !bits)
        return kith_heap_fail(heap, err);
    memset(bits, 0, words * sizeof *bits);
    for (uint32_t i = session->label_first[type];
         i < session->label_first[type + 1]; i++) {
        const kith_id e = session->labelled[i];
        bits[e / 64] |= (uint64_t)1 << (e % 64);
    }
    session->label_bits[type] = bits;
    return KITH_OK;
}

/* -- procedures ---------------------------------------------------------- */

kith_status kith_session_scores(kith_session *session,
                                const kith_procedure *procedure,
                                const double **out,
                                kith_error *err)
{
    const size_t index = (size_t)(procedure - session->procedures);
    const size_t size = kith_graph_entity_count(session->graph);
    if (!session->scores) {
        double **scores =
            KITH_HEAP_NEW(&session->heap, double *, session->procedure_count);
        if (!scores)
            return kith_heap_fail(&session->heap, err);
        for (size_t i = 0; i < session->procedure_count; i++)
            scores[i] = NULL;
        session->scores = scores;
    }
    if (!session->scores[index]) {
        double *scores = KITH_HEAP_NEW(&session->heap, double, size);
        if (!scores)
            return kith_heap_fail(&session->heap, err);
        const kith_status st =
            procedure->fill(procedure, session->graph, scores, err);
        if (st != KITH_OK)
            return st;
        session->scores[index] = scores;
    }
    *out = session->scores[index];
    return KITH_OK;
}
