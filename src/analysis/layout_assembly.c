/* Parts of a picture put together: discs beside each other by how they are
 * related, then components in rows. */
#include "analysis/layout_assembly.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdlib.h>

/* More discs than this are placed by forces and not by stress. */
enum { MOST_BY_STRESS = 600 };

/* Room between discs, in their radius and as such; between components. */
static const double share_between = 1.04;
static const double between = 0.6;
static const double margin = 1.5;

/* How much wider than high a picture is to be. */
static const double aspect = 1.5;

/* The parts of one component. */
typedef struct {
    const kith_assembly *assembly;
    kith_layout_part *parts;
    size_t count;
    const kith_id *part_of; /* entity to the number of its part */
    kith_id base;           /* number of the first of them */
    kith_sketch discs;      /* a point a part */
    double *length;         /* of each place of the discs' neighbours */
    double *radius;
} joint;

/* -- the sketch of discs ------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a;
    const uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Every relation between two parts, as a number that says which. */
static size_t list_bridges(const joint *j, uint64_t *out)
{
    const kith_sketch *whole = &j->assembly->whole;
    size_t found = 0;
    for (kith_id p = 0; p < j->count; p++) {
        for (size_t i = 0; i < j->parts[p].size; i++) {
            const kith_id v = j->parts[p].members[i];
            for (uint32_t at = whole->first[v]; at < whole->first[v + 1];
                 at++) {
                const kith_id other =
                    j->part_of[whole->neighbour[at]] - j->base;
                if (other == p)
                    continue;
                if (out)
                    out[found] = (uint64_t)p << 32 | other;
                found++;
            }
        }
    }
    if (out)
        qsort(out, found, sizeof *out, by_number);
    return found;
}

/* The more relations join two discs, the nearer they are to be. */
static void fill_discs(joint *j, const uint64_t *bridges, size_t count)
{
    uint32_t used = 0;
    kith_id at = 0;
    for (size_t i = 0; i < count;) {
        const uint64_t bridge = bridges[i];
        const kith_id from = (kith_id)(bridge >> 32);
        const kith_id to = (kith_id)bridge;
        size_t same = 0;
        for (; i < count && bridges[i] == bridge; i++)
            same++;
        for (; at < from; at++)
            j->discs.first[at + 1] = used;
        j->discs.neighbour[used] = to;
        j->length[used++] =
            (j->radius[from] + j->radius[to]) * (1 + 0.6 / sqrt((double)same));
    }
    for (; at < j->count; at++)
        j->discs.first[at + 1] = used;
}

static kith_status make_discs(joint *j, kith_error *err)
{
    kith_status st = KITH_OK;
    const size_t count = list_bridges(j, NULL);
    uint64_t *bridges = KITH_NEW(uint64_t, count);
    j->length = KITH_NEW(double, count);
    j->radius = KITH_NEW(double, j->count);
    j->discs = (kith_sketch){
        .count = j->count,
        .first = KITH_NEW(uint32_t, j->count + 1),
        .neighbour = KITH_NEW(kith_id, count),
        .x = KITH_NEW(double, j->count),
        .y = KITH_NEW(double, j->count),
    };
    if (!bridges || !j->length || !j->radius || !j->discs.first ||
        !j->discs.neighbour || !j->discs.x || !j->discs.y) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    } else {
        for (size_t p = 0; p < j->count; p++)
            j->radius[p] = share_between * j->parts[p].radius + between;
        fill_discs(j, bridges, list_bridges(j, bridges));
    }
    kith_release(bridges);
    return st;
}

/* -- places of the discs ------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* How much a disc and the one that is nearest to it would have to grow to
 * touch. */
static double room_around(const joint *j, size_t p)
{
    double least = HUGE_VAL;
    for (size_t q = 0; q < j->count; q++) {
        const double apart =
            hypot(j->discs.x[p] - j->discs.x[q], j->discs.y[p] - j->discs.y[q]);
        if (q != p)
            least = fmin(least, apart / (j->radius[p] + j->radius[q]));
    }
    return least;
}

/* Draw the discs together until half of them touch another; `rooms` is
 * scratch. */
static void tighten(joint *j, double *rooms)
{
    for (size_t p = 0; p < j->count; p++)
        rooms[p] = room_around(j, p);
    qsort(rooms, j->count, sizeof *rooms, by_size);
    const double room = rooms[j->count / 2];
    for (size_t p = 0; p < j->count && room > 1e-9; p++) {
        j->discs.x[p] /= room;
        j->discs.y[p] /= room;
    }
}

/* How much of the circle around all discs they fill. */
static double density(const joint *j)
{
    double area = 0;
    double widest = 0;
    for (size_t p = 0; p < j->count; p++) {
        area += j->radius[p] * j->radius[p];
        widest =
            fmax(widest, hypot(j->discs.x[p], j->discs.y[p]) + j->radius[p]);
    }
    return area / (widest * widest);
}

static void move_to_middle(joint *j)
{
    double x = 0;
    double y = 0;
    double area = 0;
    for (size_t p = 0; p < j->count; p++) {
        const double own = j->radius[p] * j->radius[p];
        x += own * j->discs.x[p];
        y += own * j->discs.y[p];
        area += own;
    }
    for (size_t p = 0; p < j->count; p++) {
        j->discs.x[p] -= x / area;
        j->discs.y[p] -= y / area;
    }
}

/* Draw the discs to their middle step by step, so that they keep their
 * neighbours, until they lie close. */
static void gather(joint *j)
{
    enum { MOST_STEPS = 40 };
    const double close = 0.5;
    for (int step = 0; step < MOST_STEPS; step++) {
        move_to_middle(j);
        if (density(j) >= close)
            break;
        for (size_t p = 0; p < j->count; p++) {
            j->discs.x[p] *= 0.94;
            j->discs.y[p] *= 0.94;
        }
        kith_sketch_part_discs(&j->discs, j->radius);
    }
}

static kith_status place_discs(joint *j, kith_error *err)
{
    kith_status st = KITH_OK;
    double *rooms = KITH_NEW(double, j->count);
    if (!rooms)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (j->count <= MOST_BY_STRESS) {
        KITH_TRY(st, kith_sketch_by_stress(&j->discs, j->length, err), done);
    } else {
        KITH_TRY(st, kith_sketch_by_force(&j->discs, 1, err), done);
    }
    tighten(j, rooms);
    kith_sketch_part_discs(&j->discs, j->radius);
    gather(j);
done:
    kith_release(rooms);
    return st;
}

/* -- turning ------------------------------------------------------------- */

static void move(kith_layout_part *part, double x, double y)
{
    for (size_t i = 0; i < part->size; i++) {
        part->sketch.x[i] += x;
        part->sketch.y[i] += y;
    }
}

static void turn(kith_layout_part *part, double cosine, double sine)
{
    for (size_t i = 0; i < part->size; i++) {
        const double x = part->sketch.x[i];
        part->sketch.x[i] = cosine * x - sine * part->sketch.y[i];
        part->sketch.y[i] = sine * x + cosine * part->sketch.y[i];
    }
}

/* Turn a part, which is around 0, so that its members are as near as can be to
 * the discs that they have relations to: the angle that makes the sum of
 * |R p - q|^2 least has the tangent sum of p x q / sum of p . q. */
static void face_neighbours(const joint *j, kith_id p)
{
    const kith_sketch *whole = &j->assembly->whole;
    kith_layout_part *part = &j->parts[p];
    double dot = 0;
    double cross = 0;
    for (size_t i = 0; i < part->size; i++) {
        const kith_id v = part->members[i];
        const double x = part->sketch.x[i];
        const double y = part->sketch.y[i];
        for (uint32_t at = whole->first[v]; at < whole->first[v + 1]; at++) {
            const kith_id other = j->part_of[whole->neighbour[at]] - j->base;
            if (other == p)
                continue;
            const double dx = j->discs.x[other] - j->discs.x[p];
            const double dy = j->discs.y[other] - j->discs.y[p];
            const double length = hypot(dx, dy);
            dot += (x * dx + y * dy) / length;
            cross += (x * dy - y * dx) / length;
        }
    }
    const double size = hypot(dot, cross);
    if (size > 0)
        turn(part, dot / size, cross / size);
}

static kith_status join_component(joint *j, kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, make_discs(j, err), done);
    KITH_TRY(st, place_discs(j, err), done);
    for (kith_id p = 0; p < j->count; p++) {
        face_neighbours(j, p);
        move(&j->parts[p], j->discs.x[p], j->discs.y[p]);
    }
done:
    kith_sketch_clear(&j->discs);
    kith_release(j->length);
    kith_release(j->radius);
    return st;
}

/* The parts of the component that begins at `first`. */
static size_t parts_of_component(const kith_assembly *a, size_t first)
{
    size_t end = first;
    while (end < a->part_count &&
           a->parts[end].component == a->parts[first].component)
        end++;
    return end - first;
}

/* A component as a box, and the room that is left beside and below it. */
typedef struct {
    double left;
    double top;
    double width;
    double height;
    double room;
    size_t parts;
} box;

static box box_of(const kith_assembly *a, size_t first)
{
    box b = {HUGE_VAL, HUGE_VAL, .parts = parts_of_component(a, first)};
    double right = -HUGE_VAL;
    double bottom = -HUGE_VAL;
    size_t points = 0;
    for (size_t p = first; p < first + b.parts; p++) {
        const kith_sketch *sketch = &a->parts[p].sketch;
        for (size_t i = 0; i < sketch->count; i++) {
            b.left = fmin(b.left, sketch->x[i] - 0.5);
            b.top = fmin(b.top, sketch->y[i] - 0.5);
            right = fmax(right, sketch->x[i] + 0.5);
            bottom = fmax(bottom, sketch->y[i] + 0.5);
        }
        points += sketch->count;
    }
    b.width = right - b.left;
    b.height = bottom - b.top;
    b.room = points > 1 ? margin : 0.3;
    return b;
}

/* Pages and screens are wider than high. */
static void lay_flat(kith_assembly *a, size_t first)
{
    const box b = box_of(a, first);
    for (size_t p = first; p < first + b.parts && b.height > b.width; p++) {
        kith_sketch *sketch = &a->parts[p].sketch;
        double *const x = sketch->x;
        sketch->x = sketch->y;
        sketch->y = x;
    }
}

kith_status kith_assembly_join(kith_assembly *assembly, kith_error *err)
{
    kith_status st = KITH_OK;
    kith_id *part_of = KITH_NEW(kith_id, assembly->whole.count);
    if (!part_of)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id p = 0; p < assembly->part_count; p++) {
        for (size_t i = 0; i < assembly->parts[p].size; i++)
            part_of[assembly->parts[p].members[i]] = p;
    }
    for (size_t first = 0; first < assembly->part_count && st == KITH_OK;) {
        joint j = {
            .assembly = assembly,
            .parts = assembly->parts + first,
            .count = parts_of_component(assembly, first),
            .part_of = part_of,
            .base = (kith_id)first,
        };
        if (j.count > 1)
            st = join_component(&j, err);
        if (st == KITH_OK)
            lay_flat(assembly, first);
        first += j.count;
    }
    kith_release(part_of);
    return st;
}

/* -- rows ---------------------------------------------------------------- */

/* As wide as makes the rows fill a page; never less than the widest, and no
 * more where that is most of the picture. */
static double width_of_rows(const kith_assembly *a)
{
    double area = 0;
    double largest = 0;
    double widest = 0;
    for (size_t first = 0; first < a->part_count;) {
        const box b = box_of(a, first);
        const double own = (b.width + b.room) * (b.height + b.room);
        area += own;
        largest = fmax(largest, own);
        widest = fmax(widest, b.width);
        first += b.parts;
    }
    return 2 * largest > area ? widest : fmax(widest, sqrt(area * aspect));
}

static void write_places(const kith_layout_part *part,
                         double dx,
                         double dy,
                         double *x,
                         double *y)
{
    for (size_t i = 0; i < part->size; i++) {
        x[part->members[i]] = part->sketch.x[i] + dx;
        y[part->members[i]] = part->sketch.y[i] + dy;
    }
}

/* A row ends where it is full, or where what follows is much less high. */
void kith_assembly_pack(const kith_assembly *assembly, double *x, double *y)
{
    const double width = width_of_rows(assembly);
    double left = 0;
    double top = 0;
    double height = 0;
    for (size_t first = 0; first < assembly->part_count;) {
        const box b = box_of(assembly, first);
        if (left > 0 && (left + b.width > width || 3 * b.height < height)) {
            left = 0;
            top += height;
            height = 0;
        }
        for (size_t p = first; p < first + b.parts; p++)
            write_places(&assembly->parts[p], left - b.left, top - b.top, x, y);
        left += b.width + b.room;
        height = fmax(height, b.height + b.room);
        first += b.parts;
    }
}

void kith_assembly_clear(kith_assembly *assembly)
{
    kith_sketch_clear(&assembly->whole);
    for (size_t p = 0; assembly->parts && p < assembly->part_count; p++)
        kith_sketch_clear(&assembly->parts[p].sketch);
    kith_release(assembly->parts);
    kith_release(assembly->members);
    *assembly = (kith_assembly){0};
}
