#ifndef KITH_CLI_WRITER_H
#define KITH_CLI_WRITER_H

#include "base/sink.h"

#include <kith/records.h>

#include <stdint.h>

/** Writes nested JSON; commas, spaces and line ends come by themselves. */
typedef struct kith_writer {
    kith_sink *sink;
    bool compact; /**< all in one line, without spaces */
    unsigned depth;
    uint32_t started; /**< bit d: level d has a member already */
    uint32_t rows;    /**< bit d: level d stands in one line */
    bool keyed;       /**< a key stands before what comes */
} kith_writer;

/** Open '{' or '[', and close it again with '}' or ']'. Members get lines of
 *  their own; in a row, and inside one, they stand in one line. */
void kith_write_open(kith_writer *writer, char bracket);
void kith_write_open_row(kith_writer *writer, char bracket);
void kith_write_close(kith_writer *writer, char bracket);

/** The key of the member that comes next. */
void kith_write_key(kith_writer *writer, const char *key);

/** A string; null for NULL. */
void kith_write_text(kith_writer *writer, const char *text);

/** A string from bytes that may hold anything, NUL too. */
void kith_write_span(kith_writer *writer, kith_text text);
void kith_write_size(kith_writer *writer, size_t value);

/** A number at full precision; null if it is not finite. */
void kith_write_number(kith_writer *writer, double value);

/** A date as it was written; null for KITH_NO_DATE. */
void kith_write_date(kith_writer *writer, kith_date date);
void kith_write_bool(kith_writer *writer, bool value);
void kith_write_null(kith_writer *writer);

/** JSON text as it was written, but for the spaces between its parts. */
void kith_write_raw(kith_writer *writer, kith_text json);

#endif /* KITH_CLI_WRITER_H */
