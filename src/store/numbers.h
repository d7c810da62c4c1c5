#ifndef KITH_STORE_NUMBERS_H
#define KITH_STORE_NUMBERS_H

/** The numbers of rows, rising, as places 0, 1, 2, …: an array of `uint32_t`,
 *  which is empty while they are 1, 2, 3, … */

#include "base/bisect.h"
#include "base/pages.h"

#include <kith/graph.h>

/** Note the number of the row at place `count`; false if out of memory. */
static inline bool kith_numbers_add(kith_pages *numbers,
                                    size_t count,
                                    uint32_t number)
{
    if (numbers->used == 0 && number == count + 1)
        return true;
    for (uint32_t i = (uint32_t)(numbers->used / sizeof i); i < count; i++) {
        const uint32_t usual = i + 1;
        if (!kith_pages_add(numbers, &usual, sizeof usual))
            return false;
    }
    return kith_pages_add(numbers, &number, sizeof number);
}

/** The place of a row among `count`; KITH_NONE if it is not there. */
static inline kith_id kith_numbers_place(const kith_pages *numbers,
                                         size_t count,
                                         int64_t number)
{
    const uint32_t *all = numbers->data;
    if (numbers->used == 0)
        return number >= 1 && (uint64_t)number <= count ? (kith_id)(number - 1)
                                                        : KITH_NONE;
    if (number < 0 || number > UINT32_MAX)
        return KITH_NONE;
    const size_t low =
        kith_lower_bound(all, count, sizeof *all, 0, (uint32_t)number);
    return low < count && all[low] == number ? (kith_id)low : KITH_NONE;
}

/** Sort an array of `uint32_t` and leave out what is there twice; how many are
 *  left. */
size_t kith_numbers_sort(kith_pages *numbers);

#endif /* KITH_STORE_NUMBERS_H */
