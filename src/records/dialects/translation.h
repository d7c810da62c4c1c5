#ifndef KITH_RECORDS_DIALECTS_TRANSLATION_H
#define KITH_RECORDS_DIALECTS_TRANSLATION_H

/** What the translator of a dialect works with: the foreign bytes, and kith's
 *  records that come out, one JSON line each.
 *
 *  A record is written from front to back: kith_begin(), members, kith_end().
 *  Each line remembers the place of the foreign record that it is from. Nothing
 *  is checked here that the reader of records checks: it says the same of all
 *  dialects, and at that place. What cannot be kept is counted by kith_lose().
 */

#include "base/arena.h"
#include "json/scan.h"
#include "records/diagnostics.h"
#include "records/dialects/feed.h"
#include "records/spool.h"

#include <kith/records.h>

/** Different losses that one input can have. */
enum { KITH_MOST_LOSSES = 24 };

/** Something that no record can hold. */
typedef struct kith_left_out {
    const char *one;     /**< "hyperedge was left out" */
    const char *several; /**< "hyperedges were left out" */
    size_t count;
    kith_place place; /**< of the first */
    char example[48]; /**< what the first is; or "" */
} kith_left_out;

/** Where a line of the spool comes from, as it is kept in the spool of places:
 *  one for each line, in order. */
typedef struct kith_line_mark {
    uint64_t line;   /**< where the line begins, from the input's first */
    uint64_t offset; /**< of the foreign record */
    uint32_t row;
    uint32_t column : 31;
    uint32_t verbatim : 1; /**< the line is the foreign text itself */
} kith_line_mark;

/** A member of a foreign object. */
typedef struct kith_field {
    kith_text key;
    kith_text text; /**< strings without quotes, escapes left in */
    kith_json_type type;
    bool key_escaped;
    bool escaped;
    bool inside; /**< stood in an object of attributes */
    bool used;
    unsigned char role;
    unsigned char rank;
} kith_field;

typedef struct kith_translation {
    kith_feed feed;
    const char *name; /**< of the input */
    size_t input;
    const char *map;    /**< of columns, as the user gave it; or NULL */
    size_t most_record; /**< longest foreign record, in bytes */

    char *out; /**< lines that are not spooled yet */
    size_t out_used;
    size_t out_room;
    size_t line; /**< where the line that is open begins in `out` */
    bool comma;  /**< the next member needs one */
    kith_record_kind kind;
    kith_place place; /**< of the foreign record in hand */
    kith_spool *spool;
    kith_spool *places;
    uint64_t spool_start;  /**< of this input */
    uint64_t places_start; /**< of its marks, in theirs */
    uint64_t spooled;      /**< bytes, of this input */
    kith_line_mark marks[256];
    size_t mark_count;
    uint64_t line_count;
    uint64_t counts[3]; /**< records of each kind */
    uint64_t first[3];  /**< where the first line of each kind begins */
    bool sample;        /**< enough with one entity and one relation */

    kith_diagnostics *problems;
    kith_left_out losses[KITH_MOST_LOSSES];
    size_t loss_count;
    char *members; /**< of the whole: `"key":value` and a NUL each */
    size_t members_used;
    size_t members_room;

    kith_scan scan;
    kith_field *fields; /**< of the record in hand */
    size_t field_count;
    size_t field_room;
    kith_arena scratch;   /**< texts of the record in hand */
    bool undirected;      /**< relations are, unless they say otherwise */
    uint64_t unsaid;      /**< relations that do not say it */
    bool undirected_said; /**< the relation in hand says it */
    bool broken;          /**< the rest cannot be read, and that was said */
    void *own;            /**< the dialect's */
    void *group;          /**< what it gathers, if that is apart */
    kith_status status;
    kith_error *err;
} kith_translation;

/** Fail for good: out of memory, or what `status` says; false. */
bool kith_translation_no_memory(kith_translation *t);

/** Whether nothing has failed and more is wanted. */
bool kith_translation_goes_on(const kith_translation *t);

/** Say that byte `at` of the window begins the foreign record in hand. */
void kith_translation_at(kith_translation *t, size_t at);

/** Report a problem at the place of the record in hand; may return NULL. */
kith_problem *kith_translation_report(kith_translation *t, kith_rule rule);

/** Count something that is lost; the texts are static. */
void kith_lose(kith_translation *t, const char *one, const char *several);

/** The same, and show the first as an example: the inside of a JSON string. */
void kith_lose_example(kith_translation *t,
                       const char *one,
                       const char *several,
                       kith_text example);

/** Turn the losses into problems, when all is read. */
void kith_translation_tell_losses(kith_translation *t);

/** Keep a member of the whole document, as "title"; `value` is JSON. */
void kith_keep_member(kith_translation *t, kith_text key, kith_text value);

/* -- a record ------------------------------------------------------------ */

void kith_begin(kith_translation *t, kith_record_kind kind);

/** Write a key; a value must follow. The key is JSON text without quotes. */
void kith_put_key(kith_translation *t, kith_text key);

/** Write `"key":` and a text that holds no escapes, which are made. */
void kith_put_member(kith_translation *t, const char *key, kith_text text);

/** Write a value: JSON text, put on one line; strings come in without quotes.
 */
void kith_put_value(kith_translation *t, kith_json_type type, kith_text text);

/** Write a JSON string from plain text. */
void kith_put_plain(kith_translation *t, kith_text text);

/** Write part of a JSON string, with its quotes written by kith_put_bytes. */
void kith_put_part(kith_translation *t, kith_text text);

/** Plain text as the inside of a JSON string: itself, or a copy in
 *  t->scratch where there is something to escape. */
kith_text kith_as_json(kith_translation *t, kith_text text);

/** The parts of a plain text, `separator` between them, as a JSON array in
 *  t->scratch. */
kith_text kith_as_list(kith_translation *t, kith_text text, char separator);

/** Take back what was written since t->out_used was `from`: a copy in
 * t->scratch, with KITH_PADDING zero bytes after it. */
kith_text kith_take_back(kith_translation *t, size_t from);

/** Write bytes as they are. */
void kith_put_raw(kith_translation *t, const char *bytes, size_t length);

/** Open an object or an array as a value, and close it. */
void kith_open(kith_translation *t, char bracket);
void kith_close(kith_translation *t, char bracket);

/** An element follows: a comma, if one is needed. */
void kith_next(kith_translation *t);

/** The record is complete. */
void kith_end(kith_translation *t);

/** Hand a foreign text on as it is: the reader says what is wrong with it. */
void kith_hand_on(kith_translation *t, kith_text text);

/** Where the next line will begin in the spool, from the input's first. */
uint64_t kith_line_offset(const kith_translation *t);

/** Read the line that begins at an offset of kith_line_offset() again, cut at
 *  `room`; false if that fails. */
bool kith_read_line(kith_translation *t,
                    uint64_t offset,
                    char *out,
                    size_t room,
                    size_t *got);

/** Take lines back: [from, to) becomes empty lines, which the reader passes
 *  over. False if that fails. */
bool kith_blank_lines(kith_translation *t, uint64_t from, uint64_t to);

/** Write all lines to the spool. */
void kith_flush(kith_translation *t);

void kith_translation_free(kith_translation *t);

#endif /* KITH_RECORDS_DIALECTS_TRANSLATION_H */
