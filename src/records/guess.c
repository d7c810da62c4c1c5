/* What a file is that is not JSON, by its first bytes: only for a hint.
 *
 * A table of the marks that formats begin with; for CSV, which has none, two
 * lines with equally many separators. */
#include "records/guess.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char unpack[] = "unpack it first";
static const char columns[] =
    "say what its columns are, as --map \"source=Person,target=Company\"";
static const char recode[] = "save it as UTF-8";

static const struct {
    const char *bytes;
    size_t length;
    kith_guess guess;
} marks[] = {
    {"\x89PNG",         4,  {"a PNG picture", NULL}                 },
    {"\xFF\xD8\xFF",    3,  {"a JPEG picture", NULL}                },
    {"GIF8",            4,  {"a GIF picture", NULL}                 },
    {"%PDF",            4,  {"a PDF document", NULL}                },
    {"PK\x03\x04",      4,  {"a ZIP archive or a spreadsheet", NULL}},
    {"SQLite format 3", 15, {"an SQLite database", NULL}            },
    {"BZh",             3,  {"bzip2", unpack}                       },
    {"\xFD\x37zXZ",     5,  {"xz", unpack}                          },
    {"\x1F\x8B",        2,  {"gzip that is cut short", NULL}        },
    {"\xFF\xFE",        2,  {"UTF-16", recode}                      },
    {"\xFE\xFF",        2,  {"UTF-16", recode}                      },
    {"<!doctype html",  14, {"HTML", NULL}                          },
    {"<html",           5,  {"HTML", NULL}                          },
    {"<",               1,  {"XML", NULL}                           },
    {"@prefix",         7,  {"Turtle", NULL}                        },
    {"graph [",         7,  {"GML", NULL}                           },
    {"digraph ",        8,  {"DOT", NULL}                           },
    {"[",
     1,                     {"a JSON array",
      "say of what, as {\"entities\": [...]}, or write a record "
      "a line"}                                              },
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

kith_guess kith_guess_form(kith_text bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (bytes.length >= marks[i].length &&
            !strncasecmp(bytes.data, marks[i].bytes, marks[i].length))
            return marks[i].guess;
    }
    if (is_separated(bytes, '\t'))
        return (kith_guess){"TSV", columns};
    if (is_separated(bytes, ',') || is_separated(bytes, ';'))
        return (kith_guess){"CSV", columns};
    return (kith_guess){NULL, NULL};
}
