#ifndef KITH_STORE_ROWS_H
#define KITH_STORE_ROWS_H

/** Records into rows. */

#include "store/shape.h"
#include "store/store.h"

/** The statements that put rows. */
typedef enum kith_row_kind {
    KITH_ROW_ENTITY = 0,
    KITH_ROW_RELATION,
    KITH_ROW_DOCUMENT,
    KITH_ROW_EVIDENCE,
    KITH_ROW_MORE_TYPE,
    KITH_ROW_ALIAS,
    KITH_ROW_SHAPE,
    KITH_ROW_COUNT
} kith_row_kind;

/** Number of the row of a document, which is there. */
typedef sqlite3_int64 kith_document_number(void *context, kith_text id);

/** A place that rows are put through. Begin with kith_store_rows_open(). */
typedef struct kith_store_rows {
    const kith_store *store;
    sqlite3_stmt *insert[KITH_ROW_COUNT];
    kith_document_number *document;
    void *context; /**< of document */
    kith_texts texts;
    kith_intern shapes; /**< number of a shape = its id + 1 */
    kith_split form;
} kith_store_rows;

/** A row: its number, and what else is not in the text of the record. */
typedef struct kith_row {
    sqlite3_int64 number;
    kith_text id;          /**< entities and documents */
    sqlite3_int64 type;    /**< 0 = none */
    const char *type_name; /**< NULL if there is none */
    sqlite3_int64 source;  /**< relations */
    sqlite3_int64 target;
    bool directed;
    kith_text record; /**< no data if there is none */
} kith_row;

/** Prepare for a base, which may have rows already. Release with
 *  kith_store_rows_close(), also after a failure. */
KITH_NODISCARD kith_status kith_store_rows_open(kith_store_rows *rows,
                                                const kith_store *store,
                                                kith_error *err);

void kith_store_rows_close(kith_store_rows *rows);

/** Put a record, with what it cites. Its text is valid JSON.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_store_rows_put(kith_store_rows *rows,
                                               kith_record_kind kind,
                                               const kith_row *row,
                                               kith_error *err);

/** The document that an element of evidence is about, as its id is written; no
 *  data if it names none. */
kith_text kith_document_cited(kith_text element);

/** Put one more type or one alias of an entity: `type`, or `text` if that has
 *  data. */
KITH_NODISCARD kith_status kith_store_rows_put_extra(kith_store_rows *rows,
                                                     sqlite3_int64 entity,
                                                     sqlite3_int64 position,
                                                     sqlite3_int64 type,
                                                     kith_text text,
                                                     kith_error *err);

#endif /* KITH_STORE_ROWS_H */
