#ifndef KITH_BASE_NUMBER_H
#define KITH_BASE_NUMBER_H

#include <kith/text.h>

#include <stdbool.h>

/** Room for any formatted number and its NUL. */
#define KITH_NUMBER_SIZE 32

/** A decimal text of 15 digits, or of as many more as it takes to read back as
 *  `value`, with a point in any locale and no zeros at its end; "null" if not
 *  finite. `out` holds KITH_NUMBER_SIZE bytes. Returns `out`. */
const char *kith_number_format(double value, char *out);

/** `value` with `digits` digits after the point, in any locale. */
const char *kith_number_fixed(double value, int digits, char *out);

/** `value` for people: three significant digits, or all before the point, in
 *  any locale. */
const char *kith_number_short(double value, char *out);

/** Value of a number in JSON grammar; infinite if beyond a double. Correctly
 *  rounded, independent of the locale. */
double kith_number_parse(kith_text text);

/** Whether a text is a number in JSON grammar, of any length. */
bool kith_is_json_number(kith_text text);

#endif /* KITH_BASE_NUMBER_H */
