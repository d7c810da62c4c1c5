/* Evidence for people: what each piece says, and which documents it is from. */
#include "cli/evidence.h"

#include "base/error.h"
#include "base/number.h"
#include "base/unicode.h"
#include "cli/result.h"

#include <string.h>

kith_text kith_raw_member(const char *object, const char *key)
{
    const kith_text text = {object, strlen(object)};
    kith_text found = {0};
    kith_text value = {0};
    size_t at = 0;
    while (kith_json_each_member(text, &at, &found, &value)) {
        if (kith_json_is_key(found, (kith_text){key, strlen(key)}))
            return value;
    }
    return (kith_text){0};
}

void kith_write_member(kith_writer *writer,
                       const char *object,
                       const char *key,
                       const char *otherwise)
{
    const kith_text value = kith_raw_member(object, key);
    const kith_text none = {otherwise, strlen(otherwise)};
    kith_write_raw(writer, value.data ? value : none);
}

/* What locates a piece in its document: members whose value is a number or a
 * text, as "¶2" or "p. 14". */
static void add_locators(const kith_json *piece, char *out, size_t size)
{
    static const struct {
        const char *key;
        const char *sign;
    } locators[] = {
        {"paragraph", "¶" },
        {"page",      "p. "},
    };
    char number[KITH_NUMBER_SIZE];
    size_t length = strlen(out);
    for (size_t i = 0; i < sizeof locators / sizeof *locators; i++) {
        const kith_json *value = kith_json_get(piece, locators[i].key);
        const char *text = kith_json_string(value);
        if (value && kith_json_type_of(value) == KITH_JSON_NUMBER)
            text = kith_number_format(kith_json_number(value, 0), number);
        if (text && length < size) {
            length += (size_t)snprintf(out + length, size - length, " %s%s",
                                       locators[i].sign, text);
        }
    }
}

static kith_status cite(kith_call *call, kith_cited *cited, const char *id)
{
    const kith_id d =
        kith_graph_document_of_id(call->graph, (kith_text){id, strlen(id)});
    if (d == KITH_NONE)
        return KITH_OK;
    if (!cited->documents) {
        cited->documents =
            KITH_ARENA_NEW(&call->arena, bool,
                           kith_graph_document_count(call->graph));
    }
    if (!cited->documents)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    cited->count += !cited->documents[d];
    cited->documents[d] = true;
    return KITH_OK;
}

/* What is done with each piece of the evidence of a record. */
typedef kith_status visit(void *context, const kith_json *piece);

static kith_status each_piece(kith_call *call,
                              const char *record,
                              visit *each,
                              void *context)
{
    const kith_text text = kith_raw_member(record, "evidence");
    kith_json *root = NULL;
    if (!text.data)
        return KITH_OK;
    kith_status st = kith_json_parse(&root, text, "evidence", &call->err);
    const kith_json *piece = kith_json_first(root);
    for (; piece && st == KITH_OK; piece = kith_json_next(piece))
        st = each(context, piece);
    kith_json_free(root);
    return st;
}

static const char *document_of(const kith_json *piece)
{
    const char *id = kith_json_string(piece);
    return id ? id : kith_json_string(kith_json_get(piece, "document"));
}

/* -- printing -------------------------------------------------------------- */

typedef struct {
    kith_call *call;
    kith_sink *sink;
    size_t indent;
    kith_cited *cited;
} printing;

static kith_status put_quote(const printing *p, const char *quote)
{
    const size_t indent = p->indent + 2;
    const size_t size = strlen(quote) + sizeof "“”";
    char *quoted = kith_arena_take(&p->call->arena, size);
    if (!quoted)
        return kith_fail(&p->call->err, KITH_E_MEMORY, "out of memory");
    snprintf(quoted, size, "“%s”", quote);
    kith_putf(p->sink, "%*s", (int)indent, "");
    return kith_result_prose(p->call, p->sink, quoted, indent, indent);
}

/* One piece: the document's id, or an object that names it and says more. */
static kith_status put_piece(void *context, const kith_json *piece)
{
    const printing *p = context;
    char source[256];
    kith_status st = KITH_OK;
    const char *id = document_of(piece);
    const char *note = kith_json_string(kith_json_get(piece, "note"));
    const char *quote = kith_json_string(kith_json_get(piece, "quote"));
    if (id)
        KITH_TRY(st, cite(p->call, p->cited, id), done);
    snprintf(source, sizeof source, "%s", id ? id : "evidence");
    add_locators(piece, source, sizeof source);
    kith_putf(p->sink, "%*s", (int)p->indent, "");
    kith_put_clean(p->sink, source);
    kith_put(p->sink, note ? ": " : "\n");
    const kith_text before = {source, strlen(source)};
    const size_t column = p->indent + kith_display_width(before) + strlen(": ");
    if (note) {
        KITH_TRY(st,
                 kith_result_prose(p->call, p->sink, note, column,
                                   p->indent + 2),
                 done);
    }
    if (quote)
        st = put_quote(p, quote);
done:
    return st;
}

kith_status kith_put_evidence(kith_call *call,
                              kith_sink *sink,
                              const char *record,
                              size_t indent,
                              kith_cited *cited)
{
    printing p = {call, sink, indent, cited};
    return each_piece(call, record, put_piece, &p);
}

/* -- noting ---------------------------------------------------------------- */

typedef struct {
    kith_call *call;
    kith_cited *cited;
} noting;

static kith_status cite_piece(void *context, const kith_json *piece)
{
    const noting *n = context;
    const char *id = document_of(piece);
    return id ? cite(n->call, n->cited, id) : KITH_OK;
}

kith_status kith_cite_evidence(kith_call *call,
                               const char *record,
                               kith_cited *cited)
{
    noting n = {call, cited};
    return each_piece(call, record, cite_piece, &n);
}

typedef struct {
    kith_call *call;
    const char *all;
} places;

static kith_status add_place(void *context, const kith_json *piece)
{
    places *p = context;
    char place[256];
    const char *id = document_of(piece);
    snprintf(place, sizeof place, "%s", id ? id : "evidence");
    add_locators(piece, place, sizeof place);
    const size_t size = (p->all ? strlen(p->all) : 0) + strlen(place) + 3;
    char *all = kith_arena_take(&p->call->arena, size);
    if (!all)
        return kith_fail(&p->call->err, KITH_E_MEMORY, "out of memory");
    snprintf(all, size, "%s%s%s", p->all ? p->all : "", p->all ? "; " : "",
             place);
    p->all = all;
    return KITH_OK;
}

kith_status kith_evidence_places(kith_call *call,
                                 const char *record,
                                 const char **out)
{
    places p = {.call = call};
    const kith_status st = each_piece(call, record, add_place, &p);
    *out = p.all;
    return st;
}

/* -- documents ------------------------------------------------------------- */

/* "rcc-news: Title, publisher, 2020-11", in the call's arena. */
static const char *line_of_document(kith_call *call,
                                    const char *id,
                                    const kith_json *root)
{
    static const char *const keys[] = {"title", "publisher", "date"};
    enum { KEY_COUNT = sizeof keys / sizeof *keys };
    size_t size = strlen(id) + 1;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const char *text = kith_json_string(kith_json_get(root, keys[i]));
        size += text ? strlen(text) + strlen(", ") : 0;
    }
    char *out = kith_arena_take(&call->arena, size);
    if (!out)
        return NULL;
    size_t length = (size_t)snprintf(out, size, "%s", id);
    const char *before = ": ";
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const char *text = kith_json_string(kith_json_get(root, keys[i]));
        if (!text)
            continue;
        length +=
            (size_t)snprintf(out + length, size - length, "%s%s", before, text);
        before = ", ";
    }
    return out;
}

static kith_status put_document(kith_call *call, kith_sink *sink, kith_id d)
{
    kith_status st = KITH_OK;
    char *record = NULL;
    kith_json *root = NULL;
    KITH_TRY(st,
             kith_graph_record(call->graph, KITH_RECORD_DOCUMENT, d, &record,
                               &call->err),
             done);
    KITH_TRY(st,
             kith_json_parse(&root, (kith_text){record, strlen(record)},
                             "document", &call->err),
             done);
    const char *line =
        line_of_document(call, kith_graph_document_id(call->graph, d), root);
    if (!line) {
        st = kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    kith_put(sink, "  ");
    KITH_TRY(st, kith_result_prose(call, sink, line, 2, 4), done);
    const char *address = kith_json_string(kith_json_get(root, "url"));
    if (address) {
        kith_put(sink, "    ");
        kith_put_clean(sink, address);
        kith_put_char(sink, '\n');
    }
done:
    kith_json_free(root);
    kith_free(record);
    return st;
}

kith_status kith_put_cited(kith_call *call,
                           kith_sink *sink,
                           const kith_cited *cited)
{
    kith_status st = KITH_OK;
    if (!cited->count)
        return KITH_OK;
    kith_put_char(sink, '\n');
    kith_put_look(sink, &call->screen, KITH_BOLD,
                  cited->count == 1 ? "Document" : "Documents");
    kith_put_char(sink, '\n');
    const size_t count = kith_graph_document_count(call->graph);
    for (size_t d = 0; d < count && st == KITH_OK; d++) {
        if (cited->documents[d])
            st = put_document(call, sink, (kith_id)d);
    }
    return st;
}
