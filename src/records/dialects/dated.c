/* Do the columns "from" and "to" of a table hold dates? */
#include "records/dialects/dated.h"

#include <string.h>

enum { ROWS = 8, MOST_COLUMNS = 64 };

/* One line of a table, cut into cells; quotes are left out. */
typedef struct {
    kith_text cells[MOST_COLUMNS];
    size_t count;
} line;

static kith_text trimmed(const char *from, const char *to)
{
    while (from < to && memchr("\" \r", *from, 3))
        from++;
    while (to > from && memchr("\" \r", to[-1], 3))
        to--;
    return (kith_text){from, (size_t)(to - from)};
}

/* Cut the line at `*rest`, and step past it; false at the end. */
static bool next_line(kith_text *rest, char delimiter, line *out)
{
    const char *const end = rest->data + rest->length;
    const char *from = rest->data;
    const char *at = from;
    bool quoted = false;
    out->count = 0;
    if (!rest->length)
        return false;
    for (; at < end && (quoted || *at != '\n'); at++) {
        quoted = quoted != (*at == '"');
        if (quoted || *at != delimiter || out->count + 1 == MOST_COLUMNS)
            continue;
        out->cells[out->count++] = trimmed(from, at);
        from = at + 1;
    }
    out->cells[out->count++] = trimmed(from, at);
    *rest = (kith_text){at + (at < end), (size_t)(end - at - (at < end))};
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_year(kith_text cell)
{
    return cell.length == 4 && memcmp(cell.data, "1500", 4) >= 0 &&
           memcmp(cell.data, "2200", 4) < 0;
}

typedef enum { NO_DATE, EMPTY, YEAR, DATE } seen;

/* "2001-02-03", "3.2.2001", "01/02/2003", "2001". */
static seen look(kith_text cell)
{
    size_t digits = 0;
    size_t marks = 0;
    for (size_t i = 0; i < cell.length; i++) {
        digits += is_digit(cell.data[i]);
        marks += memchr("-/.", cell.data[i], 3) != NULL;
    }
    if (!cell.length)
        return EMPTY;
    if (digits + marks != cell.length || !is_digit(cell.data[0]))
        return NO_DATE;
    if (!marks)
        return is_year(cell) ? YEAR : NO_DATE;
    return digits >= 4 && digits <= 8 &&
                   (marks == 2 ||
                    (marks == 1 && !memchr(cell.data, '.', cell.length)))
               ? DATE
               : NO_DATE;
}

/* How many cells are neither numbers nor dates. */
static size_t count_texts(const line *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++) {
        const kith_text cell = row->cells[i];
        bool letters = false;
        for (size_t j = 0; j < cell.length && !letters; j++)
            letters = (unsigned char)cell.data[j] > '9';
        count += letters;
    }
    return count;
}

static size_t column_of(const line *header, const char *name)
{
    size_t i = 0;
    while (i < header->count && !kith_is_name(header->cells[i], name))
        i++;
    return i;
}

bool kith_csv_is_dated(kith_text bytes, char delimiter)
{
    line row;
    bytes = kith_csv_rows_begin(bytes);
    if (!next_line(&bytes, delimiter, &row))
        return false;
    const size_t columns[] = {column_of(&row, "from"), column_of(&row, "to")};
    size_t found[DATE + 1] = {0};
    size_t texts = SIZE_MAX;
    for (size_t i = 0; i < ROWS && next_line(&bytes, delimiter, &row); i++) {
        for (size_t c = 0; c < 2; c++)
            found[columns[c] < row.count ? look(row.cells[columns[c]])
                                         : EMPTY]++;
        if (count_texts(&row) < texts && row.count > 1)
            texts = count_texts(&row);
    }
    return !found[NO_DATE] && (found[DATE] || (found[YEAR] && texts >= 2));
}
