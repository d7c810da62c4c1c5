/* How far apart the entities of a diagram stand that kith lays out itself. */
#include "cli/picture.h"

#include <math.h>

/* Points that an entity is given. */
typedef struct room {
    size_t most; /* entities in the picture */
    double across;
    double down;
    bool dots; /* of which the large ones may want more */
} room;

/* Cards are 150 by 50; dots 8 to 36, fewer of them large in large pictures. */
static const room rooms[] = {
    {60,       190, 110, false},
    {500,      34,  34,  true },
    {2000,     20,  20,  false},
    {SIZE_MAX, 16,  16,  false},
};

/* So much more room at most: the rest may overlap. */
static const double most_growth = 1.7;

static double radius_of(const kith_picture *p, size_t e, double most)
{
    const double score = isfinite(p->score[e]) ? fmax(p->score[e], 0) : 0;
    return 4 + 14 * sqrt(most > 0 ? score / most : 0);
}

static bool is_drawn(const kith_picture *p, size_t e)
{
    return !p->card || p->card[e] == e;
}

/* Largest factor that parts two dots which overlap, over all pairs. */
static double growth(const kith_picture *p, size_t count)
{
    double most = 0;
    double factor = 1;
    for (size_t e = 0; e < count; e++)
        most = isfinite(p->score[e]) ? fmax(most, p->score[e]) : most;
    for (size_t e = 0; e < count; e++) {
        for (size_t f = 0; f < e && is_drawn(p, e); f++) {
            const double apart = hypot(p->x[e] - p->x[f], p->y[e] - p->y[f]);
            const double wanted =
                1.15 * (radius_of(p, e, most) + radius_of(p, f, most));
            if (is_drawn(p, f) && apart * factor < wanted)
                factor = fmin(wanted / apart, most_growth);
        }
    }
    return factor;
}

void kith_picture_scale(kith_picture *picture)
{
    const size_t count = kith_graph_entity_count(picture->call->graph);
    const size_t drawn = kith_picture_size(picture);
    const room *each = rooms;
    while (drawn > each->most)
        each++;
    for (size_t e = 0; e < count; e++) {
        picture->x[e] *= each->across;
        picture->y[e] *= each->down;
    }
    const double more = each->dots ? growth(picture, count) : 1;
    for (size_t e = 0; e < count; e++) {
        picture->x[e] *= more;
        picture->y[e] *= more;
    }
}
