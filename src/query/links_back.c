/* Which links lead back: where v -> u stands beside u -> v, or beside a link of
 * u to itself. Only there can a walk take a relation again that it took two
 * steps before.
 *
 * Method: nodes in order, each with a cursor into its own sorted links. As v
 * grows, the cursor of u is moved up to the first link that does not lead below
 * v, so that all cursors together move over each link once. O(V + E). */
#include "query/session.h"

#include <string.h>

struct kith_back {
    kith_direction way;
    kith_id type;
    const uint64_t *bits; /* NULL if no link leads back */
    struct kith_back *next;
};

typedef struct finder {
    const kith_links *links;
    size_t size;
    const kith_stretch *stretches; /* links of the type, by node */
    uint32_t *at;                  /* by node: its cursor in them */
    uint8_t *self;                 /* by node: a link leads to itself */
    uint64_t *bits;
    bool any;
} finder;

static void set_cursors(finder *f)
{
    for (kith_id v = 0; v < f->size; v++) {
        const kith_stretch own = f->stretches[v];
        f->at[v] = own.at;
        f->self[v] = 0;
        for (uint32_t i = own.at; i < own.end; i++)
            f->self[v] |= f->links->other[i] == v;
    }
}

static bool leads_to(finder *f, kith_id u, kith_id v)
{
    const uint32_t end = f->stretches[u].end;
    uint32_t at = f->at[u];
    while (at < end && f->links->other[at] < v)
        at++;
    f->at[u] = at;
    return f->self[u] || (at < end && f->links->other[at] == v);
}

static void mark_links(finder *f)
{
    for (kith_id v = 0; v < f->size; v++) {
        const kith_stretch own = f->stretches[v];
        for (uint32_t i = own.at; i < own.end; i++) {
            if (!leads_to(f, f->links->other[i], v))
                continue;
            f->bits[i / 64] |= (uint64_t)1 << (i % 64);
            f->any = true;
        }
    }
}

static bool find(finder *f, kith_budget *budget)
{
    kith_heap work = {.budget = budget};
    f->at = KITH_HEAP_NEW(&work, uint32_t, f->size);
    f->self = KITH_HEAP_NEW(&work, uint8_t, f->size);
    const bool made = f->at && f->self;
    if (made) {
        set_cursors(f);
        mark_links(f);
    }
    kith_heap_free(&work);
    return made;
}

kith_status kith_session_back(kith_session *session,
                              kith_direction way,
                              kith_id type,
                              const uint64_t **out,
                              kith_error *err)
{
    kith_heap *heap = &session->heap;
    const kith_links *links = way == KITH_IN ? &session->in : &session->out;
    const size_t size = kith_graph_entity_count(session->graph);
    for (struct kith_back *b = session->backs; b; b = b->next) {
        if (b->way == way && b->type == type) {
            *out = b->bits;
            return KITH_OK;
        }
    }
    const kith_status st = kith_session_stretches(session, way, type, err);
    if (st != KITH_OK)
        return st;
    const size_t words = (size_t)links->first[size] / 64 + 1;
    struct kith_back *back = KITH_HEAP_NEW(heap, struct kith_back, 1);
    finder f = {
        .links = links,
        .size = size,
        .stretches = links->of_type[type],
    };
    f.bits = KITH_HEAP_NEW(heap, uint64_t, words);
    if (!back || !f.bits)
        return kith_heap_fail(heap, err);
    memset(f.bits, 0, words * sizeof *f.bits);
    if (!find(&f, heap->budget))
        return kith_heap_fail(heap, err);
    *back =
        (struct kith_back){way, type, f.any ? f.bits : NULL, session->backs};
    session->backs = back;
    *out = back->bits;
    return KITH_OK;
}
