/* A reading shown as a graph: what its arrays leave out is as usual. */
#include "graph/reading.h"
#include "graph/store.h"
#include "test.h"

#include <stdlib.h>

/* The set of those that are undirected ends with the last of them; what is
 * behind it may be asked about, however far. */
TEST(relations_behind_the_last_undirected_one_are_directed)
{
    enum { MANY = 100 << 20 };
    kith_reading *reading = kith_reading_new();
    kith_graph graph = {0};
    const uint64_t first = 1;
    assert_non_null(reading);
    assert_true(kith_pages_add(&reading->undirected, &first, sizeof first));
    reading->relation_count = MANY;
    assert_true(kith_reading_show(reading, &graph));
    assert_false(kith_is_directed(&graph, 0));
    assert_true(kith_is_directed(&graph, 1));
    assert_true(kith_is_directed(&graph, MANY - 1));
    assert_int_equal(reading->undirected.used, sizeof first);
    kith_reading_free(reading);
}

RUN("graph/reading",
    CASE(relations_behind_the_last_undirected_one_are_directed))
