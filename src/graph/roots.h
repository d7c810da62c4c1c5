#ifndef KITH_GRAPH_ROOTS_H
#define KITH_GRAPH_ROOTS_H

#include <kith/graph.h>

/** The representative of a member of a set, each member standing below another
 *  and the representative below itself. The way to it is halved (Tarjan and van
 *  Leeuwen, "Worst-case analysis of set union algorithms", 1984). */
static inline kith_id kith_root_of(kith_id *above, kith_id v)
{
    while (above[v] != v) {
        above[v] = above[above[v]];
        v = above[v];
    }
    return v;
}

#endif /* KITH_GRAPH_ROOTS_H */
