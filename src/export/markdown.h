#ifndef KITH_EXPORT_MARKDOWN_H
#define KITH_EXPORT_MARKDOWN_H

/** Texts that stand in Markdown and are to show as they are. */

#include "export/draft.h"

/** Append a text for one line of Markdown, as Obsidian and GitHub read it: what
 *  either would act on gets a backslash, line ends and tabs become spaces,
 *  other control characters the pictures of them (U+2400 and so on). Bytes that
 *  are not UTF-8 become U+FFFD. */
void kith_draft_add_markdown(kith_draft *draft, kith_text text);

#endif /* KITH_EXPORT_MARKDOWN_H */
