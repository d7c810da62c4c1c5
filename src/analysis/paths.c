/* Paths from one entity to others: what is asked for is checked and made ready,
 * and the search that fits does the rest. */
#include "analysis/path_find.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

/* Paths; and how much longer than the shortest they are sought in depth. */
enum { USUAL_MOST = 100, USUAL_SPREAD = 2 };
#define USUAL_LOOKS UINT64_C(500000000)

/* -- what is asked for ---------------------------------------------------- */

static kith_status check(const kith_path_options *o, kith_error *err)
{
    const bool counted = o->cost == KITH_COST_RELATIONS && !o->avoid_hubs;
    if ((o->all ? 1 : 0) + (o->shortest ? 1 : 0) + (o->within ? 1 : 0) > 1) {
        return kith_fail(err, KITH_E_INVALID,
                         "all shortest paths, the k shortest and those within "
                         "so many relations are different questions");
    }
    if (o->within && !counted) {
        return kith_fail(err, KITH_E_INVALID,
                         "paths within so many relations have no other cost");
    }
    if (o->avoid_hubs && o->cost == KITH_COST_DOUBT) {
        return kith_fail(err, KITH_E_INVALID,
                         "doubt and hubs cannot be added up");
    }
    if (o->via_count > KITH_MOST_VIA) {
        return kith_fail(err, KITH_E_INVALID,
                         "more than %d entities to pass through",
                         KITH_MOST_VIA);
    }
    return KITH_OK;
}

/* Entities that are named are never kept off, and free to pass through: the
 * first is `from`, then come the targets, then those to pass through. */
typedef struct {
    kith_id *entities;
    size_t count;
} names;

static kith_status names_make(names *out,
                              kith_id from,
                              const kith_id *targets,
                              size_t target_count,
                              const kith_path_options *options,
                              kith_error *err)
{
    out->entities = KITH_NEW(kith_id, 1 + target_count + options->via_count);
    if (!out->entities)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    out->entities[out->count++] = from;
    for (size_t i = 0; i < target_count; i++)
        out->entities[out->count++] = targets[i];
    for (size_t i = 0; i < options->via_count; i++)
        out->entities[out->count++] = options->via[i];
    return KITH_OK;
}

/* -- finding -------------------------------------------------------------- */

static size_t most_of(const kith_path_options *options)
{
    if (options->shortest)
        return options->shortest;
    if (!options->all && !options->within)
        return 1;
    return options->most > 0 ? options->most : USUAL_MOST;
}

/* By relations, where all that are shortest are of one length. */
static kith_status find_shortest(const kith_path_search *search,
                                 const kith_id *targets,
                                 size_t target_count,
                                 size_t most,
                                 kith_paths *paths,
                                 kith_error *err)
{
    kith_path_map map = {0};
    const bool meets = target_count == 1;
    kith_status st =
        meets ? kith_path_meet(search, targets[0], &map, err)
              : kith_path_spread(search, targets, target_count, &map, err);
    for (size_t i = 0; i < target_count && st == KITH_OK; i++) {
        if (!meets)
            kith_path_aim(search, &map, targets[i]);
        st = kith_path_walk(search, &map, targets[i], most, paths, err);
    }
    kith_path_map_clear(&map);
    return st;
}

/* Whether an entity is among the first `count` of a list. */
static bool is_among(const kith_id *list, size_t count, kith_id e)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == e)
            return true;
    }
    return false;
}

/* The k shortest; whatever has to pass through others; and by costs also the
 * shortest, since of those the one of fewest relations comes first. */
static kith_status find_ranked(const kith_path_search *search,
                               kith_id to,
                               const kith_path_options *options,
                               uint64_t *looks,
                               kith_paths *paths,
                               kith_error *err)
{
    kith_id milestones[KITH_MOST_VIA + 1];
    kith_path_order order = {
        .milestones = milestones,
        .most = most_of(options),
        .equal = options->all || (!options->shortest && !options->within),
        .within = options->within ? (double)options->within : HUGE_VAL,
    };
    for (size_t i = 0; i < options->via_count; i++) {
        const kith_id e = options->via[i];
        if (e != search->from && e != to &&
            !is_among(milestones, order.milestone_count, e))
            milestones[order.milestone_count++] = e;
    }
    if (order.milestone_count > 0 && search->from == to)
        return KITH_OK;
    milestones[order.milestone_count++] = to;
    return kith_path_rank(search, &order, looks, paths, err);
}

static kith_status find_within(const kith_path_search *search,
                               kith_id to,
                               const kith_path_options *options,
                               uint64_t *looks,
                               kith_paths *paths,
                               kith_error *err)
{
    bool is_all = false;
    return kith_path_within(search, to, options->within, SIZE_MAX,
                            most_of(options), &is_all, looks, paths, err);
}

/* The k shortest by relations. Both methods give the same paths in the same
 * order: walking in depth costs next to nothing where there are many paths of
 * about the same length, as in networks with hubs; where there are few, it
 * would have to try ever greater lengths, and the other does not. */
static kith_status find_k(const kith_path_search *search,
                          kith_id to,
                          const kith_path_options *options,
                          uint64_t *looks,
                          kith_paths *paths,
                          kith_error *err)
{
    const size_t before = paths->count;
    const bool more = paths->more;
    bool is_all = false;
    const kith_status st =
        kith_path_within(search, to, search->count, USUAL_SPREAD,
                         options->shortest, &is_all, looks, paths, err);
    if (st != KITH_OK || is_all)
        return st;
    kith_paths_drop(paths, before);
    paths->more = more;
    return find_ranked(search, to, options, looks, paths, err);
}

static kith_status find_each(const kith_path_search *search,
                             const kith_id *targets,
                             size_t target_count,
                             const kith_path_options *options,
                             kith_paths *paths,
                             kith_error *err)
{
    uint64_t looks = options->most_looks ? options->most_looks : USUAL_LOOKS;
    const bool plain = !search->costs && options->via_count == 0;
    kith_status st = KITH_OK;
    if (plain && !options->shortest && !options->within) {
        return find_shortest(search, targets, target_count, most_of(options),
                             paths, err);
    }
    for (size_t i = 0; i < target_count && st == KITH_OK; i++) {
        if (plain && options->within) {
            st = find_within(search, targets[i], options, &looks, paths, err);
        } else if (plain && options->shortest) {
            st = find_k(search, targets[i], options, &looks, paths, err);
        } else {
            st = find_ranked(search, targets[i], options, &looks, paths, err);
        }
    }
    return st;
}

kith_status kith_paths_find_each(kith_paths **out,
                                 kith_graph *graph,
                                 kith_id from,
                                 const kith_id *targets,
                                 size_t target_count,
                                 const kith_path_options *options,
                                 kith_error *err)
{
    static const kith_path_options defaults = {0};
    kith_status st = KITH_OK;
    kith_path_search search = {0};
    kith_paths *paths = NULL;
    names named = {0};
    *out = NULL;
    if (!options)
        options = &defaults;
    KITH_TRY(st, check(options, err), done);
    KITH_TRY(st, names_make(&named, from, targets, target_count, options, err),
             done);
    KITH_TRY(st,
             kith_path_search_init(&search, graph, named.entities, named.count,
                                   options, err),
             done);
    paths = KITH_NEW(kith_paths, 1);
    if (!paths) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, find_each(&search, targets, target_count, options, paths, err),
             done);
    *out = paths;
    paths = NULL;
done:
    kith_paths_free(paths);
    kith_path_search_clear(&search);
    kith_release(named.entities);
    return st;
}

kith_status kith_paths_find(kith_paths **out,
                            kith_graph *graph,
                            kith_id from,
                            kith_id to,
                            const kith_path_options *options,
                            kith_error *err)
{
    return kith_paths_find_each(out, graph, from, &to, 1, options, err);
}
