/* Functions by name; the scalar ones: conversions and what fits nowhere else.
 */
#include "query/functions.h"

#include "base/number.h"
#include "query/temporal_value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const kith_function *const tables[] = {
    kith_scalar_functions, kith_string_functions, kith_list_functions,
    kith_number_functions, kith_graph_functions,  kith_temporal_functions,
};

const kith_function *kith_function_at(size_t index)
{
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        for (const kith_function *f = tables[t]; f->name; f++) {
            if (index-- == 0)
                return f;
        }
    }
    return NULL;
}

const kith_function *kith_function_of(kith_text name)
{
    const kith_function *f = NULL;
    for (size_t i = 0; (f = kith_function_at(i)); i++) {
        if (strlen(f->name) == name.length &&
            !strncasecmp(f->name, name.data, name.length))
            return f;
    }
    return NULL;
}

bool kith_static_fits(kith_static type, unsigned kinds)
{
    static const unsigned bits[] = {
        [KITH_STATIC_ANY] = KITH_ANY_KIND,
        [KITH_STATIC_NULL] = KITH_ANY_KIND,
        [KITH_STATIC_BOOLEAN] = KITH_KIND_BIT(KITH_VALUE_BOOLEAN),
        [KITH_STATIC_INTEGER] = KITH_KIND_BIT(KITH_VALUE_INTEGER),
        [KITH_STATIC_FLOAT] = KITH_KIND_BIT(KITH_VALUE_FLOAT),
        [KITH_STATIC_NUMBER] =
            KITH_KIND_BIT(KITH_VALUE_INTEGER) | KITH_KIND_BIT(KITH_VALUE_FLOAT),
        [KITH_STATIC_STRING] = KITH_KIND_BIT(KITH_VALUE_STRING),
        [KITH_STATIC_LIST] = KITH_KIND_BIT(KITH_VALUE_LIST),
        [KITH_STATIC_MAP] = KITH_KIND_BIT(KITH_VALUE_MAP),
        [KITH_STATIC_NODE] = KITH_KIND_BIT(KITH_VALUE_NODE),
        [KITH_STATIC_RELATION] = KITH_KIND_BIT(KITH_VALUE_RELATION),
        [KITH_STATIC_RELATIONS] = KITH_KIND_BIT(KITH_VALUE_LIST),
        [KITH_STATIC_PATH] = KITH_KIND_BIT(KITH_VALUE_PATH),
        [KITH_STATIC_TEMPORAL] = KITH_KIND_BIT(KITH_VALUE_TEMPORAL),
    };
    return kinds == 0 || (bits[type] & kinds) != 0;
}

/* -- conversions --------------------------------------------------------- */

/* A number as a text begins it; false if the text is none. */
static bool number_of(kith_text text, kith_value *out)
{
    char plain[64];
    size_t length = 0;
    while (text.length && (unsigned char)*text.data <= ' ') {
        text.data++;
        text.length--;
    }
    while (text.length && (unsigned char)text.data[text.length - 1] <= ' ')
        text.length--;
    const bool negative = text.length && *text.data == '-';
    if (negative || (text.length && *text.data == '+')) {
        text.data++;
        text.length--;
    }
    if (!text.length || text.length > sizeof plain - 3)
        return false;
    if (negative)
        plain[length++] = '-';
    if (*text.data == '.')
        plain[length++] = '0';
    memcpy(plain + length, text.data, text.length);
    length += text.length;
    plain[length] = '\0';
    char *dot = memchr(plain, '.', length);
    if (dot && (dot[1] < '0' || dot[1] > '9')) { /* 1. is 1.0 */
        if (dot[1] != '\0')
            return false;
        *dot = '\0';
        length--;
    }
    size_t digits = 0;
    for (size_t i = 0; i < length; i++) {
        if (!strchr("+-.0123456789eE", plain[i]))
            return false;
        digits += plain[i] >= '0' && plain[i] <= '9';
    }
    const double value = kith_number_parse((kith_text){plain, length});
    *out = kith_real(value);
    if (!strpbrk(plain, ".eE") && value > -9.2e18 && value < 9.2e18) {
        int64_t integer = 0;
        for (size_t i = negative; i < length; i++)
            integer = integer * 10 + (plain[i] - '0');
        *out = kith_integer(negative ? -integer : integer);
    }
    return digits > 0 && !isnan(value);
}

static kith_value to_integer(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    kith_value v = args[0];
    (void)run, (void)expr, (void)count;
    if (v.kind == KITH_VALUE_STRING && !number_of(kith_text_of(v), &v))
        return kith_null();
    if (v.kind == KITH_VALUE_BOOLEAN)
        return kith_integer(v.as.truth);
    if (v.kind == KITH_VALUE_INTEGER)
        return v;
    if (v.kind == KITH_VALUE_FLOAT && v.as.real >= -9223372036854775808.0 &&
        v.as.real < 9223372036854775808.0)
        return kith_integer((int64_t)v.as.real);
    return kith_null();
}

static kith_value to_float(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    kith_value v = args[0];
    (void)run, (void)expr, (void)count;
    if (v.kind == KITH_VALUE_STRING && !number_of(kith_text_of(v), &v))
        return kith_null();
    return kith_is_number(v) ? kith_real(kith_as_real(v)) : kith_null();
}

static kith_value to_boolean(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    const kith_value v = args[0];
    (void)run, (void)expr, (void)count;
    if (v.kind == KITH_VALUE_INTEGER)
        return kith_boolean(v.as.integer != 0);
    if (v.kind != KITH_VALUE_STRING)
        return v.kind == KITH_VALUE_BOOLEAN ? v : kith_null();
    if (v.size == 4 && !strncasecmp(v.as.text, "true", 4))
        return kith_boolean(true);
    if (v.size == 5 && !strncasecmp(v.as.text, "false", 5))
        return kith_boolean(false);
    return kith_null();
}

/* A float is told from an integer by its point. */
static size_t real_text(double real, char *out)
{
    if (isnan(real))
        return strlen(strcpy(out, "NaN"));
    if (isinf(real))
        return strlen(strcpy(out, real > 0 ? "Infinity" : "-Infinity"));
    (void)kith_number_format(real, out);
    if (!strpbrk(out, ".e"))
        strcat(out, ".0");
    return strlen(out);
}

kith_value kith_to_text(kith_run *run, kith_value v)
{
    char room[KITH_TEMPORAL_SIZE];
    size_t length = 0;
    switch ((kith_value_kind)v.kind) {
    case KITH_VALUE_STRING:
        return v;
    case KITH_VALUE_BOOLEAN:
        return v.as.truth ? kith_string("true", 4) : kith_string("false", 5);
    case KITH_VALUE_INTEGER:
        length = (size_t)snprintf(room, sizeof room, "%lld",
                                  (long long)v.as.integer);
        break;
    case KITH_VALUE_FLOAT:
        length = real_text(v.as.real, room);
        break;
    case KITH_VALUE_TEMPORAL:
        length = kith_temporal_text(v, room);
        break;
    case KITH_VALUE_NULL:
    case KITH_VALUE_LIST:
    case KITH_VALUE_MAP:
    case KITH_VALUE_NODE:
    case KITH_VALUE_RELATION:
    case KITH_VALUE_PATH:
        return kith_null();
    }
    return kith_run_text(run, room, length);
}

static kith_value to_text(kith_run *run,
                          const kith_expr *expr,
                          const kith_value *args,
                          size_t count)
{
    (void)expr, (void)count;
    return kith_to_text(run, args[0]);
}

/* -- others -------------------------------------------------------------- */

static kith_value coalesce(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    (void)run, (void)expr;
    for (size_t i = 0; i < count; i++) {
        if (!kith_is_null(args[i]))
            return args[i];
    }
    return kith_null();
}

static kith_value exists(kith_run *run,
                         const kith_expr *expr,
                         const kith_value *args,
                         size_t count)
{
    (void)run, (void)expr, (void)count;
    if (args[0].kind == KITH_VALUE_BOOLEAN)
        return expr->args[0]->kind == KITH_EXPR_PATTERN ? args[0]
                                                        : kith_boolean(true);
    return kith_boolean(!kith_is_null(args[0]));
}

static kith_value null_if(kith_run *run,
                          const kith_expr *expr,
                          const kith_value *args,
                          size_t count)
{
    (void)run, (void)expr, (void)count;
    return kith_equals(args[0], args[1]) == KITH_YES ? kith_null() : args[0];
}

static kith_value value_type(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    (void)run, (void)expr, (void)count;
    const char *name = kith_kind_name(args[0].kind);
    return kith_string(name, strlen(name));
}

#define SIMPLE                                                            \
 (KITH_KIND_BIT(KITH_VALUE_BOOLEAN) | KITH_KIND_BIT(KITH_VALUE_INTEGER) | \
  KITH_KIND_BIT(KITH_VALUE_FLOAT) | KITH_KIND_BIT(KITH_VALUE_STRING))
#define TEMPORAL KITH_KIND_BIT(KITH_VALUE_TEMPORAL)

const kith_function kith_scalar_functions[] = {
    {"coalesce",                "values", "coalesce(value, ...)", "the first that is not null",
     1, UINT8_MAX, true, 0, KITH_STATIC_ANY, coalesce},
    {"exists",   "values", "exists(value)", "whether it is not null", 1, 1, true,
     0, KITH_STATIC_BOOLEAN, exists},
    {"nullIf",                         "values", "nullIf(a, b)", "null if both are equal, else a", 2, 2,
     true, 0, KITH_STATIC_ANY, null_if},
    {"toBoolean",                     "values", "toBoolean(value)",
     "true or false from a string or an integer", 1, 1, false,
     SIMPLE & ~KITH_KIND_BIT(KITH_VALUE_FLOAT), KITH_STATIC_BOOLEAN,
     to_boolean},
    {"toBooleanOrNull",          "values", "toBooleanOrNull(value)",
     "the same, null for what has no truth", 1, 1, false, 0,
     KITH_STATIC_BOOLEAN, to_boolean},
    {"toFloat",                         "values", "toFloat(value)", "a float from a number or a string",
     1, 1, false, SIMPLE & ~KITH_KIND_BIT(KITH_VALUE_BOOLEAN),
     KITH_STATIC_FLOAT, to_float},
    {"toFloatOrNull",               "values", "toFloatOrNull(value)",
     "the same, null for what is no number", 1, 1, false, 0, KITH_STATIC_FLOAT,
     to_float},
    {"toInteger", "values", "toInteger(value)",
     "an integer from a number, a string or a truth value; cuts off", 1, 1,
     false, SIMPLE, KITH_STATIC_INTEGER, to_integer},
    {"toIntegerOrNull",                        "values", "toIntegerOrNull(value)",
     "the same, null for what is no number", 1, 1, false, 0,
     KITH_STATIC_INTEGER, to_integer},
    {"toString",                         "values", "toString(value)", "the value as text", 1, 1, false,
     SIMPLE | TEMPORAL, KITH_STATIC_STRING, to_text},
    {"toStringOrNull",                   "values", "toStringOrNull(value)",
     "the same, null for lists, maps and graph values", 1, 1, false, 0,
     KITH_STATIC_STRING, to_text},
    {"valueType",                  "values", "valueType(value)", "name of the kind of a value",
     1, 1, true, 0, KITH_STATIC_STRING, value_type},
    {0          },
};
