#ifndef KITH_RECORDS_DIALECTS_XML_H
#define KITH_RECORDS_DIALECTS_XML_H

/** XML as it comes, element by element. Documents that declare entities are
 *  refused, and nothing is ever fetched. */

#include "records/dialects/translation.h"

/** What is told of a document. Names are without namespaces; `attributes` are
 *  pairs of name and value, NULL-ended. */
typedef struct kith_xml {
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t length);
    void *context;
} kith_xml;

/** Read the whole input; t->place is that of the element that starts. What is
 *  no sound XML is reported. */
void kith_xml_read(kith_translation *t, const kith_xml *xml);

/** The value of an attribute, or NULL. */
const char *kith_xml_attribute(const char **attributes, const char *name);

/** Whether the first element is called `name`, by the first bytes. */
bool kith_xml_begins(kith_text bytes, const char *name);

#endif /* KITH_RECORDS_DIALECTS_XML_H */
