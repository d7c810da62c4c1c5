/* Inputs to batches of records: filled and cut one at a time, scanned in
 * parallel, handed on in order. */
#include "records/reader.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/pipeline.h"
#include "records/facts.h"
#include "records/frame.h"

#include <string.h>
#include <unistd.h>

enum {
    WINDOW =
        64 << 10, /* bytes a batch: its records stay in a core's own cache */
    MOST_RECORD = 64 << 20,
    MOST_THREADS = 8
};

typedef struct {
    kith_sources *sources;
    const kith_read_options *options;
    const kith_consumer *consumer;
    kith_diagnostics *diagnostics;
    size_t most_record;

    /* filling; one thread at a time */
    size_t input; /* the one being read */
    bool input_open;
    kith_frame frame;
    char *carry; /* what the last window left over */
    size_t carry_length;
    size_t carry_room;
    uint64_t taken_before; /* bytes of inputs that are done */

    /* taking; one thread at a time, in order */
    size_t line_input;
    uint32_t line;
    uint32_t column;

    /* the first failure of either; filling and taking may meet in it */
    kith_status fill_status;
    kith_error fill_error;
    kith_status take_status;
    kith_error take_error;
} reader;

/* -- filling ------------------------------------------------------------- */

static bool fill_failed(reader *r, kith_status st)
{
    r->fill_status = st;
    return false;
}

static bool fill_no_memory(reader *r)
{
    return fill_failed(r, kith_fail(&r->fill_error, KITH_E_MEMORY,
                                    "out of memory"));
}

static bool text_room(reader *r, kith_batch *batch, size_t room)
{
    if (room <= batch->room)
        return true;
    char *text = kith_grow_array(batch->text, room + KITH_PADDING, 1);
    if (!text)
        return fill_no_memory(r);
    batch->text = text;
    batch->room = room;
    return true;
}

/* Read up to `room` bytes of text; `*whole` if the input ends there. */
static bool read_more(reader *r, kith_batch *batch, size_t room, bool *whole)
{
    kith_source *source = kith_sources_at(r->sources, r->input);
    size_t got = 0;
    if (!text_room(r, batch, room))
        return false;
    const kith_status st =
        kith_source_read(source, batch->text + batch->length,
                         room - batch->length, &got, &r->fill_error);
    if (st != KITH_OK)
        return fill_failed(r, st);
    batch->length += got;
    *whole = batch->length < room;
    if (kith_source_translated(source)->row)
        r->frame.form = KITH_FORM_LINES;
    memset(batch->text + batch->length, 0, KITH_PADDING);
    return true;
}

/* Cut the window; if not even one record ends in it, take a larger one. */
static bool cut(reader *r, kith_batch *batch, size_t *used, bool *whole)
{
    for (size_t room = WINDOW;; room *= 2) {
        if (room < batch->length + WINDOW / 2)
            continue; /* the carry may be long already */
        if (!read_more(r, batch, room, whole))
            return false;
        *used = kith_frame_cut(&r->frame, batch, *whole);
        if (batch->out_of_memory)
            return fill_no_memory(r);
        if (*used > 0 || batch->slice_count > 0 || *whole)
            return true;
        if (batch->length > r->most_record) {
            kith_frame_too_long(&r->frame, batch, r->most_record);
            *used = kith_frame_cut(&r->frame, batch, *whole);
            return true;
        }
    }
}

static bool keep_rest(reader *r, const kith_batch *batch, size_t used)
{
    const size_t rest = batch->length - used;
    if (rest > r->carry_room) {
        char *carry = kith_grow_array(r->carry, rest, 1);
        if (!carry)
            return fill_no_memory(r);
        r->carry = carry;
        r->carry_room = rest;
    }
    if (rest)
        memcpy(r->carry, batch->text + used, rest);
    r->carry_length = rest;
    return true;
}

static void open_input(reader *r)
{
    r->frame = (kith_frame){.member = r->consumer->member,
                            .member_context = r->consumer->context};
    r->input_open = true;
}

static void close_input(reader *r)
{
    kith_source *source = kith_sources_at(r->sources, r->input);
    r->taken_before += kith_source_taken(source);
    kith_source_close(source);
    r->input_open = false;
    r->input++;
}

static bool tell_progress(reader *r)
{
    if (!r->options->progress)
        return true;
    uint64_t done = r->taken_before;
    if (r->input_open)
        done += kith_source_taken(kith_sources_at(r->sources, r->input));
    if (r->options->progress(r->options->progress_context, done,
                             kith_sources_total(r->sources)))
        return true;
    return fill_failed(r, kith_fail(&r->fill_error, KITH_E_LIMIT,
                                    "stopped on request"));
}

/* Members of a foreign document beside its records. */
static bool take_members(reader *r, const kith_translated *translated)
{
    const char *at = translated->members;
    const char *const end = at ? at + translated->members_length : at;
    while (at < end) {
        const kith_text key = {at, strlen(at)};
        at += key.length + 1;
        const kith_text value = {at, strlen(at)};
        at += value.length + 1;
        if (!r->consumer->member(r->consumer->context, key, value))
            return fill_no_memory(r);
    }
    return true;
}

static bool fill(void *context, void *block)
{
    reader *r = context;
    kith_batch *batch = block;
    bool whole = false;
    size_t used = 0;
    if (r->input == kith_sources_count(r->sources) || r->fill_status != KITH_OK)
        return false;
    if (!r->input_open)
        open_input(r);
    kith_batch_clear(batch);
    batch->input = r->input;
    batch->start = kith_source_size(kith_sources_at(r->sources, r->input)) -
                   r->carry_length;
    if (!text_room(r, batch, WINDOW + r->carry_length))
        return false;
    if (r->carry_length)
        memcpy(batch->text, r->carry, r->carry_length);
    batch->length = r->carry_length;
    if (!cut(r, batch, &used, &whole) || !keep_rest(r, batch, used))
        return false;
    batch->length = used;
    kith_source *source = kith_sources_at(r->sources, r->input);
    if (r->frame.form == KITH_FORM_LINES)
        kith_source_note_lines(source);
    if (batch->start == 0 && !take_members(r, kith_source_translated(source)))
        return false;
    if (whole)
        close_input(r);
    return tell_progress(r);
}

/* -- working ------------------------------------------------------------- */

static void work(void *context, void *block)
{
    const reader *r = context;
    kith_batch *batch = block;
    for (size_t i = 0; i < batch->slice_count; i++) {
        const kith_slice *slice = &batch->slices[i];
        if (slice->length > r->most_record) {
            kith_batch_too_long(batch, slice->offset, r->most_record);
        } else {
            kith_facts_take(batch, slice, r->options->vocabulary);
        }
    }
    r->consumer->prepare(r->consumer->context, batch);
}

/* -- taking -------------------------------------------------------------- */

/* A translated record is placed by where it is from. */
static void place_in_original(kith_source *source, kith_batch *batch)
{
    for (size_t i = 0; i < kith_diagnostics_size(batch->problems); i++) {
        kith_place *place =
            &kith_diagnostics_edit(batch->problems, i)->error.place;
        *place = kith_source_place(source, place->offset);
    }
}

/* Problems of a batch come in order of record, not always of place. */
static void place_problems(reader *r, kith_batch *batch)
{
    const char *name =
        kith_source_name(kith_sources_at(r->sources, batch->input));
    const uint32_t line = r->line;
    const uint32_t column = r->column;
    const char *at = batch->text;
    for (size_t i = 0; i < kith_diagnostics_size(batch->problems); i++) {
        kith_place *place =
            &kith_diagnostics_edit(batch->problems, i)->error.place;
        const char *to = batch->text + (place->offset - batch->start);
        if (to < at) {
            at = batch->text;
            r->line = line;
            r->column = column;
        }
        kith_source_count(&r->line, &r->column, at, to);
        at = to;
        place->source = name;
        place->line = r->line;
        place->column = r->column;
    }
    r->line = line;
    r->column = column;
}

/* Go on counting over a batch, and note on the way where things are: places are
 * counted again from the nearest mark. False if out of memory. */
static bool mark_places(reader *r, const kith_batch *batch)
{
    enum { STEP = 8 << 10 };
    kith_source *source = kith_sources_at(r->sources, batch->input);
    for (size_t at = 0; at < batch->length; at += STEP) {
        const size_t left = batch->length - at;
        const char *const from = batch->text + at;
        if (!kith_source_mark(source, batch->start + at, r->line, r->column))
            return false;
        kith_source_count(&r->line, &r->column, from,
                          from + (left < STEP ? left : STEP));
    }
    return true;
}

/* False if out of memory. */
static bool take_places(reader *r, kith_batch *batch)
{
    kith_source *source = kith_sources_at(r->sources, batch->input);
    const kith_translated *translated = kith_source_translated(source);
    if (!translated->row && !kith_source_is_unlined(source)) {
        place_problems(r, batch);
        return mark_places(r, batch);
    }
    if (translated->row && batch->start == 0)
        kith_diagnostics_move(r->diagnostics, translated->problems);
    place_in_original(source, batch);
    return true;
}

static bool take_failed(reader *r, kith_status st)
{
    r->take_status = st;
    return false;
}

static bool take(void *context, void *block)
{
    reader *r = context;
    kith_batch *batch = block;
    if (batch->out_of_memory)
        return take_failed(r, kith_fail(&r->take_error, KITH_E_MEMORY,
                                        "out of memory"));
    if (batch->input != r->line_input || batch->start == 0) {
        r->line_input = batch->input;
        r->line = 1;
        r->column = 1;
    }
    if (!take_places(r, batch))
        return take_failed(r, kith_fail(&r->take_error, KITH_E_MEMORY,
                                        "out of memory"));
    kith_diagnostics_move(r->diagnostics, batch->problems);
    const kith_status st =
        r->consumer->take(r->consumer->context, batch, &r->take_error);
    return st == KITH_OK || take_failed(r, st);
}

/* -- all of it ----------------------------------------------------------- */

static void *new_block(void *context)
{
    const reader *r = context;
    return kith_batch_new(kith_diagnostics_limit(r->diagnostics));
}

static void free_block(void *context, void *block)
{
    (void)context;
    kith_batch_free(block);
}

static unsigned thread_count(const kith_read_options *options)
{
    if (options->threads)
        return options->threads;
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    if (online < 1)
        return 1;
    return online > MOST_THREADS ? MOST_THREADS : (unsigned)online;
}

/* Threads cost more than they bring where there is only a window or two. */
static unsigned threads_for(const reader *r)
{
    const uint64_t total = kith_sources_total(r->sources);
    const bool small = total > 0 && total < 4 * WINDOW;
    return small ? 1 : thread_count(r->options);
}

kith_status kith_records_read(kith_sources *sources,
                              const kith_read_options *options,
                              const kith_consumer *consumer,
                              kith_diagnostics *diagnostics,
                              kith_error *err)
{
    static const kith_pipeline pipeline = {new_block, free_block, fill, work,
                                           take};
    reader r = {.sources = sources,
                .options = options,
                .consumer = consumer,
                .diagnostics = diagnostics,
                .most_record = options->most_record_size
                                   ? options->most_record_size
                                   : MOST_RECORD,
                .line_input = SIZE_MAX};
    kith_diagnostics_move(diagnostics, kith_sources_remarks(sources));
    if (!kith_pipeline_run(&pipeline, threads_for(&r), &r))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_release(r.carry);
    if (r.take_status != KITH_OK) {
        if (err)
            *err = r.take_error;
        return r.take_status;
    }
    if (r.fill_status != KITH_OK && err)
        *err = r.fill_error;
    return r.fill_status;
}
