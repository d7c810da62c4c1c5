#ifndef KITH_EXPORT_NOTE_TEXT_H
#define KITH_EXPORT_NOTE_TEXT_H

/** Values in the front matter of a note, and in its text. */

#include "export/draft.h"

#include <kith/text.h>

/** Write a text as YAML in double quotes, for any reader of YAML 1.1 or 1.2. */
void kith_put_yaml_string(kith_sink *sink, kith_text text);

/** Write a key of YAML with its colon: without quotes if no reader can take it
 *  for anything else. */
void kith_put_yaml_key(kith_sink *sink, kith_text key);

/** Write a number so that a reader of YAML 1.1 takes it for one, too. */
void kith_put_yaml_number(kith_sink *sink, kith_text json);

/** Write a text as it shows in one line of Markdown; `draft` is for this. */
void kith_put_markdown(kith_sink *sink, kith_draft *draft, kith_text text);

/** Whether a text is an address on the web that can stand in a link. */
bool kith_is_web_address(kith_text text);

#endif /* KITH_EXPORT_NOTE_TEXT_H */
