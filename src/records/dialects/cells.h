#ifndef KITH_RECORDS_DIALECTS_CELLS_H
#define KITH_RECORDS_DIALECTS_CELLS_H

/** Rows of tables to records: what each column is. */

#include "records/dialects/mapping.h"
#include "records/dialects/rows.h"

/** What the cells of a column hold. */
typedef enum kith_cell {
    KITH_CELL_GUESS = 0, /**< a number or a truth value where it looks so */
    KITH_CELL_TEXT,
    KITH_CELL_NUMBER,
    KITH_CELL_TEXTS,  /**< a list, `separator` between its parts */
    KITH_CELL_GUESSES /**< the same, of numbers or truth values */
} kith_cell;

typedef struct kith_column {
    kith_text key; /**< the inside of a JSON string; in the columns' arena */
    kith_role role;
    unsigned char rank;
    kith_cell cell;
    char separator;
    bool quotes; /**< parts of lists may stand in quotes, `separator` in them */
    bool exact;  /**< cells without quotes are numbers whatever their length,
                      as the header says, or as kith wrote them */
    bool way;    /**< may hold "Directed" or "Undirected", as Gephi has it */
    kith_text prefix;  /**< of ids, as the columns' key */
    const char *first; /**< what lists begin with and is left out; or NULL */
    const char *usual; /**< a cell without quotes that says nothing; or NULL */
    bool numbers;      /**< a cell became a number */
    bool codes;        /**< a cell is digits and no number */
    kith_place code;   /**< where the first such stands */
    size_t guessed;    /**< cells that became numbers or truth values; counted
                            where somebody asks what a table becomes */
    kith_place guess;  /**< where the first such stands */
    char example[24];  /**< and what it is, perhaps cut */
} kith_column;

/** A table: its columns, and what a row of it is. Start from zero; release with
 *  kith_columns_clear(). */
typedef struct kith_columns {
    kith_arena texts;
    kith_column *items;
    size_t count;
    kith_record_kind kind;
    size_t empty; /**< cells of properties that say nothing */
    size_t full;  /**< those that say something */
} kith_columns;

/** One column for each field of the header; false if out of memory. */
bool kith_columns_open(kith_columns *columns, const kith_csv_rows *header);

void kith_columns_clear(kith_columns *columns);

/** Whether a column has a role. */
bool kith_columns_have(const kith_columns *columns, kith_role role);

/** Give roles by names, whatever the case of letters. */
void kith_columns_name(kith_columns *columns, const kith_role_row *names);

/** Call columns that are properties by their numbers: there is no header. */
void kith_columns_number(kith_columns *columns);

/** Write the row in hand as a record. */
void kith_put_row(kith_csv_rows *rows, kith_columns *columns);

/** When all rows are written: make texts of the numbers in columns that have
 *  codes among them. Where somebody asks what a table becomes, remark on cells
 *  that became numbers and did not become texts again, and on empty ones if
 * most are not. */
void kith_columns_finish(kith_translation *t, kith_columns *columns);

/** Write the row in hand as a document, if its first cell says that it is one
 *  and stands below 'record'. */
bool kith_put_document_row(kith_csv_rows *rows, const kith_columns *columns);

#endif /* KITH_RECORDS_DIALECTS_CELLS_H */
