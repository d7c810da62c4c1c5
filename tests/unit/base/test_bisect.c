/* A search among rising keys, beside a walk over them. */
#include "base/bisect.h"
#include "test.h"

enum { MOST = 40 };

typedef struct {
    char before;
    uint32_t key;
    uint64_t behind;
} element;

static size_t walk(const element *all, size_t count, uint32_t wanted)
{
    size_t at = 0;
    while (at < count && all[at].key < wanted)
        at++;
    return at;
}

/* Keys 1, 1, 3, 3, …: some twice, some not there. */
TEST(the_first_that_is_not_below_is_found)
{
    element all[MOST] = {{0}};
    for (uint32_t i = 0; i < MOST; i++)
        all[i].key = i / 2 * 2 + 1;
    for (size_t count = 0; count <= MOST; count++) {
        for (uint32_t wanted = 0; wanted < MOST + 3; wanted++)
            assert_int_equal(kith_lower_bound(all, count, sizeof *all,
                                              offsetof(element, key), wanted),
                             walk(all, count, wanted));
    }
}

TEST(keys_may_be_as_large_as_they_get)
{
    static const uint32_t keys[] = {0, 7, UINT32_MAX};
    assert_int_equal(kith_lower_bound(keys, 3, sizeof *keys, 0, UINT32_MAX), 2);
    assert_int_equal(kith_lower_bound(keys, 2, sizeof *keys, 0, UINT32_MAX), 2);
    assert_int_equal(kith_lower_bound(NULL, 0, sizeof *keys, 0, 0), 0);
}

RUN("base/bisect",
    CASE(the_first_that_is_not_below_is_found),
    CASE(keys_may_be_as_large_as_they_get))
