/* Writes inputs for tests, reads them, and compares what came of it. */
#include "inputs.h"

#include "graph/reading.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void outcome_add(outcome *o, const void *bytes, size_t length)
{
    assert_true(o->input_count < MOST_INPUTS);
    char *path = o->paths[o->input_count];
    snprintf(path, sizeof o->paths[0], "/tmp/kith-test-XXXXXX");
    const int file = mkstemp(path);
    assert_true(file >= 0);
    const char *from = bytes;
    while (length > 0) {
        const ssize_t count = write(file, from, length);
        assert_true(count > 0);
        from += count;
        length -= (size_t)count;
    }
    close(file);
    o->inputs[o->input_count++] = path;
}

void outcome_read(outcome *o, const kith_read_options *options)
{
    kith_read_options given = {.unsound = true};
    if (options)
        given = *options;
    given.inputs = o->inputs;
    given.input_count = o->input_count;
    o->problems = kith_diagnostics_new(SIZE_MAX);
    assert_non_null(o->problems);
    o->status = kith_graph_read(&o->graph, &given, o->problems, &o->err);
    assert_int_equal(o->status, o->err.status);
    assert_int_equal(o->graph != NULL, o->status == KITH_OK);
}

void outcome_add_text(outcome *o, const char *text)
{
    outcome_add(o, text, strlen(text));
}

void outcome_of(outcome *o, const char *text)
{
    outcome_add_text(o, text);
    outcome_read(o, NULL);
}

void outcome_clear(outcome *o)
{
    kith_graph_free(o->graph);
    kith_diagnostics_free(o->problems);
    o->graph = NULL;
    o->problems = NULL;
    o->err = (kith_error){0};
}

void outcome_free(outcome *o)
{
    outcome_clear(o);
    for (size_t i = 0; i < o->input_count; i++)
        unlink(o->paths[i]);
    o->input_count = 0;
}

size_t outcome_count(const outcome *o, kith_rule rule)
{
    return kith_diagnostics_of_rule(o->problems, rule);
}

size_t outcome_records(const outcome *o)
{
    const kith_reading *reading = kith_graph_reading(o->graph);
    const size_t merged = reading->again.used + reading->again_documents.used;
    size_t count = kith_graph_relation_count(o->graph);
    for (kith_id e = 0; e < kith_graph_entity_count(o->graph); e++)
        count += kith_graph_place(o->graph, KITH_RECORD_ENTITY, e).line > 0;
    for (kith_id d = 0; d < kith_graph_document_count(o->graph); d++)
        count += kith_graph_place(o->graph, KITH_RECORD_DOCUMENT, d).line > 0;
    return count + merged / sizeof(kith_again) +
           outcome_count(o, KITH_RULE_DUPLICATE) +
           kith_graph_reject_count(o->graph);
}

size_t outcome_errors(const outcome *o)
{
    return kith_diagnostics_count(o->problems, KITH_ERROR);
}

/* -- comparing ----------------------------------------------------------- */

static void assert_same_text(const char *a, const char *b)
{
    assert_int_equal(a != NULL, b != NULL);
    if (a)
        assert_string_equal(a, b);
}

static void assert_same_number(double a, double b)
{
    assert_true(a == b || (isnan(a) && isnan(b)));
}

static void assert_same_place(kith_place a, kith_place b)
{
    assert_int_equal(a.offset, b.offset);
    assert_int_equal(a.line, b.line);
    assert_int_equal(a.column, b.column);
}

static void assert_same_record(const kith_graph *a,
                               const kith_graph *b,
                               kith_record_kind kind,
                               kith_id id)
{
    char *texts[2] = {NULL, NULL};
    assert_int_equal(kith_graph_record(a, kind, id, &texts[0], NULL), KITH_OK);
    assert_int_equal(kith_graph_record(b, kind, id, &texts[1], NULL), KITH_OK);
    assert_string_equal(texts[0], texts[1]);
    kith_free(texts[0]);
    kith_free(texts[1]);
    assert_same_place(kith_graph_place(a, kind, id),
                      kith_graph_place(b, kind, id));
}

static void assert_same_entity(const kith_graph *a,
                               const kith_graph *b,
                               kith_id e)
{
    assert_same_text(kith_graph_entity_id(a, e), kith_graph_entity_id(b, e));
    assert_same_text(kith_graph_entity_name(a, e),
                     kith_graph_entity_name(b, e));
    assert_int_equal(kith_graph_entity_type(a, e),
                     kith_graph_entity_type(b, e));
    for (size_t i = 0;; i++) {
        const char *alias = kith_graph_entity_alias(a, e, i);
        assert_same_text(alias, kith_graph_entity_alias(b, e, i));
        if (!alias)
            break;
    }
    for (size_t i = 0;; i++) {
        const kith_id type = kith_graph_entity_more_type(a, e, i);
        assert_int_equal(type, kith_graph_entity_more_type(b, e, i));
        if (type == KITH_NONE)
            break;
    }
}

static void assert_same_relation(const kith_graph *a,
                                 const kith_graph *b,
                                 kith_id r)
{
    const kith_relation x = kith_graph_relation(a, r);
    const kith_relation y = kith_graph_relation(b, r);
    assert_int_equal(x.source, y.source);
    assert_int_equal(x.target, y.target);
    assert_int_equal(x.type, y.type);
    assert_int_equal(x.directed, y.directed);
    assert_same_number(x.weight, y.weight);
    assert_same_number(x.confidence, y.confidence);
    assert_int_equal(x.since, y.since);
    assert_int_equal(x.until, y.until);
}

/* Records are read again for a few only: that is slow. */
enum { STEP = 101 };

static void assert_same_graph(const kith_graph *a, const kith_graph *b)
{
    const size_t entities = kith_graph_entity_count(a);
    const size_t relations = kith_graph_relation_count(a);
    const size_t documents = kith_graph_document_count(a);
    assert_int_equal(entities, kith_graph_entity_count(b));
    assert_int_equal(relations, kith_graph_relation_count(b));
    assert_int_equal(documents, kith_graph_document_count(b));
    assert_same_text(kith_graph_title(a), kith_graph_title(b));
    for (kith_id e = 0; e < entities; e++) {
        assert_same_entity(a, b, e);
        if (e % STEP == 0)
            assert_same_record(a, b, KITH_RECORD_ENTITY, e);
    }
    for (kith_id r = 0; r < relations; r++) {
        assert_same_relation(a, b, r);
        if (r % STEP == 0)
            assert_same_record(a, b, KITH_RECORD_RELATION, r);
    }
    for (kith_id d = 0; d < documents; d++) {
        assert_same_text(kith_graph_document_id(a, d),
                         kith_graph_document_id(b, d));
    }
}

static void assert_same_names(const kith_graph *a, const kith_graph *b)
{
    const size_t entity_types = kith_graph_entity_type_count(a);
    const size_t relation_types = kith_graph_relation_type_count(a);
    assert_int_equal(entity_types, kith_graph_entity_type_count(b));
    assert_int_equal(relation_types, kith_graph_relation_type_count(b));
    for (kith_id t = 0; t < entity_types; t++) {
        assert_same_text(kith_graph_entity_type_name(a, t),
                         kith_graph_entity_type_name(b, t));
    }
    for (kith_id t = 0; t < relation_types; t++) {
        assert_same_text(kith_graph_relation_type_name(a, t),
                         kith_graph_relation_type_name(b, t));
    }
}

static void assert_same_rejects(const kith_graph *a, const kith_graph *b)
{
    const size_t count = kith_graph_reject_count(a);
    assert_int_equal(count, kith_graph_reject_count(b));
    for (size_t i = 0; i < count; i++) {
        char *texts[2] = {NULL, NULL};
        size_t lengths[2];
        kith_place places[2];
        assert_int_equal(kith_graph_reject(a, i, &texts[0], &lengths[0],
                                           &places[0], NULL),
                         KITH_OK);
        assert_int_equal(kith_graph_reject(b, i, &texts[1], &lengths[1],
                                           &places[1], NULL),
                         KITH_OK);
        assert_int_equal(lengths[0], lengths[1]);
        assert_memory_equal(texts[0], texts[1], lengths[0]);
        assert_same_place(places[0], places[1]);
        kith_free(texts[0]);
        kith_free(texts[1]);
    }
}

/* These words name the other record's file. */
static bool names_inputs(kith_rule rule)
{
    return rule == KITH_RULE_DUPLICATE || rule == KITH_RULE_CONFLICT;
}

static void assert_same_problems(const kith_diagnostics *a,
                                 const kith_diagnostics *b)
{
    const size_t size = kith_diagnostics_size(a);
    for (kith_rule rule = KITH_RULE_SYNTAX; rule < KITH_RULE_COUNT; rule++) {
        assert_int_equal(kith_diagnostics_of_rule(a, rule),
                         kith_diagnostics_of_rule(b, rule));
    }
    assert_int_equal(size, kith_diagnostics_size(b));
    for (size_t i = 0; i < size; i++) {
        const kith_problem *x = kith_diagnostics_at(a, i);
        const kith_problem *y = kith_diagnostics_at(b, i);
        assert_int_equal(x->rule, y->rule);
        assert_int_equal(x->origin, y->origin);
        assert_string_equal(x->record, y->record);
        assert_same_place(x->error.place, y->error.place);
        assert_string_equal(x->error.path, y->error.path);
        assert_string_equal(x->error.hint, y->error.hint);
        if (!names_inputs(x->rule))
            assert_string_equal(x->error.message, y->error.message);
    }
}

void assert_same_outcome(const outcome *a, const outcome *b)
{
    assert_int_equal(a->status, b->status);
    assert_string_equal(a->err.message, b->err.message);
    assert_same_problems(a->problems, b->problems);
    if (!a->graph)
        return;
    assert_same_graph(a->graph, b->graph);
    assert_same_names(a->graph, b->graph);
    assert_same_rejects(a->graph, b->graph);
}

void assert_places(const outcome *o, const char *text, size_t length)
{
    uint32_t line = 1;
    uint32_t column = 1;
    size_t at = 0;
    for (size_t i = 0; i < kith_diagnostics_size(o->problems); i++) {
        const kith_place *place =
            &kith_diagnostics_at(o->problems, i)->error.place;
        assert_in_range(place->offset, at, length);
        for (; at < place->offset; at++) {
            if (text[at] == '\n') {
                line++;
                column = 1;
            } else {
                column += ((unsigned char)text[at] & 0xC0) != 0x80;
            }
        }
        assert_int_equal(place->line, line);
        assert_int_equal(place->column, column);
    }
}
