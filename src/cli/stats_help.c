/* What the figures of kith stats are, for its help. */
#include "cli/stats.h"

/* In the order of kith_figures_list(). */
static const kith_topic figures[] = {
    {"entities, relations, documents", "records of each kind"                           },
    {"components",
     "parts that no relation joins, directions ignored; the largest by its "
     "entities"                                                                         },
    {"strong components",
     "parts in which everybody reaches everybody along directions"                      },
    {"bridges",                        "relations without which a component falls apart"},
    {"cut points",                     "entities without which a component falls apart" },
    {"isolated entities",              "entities without relations"                     },
    {"self-relations",                 "relations of an entity with itself"             },
    {"parallel relations",             "relations beyond the first between two entities"},
    {"density",
     "share of the possible pairs that are related, directions kept"                    },
    {"reciprocity",
     "share of directed relations that are answered by one back"                        },
    {"transitivity",
     "share of all pairs of neighbours that are neighbours of each other"               },
    {"mean clustering",
     "the same share taken for each entity, and the mean over entities"                 },
    {"degree assortativity",
     "correlation of the degrees that relations join, -1 to 1: above 0 if "
     "the well connected are related to each other"                                     },
    {"degree",
     "relations of an entity, directions ignored: the least, the mean, the "
     "most, and how many different ones there are"                                      },
    {"diameter",                       "longest of the shortest paths inside components, directions "
                 "ignored; a span where it is not settled"              },
    {"mean distance",
     "mean length of the shortest paths between those who reach each other"             },
    {NULL,                             NULL                                             },
};

kith_topic kith_figure_topic(kith_arena *arena, size_t index)
{
    (void)arena;
    return figures[index];
}
