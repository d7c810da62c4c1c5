#ifndef KITH_EXPORT_XML_H
#define KITH_EXPORT_XML_H

/** Text in XML, and values of attributes in it. */

#include "export/writing.h"

/** Write a text as character data or as part of an attribute in double quotes.
 *
 *  Well-formed for any bytes: what XML 1.0 does not allow, even as a reference,
 *  is written as its picture (U+2400 and on) or U+FFFD and counted as
 *  KITH_LOSS_CHARACTER; line ends and tabs are references, so that no reader
 *  makes spaces of them. */
void kith_put_xml(kith_sink *sink, kith_text text, kith_losses *losses);

/** Whether a format writes values of this attribute as they are: single ones of
 *  one type. */
bool kith_xml_is_plain(const kith_attribute *attribute);

/** Write JSON text as text, in one line. */
void kith_put_xml_json(kith_writing *w, kith_text json);

/** Write a value as text: strings without quotes, other single values as JSON
 *  writes them, lists and objects as JSON text in one line. Counts lists,
 *  nested values and those of mixed types. */
void kith_put_xml_value(kith_writing *w,
                        kith_rows *rows,
                        const kith_row_value *value);

#endif /* KITH_EXPORT_XML_H */
