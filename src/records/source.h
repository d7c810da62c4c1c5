#ifndef KITH_RECORDS_SOURCE_H
#define KITH_RECORDS_SOURCE_H

/** The inputs of a reading: files, folders, standard input, compressed or not.
 *
 *  Each can be read once from front to back, and any part of it again later.
 *  A plain file is read again from its place; what comes from a pipe or is
 *  compressed is spooled to an anonymous temporary file on the way. What is in
 *  another tool's dialect is translated there, and its lines are read; places
 *  are those of the original. */

#include "records/translated.h"

#include <kith/records.h>

#include <stdbool.h>
#include <stddef.h>

/** One input. */
typedef struct kith_source kith_source;

/** List the inputs of `options`, folders as the files in them and in the
 *  folders below whose names end as a dialect's do, in order of name.
 *
 *  @param[out] out  owned by the caller; NULL on failure
 *  @return KITH_OK; KITH_E_IO (cannot be read); KITH_E_NOT_FOUND (a folder
 *          without records, no input at all); KITH_E_LIMIT; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_sources_open(kith_sources **out,
                                             const kith_read_options *options,
                                             kith_error *err);

void kith_sources_free(kith_sources *sources);

size_t kith_sources_count(const kith_sources *sources);

/** What is to be said of the listing: files that were passed over. */
kith_diagnostics *kith_sources_remarks(kith_sources *sources);

/** Bytes of all inputs as they lie on disk; 0 if one of them is a pipe. */
uint64_t kith_sources_total(const kith_sources *sources);

kith_source *kith_sources_at(kith_sources *sources, size_t index);

/** Name of an input as the user gave it; "<stdin>" for "-". */
const char *kith_source_name(const kith_source *source);

/** Read the next `room` bytes, fewer only at the end.
 *
 *  @param[out] got  bytes read; 0 at the end
 *  @return KITH_OK; KITH_E_IO (reading, unpacking or spooling failed);
 *          KITH_E_INVALID (it may be in two dialects); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_source_read(kith_source *source,
                                            char *buffer,
                                            size_t room,
                                            size_t *got,
                                            kith_error *err);

/** Read the first bytes as they are, for a look at them; nothing else may be
 *  read before, and only kith_source_sample() after. */
KITH_NODISCARD kith_status kith_source_peek(kith_source *source,
                                            char *buffer,
                                            size_t room,
                                            size_t *got,
                                            kith_error *err);

/** Translate the input that begins with the peeked bytes, as far as its first
 *  entity and its first relation; see kith_source_translated() and
 *  kith_source_again(). */
KITH_NODISCARD kith_status kith_source_sample(kith_source *source,
                                              const kith_dialect_row *row,
                                              const char *bytes,
                                              size_t length,
                                              kith_error *err);

/** The dialect that the options give to all inputs, or NULL. */
const kith_dialect_row *kith_sources_from(const kith_sources *sources);

/** What the options say of columns, or NULL. */
const char *kith_sources_map(const kith_sources *sources);

/** Bytes handed out by kith_source_read() so far, unpacked. */
uint64_t kith_source_size(const kith_source *source);

/** Bytes taken from the disk or pipe so far, still packed. */
uint64_t kith_source_taken(const kith_source *source);

/** Note that each line is a record, and whether that was noted. */
void kith_source_note_lines(kith_source *source);
bool kith_source_has_lines(const kith_source *source);

/** What a translation from a foreign dialect leaves behind; its row is NULL if
 *  there was none. Known after the first read. */
const kith_translated *kith_source_translated(const kith_source *source);

/** Whether places in it have no lines: see kith_given_input. */
bool kith_source_is_unlined(const kith_source *source);

/** Whether relations of input `index` may name entities without a record;
 *  SIZE_MAX: of any input. */
bool kith_sources_is_implicit(const kith_sources *sources, size_t index);

/** Whether input `index` is a table of another tool; whether there is such a
 *  table of entities and nothing else, which lists what others name. */
bool kith_sources_is_table(const kith_sources *sources, size_t index);
bool kith_sources_have_list(const kith_sources *sources);

/** Reading is over: give back what only reading needs. */
void kith_source_close(kith_source *source);

/** Read bytes again; `*got` is less than `length` only at the end.
 *
 *  @return KITH_OK; KITH_E_IO (the file is gone or has changed)
 */
KITH_NODISCARD kith_status kith_source_again(kith_source *source,
                                             uint64_t offset,
                                             char *buffer,
                                             size_t length,
                                             size_t *got,
                                             kith_error *err);

/** Go on counting lines, and columns in code points, over [from, to). */
void kith_source_count(uint32_t *line,
                       uint32_t *column,
                       const char *from,
                       const char *to);

/** Say where byte `offset` is, for kith_source_place(): marks come in order. */
bool kith_source_mark(kith_source *source,
                      uint64_t offset,
                      uint32_t line,
                      uint32_t column);

/** Line and column of byte `offset`, from the nearest mark before it. */
kith_place kith_source_place(kith_source *source, uint64_t offset);

#endif /* KITH_RECORDS_SOURCE_H */
