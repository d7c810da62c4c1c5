/* A batch's own arrays, and the problems found in it. */
#include "records/batch.h"

#include "base/alloc.h"

bool kith_batch_room(kith_batch *batch,
                     void **array,
                     size_t count,
                     size_t *room,
                     size_t size)
{
    if (count < *room)
        return true;
    const size_t more = *room ? *room * 2 : 16;
    void *larger = kith_grow_array(*array, more, size);
    if (!larger) {
        batch->out_of_memory = true;
        return false;
    }
    *array = larger;
    *room = more;
    return true;
}

kith_origin kith_batch_origin(const kith_batch *batch, size_t at)
{
    return (kith_origin)batch->input << 48 | (batch->start + at);
}

void kith_batch_reject(kith_batch *batch, size_t at)
{
    void *rejects = batch->rejects;
    if (!kith_batch_room(batch, &rejects, batch->reject_count,
                         &batch->reject_room, sizeof *batch->rejects))
        return;
    batch->rejects = rejects;
    batch->rejects[batch->reject_count++] = kith_batch_origin(batch, at);
}

void kith_batch_too_long(kith_batch *batch, size_t at, size_t limit)
{
    kith_problem *problem =
        kith_batch_report(batch, KITH_RULE_RECORD_TOO_LONG, at, at);
    kith_problem_say(problem, "this record is longer than %zu bytes", limit);
    kith_problem_hint(
        problem, "raise the limit with --max-record if it is meant to be so");
    kith_batch_reject(batch, at);
}

kith_problem *kith_batch_report(kith_batch *batch,
                                kith_rule rule,
                                size_t record,
                                size_t at)
{
    kith_problem *problem =
        kith_diagnostics_add(batch->problems, rule,
                             kith_batch_origin(batch, record));
    if (problem)
        problem->error.place.offset = (size_t)(batch->start + at);
    return problem;
}

void kith_batch_fault(kith_batch *batch, const kith_scan *scan, size_t record)
{
    static const kith_rule rules[] = {
        [KITH_FAULT_NONE] = KITH_RULE_SYNTAX,
        [KITH_FAULT_SYNTAX] = KITH_RULE_SYNTAX,
        [KITH_FAULT_ENCODING] = KITH_RULE_ENCODING,
        [KITH_FAULT_DEPTH] = KITH_RULE_TOO_DEEP,
        [KITH_FAULT_MEMORY] = KITH_RULE_SYNTAX, /* never reported */
    };
    if (scan->fault == KITH_FAULT_MEMORY) {
        batch->out_of_memory = true;
        return;
    }
    const size_t at = (size_t)(scan->fault_at - batch->text);
    kith_problem_say(kith_batch_report(batch, rules[scan->fault], record, at),
                     "%s", scan->fault_message);
}

kith_batch *kith_batch_new(size_t problems)
{
    kith_batch *batch = KITH_NEW(kith_batch, 1);
    if (!batch)
        return NULL;
    batch->problems = kith_diagnostics_new(problems);
    if (!batch->problems) {
        kith_release(batch);
        return NULL;
    }
    return batch;
}

void kith_batch_free(kith_batch *batch)
{
    if (!batch)
        return;
    kith_release(batch->text);
    kith_release(batch->slices);
    kith_release(batch->records);
    kith_release(batch->citations);
    kith_release(batch->rejects);
    kith_release(batch->extra);
    kith_diagnostics_free(batch->problems);
    kith_arena_free(&batch->scratch);
    kith_scan_release(&batch->scan);
    kith_release(batch);
}

void kith_batch_clear(kith_batch *batch)
{
    batch->length = 0;
    batch->slice_count = 0;
    batch->record_count = 0;
    batch->citation_count = 0;
    batch->reject_count = 0;
    if (batch->scratch.blocks)
        kith_arena_free(&batch->scratch);
}
