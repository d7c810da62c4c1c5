/* Growing arrays in address space of their own. */
#include "base/pages.h"

#include "base/alloc.h"

#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

#define KITH_MIB    ((size_t)1 << 20)
#define HUGE_PAGE   (2 * KITH_MIB)
#define NEARLY_HUGE (HUGE_PAGE / 4 * 3)
#define MOST        (64 * 1024 * KITH_MIB)

/* So many arrays are to fit where address space is limited. */
enum { STEP = 64 << 10, ARRAYS = 64 };

/* Whole steps, and an even number of them, so that halves are whole, too. */
static size_t in_steps(size_t size)
{
    return (size + 2 * STEP - 1) / (2 * STEP) * (2 * STEP);
}

static bool map(kith_pages *pages, size_t size)
{
    void *data = mmap(NULL, size, PROT_NONE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (data == MAP_FAILED)
        return false;
    pages->data = data;
    pages->reserved = size;
    return true;
}

/* Address space is plentiful, but may be limited (ulimit -v): ask for the most,
 * or for so many shares of the limit, and be content with less. */
static bool reserve(kith_pages *pages, size_t least, size_t most, size_t shares)
{
    struct rlimit limit;
    size_t size = most;
    if (getrlimit(RLIMIT_AS, &limit) == 0 &&
        limit.rlim_cur / ARRAYS < size / shares)
        size = in_steps((size_t)limit.rlim_cur / ARRAYS * shares);
    for (; size > least; size = in_steps(size / 4)) {
        if (map(pages, size))
            return true;
        if (size == 2 * STEP)
            break;
    }
    return map(pages, least);
}

/* Beyond the first 4 MiB an array is large enough for huge pages to pay; below
 * they would only round its memory up. An array that is larger at once takes
 * them from its start. */
static void ask_for_huge_pages(char *data, size_t size, bool fresh)
{
    const size_t large = 4 * KITH_MIB;
    const size_t from = fresh ? 0 : large;
    if (size > large)
        (void)madvise(data + from, size - from, MADV_HUGEPAGE);
}

void kith_pages_for(void *data, size_t size)
{
    const uintptr_t whole = ((uintptr_t)data + STEP - 1) / STEP * STEP;
    const size_t lost = (size_t)(whole - (uintptr_t)data);
    if (size > KITH_MIB * 2)
        (void)madvise((void *)whole, (size - lost) / STEP * STEP,
                      MADV_HUGEPAGE);
}

/* Address space that begins at a huge page: more is mapped, and the ends are
 * given back. Where there is no room for that, it may begin anywhere. */
static bool map_aligned(kith_pages *pages, size_t size)
{
    if (!map(pages, size + HUGE_PAGE))
        return map(pages, size);
    char *const data = pages->data;
    const size_t lost = (HUGE_PAGE - (uintptr_t)data % HUGE_PAGE) % HUGE_PAGE;
    if (lost > 0)
        munmap(data, lost);
    munmap(data + lost + size, HUGE_PAGE - lost);
    *pages = (kith_pages){.data = data + lost, .reserved = size};
    return true;
}

/* Huge pages, and small ones for the rest unless it nearly fills another. */
static size_t whole_pages(size_t size)
{
    const size_t rest = size % HUGE_PAGE;
    const size_t step = rest >= NEARLY_HUGE ? HUGE_PAGE : STEP;
    return size + (step - rest % step) % step + (size == 0) * step;
}

void *kith_pages_fix(kith_pages *pages, size_t size)
{
    if (kith_alloc_fails() || size > (size_t)-1 / 4)
        return NULL;
    const size_t whole = whole_pages(size);
    const bool huge = whole >= HUGE_PAGE;
    if (!(huge ? map_aligned(pages, whole) : map(pages, whole)))
        return NULL;
    if (mprotect(pages->data, whole, PROT_READ | PROT_WRITE) != 0)
        return NULL;
    if (huge)
        (void)madvise(pages->data, whole, MADV_HUGEPAGE);
    pages->usable = whole;
    pages->used = size;
    return pages->data;
}

bool kith_pages_grow(kith_pages *pages, size_t more)
{
    if (kith_alloc_fails() || more > (size_t)-1 / 4 - pages->used)
        return false;
    const size_t need = pages->used + more;
    if (!pages->data && !reserve(pages, in_steps(need), MOST, 1))
        return false;
    if (need > pages->reserved)
        return false;
    size_t size = pages->usable ? pages->usable : STEP;
    while (size < need)
        size *= 2;
    if (size > pages->reserved)
        size = pages->reserved;
    if (mprotect(pages->data, size, PROT_READ | PROT_WRITE) != 0)
        return false;
    ask_for_huge_pages(pages->data, size, pages->usable == 0);
    pages->usable = size;
    return true;
}

bool kith_pages_split(kith_pages *lower, kith_pages *upper, size_t most)
{
    if (kith_alloc_fails() || !reserve(lower, KITH_MIB, most, 8))
        return false;
    lower->reserved /= 2;
    *upper = (kith_pages){.data = (char *)lower->data + lower->reserved,
                          .reserved = lower->reserved};
    return true;
}

void kith_pages_join(kith_pages *lower, kith_pages *upper)
{
    lower->reserved += upper->reserved;
    *upper = (kith_pages){0};
}

void kith_pages_free(kith_pages *pages)
{
    if (pages->data)
        munmap(pages->data, pages->reserved);
    *pages = (kith_pages){0};
}
