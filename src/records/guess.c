/* What a file is that is not JSON, by its first bytes: only for a hint.
 *
 * A table of the marks that formats begin with; for CSV, which has none, two
 * lines with equally many separators. */
#include "records/guess.h"

#include "records/dialects/rows.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char unpack[] = "unpack it first";
static const char columns[] = "say what its columns are";
static const char recode[] = "save it as UTF-8";

static const struct {
    const char *bytes;
    size_t length;
    kith_guess guess;
} marks[] = {
    {"\x89PNG",         4,  {"a PNG picture", NULL, ""}                 },
    {"\xFF\xD8\xFF",    3,  {"a JPEG picture", NULL, ""}                },
    {"GIF8",            4,  {"a GIF picture", NULL, ""}                 },
    {"%PDF",            4,  {"a PDF document", NULL, ""}                },
    {"PK\x03\x04",      4,  {"a ZIP archive or a spreadsheet", NULL, ""}},
    {"SQLite format 3", 15, {"an SQLite database", NULL, ""}            },
    {"BZh",             3,  {"bzip2", unpack, ""}                       },
    {"\xFD\x37zXZ",     5,  {"xz", unpack, ""}                          },
    {"\x1F\x8B",        2,  {"gzip that is cut short", NULL, ""}        },
    {"\xFF\xFE",        2,  {"UTF-16", recode, ""}                      },
    {"\xFE\xFF",        2,  {"UTF-16", recode, ""}                      },
    {"<!doctype html",  14, {"HTML", NULL, ""}                          },
    {"<html",           5,  {"HTML", NULL, ""}                          },
    {"<",               1,  {"XML", NULL, ""}                           },
    {"@prefix",         7,  {"Turtle", NULL, ""}                        },
    {"graph [",         7,  {"GML", NULL, ""}                           },
    {"digraph ",        8,  {"DOT", NULL, ""}                           },
    {"[",
     1,                     {"a JSON array",
      "say of what, as {\"entities\": [...]}, or write a record "
      "a line",
      ""}                                                        },
};

static size_t count_in_line(kith_text line, char separator)
{
    size_t count = 0;
    for (size_t i = 0; i < line.length; i++)
        count += line.data[i] == separator;
    return count;
}

/* The line that begins the text, without its end. */
static kith_text first_line(kith_text text)
{
    const char *end = text.length ? memchr(text.data, '\n', text.length) : NULL;
    return (kith_text){text.data,
                       end ? (size_t)(end - text.data) : text.length};
}

/* Whether bytes stand near the beginning that are in no text. */
static bool is_binary(kith_text bytes)
{
    enum { FAR = 4096 };
    for (size_t i = 0; i < bytes.length && i < FAR; i++) {
        const unsigned char byte = (unsigned char)bytes.data[i];
        if (byte < 0x20 && !memchr("\t\n\f\r\x1B\x1F", byte, 6))
            return true;
    }
    return false;
}

/* Where fields are quoted, separators may stand in them. */
static bool is_separated(kith_text text, char separator)
{
    const kith_text head = first_line(text);
    const size_t rest = head.length + 1;
    const size_t count = count_in_line(head, separator);
    if (count == 0 || rest >= text.length)
        return count > 0;
    const kith_text next =
        first_line((kith_text){text.data + rest, text.length - rest});
    return count_in_line(next, separator) == count ||
           memchr(next.data, '"', next.length);
}

/* A name of a column that --map can hold; else its number. */
static kith_text column_name(kith_text name, const char *number)
{
    enum { LONGEST = 30 };
    while (name.length && memchr("\" \r", *name.data, 3))
        name = (kith_text){name.data + 1, name.length - 1};
    while (name.length && memchr("\" \r", name.data[name.length - 1], 3))
        name.length--;
    bool plain = name.length > 0 && name.length <= LONGEST;
    for (size_t i = 0; plain && i < name.length; i++)
        plain = !memchr(",=\"'\\$`", name.data[i], 7);
    return plain ? name : (kith_text){number, 1};
}

/* A table, with an example of --map made of its own first two columns. */
static kith_guess table(const char *form, kith_text bytes, char separator)
{
    kith_guess guess = {form, columns, ""};
    const kith_text head = first_line(bytes);
    const char *const end = head.data + head.length;
    const char *const first = memchr(head.data, separator, head.length);
    if (!first)
        return guess;
    const char *second =
        memchr(first + 1, separator, (size_t)(end - first - 1));
    if (!second)
        second = end;
    const kith_text source =
        column_name((kith_text){head.data, (size_t)(first - head.data)}, "1");
    const kith_text target =
        column_name((kith_text){first + 1, (size_t)(second - first - 1)}, "2");
    if (source.length == 2 && !strncasecmp(source.data, "id", 2))
        (void)snprintf(guess.map, sizeof guess.map, "id=%.*s,name=%.*s",
                       (int)source.length, source.data, (int)target.length,
                       target.data);
    else
        (void)snprintf(guess.map, sizeof guess.map, "source=%.*s,target=%.*s",
                       (int)source.length, source.data, (int)target.length,
                       target.data);
    return guess;
}

kith_guess kith_guess_form(kith_text bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (bytes.length >= marks[i].length &&
            !strncasecmp(bytes.data, marks[i].bytes, marks[i].length))
            return marks[i].guess;
    }
    if (is_binary(bytes))
        return (kith_guess){"binary data", NULL, ""};
    bytes = kith_csv_rows_begin(bytes);
    if (is_separated(bytes, '\t'))
        return table("TSV", bytes, '\t');
    if (is_separated(bytes, ','))
        return table("CSV", bytes, ',');
    if (is_separated(bytes, ';'))
        return table("CSV", bytes, ';');
    if (is_separated(bytes, '|'))
        return table("CSV", bytes, '|');
    return (kith_guess){NULL, NULL, ""};
}
