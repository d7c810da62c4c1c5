/* Sketches: simple graphs to be laid out, made from a graph or from another
 * sketch. */
#include "analysis/sketch.h"

#include "base/alloc.h"
#include "base/error.h"

static kith_status make(kith_sketch *sketch,
                        size_t count,
                        size_t places,
                        kith_error *err)
{
    *sketch = (kith_sketch){
        .count = count,
        .first = KITH_NEW(uint32_t, count + 1),
        .neighbour = KITH_NEW(kith_id, places),
        .x = KITH_NEW(double, count),
        .y = KITH_NEW(double, count),
    };
    if (sketch->first && sketch->neighbour && sketch->x && sketch->y)
        return KITH_OK;
    kith_sketch_clear(sketch);
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_sketch_clear(kith_sketch *sketch)
{
    kith_release(sketch->first);
    kith_release(sketch->neighbour);
    kith_release(sketch->x);
    kith_release(sketch->y);
    *sketch = (kith_sketch){0};
}

kith_status kith_sketch_of_graph(kith_sketch *out,
                                 kith_graph *graph,
                                 kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    kith_adjacency lists;
    kith_status st = kith_graph_adjacency(graph, KITH_BOTH, &lists, err);
    kith_id *seen = NULL; /* by which point, plus one */
    if (st != KITH_OK)
        return st;
    KITH_TRY(st, make(out, count, lists.first[count], err), done);
    seen = KITH_NEW(kith_id, count);
    if (!seen) {
        kith_sketch_clear(out);
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    uint32_t used = 0;
    for (kith_id v = 0; v < count; v++) {
        seen[v] = v + 1;
        for (uint32_t i = lists.first[v]; i < lists.first[v + 1]; i++) {
            const kith_id other = lists.neighbour[i];
            if (seen[other] != v + 1)
                out->neighbour[used++] = other;
            seen[other] = v + 1;
        }
        out->first[v + 1] = used;
    }
done:
    kith_release(seen);
    return st;
}

static size_t count_places(const kith_sketch *whole,
                           const kith_id *members,
                           size_t size,
                           const kith_id *place)
{
    size_t places = 0;
    for (size_t i = 0; i < size; i++) {
        const kith_id v = members[i];
        for (uint32_t at = whole->first[v]; at < whole->first[v + 1]; at++)
            places += place[whole->neighbour[at]] != KITH_NONE;
    }
    return places;
}

kith_status kith_sketch_of_part(kith_sketch *out,
                                const kith_sketch *whole,
                                const kith_id *members,
                                size_t size,
                                kith_id *place,
                                kith_error *err)
{
    uint32_t used = 0;
    for (size_t i = 0; i < size; i++)
        place[members[i]] = (kith_id)i;
    const size_t places = count_places(whole, members, size, place);
    const kith_status st = make(out, size, places, err);
    for (size_t i = 0; i < size && st == KITH_OK; i++) {
        const kith_id v = members[i];
        for (uint32_t at = whole->first[v]; at < whole->first[v + 1]; at++) {
            const kith_id other = place[whole->neighbour[at]];
            if (other != KITH_NONE)
                out->neighbour[used++] = other;
        }
        out->first[i + 1] = used;
    }
    for (size_t i = 0; i < size; i++)
        place[members[i]] = KITH_NONE;
    return st;
}
