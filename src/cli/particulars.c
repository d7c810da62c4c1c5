/* What records say that kith has no place for when it shows them. */
#include "cli/particulars.h"

#include "base/error.h"
#include "base/unicode.h"
#include "cli/evidence.h"
#include "cli/result.h"

#include <stdlib.h>
#include <string.h>

/* Members that are shown in places of their own, or not at all. */
static const char *const shown_of_entity[] = {
    "record",  "id",         "type",     "types", "name",
    "aliases", "properties", "evidence", NULL,
};
static const char *const shown_of_relation[] = {
    "record",     "id",       "source", "type",       "target",
    "since",      "until",    "weight", "confidence", "directed",
    "properties", "evidence", NULL,
};

static bool is_shown(kith_record_kind kind, const char *name)
{
    const char *const *shown =
        kind == KITH_RECORD_RELATION ? shown_of_relation : shown_of_entity;
    while (*shown && strcmp(*shown, name) != 0)
        shown++;
    return *shown;
}

/* Members of one object: all of them, or those of a record that are not shown
 * elsewhere. */
typedef struct {
    kith_call *call;
    bool is_record;
    kith_record_kind kind;
    kith_particular *each;
    void *context;
} walk;

/* Both walks give the members in the same order: one unescapes, the other keeps
 * numbers as they were written. */
static kith_status walk_members(const walk *w, kith_text object)
{
    kith_json *root = NULL;
    kith_text key = {0};
    kith_text value = {0};
    size_t at = 0;
    kith_status st = kith_json_parse(&root, object, "record", &w->call->err);
    const kith_json *member = kith_json_first(root);
    for (; st == KITH_OK && member &&
           kith_json_each_member(object, &at, &key, &value);
         member = kith_json_next(member)) {
        const char *name = kith_json_key(member);
        if (!w->is_record || !is_shown(w->kind, name))
            st = w->each(w->context, name, kith_json_string(member), value);
    }
    kith_json_free(root);
    return st;
}

kith_status kith_each_particular(kith_call *call,
                                 kith_record_kind kind,
                                 const char *record,
                                 kith_particular *each,
                                 void *context)
{
    walk w = {call, false, kind, each, context};
    const kith_text properties = kith_raw_member(record, "properties");
    kith_status st = properties.data ? walk_members(&w, properties) : KITH_OK;
    w.is_record = true;
    return st == KITH_OK ? walk_members(&w, (kith_text){record, strlen(record)})
                         : st;
}

static kith_status write_member(void *context,
                                const char *name,
                                const char *text,
                                kith_text value)
{
    kith_writer *writer = context;
    (void)text;
    kith_write_key(writer, name);
    kith_write_raw(writer, value);
    return KITH_OK;
}

kith_status kith_write_particulars(kith_call *call,
                                   kith_writer *writer,
                                   kith_record_kind kind,
                                   const char *record)
{
    const walk w = {call, true, kind, write_member, writer};
    kith_write_key(writer, "properties");
    kith_write_member(writer, record, "properties", "{}");
    kith_write_key(writer, "members");
    kith_write_open_row(writer, '{');
    const kith_status st =
        walk_members(&w, (kith_text){record, strlen(record)});
    kith_write_close(writer, '}');
    return st;
}

/* -- lines for people ------------------------------------------------------ */

typedef struct {
    kith_call *call;
    kith_sink *sink;
    size_t indent;
} printing;

/* Texts as they read, everything else as JSON. */
static kith_status put_line(void *context,
                            const char *name,
                            const char *text,
                            kith_text value)
{
    const printing *to = context;
    const char *clean = kith_clean_text(&to->call->arena, name);
    if (!clean)
        return kith_fail(&to->call->err, KITH_E_MEMORY, "out of memory");
    const size_t column =
        to->indent + kith_display_width((kith_text){clean, strlen(clean)}) + 2;
    kith_putf(to->sink, "%*s", (int)to->indent, "");
    kith_put_look(to->sink, &to->call->screen, KITH_DIM, clean);
    kith_put(to->sink, ": ");
    if (text)
        return kith_result_prose(to->call, to->sink, text, column,
                                 to->indent + 2);
    kith_put_one_line(to->sink, value, true);
    kith_put_char(to->sink, '\n');
    return KITH_OK;
}

kith_status kith_put_particulars(kith_call *call,
                                 kith_sink *sink,
                                 kith_record_kind kind,
                                 const char *record,
                                 size_t indent)
{
    return kith_each_particular(call, kind, record, put_line,
                                &(printing){call, sink, indent});
}

/* -- cells of tables ------------------------------------------------------- */

/* Members as one object in one line; NULL if there are none. */
static kith_status make_cell(walk w, kith_text object, const char **out)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    kith_sink sink = {.file = file};
    /* not the outermost level, which ends with a line */
    kith_writer writer = {.sink = &sink, .compact = true, .depth = 1};
    kith_status st = KITH_OK;
    if (!file)
        return kith_fail(&w.call->err, KITH_E_MEMORY, "out of memory");
    w.context = &writer;
    kith_write_open(&writer, '{');
    st = walk_members(&w, object);
    kith_write_close(&writer, '}');
    const bool fine = fclose(file) == 0;
    if (st == KITH_OK && fine && length > strlen("{}"))
        *out = kith_arena_text(&w.call->arena, text, length);
    if (st == KITH_OK && (!fine || (length > strlen("{}") && !*out)))
        st = kith_fail(&w.call->err, KITH_E_MEMORY, "out of memory");
    free(text);
    return st;
}

kith_status kith_particulars_cells(kith_call *call,
                                   kith_record_kind kind,
                                   const char *record,
                                   const char **properties,
                                   const char **members)
{
    const kith_text given = kith_raw_member(record, "properties");
    walk w = {call, false, kind, write_member, NULL};
    kith_status st = KITH_OK;
    *properties = *members = NULL;
    if (given.data)
        KITH_TRY(st, make_cell(w, given, properties), done);
    w.is_record = true;
    st = make_cell(w, (kith_text){record, strlen(record)}, members);
done:
    return st;
}
