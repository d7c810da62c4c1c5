/* Moving single nodes between groups for a higher modularity.
 *
 * The gain of node v in group C, against being alone, is
 *     pull(v, C) - resolution / (2 W) * strength(v) * strength(C),
 * W times the change of modularity; pull is the weight from v to C. */
#include "analysis/moving.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/random.h"

#include <math.h>

/* A move gains at least this times the strength of the node, so that rounding
 * cannot send a node back and forth. */
static const double least_gain = 1e-11;

void kith_mover_clear(kith_mover *mover)
{
    kith_release(mover->at);
    kith_release(mover->touched);
    kith_release(mover->members);
    kith_release(mover->empty);
    kith_queue_clear(&mover->queue);
    kith_release(mover->order);
    *mover = (kith_mover){0};
}

kith_status kith_mover_init(kith_mover *mover, kith_id room, kith_error *err)
{
    *mover = (kith_mover){
        .room = room,
        .at = KITH_NEW(kith_mass, room),
        .touched = KITH_NEW(kith_id, room),
        .members = KITH_NEW(kith_id, room),
        .empty = KITH_NEW(kith_id, room),
        .order = KITH_NEW(kith_id, room),
    };
    if (kith_queue_init(&mover->queue, room) && mover->at && mover->touched &&
        mover->members && mover->empty && mover->order)
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_mover_shuffle(kith_mover *mover, kith_id size, uint64_t *random)
{
    for (kith_id v = 0; v < size; v++)
        mover->order[v] = v;
    kith_random_shuffle(random, mover->order, size);
}

static void start(kith_mover *m, const kith_network *n, const kith_id *group)
{
    m->empties = 0;
    kith_queue_fill(&m->queue, m->order, n->size);
    for (kith_id g = 0; g < n->size; g++) {
        m->at[g].strength = 0;
        m->members[g] = 0;
    }
    for (kith_id v = 0; v < n->size; v++) {
        m->at[group[v]].strength += n->strength[v];
        m->members[group[v]]++;
    }
    for (kith_id g = n->size; g-- > 0;) {
        if (m->members[g] == 0)
            m->empty[m->empties++] = g;
    }
}

static kith_id pull_of(kith_mover *m,
                       const kith_network *n,
                       const kith_id *group,
                       kith_id v)
{
    kith_id touched = 0;
    for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
        const kith_id g = group[n->neighbour[i]];
        if (m->at[g].pull <= 0)
            m->touched[touched++] = g;
        m->at[g].pull += kith_weight_at(n, i);
    }
    return touched;
}

/* The group in which v gains most, v having been taken out of its own; pull is
 * zero again afterwards. A group of its own gains 0. */
static kith_id best_for(kith_mover *m,
                        kith_id own,
                        double charge,
                        double room,
                        kith_id touched)
{
    kith_id best = own;
    double most = m->at[own].pull - charge * m->at[own].strength;
    if (m->members[own] > 0 && most < -room) {
        most = 0;
        best = m->empty[m->empties - 1];
    }
    for (kith_id t = 0; t < touched; t++) {
        const kith_id g = m->touched[t];
        const double gain = m->at[g].pull - charge * m->at[g].strength;
        m->at[g].pull = 0;
        if (gain > most + room) {
            most = gain;
            best = g;
        }
    }
    return best;
}

/* The next node of the queue, taken out of its group. */
static kith_id take(kith_mover *m, const kith_network *n, const kith_id *group)
{
    const kith_id v = kith_queue_take(&m->queue);
    const kith_id own = group[v];
    m->members[own]--;
    m->at[own].strength -= n->strength[v];
    if (m->members[own] == 0)
        m->at[own].strength = 0; /* whatever rounding has left */
    return v;
}

/* Put a node that was taken out of group `from` into group `to`. */
static void put(kith_mover *m, double strength, kith_id from, kith_id to)
{
    if (from != to && m->members[to] == 0)
        m->empties--; /* it was on top */
    m->members[to]++;
    m->at[to].strength += strength;
    if (from != to && m->members[from] == 0)
        m->empty[m->empties++] = from;
}

/* Neighbours of a node that has moved have to be looked at again. */
static void wake(kith_mover *m,
                 const kith_network *n,
                 const kith_id *group,
                 kith_id v)
{
    for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
        const kith_id to = n->neighbour[i];
        if (!m->queue.waiting[to] && group[to] != group[v])
            kith_queue_add(&m->queue, to);
    }
}

/* Nodes between two looks at the clock, less one: a power of two less one. */
static const uint64_t between_ticks = 0xffff;

bool kith_mover_run(kith_mover *mover,
                    const kith_network *network,
                    double resolution,
                    kith_clock *clock,
                    kith_id *group)
{
    uint64_t looks = 0;
    const double scale = resolution / (2 * network->total);
    const double room = least_gain * fmax(1, resolution);
    start(mover, network, group);
    while (mover->queue.left > 0) {
        if ((++looks & between_ticks) == 0 && !kith_clock_tick(clock))
            return false;
        const kith_id v = take(mover, network, group);
        const kith_id own = group[v];
        const double strength = network->strength[v];
        const kith_id touched = pull_of(mover, network, group, v);
        const kith_id best =
            best_for(mover, own, scale * strength, room * strength, touched);
        put(mover, strength, own, best);
        group[v] = best;
        if (best != own)
            wake(mover, network, group, v);
    }
    return true;
}
