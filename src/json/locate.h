#ifndef KITH_JSON_LOCATE_H
#define KITH_JSON_LOCATE_H

#include <kith/json.h>

/** Line and column of the value at a JSON Pointer (RFC 6901) such as
 *  "/entity_types/person/colour".
 *
 *  Values carry no places; this walks the text again, when there is something
 *  to say about one.
 *
 *  @param text     valid JSON text
 *  @param name     what the text is called; borrowed by the place
 *  @param pointer  "" is the whole text
 *  @return the place; line 0 if the text has no such value, or out of memory
 */
kith_place kith_json_locate(kith_text text,
                            const char *name,
                            const char *pointer);

#endif /* KITH_JSON_LOCATE_H */
