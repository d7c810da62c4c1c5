/* Shortest paths, one or all, in order of their entities, then relations.
 *
 * A search from `to` tells how far every entity is from it; walking from `from`
 * with ever smaller distance meets no dead ends, so that the cost is that of
 * the search and of the paths that are handed out. The walk takes entities, the
 * lowest first; when it arrives, parallel relations make a path each. */
#include "analysis/path_search.h"
#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

enum { USUAL_MOST = 100 };

struct kith_paths {
    size_t count;
    bool more;
    kith_id to;
    size_t *first;     /* by path: its first step; count + 1 */
    kith_step *steps;  /* of all paths */
    kith_id *entities; /* before each step */
    double *weights;   /* by path */
    size_t path_room;
    size_t step_room;
};

/* -- the walk ------------------------------------------------------------- */

typedef struct {
    kith_id neighbour;
    kith_id relation;
} hop;

/* One entity of the path that is being walked. Hops on from it stand in
 * walk.hops from `begin` on, sorted; group .. next are those to the entity that
 * comes after it in the path, by parallel relations. */
typedef struct {
    kith_id entity;
    size_t begin;
    size_t group;
    size_t next;
    size_t picked; /* of the group, while paths are handed out */
} stop;

typedef struct {
    const kith_path_search *search;
    const kith_path_map *map;
    const double *weights; /* NULL = steps are counted */
    size_t most;
    hop *hops;
    size_t hop_count;
    size_t hop_room;
    stop *stops;
    size_t stop_count;
    size_t stop_room;
} walk;

static int by_neighbour(const void *left, const void *right)
{
    const hop *a = left;
    const hop *b = right;
    if (a->neighbour != b->neighbour)
        return a->neighbour < b->neighbour ? -1 : 1;
    return (a->relation > b->relation) - (a->relation < b->relation);
}

static kith_status add_hop(walk *w, hop new, kith_error *err)
{
    if (w->hop_count == w->hop_room) {
        const size_t room = w->hop_room ? 2 * w->hop_room : 16;
        hop *hops = kith_grow_array(w->hops, room, sizeof *hops);
        if (!hops)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        w->hops = hops;
        w->hop_room = room;
    }
    w->hops[w->hop_count++] = new;
    return KITH_OK;
}

static kith_status add_stop(walk *w, stop new, kith_error *err)
{
    if (w->stop_count == w->stop_room) {
        const size_t room = w->stop_room ? 2 * w->stop_room : 16;
        stop *stops = kith_grow_array(w->stops, room, sizeof *stops);
        if (!stops)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        w->stops = stops;
        w->stop_room = room;
    }
    w->stops[w->stop_count++] = new;
    return KITH_OK;
}

static kith_status add_hops(walk *w, kith_id u, kith_error *err)
{
    const kith_path_search *search = w->search;
    const kith_adjacency *lists = &search->ahead;
    for (uint32_t place = lists->first[u]; place < lists->first[u + 1];
         place++) {
        const hop new = {lists->neighbour[place], lists->relation[place]};
        const double weight = w->weights ? w->weights[new.relation] : 1;
        if (!kith_path_onward(w->map, u, new.neighbour, weight) ||
            !kith_path_open(&search->filter, search->graph, new.relation,
                            new.neighbour))
            continue;
        const kith_status st = add_hop(w, new, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

static kith_status walk_to(walk *w, kith_id entity, kith_error *err)
{
    const size_t begin = w->hop_count;
    const kith_status st = add_hops(w, entity, err);
    if (st != KITH_OK)
        return st;
    if (w->hop_count > begin)
        qsort(w->hops + begin, w->hop_count - begin, sizeof(hop), by_neighbour);
    return add_stop(w, (stop){entity, begin, begin, begin, begin}, err);
}

/* Choose the next entity after the last stop; false if there is none left. The
 * hops of the last stop are always the last hops. */
static bool choose(walk *w)
{
    stop *last = &w->stops[w->stop_count - 1];
    last->group = last->next;
    if (last->group == w->hop_count)
        return false;
    while (last->next < w->hop_count &&
           w->hops[last->next].neighbour == w->hops[last->group].neighbour)
        last->next++;
    return true;
}

/* -- handing out ---------------------------------------------------------- */

static kith_status make_path_room(kith_paths *paths, kith_error *err)
{
    if (paths->count + 1 < paths->path_room)
        return KITH_OK;
    const size_t room = paths->path_room ? 2 * paths->path_room : 4;
    size_t *first = kith_grow_array(paths->first, room, sizeof *first);
    paths->first = first ? first : paths->first;
    double *weights = kith_grow_array(paths->weights, room, sizeof *weights);
    paths->weights = weights ? weights : paths->weights;
    if (!first || !weights)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    paths->path_room = room;
    return KITH_OK;
}

static kith_status make_step_room(kith_paths *paths,
                                  size_t used,
                                  kith_error *err)
{
    if (used <= paths->step_room)
        return KITH_OK;
    const size_t room = 2 * used;
    kith_step *steps = kith_grow_array(paths->steps, room, sizeof *steps);
    paths->steps = steps ? steps : paths->steps;
    kith_id *all = kith_grow_array(paths->entities, room, sizeof *all);
    paths->entities = all ? all : paths->entities;
    if (!steps || !all)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    paths->step_room = room;
    return KITH_OK;
}

/* Add the path of the relations that are picked. */
static kith_status add_path(kith_paths *paths, const walk *w, kith_error *err)
{
    kith_status st = KITH_OK;
    const kith_id *sources = kith_graph_sources(w->search->graph);
    const size_t length = w->stop_count;
    const size_t begin = paths->count ? paths->first[paths->count] : 0;
    double sum = 0;
    if (paths->count == w->most) {
        paths->more = true;
        return KITH_OK;
    }
    KITH_TRY(st, make_path_room(paths, err), done);
    KITH_TRY(st, make_step_room(paths, begin + length, err), done);
    for (size_t i = 0; i < length; i++) {
        const stop *at = &w->stops[i];
        const kith_id r = w->hops[at->picked].relation;
        paths->entities[begin + i] = at->entity;
        paths->steps[begin + i] = (kith_step){r, sources[r] == at->entity};
        sum += w->weights ? w->weights[r] : 1;
    }
    paths->weights[paths->count] = sum;
    paths->first[paths->count++] = begin;
    paths->first[paths->count] = begin + length;
done:
    return st;
}

/* Pick the next combination of parallel relations, the last step's first. */
static bool pick_next(walk *w)
{
    for (size_t i = w->stop_count; i-- > 0;) {
        stop *at = &w->stops[i];
        if (++at->picked < at->next)
            return true;
        at->picked = at->group;
    }
    return false;
}

static kith_status arrive(kith_paths *paths, walk *w, kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < w->stop_count; i++)
        w->stops[i].picked = w->stops[i].group;
    do {
        st = add_path(paths, w, err);
    } while (st == KITH_OK && !paths->more && pick_next(w));
    return st;
}

static kith_status walk_all(kith_paths *paths, walk *w, kith_error *err)
{
    const kith_path_search *search = w->search;
    if (search->from == search->to)
        return arrive(paths, w, err);
    kith_status st = walk_to(w, search->from, err);
    while (st == KITH_OK && w->stop_count > 0 && !paths->more) {
        const stop *last = &w->stops[w->stop_count - 1];
        if (!choose(w)) {
            w->hop_count = last->begin;
            w->stop_count--;
            continue;
        }
        const kith_id next = w->hops[last->group].neighbour;
        st = next == search->to ? arrive(paths, w, err) : walk_to(w, next, err);
    }
    return st;
}

/* -- finding -------------------------------------------------------------- */

static kith_status search_init(kith_path_search *search,
                               kith_graph *graph,
                               kith_id from,
                               kith_id to,
                               const kith_path_options *options,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    *search = (kith_path_search){
        .graph = graph,
        .count = kith_graph_entity_count(graph),
        .from = from,
        .to = to,
    };
    const kith_direction ahead = options->directed ? KITH_OUT : KITH_BOTH;
    const kith_direction back = options->directed ? KITH_IN : KITH_BOTH;
    KITH_TRY(st, kith_graph_adjacency(graph, ahead, &search->ahead, err), done);
    KITH_TRY(st, kith_graph_adjacency(graph, back, &search->back, err), done);
    KITH_TRY(st,
             kith_path_filter_init(&search->filter, graph, from, to, options,
                                   err),
             done);
done:
    return st;
}

static size_t most_of(const kith_path_options *options)
{
    if (!options->all)
        return 1;
    return options->most > 0 ? options->most : USUAL_MOST;
}

kith_status kith_paths_find(kith_paths **out,
                            kith_graph *graph,
                            kith_id from,
                            kith_id to,
                            const kith_path_options *options,
                            kith_error *err)
{
    static const kith_path_options defaults = {0};
    kith_status st = KITH_OK;
    kith_path_search search = {0};
    kith_path_map map = {0};
    *out = NULL;
    if (!options)
        options = &defaults;
    const double *weights =
        options->weighted ? kith_graph_weights(graph) : NULL;
    walk w = {
        .search = &search,
        .map = &map,
        .weights = weights,
        .most = most_of(options),
    };
    kith_paths *paths = KITH_NEW(kith_paths, 1);
    if (!paths)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    paths->to = to;
    KITH_TRY(st, search_init(&search, graph, from, to, options, err), done);
    KITH_TRY(st,
             weights ? kith_path_by_weight(&search, weights, &map, err)
                     : kith_path_by_steps(&search, &map, err),
             done);
    if (map.steps[from] > 0)
        KITH_TRY(st, walk_all(paths, &w, err), done);
    *out = paths;
    paths = NULL;
done:
    kith_paths_free(paths);
    kith_path_map_clear(&map);
    kith_path_filter_clear(&search.filter);
    kith_release(w.hops);
    kith_release(w.stops);
    return st;
}

/* -- reading -------------------------------------------------------------- */

void kith_paths_free(kith_paths *paths)
{
    if (!paths)
        return;
    kith_release(paths->first);
    kith_release(paths->steps);
    kith_release(paths->entities);
    kith_release(paths->weights);
    kith_release(paths);
}

size_t kith_paths_count(const kith_paths *paths)
{
    return paths->count;
}

bool kith_paths_more(const kith_paths *paths)
{
    return paths->more;
}

size_t kith_paths_length(const kith_paths *paths, size_t index)
{
    return paths->first[index + 1] - paths->first[index];
}

double kith_paths_weight(const kith_paths *paths, size_t index)
{
    return paths->weights[index];
}

kith_step kith_paths_step(const kith_paths *paths, size_t index, size_t step)
{
    return paths->steps[paths->first[index] + step];
}

kith_id kith_paths_entity(const kith_paths *paths, size_t index, size_t step)
{
    if (step == kith_paths_length(paths, index))
        return paths->to;
    return paths->entities[paths->first[index] + step];
}
