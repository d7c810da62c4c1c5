/* Numbers of rows in order. */
#include "store/numbers.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return *x < *y ? -1 : *x > *y;
}

size_t kith_numbers_sort(kith_pages *numbers)
{
    uint32_t *all = numbers->data;
    const size_t count = numbers->used / sizeof *all;
    size_t kept = 0;
    if (count > 1)
        qsort(all, count, sizeof *all, by_number);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || all[i] != all[i - 1])
            all[kept++] = all[i];
    }
    numbers->used = kept * sizeof *all;
    return kept;
}
