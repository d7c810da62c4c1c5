/* What colours mean. */
#include "export/colouring.h"
#include "graph/make_graph.h"
#include "test.h"

#include <math.h>

enum { ENTITIES = 60 };

/* Entities in a ring, so that each has two relations. */
static kith_graph *ring(uint32_t degree[ENTITIES])
{
    kith_graph *graph = make_graph();
    char ids[ENTITIES + 1][8];
    for (size_t i = 0; i <= ENTITIES; i++)
        (void)snprintf(ids[i], sizeof ids[i], "e%zu", i % ENTITIES);
    for (size_t i = 0; i < ENTITIES; i++) {
        make_entity(graph, ids[i], NULL, NULL);
        degree[i] = 2;
    }
    for (size_t i = 0; i < ENTITIES; i++)
        make_relation(graph, ids[i], "next", ids[i + 1]);
    return graph;
}

/* Groups 0 to 8 of 3, 4, … members, and the rest in pairs. */
static size_t deal(kith_id group[ENTITIES])
{
    size_t e = 0;
    kith_id g = 0;
    for (; e + g + 3 <= ENTITIES && g < 9; g++) {
        for (size_t i = 0; i < g + 3u; i++)
            group[e++] = g;
    }
    for (; e < ENTITIES; e++)
        group[e] = g + (kith_id)(e / 2);
    return g + ENTITIES;
}

static void colour(kith_colouring *out,
                   const kith_graph *graph,
                   const kith_scene_options *options,
                   const uint32_t *degree)
{
    *out = (kith_colouring){0};
    assert_int_equal(kith_colouring_make(out, graph, options, degree, NULL),
                     KITH_OK);
}

TEST(the_largest_groups_have_colours_and_the_rest_is_counted)
{
    uint32_t degree[ENTITIES];
    kith_id group[ENTITIES];
    kith_graph *graph = ring(degree);
    kith_scene_options options = {.colour_group = group};
    options.colour_group_count = deal(group);
    for (int mono = 0; mono < 2; mono++) {
        kith_colouring colours;
        options.theme = mono ? "mono" : "dark";
        colour(&colours, graph, &options, degree);
        const size_t own = mono ? 4 : 7;
        assert_int_equal(colours.count, own + 1);
        size_t members = 0;
        for (size_t i = 0; i < colours.count; i++) {
            const kith_colour_row *row = &colours.rows[i];
            size_t found = 0;
            for (size_t e = 0; e < ENTITIES; e++)
                found += colours.row_of[group[e]] == i;
            assert_int_equal(row->members, found);
            assert_true(i == 0 || i == own ||
                        row->members <= colours.rows[i - 1].members);
            assert_int_equal(row->colour, i == own ? 7 : i);
            assert_true((row->leader == KITH_NONE) == (i == own));
            members += found;
        }
        assert_int_equal(members, ENTITIES);
        kith_colouring_free(&colours);
    }
    kith_graph_free(graph);
}

TEST(a_scale_goes_from_least_to_most)
{
    uint32_t degree[ENTITIES];
    double value[ENTITIES];
    kith_graph *graph = ring(degree);
    const kith_scene_options options = {.colour_value = value};
    kith_colouring colours;
    for (size_t e = 0; e < ENTITIES; e++)
        value[e] = 10 + (double)e;
    value[3] = (double)NAN;
    value[4] = (double)INFINITY;
    colour(&colours, graph, &options, degree);
    assert_int_equal(colours.count, 3);
    assert_float_equal(colours.rows[0].value, 10, 0);
    assert_float_equal(colours.rows[2].value, 69, 0);
    for (size_t i = 0; i < 3; i++) {
        assert_float_equal(kith_colouring_level(&colours,
                                                colours.rows[i].value),
                           (double)i / 2, 1e-12);
        assert_float_equal(colours.rows[i].level, (double)i / 2, 0);
    }
    assert_true(isnan(kith_colouring_level(&colours, (double)NAN)));
    for (size_t e = 0; e < ENTITIES; e++)
        value[e] = 5;
    colour(&colours, graph, &options, degree);
    assert_int_equal(colours.count, 1);
    assert_float_equal(kith_colouring_level(&colours, 5), 0, 0);
    for (size_t e = 0; e < ENTITIES; e++)
        value[e] = (double)NAN;
    colour(&colours, graph, &options, degree);
    assert_int_equal(colours.count, 0);
    kith_graph_free(graph);
}

RUN("export/colouring",
    CASE(the_largest_groups_have_colours_and_the_rest_is_counted),
    CASE(a_scale_goes_from_least_to_most))
