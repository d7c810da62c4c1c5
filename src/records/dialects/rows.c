/* CSV, TSV and the like, row by row. */
#include "records/dialects/rows.h"

#include "base/alloc.h"

#include <string.h>
#include <strings.h>

enum { LOOK = 1 << 16 /* bytes that tell what quotes mean */ };

bool kith_is_name(kith_text name, const char *wanted)
{
    return name.length == strlen(wanted) &&
           !strncasecmp(name.data, wanted, name.length);
}

kith_text kith_csv_rows_begin(kith_text bytes)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (bytes.length >= 3 && !memcmp(bytes.data, mark, 3))
        bytes = (kith_text){bytes.data + 3, bytes.length - 3};
    while (bytes.length && memchr("\r\n", *bytes.data, 2))
        bytes = (kith_text){bytes.data + 1, bytes.length - 1};
    return bytes;
}

static kith_text header_of(kith_text bytes)
{
    const kith_text rest = kith_csv_rows_begin(bytes);
    const char *end = rest.length ? memchr(rest.data, '\n', rest.length) : NULL;
    return (kith_text){rest.data,
                       end ? (size_t)(end - rest.data) : rest.length};
}

/* -- columns of a header, as far as a look goes -------------------------- */

static bool has_column(kith_text header,
                       char delimiter,
                       const char *wanted,
                       size_t length)
{
    const char *at = header.data;
    const char *const end = header.data + header.length;
    while (at <= end) {
        const char *to = memchr(at, delimiter, (size_t)(end - at));
        if (!to)
            to = end;
        const char *from = at;
        const char *last = to;
        while (from < last && strchr("\" \r", *from) && *from)
            from++;
        while (last > from && strchr("\" \r", last[-1]) && last[-1])
            last--;
        if ((size_t)(last - from) == length &&
            !strncasecmp(from, wanted, length))
            return true;
        at = to + 1;
    }
    return false;
}

static bool has_columns(kith_text header, char delimiter, const char *wanted)
{
    while (header.length && *wanted) {
        const size_t length = strcspn(wanted, " ");
        if (!has_column(header, delimiter, wanted, length))
            return false;
        wanted += length;
        wanted += strspn(wanted, " ");
    }
    return header.length > 0;
}

bool kith_csv_rows_have(kith_text bytes, char delimiter, const char *wanted)
{
    return has_columns(header_of(bytes), delimiter, wanted);
}

bool kith_csv_rows_have_column(kith_text bytes, char delimiter, kith_text name)
{
    const kith_text header = header_of(bytes);
    return header.length &&
           has_column(header, delimiter, name.data, name.length);
}

static size_t count_outside_quotes(kith_text line, char delimiter)
{
    size_t count = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.length; i++) {
        quoted = quoted != (line.data[i] == '"');
        count += !quoted && line.data[i] == delimiter;
    }
    return count;
}

char kith_csv_rows_delimiter(kith_text bytes)
{
    static const char delimiters[] = {'\t', ',', ';', '|'};
    const kith_text header = header_of(bytes);
    size_t most = 0;
    char best = 0;
    for (size_t d = 0; d < sizeof delimiters; d++) {
        const size_t count = count_outside_quotes(header, delimiters[d]);
        if (count > most) {
            most = count;
            best = delimiters[d];
        }
    }
    /* words with spaces between them are a table where they name both ends */
    return !best && has_columns(header, ' ', "source target") ? ' ' : best;
}

/* -- rows ---------------------------------------------------------------- */

/* Whether the row at the start of the window is a line without quotes, as most
 * are. */
static bool is_line(const kith_feed *feed, size_t *end)
{
    const char *const from = feed->data + feed->at;
    const char *const to = memchr(from, '\n', feed->end - feed->at);
    *end = to ? (size_t)(to - from) : 0;
    return to && !memchr(from, '"', *end);
}

/* Where the row at the start of the window ends, its line end not counted; more
 * of the input is taken if it goes on. */
static bool find_end(kith_csv_rows *rows, size_t *end)
{
    kith_feed *feed = &rows->t->feed;
    size_t i = 0;
    bool quoted = false;
    bool opens = true; /* a quote here, as a cell begins or one just closed */
    for (;;) {
        const char *from = feed->data + feed->at;
        const size_t held = feed->end - feed->at;
        for (; i < held; i++) {
            const char c = from[i];
            if (c == '\n' && !quoted)
                break;
            const bool quote = c == '"' && (quoted || opens);
            quoted = quoted != quote;
            opens = quote || c == rows->delimiter;
        }
        *end = i;
        if (i < held || feed->whole)
            break;
        if (held > rows->t->most_record)
            return false;
        (void)kith_feed_more(feed);
    }
    if (quoted)
        kith_problem_say(kith_translation_report(rows->t, KITH_RULE_SYNTAX),
                         "a quote that opens here or below never closes");
    return true;
}

static bool too_long(kith_csv_rows *rows)
{
    kith_problem *problem =
        kith_translation_report(rows->t, KITH_RULE_RECORD_TOO_LONG);
    kith_problem_say(problem, "this row is longer than %zu bytes",
                     rows->t->most_record);
    kith_problem_hint(problem, "is there a quote that never closes?");
    rows->t->broken = true;
    return false;
}

static bool add(kith_csv_rows *rows, kith_text field, bool quoted)
{
    kith_text *fields =
        kith_make_room(rows->fields, rows->count, &rows->room, sizeof *fields);
    if (fields)
        rows->fields = fields;
    bool *all = kith_make_room(rows->quoted, rows->count, &rows->quoted_room,
                               sizeof *all);
    if (all)
        rows->quoted = all;
    if (!fields || !all)
        return kith_translation_no_memory(rows->t);
    rows->quoted[rows->count] = quoted;
    rows->fields[rows->count++] = field;
    return true;
}

/* One field from `at`; the text goes to `*out`. Returns where it ends. */
static const char *take_field(kith_csv_rows *rows,
                              const char *at,
                              const char *end,
                              char **out)
{
    char *const start = *out;
    const bool quoted = at < end && *at == '"';
    if (quoted) {
        for (at++; at < end; at++) {
            if (*at == '"' && (at + 1 == end || at[1] != '"'))
                break;
            at += *at == '"';
            *(*out)++ = *at;
        }
        at += at < end;
    }
    const char *to = memchr(at, rows->delimiter, (size_t)(end - at));
    if (!to)
        to = end;
    memcpy(*out, at, (size_t)(to - at));
    *out += to - at;
    return add(rows, (kith_text){start, (size_t)(*out - start)}, quoted) ? to
                                                                         : NULL;
}

static bool split(kith_csv_rows *rows, const char *from, size_t length)
{
    if (rows->text_room < length + 1) {
        char *text = kith_grow_array(rows->text, length + 1, 1);
        if (!text)
            return kith_translation_no_memory(rows->t);
        rows->text = text;
        rows->text_room = length + 1;
    }
    char *out = rows->text;
    const char *const end = from + length;
    rows->count = 0;
    for (const char *at = from;; at++) {
        at = take_field(rows, at, end, &out);
        if (!at || at == end)
            return at != NULL;
    }
}

/* Whether nothing but delimiters stands in a row, as below a table that a
 * spreadsheet wrote. */
static bool is_empty(const kith_csv_rows *rows, const char *from, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (from[i] != rows->delimiter)
            return false;
    }
    return true;
}

/* Cells that are as they stand in the window, which holds until the next row.
 */
static bool cut(kith_csv_rows *rows, const char *from, size_t length)
{
    const char *const end = from + length;
    rows->count = 0;
    for (const char *at = from;; at++) {
        const char *to = memchr(at, rows->delimiter, (size_t)(end - at));
        if (!to)
            to = end;
        if (!add(rows, (kith_text){at, (size_t)(to - at)}, false))
            return false;
        if (to == end)
            return true;
        at = to;
    }
}

/* Whether a field between `at` and `end` has text and no quotes. */
static bool has_bare_field(char delimiter, const char *at, const char *end)
{
    bool quoted = false;
    bool opens = true; /* a field begins here */
    for (; at < end; at++) {
        const bool ends = *at == delimiter || *at == '\r' || *at == '\n';
        if (opens && *at != '"' && !ends)
            return true;
        quoted = quoted != (*at == '"');
        opens = ends && !quoted;
    }
    return false;
}

/* Told when the first row, which may be a header, begins at `from` and the
 * window is behind it, so that it holds for all others; by so many bytes,
 * however many are there. */
static void look_for_choice(kith_csv_rows *rows, const char *from)
{
    const kith_feed *feed = &rows->t->feed;
    const char *const end = feed->data + feed->end;
    rows->chooses = has_bare_field(rows->delimiter, feed->data + feed->at,
                                   end - from > LOOK ? from + LOOK : end);
    rows->looked = true;
}

bool kith_csv_rows_next(kith_csv_rows *rows)
{
    kith_feed *feed = &rows->t->feed;
    while (kith_translation_goes_on(rows->t)) {
        size_t end = 0;
        while (!rows->looked && feed->end - feed->at < LOOK &&
               kith_feed_more(feed)) {
        }
        if (feed->at == feed->end && !kith_feed_more(feed))
            return false;
        kith_translation_at(rows->t, feed->at);
        const bool line = is_line(feed, &end);
        if (!line && !find_end(rows, &end))
            return too_long(rows);
        const char *const from = feed->data + feed->at;
        size_t length = end;
        if (length && from[length - 1] == '\r')
            length--;
        feed->at += end + (feed->at + end < feed->end);
        if (is_empty(rows, from, length))
            continue;
        if (!rows->looked)
            look_for_choice(rows, from);
        return line ? cut(rows, from, length) : split(rows, from, length);
    }
    return false;
}

void kith_csv_rows_close(kith_csv_rows *rows)
{
    kith_release(rows->fields);
    kith_release(rows->quoted);
    kith_release(rows->text);
}

/* -- values -------------------------------------------------------------- */

void kith_field_text(kith_translation *t, kith_field *field, kith_text text)
{
    if (!field)
        return;
    field->type = KITH_JSON_STRING;
    field->text = kith_as_json(t, text);
}

/* What stands in a text of digits. */
typedef struct digits {
    size_t sign; /* bytes of it */
    size_t dots;
    size_t count;
    size_t significant; /* from the first that is no zero */
    bool others;        /* anything else */
} digits;

static digits digits_of(kith_text text)
{
    digits d = {.sign = text.length > 0 && memchr("-+", text.data[0], 2)};
    for (size_t i = d.sign; i < text.length; i++) {
        const char c = text.data[i];
        const bool digit = c >= '0' && c <= '9';
        d.dots += c == '.';
        d.count += digit;
        d.significant += digit && (d.significant || c != '0');
        d.others = d.others || (!digit && c != '.');
    }
    return d;
}

/* Digits with one dot at most, as JSON writes numbers, and not so many that
 * they would be rounded: a fraction has up to 17, as programs print it. */
static bool is_number(kith_text text)
{
    enum { MOST_WHOLE = 15, MOST_FRACTION = 17 };
    const digits d = digits_of(text);
    if (d.others || !d.count || d.dots > 1 || text.data[0] == '+' ||
        d.significant > (d.dots ? MOST_FRACTION : MOST_WHOLE))
        return false;
    const char *const first = text.data + d.sign;
    const bool zero =
        text.length > d.sign + 1 && *first == '0' && first[1] != '.';
    return !zero && *first != '.' && text.data[text.length - 1] != '.';
}

bool kith_is_code(kith_text text)
{
    const digits d = digits_of(text);
    return !d.others && d.count && d.dots <= 1 && text.data[d.sign] != '.' &&
           text.data[text.length - 1] != '.' && !is_number(text);
}

void kith_field_guess(kith_translation *t, kith_field *field, kith_text text)
{
    kith_field_text(t, field, text);
    if (!field)
        return;
    if (is_number(text))
        field->type = KITH_JSON_NUMBER;
    else if (kith_is_name(text, "true"))
        *field = (kith_field){
            .key = field->key,
            .role = field->role,
            .type = KITH_JSON_TRUE,
            .text = {"true", 4}
        };
    else if (kith_is_name(text, "false"))
        *field = (kith_field){
            .key = field->key,
            .role = field->role,
            .type = KITH_JSON_FALSE,
            .text = {"false", 5}
        };
}

/* A number such as +007 or -.5, as JSON writes it, in t->scratch; absent if out
 * of memory. */
static kith_text as_json_number(kith_translation *t, kith_text text)
{
    const bool minus = text.data[0] == '-';
    const char *from = text.data + (minus || text.data[0] == '+');
    const char *const end = text.data + text.length;
    while (from + 1 < end && *from == '0' && from[1] >= '0' && from[1] <= '9')
        from++;
    const bool bare = from < end && *from == '.';
    const size_t length = (size_t)(end - from);
    char *copy = kith_arena_take(&t->scratch, length + 2 + KITH_PADDING);
    if (!copy) {
        (void)kith_translation_no_memory(t);
        return (kith_text){0};
    }
    size_t used = 0;
    if (minus)
        copy[used++] = '-';
    if (bare)
        copy[used++] = '0';
    memcpy(copy + used, from, length);
    return (kith_text){copy, used + length};
}

/* Digits, and perhaps an exponent that no double is too small for. */
static bool is_scientific(kith_text text)
{
    enum { MOST_DIGITS = 2 };
    size_t at = 0;
    while (at < text.length && text.data[at] != 'e' && text.data[at] != 'E')
        at++;
    if (!is_number((kith_text){text.data, at}) || at == text.length)
        return at == text.length && is_number(text);
    at++;
    const kith_text exponent = {text.data + at, text.length - at};
    const digits d = digits_of(exponent);
    return !d.others && !d.dots && d.count > 0 && d.count <= MOST_DIGITS;
}

bool kith_field_told(kith_translation *t, kith_field *field, kith_text text)
{
    kith_field_guess(t, field, text);
    if (!field || field->type != KITH_JSON_STRING || !text.length)
        return field && field->type != KITH_JSON_STRING;
    const kith_text number = as_json_number(t, text);
    if (!number.length || !is_scientific(number))
        return false;
    field->type = KITH_JSON_NUMBER;
    field->text = number;
    return true;
}
