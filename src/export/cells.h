#ifndef KITH_EXPORT_CELLS_H
#define KITH_EXPORT_CELLS_H

/** Rows of cells between separators.
 *
 *  CSV is RFC 4180: CRLF, quotes where they are needed and doubled inside; an
 *  absent value is empty, an empty text is "". TSV has the same quotes, as
 *  spreadsheets, Gephi and kith read them; its rows end in LF. */

#include "base/sink.h"
#include "export/losses.h"

/** How cells are written, and where the row stands. */
typedef struct kith_cells {
    kith_sink *sink;
    kith_losses *losses; /**< or NULL */
    bool tabs;           /**< TSV */
    bool spreadsheet;    /**< put ' before what would be a formula */
    bool line_ends;      /**< a text had one; set by the functions below */
    bool started;        /**< there is a cell before the next one */
} kith_cells;

/** Write a text; nothing between the separators if it has no data. */
void kith_put_cell(kith_cells *cells, kith_text text);

/** The same, in quotes also where the text would be taken for a number or a
 *  truth value without them. */
void kith_put_text_cell(kith_cells *cells, kith_text text);

/** Write what needs no quotes, such as a number. */
void kith_put_plain_cell(kith_cells *cells, kith_text text);

/** Write a JSON text as a text, in one line. */
void kith_put_json_cell(kith_cells *cells, kith_text json);

/** End the row. */
void kith_end_cells(kith_cells *cells);

#endif /* KITH_EXPORT_CELLS_H */
