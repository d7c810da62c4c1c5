/* Where the entities of a diagram stand that kith lays out itself, and how far
 * apart. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/picture.h"

#include <kith/layout.h>

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

/* From the lengths of a layout to points, with room for what stands there. */
static void scale(kith_picture *picture)
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

/* The entities that have a card of their own. */
static kith_status list_cards(const kith_picture *p, kith_id **list)
{
    *list = KITH_NEW(kith_id, kith_picture_size(p));
    if (!*list)
        return kith_fail(&p->call->err, KITH_E_MEMORY, "out of memory");
    size_t count = 0;
    for (kith_id e = 0; e < kith_graph_entity_count(p->call->graph); e++) {
        if (p->card[e] == e)
            (*list)[count++] = e;
    }
    return KITH_OK;
}

/* Places of all, found by laying out only those that are drawn. */
static kith_status lay_out_cards(kith_picture *p, kith_layout_options how)
{
    kith_call *call = p->call;
    const size_t count = kith_picture_size(p);
    kith_graph *drawn = NULL;
    kith_id *cards = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, list_cards(p, &cards), done);
    const kith_selection selection = {.entities = cards, .entity_count = count};
    KITH_TRY(st, kith_graph_select(&drawn, call->graph, &selection, &call->err),
             done);
    KITH_TRY(st, kith_layout_find(drawn, &how, p->x, p->y, &call->err), done);
    /* each goes to a place that is not before its own */
    for (size_t i = count; i-- > 0;) {
        p->x[cards[i]] = p->x[i];
        p->y[cards[i]] = p->y[i];
    }
done:
    kith_graph_free(drawn);
    kith_release(cards);
    return st;
}

kith_status kith_picture_lay_out(kith_picture *picture)
{
    kith_call *call = picture->call;
    const size_t count = kith_graph_entity_count(call->graph);
    picture->x = KITH_NEW(double, count);
    picture->y = KITH_NEW(double, count);
    if (!picture->x || !picture->y)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    kith_layout_options how = {
        .threads = (unsigned)call->settings.threads,
    };
    if (!picture->card) {
        how.group = picture->community ? picture->community : picture->group;
        how.group_count = picture->community ? picture->community_count
                                             : picture->group_count;
    }
    const kith_status st = picture->card
                               ? lay_out_cards(picture, how)
                               : kith_layout_find(call->graph, &how, picture->x,
                                                  picture->y, &call->err);
    if (st == KITH_OK)
        scale(picture);
    return st;
}
