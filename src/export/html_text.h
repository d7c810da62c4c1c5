#ifndef KITH_EXPORT_HTML_TEXT_H
#define KITH_EXPORT_HTML_TEXT_H

/** Texts that stand inside a page. None of these writes a `<`, so that no text
 *  of a record can end the element that it stands in. */

#include "base/sink.h"

/** Write a text as HTML. Bytes that are not UTF-8 and control characters, which
 *  HTML does not have, become U+FFFD. */
void kith_put_html(kith_sink *sink, kith_text text);

/** Write a text as a JSON string for a script element. */
void kith_put_script_string(kith_sink *sink, kith_text text);

/** Write valid JSON text for a script element, without white space. A number of
 *  more than 15 characters becomes a string: the page shows its digits, and a
 *  double might not hold them. */
void kith_put_script_json(kith_sink *sink, kith_text json);

/** Write a number of up to six digits that count, whole ones with all their
 *  digits; null if it is not finite. */
void kith_put_short_number(kith_sink *sink, double value);

#endif /* KITH_EXPORT_HTML_TEXT_H */
