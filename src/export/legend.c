/* Which colour and which shape a type of entity has in a diagram. */
#include "export/legend.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

#define COLOURS 8
#define NO_ROW  COLOURS

/* The rows of kith-draw's palette: whom they are for, and their own shape. */
static const struct {
    const char *type;
    const char *shape;
} palette[COLOURS] = {
    {"person",       "ellipse"},
    {"organisation", "rounded"},
    {"institute",    "box"    },
    {"forum",        "hexagon"},
    {"country",      "octagon"},
    {"place",        "house"  },
    {"document",     "note"   },
    {"event",        "tab"    },
};

static unsigned row_named(const char *name)
{
    unsigned row = 0;
    while (row < COLOURS && strcmp(palette[row].type, name) != 0)
        row++;
    return row;
}

/* The palette row of a type by its name or a parent's; NO_ROW if there is
 * none. */
static unsigned row_of_type(const kith_style *style, const char *name)
{
    unsigned row = row_named(name);
    const kith_entity_type *parent = style->known ? style->known->parent : NULL;
    for (; row == NO_ROW && parent; parent = parent->parent)
        row = row_named(parent->name);
    return row;
}

/* How often a palette row is used, and which shapes in it: bit i is the shape
 * of row i. */
typedef struct use {
    size_t count;
    unsigned shapes;
} use;

static unsigned least_used(const use *uses)
{
    unsigned least = 0;
    for (unsigned row = 1; row < COLOURS; row++) {
        if (uses[row].count < uses[least].count)
            least = row;
    }
    return least;
}

static unsigned shape_row(const char *shape)
{
    unsigned row = 0;
    while (row < COLOURS && strcmp(palette[row].shape, shape) != 0)
        row++;
    return row;
}

const char *kith_shape_take(const char *shape, unsigned *used)
{
    unsigned at = shape_row(shape);
    if (at == COLOURS)
        return shape;
    for (unsigned tries = 1; *used >> at & 1 && tries < COLOURS; tries++)
        at = (at + 1) % COLOURS;
    *used |= 1u << at;
    return palette[at].shape;
}

/* The shape asked for, or the next one that its row has not used; one that the
 * vocabulary gives to this very type stays. */
static const char *shape_for(const kith_style *style, use *used, unsigned row)
{
    const char *shape = style->shape ? style->shape : palette[row].shape;
    used->count++;
    if (style->known && style->known->shape) {
        const unsigned at = shape_row(shape);
        used->shapes |= at < COLOURS ? 1u << at : 0;
        return shape;
    }
    return kith_shape_take(shape, &used->shapes);
}

static void choose_looks(kith_legend *legend,
                         const kith_graph *graph,
                         const kith_styles *styles)
{
    use uses[COLOURS] = {{0}};
    for (size_t i = 0; i < legend->count; i++) {
        kith_legend_row *row = &legend->rows[i];
        row->colour =
            row_of_type(&styles->entities[row->type],
                        kith_graph_entity_type_name(graph, row->type));
        if (row->colour != NO_ROW) {
            row->shape = shape_for(&styles->entities[row->type],
                                   &uses[row->colour], row->colour);
        }
    }
    for (size_t i = 0; i < legend->count; i++) {
        kith_legend_row *row = &legend->rows[i];
        if (row->colour != NO_ROW)
            continue;
        row->colour = least_used(uses);
        row->shape = shape_for(&styles->entities[row->type], &uses[row->colour],
                               row->colour);
    }
}

/* A row while rows are sorted. */
typedef struct counted {
    kith_legend_row row;
    const char *name;
} counted;

static int by_count(const void *one, const void *other)
{
    const counted *a = one;
    const counted *b = other;
    if (a->row.count != b->row.count)
        return a->row.count > b->row.count ? -1 : 1;
    return strcmp(a->name, b->name);
}

static void fill(kith_legend *legend, const kith_graph *graph, counted *types)
{
    const size_t type_count = kith_graph_entity_type_count(graph);
    for (kith_id t = 0; t < type_count; t++) {
        types[t] =
            (counted){{.type = t}, kith_graph_entity_type_name(graph, t)};
    }
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        const kith_id type = kith_graph_entity_type(graph, e);
        if (type != KITH_NONE)
            types[type].row.count++;
    }
    qsort(types, type_count, sizeof *types, by_count);
    for (size_t i = 0; i < type_count && types[i].row.count; i++) {
        legend->row_of[types[i].row.type] = i;
        legend->rows[legend->count++] = types[i].row;
    }
}

kith_status kith_legend_make(kith_legend *legend,
                             const kith_graph *graph,
                             const kith_styles *styles,
                             kith_error *err)
{
    const size_t type_count = kith_graph_entity_type_count(graph);
    counted *types = KITH_NEW(counted, type_count);
    legend->rows = KITH_NEW(kith_legend_row, type_count);
    legend->row_of = KITH_NEW(size_t, type_count);
    const bool room = types && legend->rows && legend->row_of;
    if (room) {
        fill(legend, graph, types);
        choose_looks(legend, graph, styles);
    }
    kith_release(types);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_legend_free(kith_legend *legend)
{
    kith_release(legend->rows);
    kith_release(legend->row_of);
}
