/* The list of problems: complete counts, and the first ones in full. */
#include "records/diagnostics.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct kith_diagnostics {
    size_t limit;
    size_t counts[KITH_RULE_COUNT];
    kith_problem *problems;
    size_t size;
    size_t room;
    kith_arena texts;
};

typedef struct {
    const char *name;
    kith_severity severity;
    const char *summary;
} rule_row;

static const rule_row rules[KITH_RULE_COUNT] = {
    [KITH_RULE_SYNTAX] = {"syntax",                KITH_ERROR,
                          "the text is well formed: JSON by RFC 8259, other "
                          "forms by their own rules"                                           },
    [KITH_RULE_ENCODING] = {"encoding",              KITH_ERROR,
                          "text is UTF-8, surrogates come in pairs"                            },
    [KITH_RULE_TOO_DEEP] = {"too-deep",              KITH_ERROR,
                          "values nest at most 512 levels deep"                                },
    [KITH_RULE_RECORD_TOO_LONG] = {"record-too-long",       KITH_ERROR,
                          "a record fits the limit --max-record"                               },
    [KITH_RULE_DUPLICATE_KEY] = {"duplicate-key",         KITH_ERROR,
                          "a key stands once in an object"                                     },
    [KITH_RULE_UNKNOWN_RECORD] =
        {"unknown-record",        KITH_ERROR,
                          "a record is an entity, a relation or a document"                    },
    [KITH_RULE_WRONG_TYPE] = {"wrong-type",            KITH_ERROR,
                          "each member has its JSON type"                                      },
    [KITH_RULE_MISSING_MEMBER] =
        {"missing-member",        KITH_ERROR,
                          "entities and documents have an id, relations source, type and "
         "target"                                                                              },
    [KITH_RULE_EMPTY_VALUE] = {"empty-value",           KITH_ERROR,
                          "ids and types are not empty"                                        },
    [KITH_RULE_NUL_IN_TEXT] = {"nul-in-text",           KITH_ERROR,
                          "ids, names and types hold no U+0000"                                },
    [KITH_RULE_BAD_DATE] = {"bad-date",              KITH_ERROR,
                          "dates are YYYY, YYYY-MM or YYYY-MM-DD"                              },
    [KITH_RULE_DATE_ORDER] = {"date-order",            KITH_ERROR,
                          "'since' is not after 'until'"                                       },
    [KITH_RULE_WEIGHT_RANGE] = {"weight-range",          KITH_ERROR,
                          "weights are 0 or more, and finite"                                  },
    [KITH_RULE_CONFIDENCE_RANGE] = {"confidence-range",      KITH_ERROR,
                          "confidence lies between 0 and 1"                                    },
    [KITH_RULE_NUMBER_RANGE] = {"number-range",          KITH_ERROR,
                          "numbers fit a 64-bit floating-point number"                         },
    [KITH_RULE_UNKNOWN_ENTITY] = {"unknown-entity",        KITH_ERROR,
                          "both ends of a relation are defined"                                },
    [KITH_RULE_UNKNOWN_DOCUMENT] = {"unknown-document",      KITH_WARNING,
                          "documents that evidence cites are "
                                    "defined"                                                  },
    [KITH_RULE_CONFLICT] = {"conflict",              KITH_ERROR,
                          "one id has the same facts everywhere"                               },
    [KITH_RULE_UNKNOWN_ENTITY_TYPE] = {"unknown-entity-type",   KITH_ERROR,
                          "entity types are in the vocabulary"                                 },
    [KITH_RULE_UNKNOWN_RELATION_TYPE] =
        {"unknown-relation-type", KITH_ERROR,
                          "relation types are in the vocabulary"                               },
    [KITH_RULE_SOURCE_TYPE] = {"source-type",           KITH_ERROR,
                          "the vocabulary allows the source's type"                            },
    [KITH_RULE_TARGET_TYPE] = {"target-type",           KITH_ERROR,
                          "the vocabulary allows the target's type"                            },
    [KITH_RULE_TOO_MANY_PER_SOURCE] =
        {"too-many-per-source",   KITH_ERROR,
                          "a source has no more relations of a type than the vocabulary allows"},
    [KITH_RULE_TOO_MANY_PER_TARGET] =
        {"too-many-per-target",   KITH_ERROR,
                          "a target has no more relations of a type than the vocabulary allows"},
    [KITH_RULE_MISSING_PROPERTY] =
        {"missing-property",      KITH_ERROR,
                          "relations have the properties that the vocabulary requires"         },
    [KITH_RULE_SELF_RELATION] = {"self-relation",         KITH_WARNING,
                          "a relation joins two entities"                                      },
    [KITH_RULE_BYTE_ORDER_MARK] = {"byte-order-mark",       KITH_WARNING,
                          "a file begins without a byte order mark"                            },
    [KITH_RULE_LIKELY_TYPO] = {"likely-typo",           KITH_WARNING,
                          "arrays of records are called by their names"                        },
    [KITH_RULE_LARGE_INTEGER] =
        {"large-integer",         KITH_WARNING,
                          "integers beyond 2^53 change when other tools read them"             },
    [KITH_RULE_BLANK_NAME] = {"blank-name",            KITH_WARNING,
                          "names are not blank"                                                },
    [KITH_RULE_NOT_HELD] = {"not-held",              KITH_WARNING,
                          "what another tool wrote fits kith's records"                        },
    [KITH_RULE_DUPLICATE] = {"duplicate",             KITH_NOTE,
                          "identical records are merged"                                       },
    [KITH_RULE_UNLISTED_ENTITY] = {"unlisted-entity",       KITH_NOTE,
                          "what a table of relations names has a row "
                                   "in a table of entities, if there is one"                   },
};

kith_diagnostics *kith_diagnostics_new(size_t limit)
{
    kith_diagnostics *diagnostics = KITH_NEW(kith_diagnostics, 1);
    if (diagnostics)
        diagnostics->limit = limit;
    return diagnostics;
}

void kith_diagnostics_free(kith_diagnostics *diagnostics)
{
    if (!diagnostics)
        return;
    kith_arena_free(&diagnostics->texts);
    kith_release(diagnostics->problems);
    kith_release(diagnostics);
}

static bool room_for_problem(kith_diagnostics *diagnostics)
{
    if (diagnostics->size < diagnostics->room)
        return true;
    const size_t room = diagnostics->room ? diagnostics->room * 2 : 4;
    kith_problem *problems =
        kith_grow_array(diagnostics->problems, room, sizeof *problems);
    if (!problems)
        return false;
    diagnostics->problems = problems;
    diagnostics->room = room;
    return true;
}

static kith_problem *keep(kith_diagnostics *diagnostics)
{
    if (diagnostics->size >= diagnostics->limit ||
        !room_for_problem(diagnostics))
        return NULL;
    return &diagnostics->problems[diagnostics->size++];
}

kith_problem *kith_diagnostics_add(kith_diagnostics *diagnostics,
                                   kith_rule rule,
                                   kith_origin origin)
{
    diagnostics->counts[rule]++;
    kith_problem *problem = keep(diagnostics);
    if (problem) {
        *problem = (kith_problem){.rule = rule, .record = "", .origin = origin};
        problem->error.status =
            rule == KITH_RULE_SYNTAX || rule == KITH_RULE_ENCODING
                ? KITH_E_SYNTAX
                : KITH_E_INVALID;
    }
    return problem;
}

void kith_problem_say(kith_problem *problem, const char *format, ...)
{
    if (!problem)
        return;
    va_list args;
    va_start(args, format);
    kith_utf8_format(problem->error.message, sizeof problem->error.message,
                     format, args);
    va_end(args);
}

void kith_problem_hint(kith_problem *problem, const char *format, ...)
{
    if (!problem)
        return;
    va_list args;
    va_start(args, format);
    kith_utf8_format(problem->error.hint, sizeof problem->error.hint, format,
                     args);
    va_end(args);
}

const char *kith_diagnostics_keep(kith_diagnostics *diagnostics,
                                  const char *text)
{
    if (!text || !*text)
        return "";
    const char *copy = kith_arena_text(&diagnostics->texts, text, strlen(text));
    return copy ? copy : "";
}

void kith_diagnostics_move(kith_diagnostics *to, kith_diagnostics *from)
{
    for (size_t rule = 0; rule < KITH_RULE_COUNT; rule++) {
        to->counts[rule] += from->counts[rule];
        from->counts[rule] = 0;
    }
    for (size_t i = 0; i < from->size; i++) {
        kith_problem *problem = keep(to);
        if (!problem)
            break;
        *problem = from->problems[i];
        problem->record = kith_diagnostics_keep(to, problem->record);
        problem->error.place.source =
            kith_diagnostics_keep(to, problem->error.place.source);
    }
    from->size = 0;
    kith_arena_free(&from->texts);
}

static int by_place(const void *a, const void *b)
{
    const kith_problem *x = a;
    const kith_problem *y = b;
    const kith_origin input_x = x->origin >> 48;
    const kith_origin input_y = y->origin >> 48;
    if (input_x != input_y)
        return input_x < input_y ? -1 : 1;
    if (x->error.place.offset != y->error.place.offset)
        return x->error.place.offset < y->error.place.offset ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return strcmp(x->error.message, y->error.message);
}

void kith_diagnostics_sort(kith_diagnostics *diagnostics)
{
    if (diagnostics->size > 1)
        qsort(diagnostics->problems, diagnostics->size,
              sizeof *diagnostics->problems, by_place);
}

kith_problem *kith_diagnostics_edit(kith_diagnostics *diagnostics, size_t index)
{
    return &diagnostics->problems[index];
}

size_t kith_diagnostics_limit(const kith_diagnostics *diagnostics)
{
    return diagnostics->limit;
}

size_t kith_diagnostics_of_rule(const kith_diagnostics *diagnostics,
                                kith_rule rule)
{
    return diagnostics->counts[rule];
}

size_t kith_diagnostics_count(const kith_diagnostics *diagnostics,
                              kith_severity severity)
{
    size_t count = 0;
    for (size_t rule = 0; rule < KITH_RULE_COUNT; rule++) {
        if (rules[rule].severity == severity)
            count += diagnostics->counts[rule];
    }
    return count;
}

size_t kith_diagnostics_size(const kith_diagnostics *diagnostics)
{
    return diagnostics->size;
}

const kith_problem *kith_diagnostics_at(const kith_diagnostics *diagnostics,
                                        size_t index)
{
    return &diagnostics->problems[index];
}

const char *kith_rule_name(kith_rule rule)
{
    return rules[rule].name;
}

const char *kith_rule_summary(kith_rule rule)
{
    return rules[rule].summary;
}

kith_severity kith_rule_severity(kith_rule rule)
{
    return rules[rule].severity;
}

const char *kith_severity_name(kith_severity severity)
{
    static const char *const names[] = {
        [KITH_ERROR] = "error",
        [KITH_WARNING] = "warning",
        [KITH_NOTE] = "note",
    };
    return names[severity];
}
