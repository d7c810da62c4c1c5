/* Relations that may be one: all with a hash that another has, and no other. */
#include "chance.h"
#include "graph/repeats.h"
#include "test.h"

#include <string.h>

/* So many relations among few entities that many are alike. */
static kith_reading *make(uint64_t seed, size_t relations)
{
    kith_reading *reading = kith_reading_new();
    assert_non_null(reading);
    const uint32_t entities = 2 + chance_below(&seed, 40);
    for (size_t r = 0; r < relations; r++) {
        const kith_id source = chance_below(&seed, entities);
        const kith_id target = chance_below(&seed, entities);
        const uint32_t facts = chance_below(&seed, 3);
        const uint16_t type = (uint16_t)chance_below(&seed, 2);
        kith_pages_add(&reading->sources_of, &source, sizeof source);
        kith_pages_add(&reading->targets_of, &target, sizeof target);
        kith_pages_add(&reading->relation_facts, &facts, sizeof facts);
        kith_pages_add(&reading->relation_type, &type, sizeof type);
    }
    reading->relation_count = relations;
    return reading;
}

static bool is_same(const kith_reading *reading, size_t a, size_t b)
{
    const kith_id *sources = reading->sources_of.data;
    const kith_id *targets = reading->targets_of.data;
    const uint32_t *facts = reading->relation_facts.data;
    const uint16_t *types = reading->relation_type.data;
    return sources[a] == sources[b] && targets[a] == targets[b] &&
           facts[a] == facts[b] && types[a] == types[b];
}

static size_t count_of_same(const kith_reading *reading, size_t r)
{
    size_t count = 0;
    for (size_t other = 0; other < reading->relation_count; other++)
        count += is_same(reading, r, other);
    return count;
}

/* Every group stands together, in order, with all of its relations; hashes of
 * so few relations do not meet by chance. */
static void check(const kith_reading *reading, const kith_pages *pages)
{
    const kith_alike *found = pages->data;
    const size_t count = pages->used / sizeof *found;
    size_t wanted = 0;
    for (size_t r = 0; r < reading->relation_count; r++)
        wanted += count_of_same(reading, r) > 1;
    assert_int_equal(count, wanted);
    for (size_t i = 1; i < count; i++) {
        const bool same =
            is_same(reading, found[i].relation, found[i - 1].relation);
        assert_int_equal(same, found[i].hash == found[i - 1].hash);
        assert_true(found[i - 1].hash < found[i].hash ||
                    (same && found[i - 1].relation < found[i].relation));
    }
}

TEST(all_that_are_alike_are_found)
{
    static const size_t sizes[] = {0, 1, 2, 50, 900, 2500};
    for (uint64_t seed = 1; seed <= 5; seed++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            kith_reading *reading = make(seed, sizes[i]);
            kith_pages all = {0};
            kith_pages parts = {0};
            assert_int_equal(kith_reading_alike(reading, KITH_ALIKE_MOST, &all,
                                                NULL),
                             KITH_OK);
            check(reading, &all);
            assert_int_equal(kith_reading_alike(reading, 100, &parts, NULL),
                             KITH_OK);
            assert_int_equal(parts.used, all.used);
            if (all.used)
                assert_memory_equal(parts.data, all.data, all.used);
            kith_pages_free(&all);
            kith_pages_free(&parts);
            kith_reading_free(reading);
        }
    }
}

TEST(shares_are_told_apart)
{
    kith_reading *reading = make(7, 60000);
    kith_pages whole = {0};
    kith_pages parts = {0};
    assert_int_equal(kith_reading_alike(reading, SIZE_MAX, &whole, NULL),
                     KITH_OK);
    assert_int_equal(kith_reading_alike(reading, 9000, &parts, NULL), KITH_OK);
    assert_int_equal(parts.used, whole.used);
    assert_memory_equal(parts.data, whole.data, whole.used);
    kith_pages_free(&whole);
    kith_pages_free(&parts);
    kith_reading_free(reading);
}

RUN("graph/alike",
    CASE(all_that_are_alike_are_found),
    CASE(shares_are_told_apart))
