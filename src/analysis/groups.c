/* Groups of entities, whatever method found them: options are checked before,
 * and afterwards groups and their members are put in an order that says
 * something and does not depend on the order of the records. */
#include "analysis/group_methods.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* -- options ------------------------------------------------------------- */

static kith_status refuse(const kith_group_method *method,
                          unsigned heed,
                          const char *what,
                          kith_error *err)
{
    char names[160] = "";
    size_t length = 0;
    for (const kith_group_method *m = kith_group_methods(); m->name; m++) {
        if (!(m->heeds & heed) || length >= sizeof names)
            continue;
        length += (size_t)snprintf(names + length, sizeof names - length,
                                   "%s%s", length ? ", " : "", m->name);
    }
    kith_fail(err, KITH_E_UNSUPPORTED, "%s %s nothing to '%s'", what,
              heed == KITH_HEEDS_DIRECTION || heed == KITH_HEEDS_WEIGHTS
                  ? "mean"
                  : "means",
              method->name);
    kith_hint(err, "leave it out, or take %s", names);
    return KITH_E_UNSUPPORTED;
}

static kith_status check_heeded(const kith_group_method *method,
                                const kith_group_options *options,
                                kith_error *err)
{
    const struct {
        bool given;
        kith_group_heed heed;
        const char *what;
    } all[] = {
        {options->resolution > 0,               KITH_HEEDS_RESOLUTION, "a resolution"      },
        {options->seed > 0,                     KITH_HEEDS_SEED,       "a seed"            },
        {options->runs > 0,                     KITH_HEEDS_SEED,       "a number of runs"  },
        {options->weights != KITH_WEIGHTS_NONE, KITH_HEEDS_WEIGHTS,    "weights"           },
        {options->directed,                     KITH_HEEDS_DIRECTION,  "directions"        },
        {options->steps > 0,                    KITH_HEEDS_STEPS,      "a number of steps" },
        {options->core > 0,                     KITH_HEEDS_CORE,       "the k of a core"   },
        {options->least > 0,                    KITH_HEEDS_LEAST,      "a least size"      },
        {options->most > 0,                     KITH_HEEDS_LEAST,      "a limit of cliques"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].given && !(method->heeds & all[i].heed))
            return refuse(method, all[i].heed, all[i].what, err);
    }
    return KITH_OK;
}

enum { MOST_STEPS = 100 };

static kith_status check(const kith_group_method *method,
                         const kith_group_options *options,
                         kith_error *err)
{
    if (!method) {
        return kith_fail(err, KITH_E_NOT_FOUND,
                         "no method of grouping is called '%s'",
                         options->method);
    }
    if (options->resolution < 0 || !isfinite(options->resolution)) {
        kith_fail(err, KITH_E_INVALID, "resolution is out of range");
        kith_hint(err, "give a number above 0; 1 is customary");
        return KITH_E_INVALID;
    }
    if (options->steps > MOST_STEPS) {
        return kith_fail(err, KITH_E_INVALID,
                         "walks of %u steps are longer than %d", options->steps,
                         MOST_STEPS);
    }
    if (options->least == 1) {
        return kith_fail(err, KITH_E_INVALID,
                         "a clique has at least 2 entities");
    }
    return check_heeded(method, options, err);
}

/* -- numbers of groups --------------------------------------------------- */

typedef struct {
    size_t size;
    kith_id lowest; /* rank of a member by id */
    kith_id number; /* as the method gave it */
} found;

static int by_size(const void *left, const void *right)
{
    const found *a = left;
    const found *b = right;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return (a->lowest > b->lowest) - (a->lowest < b->lowest);
}

/* Groups without members, which a method may leave, come last and go. */
static kith_status renumber(kith_groups *g, kith_error *err)
{
    found *all = KITH_NEW(found, g->count);
    kith_id *rank = KITH_NEW(kith_id, g->count);
    if (!all || !rank) {
        kith_release(all);
        kith_release(rank);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    for (kith_id i = 0; i < g->count; i++)
        all[i].number = i;
    for (size_t i = g->entities; i-- > 0;) {
        const kith_id in = g->group[g->order[i]];
        if (in == KITH_NONE)
            continue;
        all[in].size++;
        all[in].lowest = (kith_id)i;
    }
    qsort(all, g->count, sizeof *all, by_size);
    for (kith_id i = 0; i < g->count; i++)
        rank[all[i].number] = i;
    while (g->count > 0 && all[g->count - 1].size == 0)
        --g->count;
    for (size_t e = 0; e < g->entities; e++) {
        if (g->group[e] != KITH_NONE)
            g->group[e] = rank[g->group[e]];
    }
    kith_release(all);
    kith_release(rank);
    return KITH_OK;
}

/* Members by group, in order of id within it: a counting sort. */
static kith_status collect(kith_groups *g, kith_error *err)
{
    g->first = KITH_NEW(size_t, g->count + 2);
    g->member = KITH_NEW(kith_id, g->entities);
    if (!g->first || !g->member)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t e = 0; e < g->entities; e++) {
        if (g->group[e] != KITH_NONE)
            g->first[g->group[e] + 2]++;
    }
    for (size_t i = 2; i < g->count + 2; i++)
        g->first[i] += g->first[i - 1];
    for (size_t i = 0; i < g->entities; i++) {
        const kith_id e = g->order[i];
        if (g->group[e] != KITH_NONE)
            g->member[g->first[g->group[e] + 1]++] = e;
    }
    return KITH_OK;
}

/* Groups that overlap: an entity counts as one of the first that it is in. */
static void take_first(kith_groups *g)
{
    for (size_t i = g->count; i-- > 0;) {
        for (size_t m = g->first[i]; m < g->first[i + 1]; m++)
            g->group[g->member[m]] = (kith_id)i;
    }
}

/* -- order of members ---------------------------------------------------- */

typedef struct {
    uint32_t inside;
    uint32_t degree;
    kith_id rank; /* place in the order of ids */
    kith_id entity;
} member;

static int by_place(const void *left, const void *right)
{
    const member *a = left;
    const member *b = right;
    if (a->inside != b->inside)
        return a->inside > b->inside ? -1 : 1;
    if (a->degree != b->degree)
        return a->degree > b->degree ? -1 : 1;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/* Relations of an entity. */
typedef struct {
    uint32_t all;
    uint32_t inside; /* the one group that it is in */
} tally;

/* What is counted to put members in order, by entity. */
typedef struct {
    tally *of;
    kith_id *mark; /* where groups overlap: the last group with it, and 1 */
    kith_adjacency lists; /* the same */
    member *sorted;
} counts;

static void clear_counts(counts *c)
{
    kith_release(c->of);
    kith_release(c->mark);
    kith_release(c->sorted);
}

/* A relation from an entity to itself counts once. Fetching ahead halves the
 * time: relations come in no order of entities. */
static void count_relations(const kith_groups *g,
                            const kith_graph *graph,
                            tally *of)
{
    enum { AHEAD = 24 };
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const size_t relations = kith_graph_relation_count(graph);
    for (size_t r = 0; r < relations; r++) {
        const size_t next = r + AHEAD < relations ? r + AHEAD : r;
        __builtin_prefetch(&of[sources[next]], 1);
        __builtin_prefetch(&of[targets[next]], 1);
        tally *from = &of[sources[r]];
        tally *to = &of[targets[r]];
        const bool within = g->group[sources[r]] == g->group[targets[r]];
        from->all++;
        from->inside += within;
        to->all += from != to;
        to->inside += within && from != to;
    }
}

/* Relations of an entity within a group whose members are marked. */
static uint32_t count_marked(const counts *c, kith_id entity, kith_id mark)
{
    uint32_t inside = 0;
    const uint32_t end = c->lists.first[entity + 1];
    for (uint32_t p = c->lists.first[entity]; p < end; p++)
        inside += c->mark[c->lists.neighbour[p]] == mark;
    return inside;
}

static void arrange_group(kith_groups *g, kith_id i, counts *c)
{
    const size_t from = g->first[i];
    const size_t count = g->first[i + 1] - from;
    for (size_t m = 0; m < count && g->overlapping; m++)
        c->mark[g->member[from + m]] = i + 1;
    for (size_t m = 0; m < count; m++) {
        const kith_id e = g->member[from + m];
        c->sorted[m] = (member){
            .inside =
                g->overlapping ? count_marked(c, e, i + 1) : c->of[e].inside,
            .degree = c->of[e].all,
            .rank = (kith_id)m, /* they stand in order of id */
            .entity = e,
        };
    }
    qsort(c->sorted, count, sizeof *c->sorted, by_place);
    for (size_t m = 0; m < count; m++) {
        g->member[from + m] = c->sorted[m].entity;
        g->inside[from + m] = c->sorted[m].inside;
    }
}

static bool make_counts(kith_groups *g, counts *c)
{
    size_t largest = 0;
    for (size_t i = 0; i < g->count; i++) {
        const size_t size = g->first[i + 1] - g->first[i];
        largest = size > largest ? size : largest;
    }
    g->inside = KITH_NEW(uint32_t, g->first[g->count]);
    c->of = KITH_NEW(tally, g->entities);
    c->sorted = KITH_NEW(member, largest);
    if (g->overlapping)
        c->mark = KITH_NEW(kith_id, g->entities);
    return g->inside && c->of && c->sorted && (c->mark || !g->overlapping);
}

/* Only groups that overlap need lists of neighbours. */
static kith_status arrange(kith_groups *g, kith_graph *graph, kith_error *err)
{
    counts c = {0};
    kith_status st = KITH_OK;
    if (!make_counts(g, &c)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    count_relations(g, graph, c.of);
    if (g->overlapping)
        KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &c.lists, err),
                 done);
    for (kith_id i = 0; i < g->count; i++)
        arrange_group(g, i, &c);
done:
    clear_counts(&c);
    return st;
}

/* -- in public ----------------------------------------------------------- */

static kith_status prepare(kith_groups *g,
                           const kith_graph *graph,
                           kith_error *err)
{
    g->figures.modularity = (double)NAN;
    g->figures.code_length = (double)NAN;
    g->entities = kith_graph_entity_count(graph);
    g->order = KITH_NEW(kith_id, g->entities);
    g->group = KITH_NEW(kith_id, g->entities);
    if (!g->order || !g->group)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t e = 0; e < g->entities; e++)
        g->group[e] = KITH_NONE;
    return kith_entity_order(graph, g->order, err);
}

static kith_status fill(kith_groups *g,
                        const kith_group_method *method,
                        kith_graph *graph,
                        const kith_group_options *options,
                        kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, prepare(g, graph, err), done);
    if (g->entities > 0)
        KITH_TRY(st, method->run(graph, options, g, err), done);
    if (method->heeds & KITH_HEEDS_RESOLUTION)
        g->figures.resolution = kith_group_resolution(options);
    if (g->first) {
        g->overlapping = true;
        take_first(g);
    } else {
        KITH_TRY(st, renumber(g, err), done);
        KITH_TRY(st, collect(g, err), done);
    }
    st = arrange(g, graph, err);
done:
    return st;
}

kith_status kith_groups_find(kith_groups **out,
                             kith_graph *graph,
                             const kith_group_options *options,
                             kith_error *err)
{
    static const kith_group_options defaults = {0};
    kith_status st = KITH_OK;
    *out = NULL;
    if (!options)
        options = &defaults;
    const kith_group_method *method =
        kith_group_method_of(options->method ? options->method : "leiden");
    KITH_TRY(st, check(method, options, err), done);
    kith_groups *groups = KITH_NEW(kith_groups, 1);
    if (!groups)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    st = fill(groups, method, graph, options, err);
    if (st == KITH_OK) {
        *out = groups;
    } else {
        kith_groups_free(groups);
    }
done:
    return st;
}

void kith_groups_free(kith_groups *groups)
{
    if (!groups)
        return;
    kith_release(groups->order);
    kith_release(groups->group);
    kith_release(groups->first);
    kith_release(groups->member);
    kith_release(groups->inside);
    kith_release(groups);
}

size_t kith_groups_count(const kith_groups *groups)
{
    return groups->count;
}

size_t kith_groups_size(const kith_groups *groups, kith_id group)
{
    return groups->first[group + 1] - groups->first[group];
}

const kith_id *kith_groups_members(const kith_groups *groups, kith_id group)
{
    return groups->member + groups->first[group];
}

size_t kith_groups_inside(const kith_groups *groups,
                          kith_id group,
                          size_t index)
{
    return groups->inside[groups->first[group] + index];
}

kith_id kith_groups_of(const kith_groups *groups, kith_id entity)
{
    return groups->group[entity];
}

kith_group_figures kith_groups_figures(const kith_groups *groups)
{
    return groups->figures;
}
