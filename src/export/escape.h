#ifndef KITH_EXPORT_ESCAPE_H
#define KITH_EXPORT_ESCAPE_H

#include "base/sink.h"

/** Write a text as a DOT string in double quotes, for ids and for labels.
 *
 *  Valid for any bytes, and different for different texts. In a label Graphviz
 *  shows what the text says: a backslash, `&amp;` or `<b>` stand for
 *  themselves, a line end ends the line, a control character shows as its
 *  picture (U+2400 and so on). Bytes that are not UTF-8 become U+FFFD. */
void kith_put_dot(kith_sink *sink, kith_text text);

#endif /* KITH_EXPORT_ESCAPE_H */
