/* Cuts an input into records: lines in frame_lines.c, documents in
 * frame_document.c. */
#include "records/frame.h"

#include "records/cutter.h"
#include "records/dialects/dialects.h"

#include <string.h>

kith_problem *kith_cutter_report(kith_cutter *c, kith_rule rule, const char *at)
{
    const size_t offset = (size_t)(at - c->batch->text);
    return kith_batch_report(c->batch, rule, offset, offset);
}

bool kith_cutter_hint(const kith_cutter *c, kith_problem *problem)
{
    const char *missing = NULL;
    size_t length = 0;
    const char *near =
        kith_dialect_nearly((kith_text){c->batch->text, c->batch->length},
                            &missing, &length);
    if (near)
        kith_problem_hint(problem, KITH_NEARLY, near, (int)length, missing,
                          near);
    return near != NULL;
}

bool kith_cutter_add(kith_cutter *c, const char *end, kith_slice_kind kind)
{
    kith_batch *batch = c->batch;
    void *slices = batch->slices;
    if (!kith_batch_room(batch, &slices, batch->slice_count, &batch->slice_room,
                         sizeof *batch->slices))
        return false;
    batch->slices = slices;
    batch->slices[batch->slice_count++] =
        (kith_slice){(size_t)(c->at - batch->text), (size_t)(end - c->at),
                     kind};
    return true;
}

size_t kith_frame_cut(kith_frame *frame, kith_batch *batch, bool whole)
{
    kith_cutter c = {.frame = frame,
                     .batch = batch,
                     .at = batch->text,
                     .end = batch->text + batch->length,
                     .done = batch->text,
                     .whole = whole};
    if (frame->dead)
        return batch->length;
    if (frame->form != KITH_FORM_UNKNOWN || kith_cutter_begin(&c)) {
        if (frame->form == KITH_FORM_LINES) {
            kith_cutter_lines(&c);
        } else {
            kith_cutter_document(&c);
        }
    }
    return (size_t)(c.done - batch->text);
}

void kith_frame_too_long(kith_frame *frame, kith_batch *batch, size_t limit)
{
    const char *const end = batch->text + batch->length;
    const char *start = kith_skip_space(batch->text, end);
    if (kith_frame_wants_comma(frame) && start < end && *start == ',')
        start = kith_skip_space(start + 1, end);
    kith_batch_too_long(batch, (size_t)(start - batch->text), limit);
    frame->skip_line = frame->form != KITH_FORM_DOCUMENT;
    frame->dead = !frame->skip_line;
    if (frame->form == KITH_FORM_UNKNOWN)
        frame->form = KITH_FORM_LINES;
}
