/* Colours and shapes of types. */
#include "export/legend.h"
#include "graph/make_graph.h"
#include "test.h"
#include "vocabulary/model.h"

#include <string.h>

typedef struct drawn {
    kith_graph *graph;
    kith_vocabulary *vocabulary;
    kith_styles styles;
    kith_legend legend;
} drawn;

static void begin(drawn *d, const char *vocabulary)
{
    *d = (drawn){.graph = make_graph()};
    if (vocabulary)
        assert_int_equal(kith_vocabulary_parse(&d->vocabulary,
                                               (kith_text){vocabulary,
                                                           strlen(vocabulary)},
                                               "vocabulary", NULL),
                         KITH_OK);
}

static void make(drawn *d)
{
    assert_int_equal(kith_styles_make(&d->styles, d->graph, d->vocabulary,
                                      NULL),
                     KITH_OK);
    assert_int_equal(kith_legend_make(&d->legend, d->graph, &d->styles, NULL),
                     KITH_OK);
}

static void finish(drawn *d)
{
    kith_legend_free(&d->legend);
    kith_styles_free(&d->styles);
    kith_vocabulary_free(d->vocabulary);
    kith_graph_free(d->graph);
}

static const char *label(const drawn *d, size_t row)
{
    return d->styles.entities[d->legend.rows[row].type].label;
}

TEST(types_come_by_frequency_and_then_by_name)
{
    drawn d;
    begin(&d, NULL);
    make_entity(d.graph, "1", "zebra", NULL);
    make_entity(d.graph, "2", "ant_hill", NULL);
    make_entity(d.graph, "3", NULL, NULL);
    make_entity(d.graph, "4", "newt", NULL);
    make_entity(d.graph, "5", "newt", NULL);
    make(&d);
    assert_int_equal(d.legend.count, 3);
    assert_string_equal(label(&d, 0), "newt");
    assert_int_equal(d.legend.rows[0].count, 2);
    assert_string_equal(label(&d, 1), "ant hill");
    assert_string_equal(label(&d, 2), "zebra");
    assert_int_equal(d.legend.row_of[d.legend.rows[2].type], 2);
    finish(&d);
}

TEST(known_types_have_their_own_colours_and_others_what_is_left)
{
    drawn d;
    begin(&d, NULL);
    make_entity(d.graph, "1", "place", NULL);
    make_entity(d.graph, "2", "place", NULL);
    make_entity(d.graph, "3", "person", NULL);
    make_entity(d.graph, "4", "ship", NULL);
    make(&d);
    assert_int_equal(d.legend.rows[0].colour, 5);
    assert_string_equal(d.legend.rows[0].shape, "house");
    assert_int_equal(d.legend.rows[1].colour, 0);
    assert_int_equal(d.legend.rows[2].colour, 1);
    finish(&d);
}

TEST(a_type_inherits_from_its_parents)
{
    drawn d;
    begin(&d, "{\"entity_types\": {"
              "\"organisation\": {\"colour\": \"#123456\"},"
              "\"firm\": {\"parent\": \"organisation\"},"
              "\"bank\": {\"parent\": \"firm\", \"shape\": \"rounded\"}},"
              "\"relation_types\": {}}");
    make_entity(d.graph, "1", "firm", NULL);
    make_entity(d.graph, "2", "organisation", NULL);
    make_entity(d.graph, "3", "bank", NULL);
    make(&d);
    for (size_t i = 0; i < 3; i++) {
        const kith_legend_row *row = &d.legend.rows[i];
        assert_int_equal(row->colour, 1);
        assert_string_equal(d.styles.entities[row->type].colour, "#123456");
    }
    assert_string_equal(label(&d, 0), "bank");
    assert_string_equal(d.legend.rows[0].shape, "rounded");
    /* the same colour, so the shape tells them apart */
    assert_string_not_equal(d.legend.rows[1].shape, "rounded");
    assert_string_not_equal(d.legend.rows[1].shape, d.legend.rows[2].shape);
    finish(&d);
}

TEST(fifty_six_types_differ_in_colour_or_shape)
{
    drawn d;
    begin(&d, NULL);
    for (int i = 0; i < 56; i++) {
        char id[16];
        char type[16];
        snprintf(id, sizeof id, "%d", i);
        snprintf(type, sizeof type, "type%02d", i);
        make_entity(d.graph, id, type, NULL);
    }
    make(&d);
    assert_int_equal(d.legend.count, 56);
    for (size_t i = 0; i < 56; i++) {
        for (size_t j = 0; j < i; j++) {
            const kith_legend_row *a = &d.legend.rows[i];
            const kith_legend_row *b = &d.legend.rows[j];
            assert_true(a->colour != b->colour ||
                        strcmp(a->shape, b->shape) != 0);
        }
    }
    finish(&d);
}

RUN("export/legend",
    CASE(types_come_by_frequency_and_then_by_name),
    CASE(known_types_have_their_own_colours_and_others_what_is_left),
    CASE(a_type_inherits_from_its_parents),
    CASE(fifty_six_types_differ_in_colour_or_shape))
