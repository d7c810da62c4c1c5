/* Room for passes of eight sources, and which kernel runs them. */
#include "analysis/lanes.h"

#include "base/alloc.h"
#include "base/error.h"

kith_status kith_lanes_init(kith_lanes *lanes,
                            const kith_search_graph *graph,
                            uint32_t cutoff,
                            kith_error *err)
{
    const size_t count = graph->count;
    const size_t rows = count * KITH_LANES * sizeof(double);
    *lanes = (kith_lanes){
        .graph = graph,
        .cutoff = cutoff,
        .seen = KITH_NEW(uint8_t, count),
        .here = KITH_NEW(uint8_t, count),
        .mask = KITH_NEW(uint8_t, count * KITH_LANES),
        .list = KITH_NEW(kith_id, count * KITH_LANES),
        .waiting = KITH_NEW(kith_id, count),
        .touched = KITH_NEW(kith_id, count + 1),
        .level = KITH_NEW(kith_lanes_level, count + 2),
    };
    if (!lanes->seen || !lanes->here || !lanes->mask || !lanes->list ||
        !lanes->waiting || !lanes->touched || !lanes->level ||
        !kith_pages_fix(&lanes->rows, 3 * rows))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    lanes->paths = lanes->rows.data;
    lanes->now = (char *)lanes->paths + rows;
    lanes->next = (char *)lanes->now + rows;
    return KITH_OK;
}

void kith_lanes_clear(kith_lanes *lanes)
{
    kith_release(lanes->seen);
    kith_release(lanes->here);
    kith_release(lanes->mask);
    kith_release(lanes->list);
    kith_release(lanes->waiting);
    kith_release(lanes->touched);
    kith_release(lanes->level);
    kith_pages_free(&lanes->rows);
    *lanes = (kith_lanes){0};
}

double kith_lanes_shared(const kith_lanes *lanes)
{
    uint64_t told = 0;
    for (size_t i = 0; i < lanes->size; i++)
        told += (uint64_t)__builtin_popcount(lanes->mask[i]);
    return lanes->size ? (double)told / (double)lanes->size : 1;
}

kith_lanes_run *kith_lanes_of(kith_lanes_kind kind)
{
    kith_lanes_run *best = kith_lanes_run_plain;
#if defined KITH_HAS_AVX2
    if (__builtin_cpu_supports("avx2")) {
        best = kith_lanes_run_avx2;
        if (kind == KITH_LANES_AVX2)
            return best;
    }
#endif
#if defined KITH_HAS_AVX512
    if (__builtin_cpu_supports("avx512f")) {
        best = kith_lanes_run_avx512;
        if (kind == KITH_LANES_AVX512)
            return best;
    }
#endif
    if (kind == KITH_LANES_PLAIN)
        return kith_lanes_run_plain;
    return kind == KITH_LANES_BEST ? best : NULL;
}
