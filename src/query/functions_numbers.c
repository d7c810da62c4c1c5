/* Functions of numbers. */
#include "query/functions.h"

#include <math.h>
#include <time.h>

#define NUMBER \
 (KITH_KIND_BIT(KITH_VALUE_INTEGER) | KITH_KIND_BIT(KITH_VALUE_FLOAT))

static const double pi = 3.14159265358979323846;

/* A function of one real number. */
#define REAL_FUNCTION(name, expression)                       \
 static kith_value name(kith_run *run, const kith_expr *expr, \
                        const kith_value *args, size_t count) \
 {                                                            \
  const double x = kith_as_real(args[0]);                     \
  (void)run, (void)expr, (void)count;                         \
  return kith_real(expression);                               \
 }

REAL_FUNCTION(to_ceiling, ceil(x))
REAL_FUNCTION(to_floor, floor(x))
REAL_FUNCTION(square_root, sqrt(x))
REAL_FUNCTION(exponential, exp(x))
REAL_FUNCTION(logarithm, log(x))
REAL_FUNCTION(logarithm10, log10(x))
REAL_FUNCTION(sine, sin(x))
REAL_FUNCTION(cosine, cos(x))
REAL_FUNCTION(tangent, tan(x))
REAL_FUNCTION(cotangent, 1 / tan(x))
REAL_FUNCTION(arc_sine, asin(x))
REAL_FUNCTION(arc_cosine, acos(x))
REAL_FUNCTION(arc_tangent, atan(x))
REAL_FUNCTION(to_degrees, x * 180 / pi)
REAL_FUNCTION(to_radians, x *pi / 180)

static kith_value arc_tangent2(kith_run *run,
                               const kith_expr *expr,
                               const kith_value *args,
                               size_t count)
{
    (void)count;
    if (!kith_is_number(args[1])) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "atan2() needs numbers");
    }
    return kith_real(atan2(kith_as_real(args[0]), kith_as_real(args[1])));
}

static kith_value absolute(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    (void)count;
    if (args[0].kind == KITH_VALUE_FLOAT)
        return kith_real(fabs(args[0].as.real));
    return args[0].as.integer < 0 ? kith_negate(run, expr, args[0]) : args[0];
}

static kith_value sign(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    const double x = kith_as_real(args[0]);
    (void)run, (void)expr, (void)count;
    return kith_integer((x > 0) - (x < 0));
}

/* Halves go up, as schools teach it: round(-1.5) = -1.0. With a number of
 * digits, away from zero. */
static kith_value round_to(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    const double x = kith_as_real(args[0]);
    const double below = floor(x);
    if (count == 1) /* x + 0.5 would itself be rounded */
        return kith_real(x - below >= 0.5 ? below + 1 : below);
    if (args[1].kind != KITH_VALUE_INTEGER || args[1].as.integer < -300 ||
        args[1].as.integer > 300) {
        return kith_run_fail(run, expr, "ArgumentError", "NumberOutOfRange",
                             "round() needs a number of digits");
    }
    const double scale = pow(10, (double)args[1].as.integer);
    const double scaled = round(x * scale) / scale;
    return kith_real(isfinite(scaled) ? scaled : x);
}

static kith_value is_nan(kith_run *run,
                         const kith_expr *expr,
                         const kith_value *args,
                         size_t count)
{
    (void)run, (void)expr, (void)count;
    return kith_boolean(isnan(kith_as_real(args[0])));
}

static kith_value constant_pi(kith_run *run,
                              const kith_expr *expr,
                              const kith_value *args,
                              size_t count)
{
    (void)run, (void)expr, (void)args, (void)count;
    return kith_real(pi);
}

static kith_value constant_e(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    (void)run, (void)expr, (void)args, (void)count;
    return kith_real(exp(1));
}

/* The same numbers in each run (SplitMix64, Steele, Lea and Flood 2014). */
static kith_value random_number(kith_run *run,
                                const kith_expr *expr,
                                const kith_value *args,
                                size_t count)
{
    (void)expr, (void)args, (void)count;
    uint64_t z = run->random += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    z ^= z >> 31;
    return kith_real((double)(z >> 11) * 0x1.0p-53);
}

static kith_value timestamp(kith_run *run,
                            const kith_expr *expr,
                            const kith_value *args,
                            size_t count)
{
    (void)expr, (void)args, (void)count;
    return kith_integer((int64_t)run->now.tv_sec * 1000 +
                        run->now.tv_nsec / 1000000);
}

const kith_function kith_number_functions[] = {
    {"abs",                      "numbers", "abs(x)", "without its sign", 1, 1, false, NUMBER,
     KITH_STATIC_NUMBER, absolute},
    {"acos",                  "numbers", "acos(x)", "arc cosine, in radians", 1, 1, false,
     NUMBER, KITH_STATIC_FLOAT, arc_cosine},
    {"asin",                         "numbers", "asin(x)", "arc sine, in radians", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, arc_sine},
    {"atan",                     "numbers", "atan(x)", "arc tangent, in radians", 1, 1, false,
     NUMBER, KITH_STATIC_FLOAT, arc_tangent},
    {"atan2",         "numbers", "atan2(y, x)", "angle of the point (x, y)", 2, 2,
     false, NUMBER, KITH_STATIC_FLOAT, arc_tangent2},
    {"ceil",                          "numbers", "ceil(x)", "the next whole number up, as a float", 1, 1,
     false, NUMBER, KITH_STATIC_FLOAT, to_ceiling},
    {"cos","numbers", "cos(x)", "cosine of radians", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, cosine},
    {"cot",  "numbers", "cot(x)", "cotangent of radians", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, cotangent},
    {"degrees",                         "numbers", "degrees(x)", "radians to degrees", 1, 1, false,
     NUMBER, KITH_STATIC_FLOAT, to_degrees},
    {"e",                     "numbers", "e()", "2.718281828459045", 0, 0, true, 0,
     KITH_STATIC_FLOAT, constant_e},
    {"exp",                "numbers", "exp(x)", "e to the power of x", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, exponential},
    {"floor",                     "numbers", "floor(x)", "the next whole number down, as a float",
     1, 1, false, NUMBER, KITH_STATIC_FLOAT, to_floor},
    {"isNaN",                 "numbers", "isNaN(x)", "whether it is not a number", 1, 1, false,
     NUMBER, KITH_STATIC_BOOLEAN, is_nan},
    {"log",                         "numbers", "log(x)", "natural logarithm", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, logarithm},
    {"log10",                     "numbers", "log10(x)", "logarithm to base 10", 1, 1, false,
     NUMBER, KITH_STATIC_FLOAT, logarithm10},
    {"pi",          "numbers", "pi()", "3.141592653589793", 0, 0, true, 0,
     KITH_STATIC_FLOAT, constant_pi},
    {"radians",                          "numbers", "radians(x)", "degrees to radians", 1, 1, false,
     NUMBER, KITH_STATIC_FLOAT, to_radians},
    {"rand","numbers", "rand()",
     "a number from 0 to 1, the same ones in each run", 0, 0, true, 0,
     KITH_STATIC_FLOAT, random_number},
    {"round", "numbers", "round(x [, digits])",
     "the nearest whole number, or with digits after the point", 1, 2, false,
     NUMBER, KITH_STATIC_FLOAT, round_to},
    {"sign",                         "numbers", "sign(x)", "-1, 0 or 1", 1, 1, false, NUMBER,
     KITH_STATIC_INTEGER, sign},
    {"sin",                     "numbers", "sin(x)", "sine of radians", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, sine},
    {"sqrt",               "numbers", "sqrt(x)", "square root", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, square_root},
    {"tan",                    "numbers", "tan(x)", "tangent of radians", 1, 1, false, NUMBER,
     KITH_STATIC_FLOAT, tangent},
    {"timestamp",             "numbers", "timestamp()",
     "milliseconds since 1970, when the query began", 0, 0, true, 0,
     KITH_STATIC_INTEGER, timestamp},
    {0                        },
};
