/* A record's text as a template and the values that differ from record to
 * record: registers write millions of records in a handful of ways.
 *
 * A $ outside of strings stands in no JSON text, so it can mark places. Whether
 * a value may stand in a column is decided here by writing it back: where that
 * gives other bytes, a number stays in the template, which few records share,
 * and a string makes the record be kept as it was written. */
#include "store/shape.h"

#include "base/alloc.h"
#include "base/number.h"
#include "base/utf8.h"
#include "json/scan.h"

#include <string.h>

/* -- fields -------------------------------------------------------------- */

typedef enum { FIELD_STRING, FIELD_NUMBER, FIELD_JSON } field_class;

enum { ENTITY = 1, RELATION = 2, DOCUMENT = 4 };

static const struct {
    const char *name;
    field_class class;
    unsigned kinds; /* of records that have a column for it */
} fields[KITH_FIELD_COUNT] = {
    [KITH_FIELD_ID] = {"id",         FIELD_STRING, ENTITY | RELATION | DOCUMENT},
    [KITH_FIELD_TYPE] = {"type",       FIELD_STRING, ENTITY | RELATION           },
    [KITH_FIELD_NAME] = {"name",       FIELD_STRING, ENTITY                      },
    [KITH_FIELD_SOURCE] = {"source",     FIELD_STRING, RELATION                    },
    [KITH_FIELD_TARGET] = {"target",     FIELD_STRING, RELATION                    },
    [KITH_FIELD_WEIGHT] = {"weight",     FIELD_NUMBER, RELATION                    },
    [KITH_FIELD_CONFIDENCE] = {"confidence", FIELD_NUMBER, RELATION                    },
    [KITH_FIELD_SINCE] = {"since",      FIELD_STRING, RELATION                    },
    [KITH_FIELD_UNTIL] = {"until",      FIELD_STRING, RELATION                    },
    [KITH_FIELD_TITLE] = {"title",      FIELD_STRING, DOCUMENT                    },
    [KITH_FIELD_PUBLISHER] = {"publisher",  FIELD_STRING, DOCUMENT                    },
    [KITH_FIELD_URL] = {"url",        FIELD_STRING, DOCUMENT                    },
    [KITH_FIELD_DATE] = {"date",       FIELD_STRING, DOCUMENT                    },
    [KITH_FIELD_PROPERTIES] = {"properties", FIELD_JSON,   ENTITY | RELATION           },
    [KITH_FIELD_EVIDENCE] = {"evidence",   FIELD_JSON,   ENTITY | RELATION           },
    [KITH_FIELD_MORE] = {"more",       FIELD_JSON,   0                           },
};

const char *kith_record_field_name(kith_record_field field)
{
    return fields[field].name;
}

/* KITH_FIELD_MORE if the member has no column. */
static kith_record_field field_of(kith_record_kind kind, kith_text key)
{
    const unsigned bit = kind == KITH_RECORD_ENTITY     ? ENTITY
                         : kind == KITH_RECORD_RELATION ? RELATION
                                                        : DOCUMENT;
    for (size_t f = 0; f < KITH_FIELD_MORE; f++) {
        const size_t length = strlen(fields[f].name);
        if (length == key.length && fields[f].kinds & bit &&
            !memcmp(fields[f].name, key.data, length))
            return (kith_record_field)f;
    }
    return KITH_FIELD_MORE;
}

/* -- bytes --------------------------------------------------------------- */

void kith_bytes_put(kith_bytes *bytes, const char *data, size_t length)
{
    if (bytes->failed || length == 0)
        return;
    if (length > bytes->room - bytes->used) {
        size_t room = bytes->room ? bytes->room : 256;
        while (room - bytes->used < length)
            room *= 2;
        char *larger = kith_grow_array(bytes->data, room, 1);
        if (!larger) {
            bytes->failed = true;
            return;
        }
        bytes->data = larger;
        bytes->room = room;
    }
    memcpy(bytes->data + bytes->used, data, length);
    bytes->used += length;
}

static void put(kith_bytes *bytes, const char *text)
{
    kith_bytes_put(bytes, text, strlen(text));
}

void kith_split_release(kith_split *form)
{
    kith_release(form->template.data);
    kith_release(form->plain.data);
    kith_release(form->trial.data);
    kith_release(form->more.data);
    *form = (kith_split){0};
}

/* -- escapes ------------------------------------------------------------- */

/* How a string of a column is written. */
typedef enum {
    PLAIN = '$',    /* as it is: nothing in it needs an escape */
    ESCAPED = '\'', /* with the escapes that JSON asks for */
    ASCII = '^'     /* these, and everything beyond ASCII as \uXXXX */
} escaping;

static void put_unit(kith_bytes *out, uint32_t unit)
{
    static const char digits[] = "0123456789abcdef";
    const char text[] = {'\\',
                         'u',
                         digits[unit >> 12 & 15],
                         digits[unit >> 8 & 15],
                         digits[unit >> 4 & 15],
                         digits[unit & 15]};
    kith_bytes_put(out, text, sizeof text);
}

static void put_code(kith_bytes *out, uint32_t code)
{
    if (code < 0x10000) {
        put_unit(out, code);
        return;
    }
    put_unit(out, 0xD800 + ((code - 0x10000) >> 10));
    put_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
}

static const char *short_escape(char byte)
{
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    default:
        return NULL;
    }
}

/* A base may hold any bytes: those that are no UTF-8 stay as they are. */
static size_t put_character(kith_bytes *out, kith_text rest, escaping how)
{
    const unsigned char byte = (unsigned char)*rest.data;
    const char *escape = short_escape(*rest.data);
    size_t length = 1;
    if (escape) {
        put(out, escape);
    } else if (byte < ' ') {
        put_unit(out, byte);
    } else if (how == ASCII && byte >= 0x80 &&
               kith_utf8_length(rest.data, rest.length)) {
        put_code(out, kith_utf8_decode(rest.data, &length));
    } else {
        kith_bytes_put(out, rest.data, 1);
    }
    return length;
}

/* The inside of a string. */
static void put_inside(kith_bytes *out, kith_text text, escaping how)
{
    if (how == PLAIN) {
        kith_bytes_put(out, text.data, text.length);
        return;
    }
    for (size_t i = 0; i < text.length;) {
        const kith_text rest = {text.data + i, text.length - i};
        i += put_character(out, rest, how);
    }
}

/* -- taking apart -------------------------------------------------------- */

static kith_text inside(kith_text string)
{
    return (kith_text){string.data + 1, string.length - 2};
}

/* Whether `plain`, written so, is what was written. */
static bool is_written(kith_split *form,
                       kith_text plain,
                       escaping how,
                       kith_text written)
{
    form->trial.used = 0;
    put_inside(&form->trial, plain, how);
    return !form->trial.failed && form->trial.used == written.length &&
           !memcmp(form->trial.data, written.data, written.length);
}

/* Room so that what is put does not move what was put before. */
static bool make_room(kith_bytes *bytes, size_t room)
{
    if (bytes->room >= room)
        return true;
    char *larger = kith_grow_array(bytes->data, room, 1);
    if (!larger)
        return false;
    bytes->data = larger;
    bytes->room = room;
    return true;
}

static void put_place(kith_split *form, escaping how, kith_record_field field)
{
    const char mark[] = {'$', (char)how};
    kith_bytes_put(&form->template, mark, how == PLAIN ? 1 : 2);
    put(&form->template, fields[field].name);
}

/* A string into its column; false if the record is to be kept as written. */
static bool take_string(kith_split *form,
                        kith_record_field field,
                        kith_text value)
{
    const kith_text written = inside(value);
    if (!memchr(written.data, '\\', written.length)) {
        form->values[field] = written;
        put_place(form, PLAIN, field);
        return true;
    }
    char *at = form->plain.data + form->plain.used;
    const kith_text plain = {at, kith_json_unescape(written, at)};
    if (memchr(plain.data, '\0', plain.length))
        return false; /* SQLite's texts end there */
    form->plain.used += plain.length;
    form->values[field] = plain;
    const escaping how =
        is_written(form, plain, ESCAPED, written) ? ESCAPED : ASCII;
    if (how == ASCII && !is_written(form, plain, ASCII, written))
        return false;
    put_place(form, how, field);
    return true;
}

static void take_number(kith_split *form,
                        kith_record_field field,
                        kith_text value)
{
    char canonical[KITH_NUMBER_SIZE];
    form->values[field] = value;
    kith_number_format(kith_number_parse(value), canonical);
    /* SQLite does not keep the sign of a zero */
    if (*value.data != '-' && strlen(canonical) == value.length &&
        !memcmp(canonical, value.data, value.length)) {
        put_place(form, PLAIN, field);
    } else {
        kith_bytes_put(&form->template, value.data, value.length);
    }
}

static void take_other(kith_split *form, kith_text key, kith_text value)
{
    put(&form->more, form->more.used ? ", \"" : "{\"");
    kith_bytes_put(&form->more, key.data, key.length);
    put(&form->more, "\": ");
    kith_bytes_put(&form->more, value.data, value.length);
    put(&form->template, "$*");
}

/* The value of a member to where it belongs; false if the record is to be kept
 * as written. */
static bool take_value(kith_split *form,
                       kith_record_kind kind,
                       kith_text key,
                       kith_text value)
{
    const kith_record_field field = field_of(kind, key);
    const char first = *value.data;
    const bool string = first == '"';
    const bool json = first == '{' || first == '[';
    const bool number = first == '-' || (first >= '0' && first <= '9');
    if (field != KITH_FIELD_MORE && form->values[field].data)
        return false; /* the key is there twice */
    if (field != KITH_FIELD_MORE && fields[field].class == FIELD_STRING &&
        string)
        return take_string(form, field, value);
    if (field != KITH_FIELD_MORE && fields[field].class == FIELD_NUMBER &&
        number) {
        take_number(form, field, value);
    } else if (field != KITH_FIELD_MORE && fields[field].class == FIELD_JSON &&
               json) {
        form->values[field] = value;
        put_place(form, PLAIN, field);
    } else if (field == KITH_FIELD_MORE && (string || json || number)) {
        take_other(form, key, value);
    } else {
        kith_bytes_put(&form->template, value.data, value.length);
    }
    return true;
}

bool kith_split_take(kith_split *form, kith_record_kind kind, kith_text record)
{
    const char *done = record.data;
    const char *const end = record.data + record.length;
    bool shaped = true;
    size_t at = 0;
    kith_text key = {0};
    kith_text value = {0};
    memset(form->values, 0, sizeof form->values);
    form->shape = (kith_text){0};
    form->template.used = form->plain.used = form->more.used = 0;
    if (!make_room(&form->plain, record.length))
        return false;
    while (kith_json_each_member(record, &at, &key, &value)) {
        kith_bytes_put(&form->template, done, (size_t)(value.data - done));
        shaped = take_value(form, kind, key, value) && shaped;
        done = value.data + value.length;
    }
    kith_bytes_put(&form->template, done, (size_t)(end - done));
    if (form->more.used) {
        put(&form->more, "}");
        form->values[KITH_FIELD_MORE] =
            (kith_text){form->more.data, form->more.used};
    }
    if (shaped)
        form->shape = (kith_text){form->template.data, form->template.used};
    return !form->template.failed && !form->more.failed && !form->trial.failed;
}

/* -- putting together ---------------------------------------------------- */

/* The end of the string that begins at `at`. */
static const char *string_end(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        at += *at == '\\' && at + 1 < end;
    return at < end ? at + 1 : end;
}

/* The field of a place whose mark ends before `at`; KITH_FIELD_MORE if there is
 * none of that name. */
static kith_record_field field_at(const char *at, const char *end)
{
    size_t length = 0;
    while (at + length < end && at[length] >= 'a' && at[length] <= 'z')
        length++;
    for (size_t f = 0; f < KITH_FIELD_MORE; f++) {
        if (strlen(fields[f].name) == length &&
            !memcmp(fields[f].name, at, length))
            return (kith_record_field)f;
    }
    return KITH_FIELD_MORE;
}

/* Fill the place at `*at`, which stands at its $, and go past it. */
static bool fill_place(const char **at,
                       const char *end,
                       const kith_text values[KITH_FIELD_COUNT],
                       size_t *next,
                       kith_bytes *out)
{
    const char *name = *at + 1;
    escaping how = PLAIN;
    kith_text key = {0};
    kith_text value = {0};
    if (name < end && *name == '*') {
        if (!values[KITH_FIELD_MORE].data ||
            !kith_json_each_member(values[KITH_FIELD_MORE], next, &key, &value))
            return false;
        kith_bytes_put(out, value.data, value.length);
        *at = name + 1;
        return true;
    }
    if (name < end && (*name == ESCAPED || *name == ASCII))
        how = (escaping)*name++;
    const kith_record_field field = field_at(name, end);
    if (field == KITH_FIELD_MORE || !values[field].data)
        return false;
    const bool quotes = fields[field].class == FIELD_STRING;
    kith_bytes_put(out, "\"", quotes);
    put_inside(out, values[field], how);
    kith_bytes_put(out, "\"", quotes);
    *at = name + strlen(fields[field].name);
    return true;
}

static bool is_object(kith_text text)
{
    return !text.data || (text.length && *text.data == '{' &&
                          kith_json_check(text, "more", NULL) == KITH_OK);
}

bool kith_split_write(kith_text shape,
                      const kith_text values[KITH_FIELD_COUNT],
                      kith_bytes *out)
{
    const char *const end = shape.data + shape.length;
    size_t next = 0;
    if (!is_object(values[KITH_FIELD_MORE]))
        return false;
    for (const char *at = shape.data; at < end;) {
        const char *mark = at;
        while (mark < end && *mark != '$')
            mark = *mark == '"' ? string_end(mark, end) : mark + 1;
        kith_bytes_put(out, at, (size_t)(mark - at));
        if (mark < end && !fill_place(&mark, end, values, &next, out))
            return false;
        at = mark;
    }
    return !out->failed;
}
