/* Functions of values in time. The kind is the first part of the function's
 * name: date.truncate() gives a date. */
#include "query/functions.h"
#include "query/temporal_value.h"

#include <string.h>
#include <strings.h>

#define STRING   KITH_KIND_BIT(KITH_VALUE_STRING)
#define MAP      KITH_KIND_BIT(KITH_VALUE_MAP)
#define TEMPORAL KITH_KIND_BIT(KITH_VALUE_TEMPORAL)
#define NUMBER   KITH_KIND_BIT(KITH_VALUE_INTEGER)

static kith_temporal_kind kind_of(const kith_expr *expr)
{
    const char *name = expr->function->name;
    const size_t length = strcspn(name, ".");
    for (int kind = 0; kind < KITH_TEMPORAL_KINDS; kind++) {
        const char *known = kith_temporal_kind_name((kith_temporal_kind)kind);
        if (strlen(known) == length && !strncasecmp(known, name, length))
            return (kith_temporal_kind)kind;
    }
    return KITH_TEMPORAL_DATE;
}

static bool context_of(kith_run *run, kith_temporal_context *out)
{
    if (!run->session->zones) {
        const kith_status st =
            kith_zones_new(&run->session->zones, NULL, run->err);
        if (st != KITH_OK) {
            (void)kith_run_failed(run, NULL, st);
            return false;
        }
    }
    *out = (kith_temporal_context){
        .zones = run->session->zones,
        .seconds = run->now.tv_sec,
        .nanoseconds = (int32_t)run->now.tv_nsec,
    };
    return true;
}

/* Members of a map of components; null ones are left out. */
static kith_temporal_field *fields_of(kith_run *run,
                                      kith_value map,
                                      size_t *count)
{
    kith_temporal_field *fields =
        KITH_RUN_NEW(run, kith_temporal_field, map.size);
    *count = 0;
    for (uint32_t i = 0; fields && i < map.size; i++) {
        const kith_value v = map.as.pairs[i].value;
        kith_temporal_field *field = &fields[*count];
        if (kith_is_null(v))
            continue;
        *field = (kith_temporal_field){
            .name = map.as.pairs[i].key,
            .type = KITH_TEMPORAL_OTHER,
        };
        if (v.kind == KITH_VALUE_INTEGER) {
            field->type = KITH_TEMPORAL_INTEGER;
            field->integer = v.as.integer;
        } else if (v.kind == KITH_VALUE_FLOAT) {
            field->type = KITH_TEMPORAL_REAL;
            field->real = v.as.real;
        } else if (v.kind == KITH_VALUE_STRING) {
            field->type = KITH_TEMPORAL_TEXT;
            field->text = kith_text_of(v);
        } else if (v.kind == KITH_VALUE_TEMPORAL) {
            field->type = KITH_TEMPORAL_VALUE;
            field->value = v.as.temporal;
        }
        ++*count;
    }
    return fields;
}

static kith_value now(kith_run *run, const kith_expr *expr, kith_text zone)
{
    kith_temporal result = {0};
    kith_temporal_context context;
    if (!context_of(run, &context))
        return kith_null();
    return kith_temporal_keep(run, expr, &result,
                              kith_temporal_now(&result, kind_of(expr), zone,
                                                &context, run->err));
}

/* date(), date('2015-07-21'), date({year: 2015}), date(datetime). */
static kith_value make(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    const kith_temporal_kind kind = kind_of(expr);
    kith_temporal result = {0};
    kith_temporal_context context;
    kith_temporal_field *fields = NULL;
    size_t field_count = 0;
    kith_status st = KITH_OK;
    if (count == 0)
        return now(run, expr, (kith_text){0});
    if (!context_of(run, &context))
        return kith_null();
    if (args[0].kind == KITH_VALUE_STRING) {
        st = kith_temporal_parse(&result, kind, kith_text_of(args[0]), &context,
                                 run->err);
    } else if (args[0].kind == KITH_VALUE_TEMPORAL) {
        st = kith_temporal_convert(&result, kind, args[0].as.temporal, &context,
                                   run->err);
    } else {
        fields = fields_of(run, args[0], &field_count);
        if (!fields)
            return kith_null();
        if (field_count == 1 && kind != KITH_TEMPORAL_DURATION &&
            fields[0].type == KITH_TEMPORAL_TEXT &&
            fields[0].name.length == 8 &&
            !strncasecmp(fields[0].name.data, "timezone", 8))
            return now(run, expr, fields[0].text);
        st = kith_temporal_build(&result, kind, fields, field_count, &context,
                                 run->err);
    }
    return kith_temporal_keep(run, expr, &result, st);
}

static kith_value clock_now(kith_run *run,
                            const kith_expr *expr,
                            const kith_value *args,
                            size_t count)
{
    if (count && args[0].kind == KITH_VALUE_MAP)
        return make(run, expr, args, count);
    return now(run, expr, count ? kith_text_of(args[0]) : (kith_text){0});
}

static kith_value truncate(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    kith_temporal result = {0};
    kith_temporal_context context;
    kith_temporal_field *fields = NULL;
    size_t field_count = 0;
    kith_temporal instant = {0};
    kith_status st = KITH_OK;
    if (!context_of(run, &context))
        return kith_null();
    if (count > 1 && args[1].kind != KITH_VALUE_TEMPORAL) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "%s() needs a value in time",
                             expr->function->name);
    }
    if (count > 2 && args[2].kind != KITH_VALUE_MAP) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "%s() takes a map of what to set, found %s",
                             expr->function->name,
                             kith_kind_name(args[2].kind));
    }
    if (count > 2)
        fields = fields_of(run, args[2], &field_count);
    if (count == 1)
        st = kith_temporal_now(&instant, kind_of(expr), (kith_text){0},
                               &context, run->err);
    const kith_truncation to = {
        .kind = kind_of(expr),
        .unit = kith_text_of(args[0]),
        .fields = fields,
        .count = field_count,
    };
    if (st == KITH_OK)
        st = kith_temporal_truncate(&result, &to,
                                    count == 1 ? &instant : args[1].as.temporal,
                                    &context, run->err);
    return kith_temporal_keep(run, expr, &result, st);
}

static kith_value from_epoch(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    kith_temporal result = {0};
    if (count > 1 && args[1].kind != KITH_VALUE_INTEGER) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "%s() needs integers", expr->function->name);
    }
    const kith_status st =
        count > 1 ? kith_temporal_from_epoch(&result, args[0].as.integer,
                                             args[1].as.integer, run->err)
                  : kith_temporal_from_epoch_millis(&result, args[0].as.integer,
                                                    run->err);
    return kith_temporal_keep(run, expr, &result, st);
}

static kith_value between(kith_run *run,
                          const kith_expr *expr,
                          const kith_value *args,
                          size_t count)
{
    static const struct {
        const char *name;
        kith_duration_unit unit;
    } units[] = {
        {"duration.between",   KITH_DURATION_BETWEEN},
        {"duration.inMonths",  KITH_DURATION_MONTHS },
        {"duration.inDays",    KITH_DURATION_DAYS   },
        {"duration.inSeconds", KITH_DURATION_SECONDS},
    };
    kith_temporal result = {0};
    kith_duration_unit unit = KITH_DURATION_BETWEEN;
    (void)count;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!strcmp(units[i].name, expr->function->name))
            unit = units[i].unit;
    }
    if (args[1].kind != KITH_VALUE_TEMPORAL) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "%s() needs two values in time",
                             expr->function->name);
    }
    const kith_status st =
        kith_duration_between(&result, unit, args[0].as.temporal,
                              args[1].as.temporal, run->err);
    return kith_temporal_keep(run, expr, &result, st);
}

#define KIND(name, what)                                                 \
 {name,                                                                  \
  "time",                                                                \
  name "([text, map or value])",                                         \
  what ", now without argument",                                         \
  0,                                                                     \
  1,                                                                     \
  false,                                                                 \
  STRING | MAP | TEMPORAL,                                               \
  KITH_STATIC_TEMPORAL,                                                  \
  make},                                                                 \
     {name ".truncate",                                                  \
      "time",                                                            \
      name ".truncate(unit, value [, map])",                             \
      "with all below the unit at its start",                            \
      1,                                                                 \
      3,                                                                 \
      false,                                                             \
      STRING,                                                            \
      KITH_STATIC_TEMPORAL,                                              \
      truncate},                                                         \
     {name ".statement",                                                 \
      "time",                                                            \
      name ".statement([zone])",                                         \
      NULL,                                                              \
      0,                                                                 \
      1,                                                                 \
      false,                                                             \
      STRING | MAP,                                                      \
      KITH_STATIC_TEMPORAL,                                              \
      clock_now},                                                        \
     {name ".transaction",                                               \
      "time",                                                            \
      name ".transaction([zone])",                                       \
      NULL,                                                              \
      0,                                                                 \
      1,                                                                 \
      false,                                                             \
      STRING | MAP,                                                      \
      KITH_STATIC_TEMPORAL,                                              \
      clock_now},                                                        \
 {                                                                       \
  name ".realtime", "time", name ".realtime([zone])", NULL, 0, 1, false, \
      STRING | MAP, KITH_STATIC_TEMPORAL, clock_now                      \
 }

const kith_function kith_temporal_functions[] = {
    KIND("date", "a date"),
    KIND("time", "a time of day with an offset"),
    KIND("localtime", "a time of day"),
    KIND("datetime", "a date and time with a zone"),
    KIND("localdatetime", "a date and time"),
    {"datetime.fromepoch",                        "time", "datetime.fromepoch(seconds, nanoseconds)",
                                          "the instant so long after 1970", 2, 2, false, NUMBER,
                                          KITH_STATIC_TEMPORAL, from_epoch},
    {"datetime.fromepochmillis", "time",
                                          "datetime.fromepochmillis(milliseconds)", "the instant so long after 1970",
                                          1, 1, false, NUMBER, KITH_STATIC_TEMPORAL, from_epoch},
    {"duration",                                          "time", "duration(text or map)", "a length of time", 1, 1,
                                          false, STRING | MAP | TEMPORAL, KITH_STATIC_TEMPORAL, make},
    {"duration.between",                                      "time", "duration.between(from, to)",
                                          "the duration in months, days and seconds", 2, 2, false, TEMPORAL,
                                          KITH_STATIC_TEMPORAL, between},
    {"duration.inDays",                        "time", "duration.inDays(from, to)",
                                          "the duration in whole days", 2, 2, false, TEMPORAL, KITH_STATIC_TEMPORAL,
                                          between},
    {"duration.inMonths",                                           "time", "duration.inMonths(from, to)",
                                          "the duration in whole months", 2, 2, false, TEMPORAL,
                                          KITH_STATIC_TEMPORAL, between},
    {"duration.inSeconds",                                     "time", "duration.inSeconds(from, to)",
                                          "the duration in seconds", 2, 2, false, TEMPORAL, KITH_STATIC_TEMPORAL,
                                          between},
    {0          },
};
