/** @file
 *  What is wrong with records: every problem of one reading, by rule.
 */
#ifndef KITH_DIAGNOSTICS_H
#define KITH_DIAGNOSTICS_H

#include <kith/status.h>

/** How much a problem matters. Only errors make records unsound. */
typedef enum kith_severity {
    KITH_ERROR = 0, /**< the record cannot be used as it stands */
    KITH_WARNING,   /**< usable, and probably not what was meant */
    KITH_NOTE       /**< worth knowing */
} kith_severity;

/** Every rule that kith checks; kith_rule_name() gives its printed name. */
typedef enum kith_rule {
    KITH_RULE_SYNTAX = 0,
    KITH_RULE_ENCODING,
    KITH_RULE_TOO_DEEP,
    KITH_RULE_RECORD_TOO_LONG,
    KITH_RULE_DUPLICATE_KEY,
    KITH_RULE_UNKNOWN_RECORD,
    KITH_RULE_WRONG_TYPE,
    KITH_RULE_MISSING_MEMBER,
    KITH_RULE_EMPTY_VALUE,
    KITH_RULE_NUL_IN_TEXT,
    KITH_RULE_BAD_DATE,
    KITH_RULE_DATE_ORDER,
    KITH_RULE_WEIGHT_RANGE,
    KITH_RULE_CONFIDENCE_RANGE,
    KITH_RULE_NUMBER_RANGE,
    KITH_RULE_UNKNOWN_ENTITY,
    KITH_RULE_UNKNOWN_DOCUMENT,
    KITH_RULE_CONFLICT,
    KITH_RULE_UNKNOWN_ENTITY_TYPE,
    KITH_RULE_UNKNOWN_RELATION_TYPE,
    KITH_RULE_SOURCE_TYPE,
    KITH_RULE_TARGET_TYPE,
    KITH_RULE_TOO_MANY_PER_SOURCE,
    KITH_RULE_TOO_MANY_PER_TARGET,
    KITH_RULE_MISSING_PROPERTY,
    KITH_RULE_SELF_RELATION,
    KITH_RULE_BYTE_ORDER_MARK,
    KITH_RULE_LIKELY_TYPO,
    KITH_RULE_LARGE_INTEGER,
    KITH_RULE_BLANK_NAME,
    KITH_RULE_NOT_HELD,
    KITH_RULE_DUPLICATE,
    KITH_RULE_UNLISTED_ENTITY,
    KITH_RULE_COUNT
} kith_rule;

/** One problem: the rule, the record it is about, the place and the words. */
typedef struct kith_problem {
    kith_rule rule;
    const char *record; /**< "relation mukhitdinov -leads-> rcc"; borrowed from
                             the list */
    uint64_t origin;    /**< where that record begins, a kith_origin */
    kith_error error;   /**< place, JSON Pointer in the record, message, hint;
                             the place's source is borrowed from the list */
} kith_problem;

/** A list of problems. Counts are complete; problems are kept up to a limit. */
typedef struct kith_diagnostics kith_diagnostics;

/** A new empty list that keeps the first `limit` problems; NULL if out of
 *  memory. Free with kith_diagnostics_free(). */
KITH_API kith_diagnostics *kith_diagnostics_new(size_t limit);

/** Release a list. NULL is allowed. */
KITH_API void kith_diagnostics_free(kith_diagnostics *diagnostics);

/** How many problems broke `rule`, kept or not. */
KITH_API size_t kith_diagnostics_of_rule(const kith_diagnostics *diagnostics,
                                         kith_rule rule);

/** How many problems have `severity`, kept or not. */
KITH_API size_t kith_diagnostics_count(const kith_diagnostics *diagnostics,
                                       kith_severity severity);

/** How many problems are kept. */
KITH_API size_t kith_diagnostics_size(const kith_diagnostics *diagnostics);

/** Kept problem `index`, in order of file and place; borrowed. */
KITH_API const kith_problem *kith_diagnostics_at(
    const kith_diagnostics *diagnostics,
    size_t index);

/** Printed name of a rule: "unknown-entity". Never NULL. */
KITH_API const char *kith_rule_name(kith_rule rule);

/** One sentence that says what a rule demands. Never NULL. */
KITH_API const char *kith_rule_summary(kith_rule rule);

/** How much breaking a rule matters. */
KITH_API kith_severity kith_rule_severity(kith_rule rule);

/** "error", "warning" or "note". */
KITH_API const char *kith_severity_name(kith_severity severity);

#endif /* KITH_DIAGNOSTICS_H */
