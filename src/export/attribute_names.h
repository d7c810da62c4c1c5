#ifndef KITH_EXPORT_ATTRIBUTE_NAMES_H
#define KITH_EXPORT_ATTRIBUTE_NAMES_H

#include "export/attributes.h"

/** Give every attribute a name that no other has, in order, so that those that
 *  come first keep their keys; false if out of memory. */
bool kith_attributes_name(kith_attributes *attributes,
                          const char *const *taken);

#endif /* KITH_EXPORT_ATTRIBUTE_NAMES_H */
