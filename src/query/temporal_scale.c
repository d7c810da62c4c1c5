/* Multiples of durations: every part by itself, by its whole numbers exactly.
 */
#include "base/error.h"
#include "query/temporal_clock.h"
#include "query/temporal_duration.h"

#include <math.h>

/* Beyond this, a real number has no fraction and may be no integer. */
static const double most_exact = 0x1p53;

/* `whole` times a real number: by its integer part exactly, by the rest as a
 * real number. */
static bool multiply(kith_amount *out, int64_t whole, double factor)
{
    const double integer = trunc(factor);
    if (!(integer >= -most_exact && integer <= most_exact))
        return kith_amount_of_real(out, (double)whole * factor);
    int64_t product;
    return kith_amount_of_real(out, (double)whole * (factor - integer)) &&
           !__builtin_mul_overflow(whole, (int64_t)integer, &product) &&
           !__builtin_add_overflow(out->whole, product, &out->whole);
}

static bool divide(kith_amount *out, int64_t whole, double divisor)
{
    const bool integer = trunc(divisor) == divisor && divisor <= most_exact &&
                         divisor >= -most_exact;
    if (!integer)
        return kith_amount_of_real(out, (double)whole / divisor);
    const int64_t by = (int64_t)divisor;
    if (whole == INT64_MIN && by == -1)
        return false;
    *out = (kith_amount){.whole = whole / by,
                         .fraction = (double)(whole % by) / divisor};
    return true;
}

static kith_status scale(kith_temporal *out,
                         const kith_temporal *d,
                         double number,
                         bool (*by)(kith_amount *, int64_t, double),
                         kith_error *err)
{
    int64_t left;
    kith_amount amounts[KITH_AMOUNTS] = {0};
    const int64_t seconds = kith_duration_seconds(d, &left);
    if (!isfinite(number))
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_RANGE "a duration cannot be scaled by a "
                                        "number that is not finite");
    if (!by(&amounts[KITH_AMOUNT_MONTHS], d->months, number) ||
        !by(&amounts[KITH_AMOUNT_DAYS], d->days, number) ||
        !by(&amounts[KITH_AMOUNT_SECONDS], seconds, number) ||
        !by(&amounts[KITH_AMOUNT_NANOSECONDS], left, number))
        return kith_duration_beyond(err);
    return kith_duration_of_amounts(out, amounts, err);
}

kith_status kith_duration_multiply(kith_temporal *out,
                                   const kith_temporal *duration,
                                   double factor,
                                   kith_error *err)
{
    return scale(out, duration, factor, multiply, err);
}

kith_status kith_duration_divide(kith_temporal *out,
                                 const kith_temporal *duration,
                                 double divisor,
                                 kith_error *err)
{
    if (divisor == 0)
        return kith_fail(err, KITH_E_INVALID,
                         "ArithmeticError: DivisionByZero: a duration is "
                         "divided by zero");
    return scale(out, duration, divisor, divide, err);
}
