/* Growing arrays in address space of their own. */
#include "base/pages.h"

#include "base/alloc.h"

#include <sys/mman.h>

#define KITH_MIB ((size_t)1 << 20)

#define MOST (64 * 1024 * KITH_MIB)

enum { FIRST_STEP = 64 << 10 };

/* Address space is plentiful, but may be limited (ulimit -v): ask for much and
 * be content with less. */
static bool reserve(kith_pages *pages, size_t least, size_t most)
{
    for (size_t size = most; size >= least && size >= KITH_MIB; size /= 4) {
        void *data = mmap(NULL, size, PROT_NONE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (data != MAP_FAILED) {
            pages->data = data;
            pages->reserved = size;
            return true;
        }
    }
    return false;
}

/* Beyond the first 4 MiB an array is large enough for huge pages to pay; below
 * they would only round its memory up. */
static void ask_for_huge_pages(char *data, size_t size)
{
    const size_t from = 4 * KITH_MIB;
    if (size > from)
        (void)madvise(data + from, size - from, MADV_HUGEPAGE);
}

bool kith_pages_grow(kith_pages *pages, size_t more)
{
    if (kith_alloc_fails() || more > (size_t)-1 / 4 - pages->used)
        return false;
    const size_t need = pages->used + more;
    if (!pages->data && !reserve(pages, need, MOST))
        return false;
    size_t size = pages->usable ? pages->usable : FIRST_STEP;
    while (size < need)
        size *= 2;
    if (size > pages->reserved ||
        mprotect(pages->data, size, PROT_READ | PROT_WRITE) != 0)
        return false;
    ask_for_huge_pages(pages->data, size);
    pages->usable = size;
    return true;
}

bool kith_pages_split(kith_pages *lower, kith_pages *upper, size_t most)
{
    if (kith_alloc_fails() || !reserve(lower, KITH_MIB, most))
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
