/* A whole graph laid out: cut into components and communities, each drawn on
 * its own, then put together again.
 *
 * A small component is one part; a larger one has a part for each community,
 * a disc with the neighbours near, turned so that its members look at those
 * that they are related to in other discs. */
#include "analysis/layout_assembly.h"
#include "analysis/parts.h"
#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <kith/analysis.h>
#include <kith/layout.h>

#include <stdlib.h>
#include <string.h>

/* Parts larger than this are laid out one after another on all threads, others
 * side by side. */
enum { LARGE = 4000 };

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- cutting ------------------------------------------------------------- */

/* Where an entity belongs. */
typedef struct {
    kith_id component_size;
    kith_id component;
    kith_id group;
    kith_id entity;
} belonging;

static int by_number(kith_id a, kith_id b)
{
    return a < b ? -1 : a > b;
}

/* Components by falling size, then as they come; groups within them. */
static int by_part(const void *a, const void *b)
{
    const belonging *x = a;
    const belonging *y = b;
    int order = by_number(y->component_size, x->component_size);
    order = order ? order : by_number(x->component, y->component);
    order = order ? order : by_number(x->group, y->group);
    return order ? order : by_number(x->entity, y->entity);
}

static bool is_new_part(const belonging *all, size_t i)
{
    return i == 0 || all[i].component != all[i - 1].component ||
           all[i].group != all[i - 1].group;
}

static size_t count_parts(const belonging *all, size_t count)
{
    size_t parts = 0;
    for (size_t i = 0; i < count; i++)
        parts += is_new_part(all, i);
    return parts;
}

static kith_status list_parts(kith_assembly *a,
                              const belonging *all,
                              size_t count,
                              kith_error *err)
{
    a->part_count = count_parts(all, count);
    a->parts = KITH_NEW(kith_layout_part, a->part_count);
    a->members = KITH_NEW(kith_id, count);
    if (!a->parts || !a->members)
        return no_memory(err);
    kith_layout_part *part = a->parts - 1;
    for (size_t i = 0; i < count; i++) {
        if (is_new_part(all, i)) {
            *++part = (kith_layout_part){.component = all[i].component,
                                         .members = a->members + i};
        }
        a->members[i] = all[i].entity;
        part->size++;
    }
    return KITH_OK;
}

static kith_status find_communities(kith_graph *graph,
                                    const kith_layout_options *options,
                                    kith_id *group,
                                    kith_error *err)
{
    const kith_group_options how = {.runs = 1, .threads = options->threads};
    const size_t count = kith_graph_entity_count(graph);
    kith_groups *groups = NULL;
    if (options->group) {
        memcpy(group, options->group, count * sizeof *group);
        return KITH_OK;
    }
    const kith_status st = kith_groups_find(&groups, graph, &how, err);
    for (kith_id v = 0; v < count && st == KITH_OK; v++)
        group[v] = kith_groups_of(groups, v);
    kith_groups_free(groups);
    return st;
}

static kith_status cut(kith_assembly *a,
                       kith_graph *graph,
                       const kith_layout_options *options,
                       kith_error *err)
{
    const size_t count = a->whole.count;
    kith_status st = KITH_OK;
    kith_id *component = KITH_NEW(kith_id, count);
    kith_id *group = KITH_NEW(kith_id, count);
    kith_id *size = KITH_NEW(kith_id, count);
    belonging *all = KITH_NEW(belonging, count);
    kith_id largest = 0;
    if (!component || !group || !size || !all) {
        st = no_memory(err);
        goto done;
    }
    kith_components(graph, component);
    for (size_t v = 0; v < count; v++) {
        const kith_id now = ++size[component[v]];
        largest = now > largest ? now : largest;
    }
    if (largest > KITH_MOST_STRESSED)
        KITH_TRY(st, find_communities(graph, options, group, err), done);
    for (kith_id v = 0; v < count; v++) {
        const kith_id members = size[component[v]];
        const bool whole = members <= KITH_MOST_STRESSED;
        all[v] = (belonging){members, component[v], whole ? 0 : group[v], v};
    }
    qsort(all, count, sizeof *all, by_part);
    st = list_parts(a, all, count, err);
done:
    kith_release(component);
    kith_release(group);
    kith_release(size);
    kith_release(all);
    return st;
}

/* -- drawing the parts --------------------------------------------------- */

static kith_status draw_part(kith_layout_part *part,
                             unsigned threads,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    if (part->size <= KITH_MOST_STRESSED) {
        KITH_TRY(st, kith_sketch_by_stress(&part->sketch, NULL, err), done);
    } else {
        KITH_TRY(st, kith_sketch_by_force(&part->sketch, threads, err), done);
    }
    st = kith_sketch_spread(&part->sketch, &part->radius, err);
done:
    return st;
}

static void draw_small(void *context, size_t block)
{
    kith_assembly *a = context;
    kith_layout_part *part = &a->parts[block];
    if (part->size > 1 && part->size <= LARGE)
        part->st = draw_part(part, 1, NULL);
}

static kith_status sketch_parts(kith_assembly *a, kith_error *err)
{
    kith_status st = KITH_OK;
    kith_id *place = KITH_NEW(kith_id, a->whole.count);
    if (!place)
        return no_memory(err);
    for (size_t v = 0; v < a->whole.count; v++)
        place[v] = KITH_NONE;
    for (size_t p = 0; p < a->part_count && st == KITH_OK; p++) {
        kith_layout_part *part = &a->parts[p];
        part->radius = 0.5;
        st = kith_sketch_of_part(&part->sketch, &a->whole, part->members,
                                 part->size, place, err);
    }
    kith_release(place);
    return st;
}

static bool tell(const kith_layout_options *options, size_t done, size_t all)
{
    return !options->progress ||
           options->progress(options->progress_context, done, all);
}

static kith_status draw_parts(kith_assembly *a,
                              const kith_layout_options *options,
                              kith_error *err)
{
    const size_t count = a->whole.count;
    kith_status st = sketch_parts(a, err);
    size_t done = 0;
    for (size_t p = 0; p < a->part_count && st == KITH_OK; p++) {
        kith_layout_part *part = &a->parts[p];
        if (part->size <= LARGE)
            continue;
        st = draw_part(part, options->threads, err);
        done += part->size;
        if (st == KITH_OK && !tell(options, done, count))
            return kith_fail(err, KITH_E_LIMIT, "the layout was stopped");
    }
    if (st != KITH_OK)
        return st;
    kith_par_run(a->part_count,
                 kith_threads_wanted(options->threads, 1e3 * (double)count),
                 draw_small, a);
    for (size_t p = 0; p < a->part_count; p++) {
        if (a->parts[p].st != KITH_OK)
            return no_memory(err); /* nothing else fails in there */
    }
    if (!tell(options, count, count))
        return kith_fail(err, KITH_E_LIMIT, "the layout was stopped");
    return KITH_OK;
}

/* -- all of it ----------------------------------------------------------- */

kith_status kith_layout_find(kith_graph *graph,
                             const kith_layout_options *options,
                             double *x,
                             double *y,
                             kith_error *err)
{
    static const kith_layout_options defaults = {0};
    kith_assembly a = {0};
    kith_status st = KITH_OK;
    if (!options)
        options = &defaults;
    if (kith_graph_entity_count(graph) == 0)
        return KITH_OK;
    KITH_TRY(st, kith_sketch_of_graph(&a.whole, graph, err), done);
    KITH_TRY(st, cut(&a, graph, options, err), done);
    KITH_TRY(st, draw_parts(&a, options, err), done);
    KITH_TRY(st, kith_assembly_join(&a, err), done);
    kith_assembly_pack(&a, x, y);
done:
    kith_assembly_clear(&a);
    return st;
}
