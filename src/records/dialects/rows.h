#ifndef KITH_RECORDS_DIALECTS_ROWS_H
#define KITH_RECORDS_DIALECTS_ROWS_H

/** Rows of CSV and its kin (RFC 4180): fields in double quotes may hold
 *  delimiters, line ends and doubled quotes; lines end as on any system. */

#include "records/dialects/translation.h"

/** A reader of rows. Start from zero with `t` and `delimiter` set; release with
 *  kith_csv_rows_close(). */
typedef struct kith_csv_rows {
    kith_translation *t;
    char delimiter;
    kith_text *fields; /**< of the row in hand, quotes undone */
    bool *quoted;      /**< which of them had quotes */
    size_t count;
    size_t room;
    size_t quoted_room;
    bool chooses; /**< a field near the start, not of the first row, has text
                       and no quotes: those that have them have them for a
                       reason */
    bool looked;  /**< it is known, from when the first row is in hand */
    char *text;   /**< what they point into, where quotes were undone */
    size_t text_room;
} kith_csv_rows;

/** The bytes from the header on: without a byte order mark and blank lines. */
kith_text kith_csv_rows_begin(kith_text bytes);

/** The delimiter of a header: of tab, comma, semicolon and bar the one that
 *  stands in it most often; a space, if none does, between words that name two
 *  ends of relations; 0 otherwise. */
char kith_csv_rows_delimiter(kith_text bytes);

/** Take the next row with more than delimiters in it; its place is that of the
 * record in hand. False at the end. */
bool kith_csv_rows_next(kith_csv_rows *rows);

void kith_csv_rows_close(kith_csv_rows *rows);

/** Whether a name is `wanted`, in any case of letters. */
bool kith_is_name(kith_text name, const char *wanted);

/** Look at a header in the first bytes of an input: true if all of the names
 *  in `wanted`, with spaces between them, are columns. */
bool kith_csv_rows_have(kith_text bytes, char delimiter, const char *wanted);

/** The same for one name, which may have spaces in it. */
bool kith_csv_rows_have_column(kith_text bytes, char delimiter, kith_text name);

/** Whether a text is of digits but no number: it begins with a zero that means
 *  something, or a plus, or has more digits than a number holds. */
bool kith_is_code(kith_text text);

/** Set the value of a field from plain text: a number or a truth value where it
 *  is one beyond doubt, text otherwise. */
void kith_field_guess(kith_translation *t, kith_field *field, kith_text text);

/** The same where the column says that it is one, which may begin with zeros or
 *  a plus then, or have an exponent. False if it is none that is exact: text.
 */
bool kith_field_told(kith_translation *t, kith_field *field, kith_text text);

/** Set the value, always as text. */
void kith_field_text(kith_translation *t, kith_field *field, kith_text text);

#endif /* KITH_RECORDS_DIALECTS_ROWS_H */
