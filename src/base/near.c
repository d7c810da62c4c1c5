/* How many typing errors lie between two texts, and which candidate is nearest.
 *
 * Damerau and Levenshtein's distance, in which a pair that has been swapped may
 * be edited further ("ca" to "abc" is two edits): unlike the restricted form it
 * is a metric. d(i, j) = min of d(i-1, j) + 1, d(i, j-1) + 1,
 * d(i-1, j-1) + (a[i] != b[j]), and d(k-1, l-1) + (i-k-1) + 1 + (j-l-1), where
 * k < i is the last row with a[k] = b[j] and l < j the last column with
 * b[l] = a[i] (Lowrance and Wagner 1975). Cells further than `most` from the
 * diagonal cannot count, and a swap cannot span more than `most` rows, so that
 * a few short rows on the stack are enough for texts of any length. */
#include "base/near.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_EDITS = 8, BAND = 2 * MOST_EDITS + 1, ROWS = MOST_EDITS + 2 };

typedef struct {
    uint32_t most;
    uint32_t cells[ROWS][BAND]; /* row i: columns i - most .. i + most */
    size_t match_rows[BAND];    /* last row that matched column j % BAND */
} table;

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t cell(const table *t, size_t i, size_t j)
{
    if (j > i + t->most || i > j + t->most)
        return t->most + 1;
    return t->cells[i % ROWS][j + t->most - i];
}

/* Cost of reaching (i, j) by a swap of a[k] and b[l]; no row or column is 0. */
static uint32_t swapped(const table *t, size_t i, size_t j, size_t k, size_t l)
{
    if (k == 0 || l == 0 || i - k > t->most || j - l > t->most)
        return t->most + 1;
    const size_t between = (i - k - 1) + (j - l - 1);
    return cell(t, k - 1, l - 1) + 1 + (uint32_t)between;
}

/* Fill row i, whose byte is a[i-1]; the least cell of the row. */
static uint32_t fill_row(table *t, size_t i, char byte, kith_text b)
{
    const size_t first = i > t->most ? i - t->most : 0;
    const size_t last = i + t->most < b.length ? i + t->most : b.length;
    uint32_t least = t->most + 1;
    size_t match_column = 0;
    for (size_t j = first; j <= last; j++) {
        uint32_t best = cell(t, i - 1, j) + 1;
        if (j > 0) {
            const bool same = byte == b.data[j - 1];
            size_t *match_row = &t->match_rows[j % BAND];
            if (j == i + t->most)
                *match_row = 0; /* enters the band: forget the column before */
            if (j > first)
                best = smaller(best, cell(t, i, j - 1) + 1);
            best = smaller(best, cell(t, i - 1, j - 1) + !same);
            best = smaller(best, swapped(t, i, j, *match_row, match_column));
            if (same)
                *match_row = i;
            if (same)
                match_column = j;
        }
        best = smaller(best, t->most + 1);
        t->cells[i % ROWS][j + t->most - i] = best;
        least = smaller(least, best);
    }
    return least;
}

/* Leave out what both texts begin and end with: it needs no edits. */
static void trim(kith_text *a, kith_text *b)
{
    while (a->length && b->length && *a->data == *b->data) {
        *a = (kith_text){a->data + 1, a->length - 1};
        *b = (kith_text){b->data + 1, b->length - 1};
    }
    while (a->length && b->length &&
           a->data[a->length - 1] == b->data[b->length - 1]) {
        a->length--;
        b->length--;
    }
}

static uint32_t edits_within(kith_text a, kith_text b, uint32_t most)
{
    table t = {.most = most};
    for (size_t j = 0; j <= most && j <= b.length; j++)
        t.cells[0][j + most] = (uint32_t)j;
    for (size_t i = 1; i <= a.length; i++) {
        /* Every way to a later cell passes this row, also a swap. */
        if (fill_row(&t, i, a.data[i - 1], b) > most)
            return most + 1;
    }
    return cell(&t, a.length, b.length);
}

uint32_t kith_edits(kith_text a, kith_text b, uint32_t most)
{
    most = smaller(most, MOST_EDITS);
    const size_t longer = a.length > b.length ? a.length : b.length;
    const size_t shorter = a.length + b.length - longer;
    if (longer - shorter > most)
        return most + 1;
    trim(&a, &b);
    return edits_within(a, b, most);
}

uint32_t kith_edits_forgiven(size_t length)
{
    if (length >= 6)
        return 2;
    return length >= 3 ? 1 : 0;
}

void kith_nearest_see(kith_nearest *nearest, const char *candidate)
{
    const kith_text text = {candidate, strlen(candidate)};
    uint32_t most = kith_edits_forgiven(nearest->wanted.length);
    if (nearest->best) {
        if (nearest->edits == 0)
            return;
        most = smaller(most, nearest->edits - 1);
    }
    const uint32_t edits = kith_edits(nearest->wanted, text, most);
    if (edits > most)
        return;
    nearest->best = candidate;
    nearest->edits = edits;
}
