#ifndef KITH_EXPORT_NOTES_H
#define KITH_EXPORT_NOTES_H

/** What all parts of a note stand on: documents and evidence as Markdown. */

#include "base/arena.h"
#include "export/cited.h"
#include "export/note_names.h"
#include "export/note_text.h"
#include "export/writing.h"

/** Notes on their way. Starts as {0} with `outputs`. */
typedef struct kith_notes {
    kith_writing w;
    kith_arena arena;
    kith_outputs *outputs;
    kith_note_name *names; /**< by entity */
    kith_adjacency around;
    kith_cited_documents cited;
    kith_text *titles; /**< by document; no data if it has none */
    kith_text *urls;   /**< likewise; addresses that a link takes */
    kith_draft draft;
} kith_notes;

/** Find titles and addresses of documents, which are cited again and again.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_notes_find_documents(kith_notes *n,
                                                     kith_error *err);

/** Write a text as it shows in one line of Markdown. */
void kith_notes_put(kith_notes *n, kith_text text);

/** Write a link to the note of an entity. */
void kith_notes_put_link(kith_notes *n, kith_id e);

/** Write a JSON value in the text: strings as they show, all else as JSON. */
void kith_notes_put_value(kith_notes *n, kith_rows *rows, kith_text json);

/** Write a document's title, or its id, as a link if it has an address. */
void kith_notes_put_document(kith_notes *n, kith_id document);

/** Write evidence as a quotation whose lines begin with `indent`: of each piece
 *  the quote, the note, and where it is from. */
void kith_notes_put_evidence(kith_notes *n,
                             kith_rows *rows,
                             kith_text evidence,
                             const char *indent);

/** The index, and the name of its file.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
#define KITH_NOTES_INDEX "Index"
KITH_NODISCARD kith_status kith_notes_put_index(kith_notes *n, kith_error *err);

#endif /* KITH_EXPORT_NOTES_H */
