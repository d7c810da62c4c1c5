/* Attributes of records, and rows of them. */
#include "export/attributes.h"
#include "export/losses.h"
#include "export/rows.h"
#include "inputs.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const kith_export_options plain = {0};

static const kith_attribute *attribute_of(const kith_attributes *attributes,
                                          const char *name)
{
    static const kith_attribute none = {0};
    for (size_t i = 0; i < attributes->count; i++) {
        if (!strcmp(attributes->items[i].name, name))
            return &attributes->items[i];
    }
    fail_msg("no attribute '%s'", name);
    return &none; /* is not reached, which compilers do not know */
}

static void find_in(kith_attributes *attributes,
                    const outcome *o,
                    kith_record_kind kind)
{
    kith_error err = {0};
    assert_int_equal(kith_attributes_find(attributes, o->graph, &plain, kind,
                                          NULL, &err),
                     KITH_OK);
}

TEST(types_are_those_of_all_values)
{
    static const struct {
        const char *name;
        kith_attribute_type type;
        bool list;
        bool nested;
        size_t count;
        size_t nulls;
    } rows[] = {
        {"i",  KITH_ATTRIBUTE_INTEGER, false, false, 2, 0},
        {"r",  KITH_ATTRIBUTE_REAL,    false, false, 2, 0},
        {"b",  KITH_ATTRIBUTE_BOOLEAN, false, false, 1, 1},
        {"s",  KITH_ATTRIBUTE_STRING,  false, false, 1, 0},
        {"m",  KITH_ATTRIBUTE_MIXED,   false, false, 2, 0},
        {"l",  KITH_ATTRIBUTE_STRING,  true,  false, 2, 0},
        {"o",  KITH_ATTRIBUTE_NOTHING, false, true,  1, 0},
        {"lo", KITH_ATTRIBUTE_INTEGER, true,  true,  1, 0},
        {"n",  KITH_ATTRIBUTE_NOTHING, false, false, 0, 1},
        {"w",  KITH_ATTRIBUTE_MIXED,   false, false, 1, 0},
    };
    outcome o = {0};
    kith_attributes found = {0};
    outcome_of(&o,
               "{\"id\":\"a\",\"properties\":{\"i\":1,\"r\":1,\"b\":true,\"s\":"
               "\"x\",\"m\":1,\"l\":[\"a\",\"b\"],\"o\":{\"k\":1},\"lo\":[1,"
               "[2]],\"n\":null,\"w\":12345678901234567890}}\n"
               "{\"id\":\"b\",\"properties\":{\"i\":-5,\"r\":1.5,\"b\":null,"
               "\"m\":\"x\",\"l\":\"single\"}}");
    find_in(&found, &o, KITH_RECORD_ENTITY);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const kith_attribute *a = attribute_of(&found, rows[i].name);
        assert_int_equal(a->source, KITH_ATTRIBUTE_PROPERTY);
        assert_int_equal(a->type, rows[i].type);
        assert_int_equal(a->is_list, rows[i].list);
        assert_int_equal(a->is_nested, rows[i].nested);
        assert_int_equal(a->count, rows[i].count);
        assert_int_equal(a->nulls, rows[i].nulls);
    }
    assert_int_equal(found.count, sizeof rows / sizeof *rows);
    kith_attributes_free(&found);
    outcome_free(&o);
}

TEST(names_are_unique_in_any_letter_case)
{
    static const char *const taken[] = {"label", NULL};
    static const char *const names[] = {"aliases",
                                        "note",
                                        "properties.Aliases",
                                        "record.label",
                                        "Wide",
                                        "record.wide",
                                        "record 2.wIDE",
                                        "record.properties 3.x"};
    outcome o = {0};
    kith_attributes found = {0};
    outcome_of(&o, "{\"id\":\"a\",\"note\":1,\"properties\":{\"Aliases\":1},"
                   "\"label\":2,\"Wide\":1,\"wide\":1,\"wIDE\":1,"
                   "\"properties 3.x\":1,\"aliases\":[\"x\"]}");
    assert_int_equal(kith_attributes_find(&found, o.graph, &plain,
                                          KITH_RECORD_ENTITY, taken, NULL),
                     KITH_OK);
    assert_int_equal(found.count, sizeof names / sizeof *names);
    for (size_t i = 0; i < found.count; i++)
        assert_string_equal(found.items[i].name, names[i]);
    size_t renamed = 0;
    for (size_t i = 0; i < found.count; i++)
        renamed += found.items[i].name != found.items[i].key;
    assert_int_equal(renamed, 5);
    assert_ptr_equal(found.of_role[KITH_ROLE_ALIASES], &found.items[0]);
    kith_attributes_free(&found);
    outcome_free(&o);
}

TEST(rows_have_what_records_and_computation_say)
{
    static const double score[] = {0.5, (double)NAN};
    static const kith_id group[] = {KITH_NONE, 4};
    static const double x[] = {1, -2.5};
    const kith_export_column columns[] = {
        {.name = "rank",  .score = score},
        {.name = "group", .group = group},
    };
    const kith_export_options options = {.columns = columns,
                                         .column_count = 2,
                                         .x = x,
                                         .y = x};
    outcome o = {0};
    kith_attributes found = {0};
    kith_rows rows = {0};
    outcome_of(&o, "{\"id\":\"a\",\"r\\u0061nk\":7,\"properties\" : {\"t\" : "
                   "\"x\\n\\u00e9\" , \"u\": 1 }}\n"
                   "{\"id\":\"b\",\"types\":[\"p\",\"q\"],\"rank\":[8]}");
    assert_int_equal(kith_attributes_find(&found, o.graph, &options,
                                          KITH_RECORD_ENTITY, NULL, NULL),
                     KITH_OK);
    assert_int_equal(found.computed_count, 4);
    assert_int_equal(kith_rows_open(&rows, &found, o.graph, &options,
                                    KITH_RECORD_ENTITY, NULL),
                     KITH_OK);
    static const char *const wanted[] = {
        "record.rank=7 t=x\n\xC3\xA9 u=1 rank=0.5 group=null x=1 y=1 ",
        "types=[\"p\",\"q\"] record.rank=[8] rank=null group=5 x=-2.5 y=-2.5 "};
    for (kith_id e = 0; e < 2; e++) {
        char text[256] = "";
        size_t length = 0;
        assert_int_equal(kith_rows_read(&rows, e, NULL), KITH_OK);
        for (size_t i = 0; i < rows.count; i++) {
            const kith_row_value *value = &rows.values[i];
            const kith_text shown = kith_rows_text(&rows, value->json);
            length += (size_t)snprintf(text + length, sizeof text - length,
                                       "%s=%.*s ", value->attribute->name,
                                       (int)shown.length, shown.data);
        }
        assert_string_equal(text, wanted[e]);
    }
    assert_null(kith_rows_value(&rows, attribute_of(&found, "t")).data);
    assert_null(kith_rows_value(&rows, NULL).data);
    assert_memory_equal(kith_rows_value(&rows, found.of_role[KITH_ROLE_X]).data,
                        "-2.5", 4);
    kith_rows_close(&rows);
    kith_attributes_free(&found);
    outcome_free(&o);
}

TEST(attributes_that_are_too_many_are_counted)
{
    enum { MANY = KITH_MOST_ATTRIBUTES + 500 };
    char *text = malloc((size_t)MANY * 32);
    assert_non_null(text);
    size_t length = (size_t)sprintf(text, "{\"id\":\"a\"");
    for (int i = 0; i < MANY; i++)
        length += (size_t)sprintf(text + length, ",\"k%d\":%d", i, i);
    (void)sprintf(text + length, "}");
    outcome o = {0};
    kith_attributes found = {0};
    kith_rows rows = {0};
    outcome_of(&o, text);
    find_in(&found, &o, KITH_RECORD_ENTITY);
    assert_true(found.count <= KITH_MOST_ATTRIBUTES);
    assert_int_equal(found.count + found.left_out, MANY);
    assert_int_equal(kith_rows_open(&rows, &found, o.graph, &plain,
                                    KITH_RECORD_ENTITY, NULL),
                     KITH_OK);
    assert_int_equal(kith_rows_read(&rows, 0, NULL), KITH_OK);
    assert_int_equal(rows.count, found.count);
    kith_rows_close(&rows);
    kith_attributes_free(&found);
    outcome_free(&o);
    free(text);
}

TEST(losses_count_what_is_not_written)
{
    outcome o = {0};
    kith_attributes found = {0};
    kith_losses losses = {0};
    outcome_of(&o,
               "{\"entities\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"title\":\"t\","
               "\"more\":1,\"documents\":[{\"id\":\"d\"}],\"relations\":[{"
               "\"source\":\"a\",\"type\":\"t\",\"target\":\"b\",\"since\":"
               "\"2001\",\"until\":null,\"weight\":2,\"p\":1,\"properties\":{"
               "\"q\":2},\"evidence\":[\"d\"]}]}");
    find_in(&found, &o, KITH_RECORD_RELATION);
    kith_losses_add_attributes(&losses, &found, 1u << KITH_ROLE_WEIGHT);
    kith_losses_add_documents(&losses, o.graph);
    kith_losses_add_graph_members(&losses, o.graph);
    assert_int_equal(losses.count[KITH_LOSS_TIME], 1);
    assert_int_equal(losses.count[KITH_LOSS_WEIGHT], 0);
    assert_int_equal(losses.count[KITH_LOSS_RELATION_PROPERTY], 2);
    assert_int_equal(losses.count[KITH_LOSS_EVIDENCE], 1);
    assert_int_equal(losses.count[KITH_LOSS_DOCUMENT], 1);
    assert_int_equal(losses.count[KITH_LOSS_GRAPH_MEMBER], 1);
    kith_losses_add_attributes(NULL, &found, 0);
    for (int kind = 0; kind < KITH_LOSS_KINDS; kind++) {
        assert_non_null(kith_loss_name((kith_loss)kind, 1));
        assert_non_null(kith_loss_name((kith_loss)kind, 2));
    }
    kith_attributes_free(&found);
    outcome_free(&o);
}

RUN("export/attributes",
    CASE(types_are_those_of_all_values),
    CASE(names_are_unique_in_any_letter_case),
    CASE(rows_have_what_records_and_computation_say),
    CASE(attributes_that_are_too_many_are_counted),
    CASE(losses_count_what_is_not_written))
