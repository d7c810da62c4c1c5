/* The paths that were found. */
#include "analysis/path_list.h"

#include "base/alloc.h"
#include "base/error.h"

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
    if (!paths->path_room)
        first[0] = 0;
    paths->path_room = room;
    return KITH_OK;
}

/* As many entities as steps and paths. */
static kith_status make_step_room(kith_paths *paths,
                                  size_t needed,
                                  kith_error *err)
{
    if (needed <= paths->step_room)
        return KITH_OK;
    const size_t room = 2 * needed;
    kith_step *steps = kith_grow_array(paths->steps, room, sizeof *steps);
    paths->steps = steps ? steps : paths->steps;
    kith_id *all = kith_grow_array(paths->entities, room, sizeof *all);
    paths->entities = all ? all : paths->entities;
    if (!steps || !all)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    paths->step_room = room;
    return KITH_OK;
}

kith_status kith_paths_add(kith_paths *paths,
                           size_t length,
                           double weight,
                           kith_id **entities,
                           kith_step **steps,
                           kith_error *err)
{
    kith_status st = make_path_room(paths, err);
    if (st != KITH_OK)
        return st;
    const size_t begin = paths->first[paths->count];
    st = make_step_room(paths, begin + length + paths->count + 1, err);
    if (st != KITH_OK)
        return st;
    *entities = paths->entities + begin + paths->count;
    *steps = paths->steps + begin;
    paths->weights[paths->count++] = weight;
    paths->first[paths->count] = begin + length;
    return KITH_OK;
}

void kith_paths_drop(kith_paths *paths, size_t count)
{
    paths->count = count;
}

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

bool kith_paths_gave_up(const kith_paths *paths)
{
    return paths->gave_up;
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
    return paths->entities[paths->first[index] + index + step];
}
