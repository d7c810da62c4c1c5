/* Documents and evidence in notes. */
#include "export/notes.h"

#include "base/error.h"
#include "export/pieces.h"
#include "json/scan.h"

#include <string.h>

void kith_notes_put(kith_notes *n, kith_text text)
{
    kith_put_markdown(&n->w.sink, &n->draft, text);
}

/* The file's name, and the entity's own where that differs. */
void kith_notes_put_link(kith_notes *n, kith_id e)
{
    const kith_note_name *name = &n->names[e];
    kith_put(&n->w.sink, "[[");
    kith_put(&n->w.sink, name->file);
    if (name->file[name->shown]) {
        kith_put_char(&n->w.sink, '|');
        kith_put_bytes(&n->w.sink, name->file, name->shown);
    }
    kith_put(&n->w.sink, "]]");
}

/* A value in the text: texts as they show, all else as JSON. */
void kith_notes_put_value(kith_notes *n, kith_rows *rows, kith_text json)
{
    kith_notes_put(n, *json.data == '"' ? kith_rows_text(rows, json) : json);
}

void kith_notes_put_document(kith_notes *n, kith_id document)
{
    const kith_text title = n->titles[document];
    const kith_text url = n->urls[document];
    kith_put(&n->w.sink, url.data ? "[" : "");
    kith_notes_put(n, title.data
                          ? title
                          : kith_text_of(
                                kith_graph_document_id(n->w.graph, document)));
    if (url.data) {
        kith_put(&n->w.sink, "](<");
        kith_put_bytes(&n->w.sink, url.data, url.length);
        kith_put(&n->w.sink, ">)");
    }
}

/* The members of a piece that have a place of their own. */
typedef struct piece {
    kith_text document;
    kith_text quote;
    kith_text note;
} piece;

static piece piece_of(kith_text json)
{
    piece p = {0};
    const struct {
        const char *key;
        kith_text *value;
    } members[] = {
        {"document", &p.document},
        {"quote",    &p.quote   },
        {"note",     &p.note    },
    };
    kith_text key;
    kith_text value;
    if (*json.data == '"')
        p.document = json;
    for (size_t at = 0;
         *json.data == '{' && kith_json_each_member(json, &at, &key, &value);) {
        for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
            if (*value.data == '"' &&
                kith_json_is_key(key, kith_text_of(members[i].key)))
                *members[i].value = value;
        }
    }
    return p;
}

/* The rest of a piece: "paragraph 3". */
static void put_locators(kith_notes *n,
                         kith_rows *rows,
                         kith_text json,
                         const piece *p)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0;
         *json.data == '{' && kith_json_each_member(json, &at, &key, &value);) {
        if (value.data == p->document.data || value.data == p->quote.data ||
            value.data == p->note.data || *value.data == 'n')
            continue;
        const kith_text quoted = {key.data - 1, key.length + 2};
        kith_put(&n->w.sink, ", ");
        kith_notes_put_value(n, rows, quoted);
        kith_put_char(&n->w.sink, ' ');
        kith_notes_put_value(n, rows, value);
    }
}

static void put_source(kith_notes *n,
                       kith_rows *rows,
                       kith_text json,
                       const piece *p)
{
    kith_put(&n->w.sink, "— ");
    if (p->document.data) {
        const kith_text id = kith_rows_text(rows, p->document);
        const kith_id document = kith_graph_document_of_id(n->w.graph, id);
        if (document == KITH_NONE) {
            kith_notes_put(n, id);
        } else {
            kith_notes_put_document(n, document);
        }
    } else {
        kith_put(&n->w.sink, "evidence");
    }
    put_locators(n, rows, json, p);
    kith_put_char(&n->w.sink, '\n');
}

static void put_quoted(kith_notes *n,
                       const char *indent,
                       const char *before,
                       kith_text text,
                       const char *after)
{
    kith_put(&n->w.sink, indent);
    kith_put(&n->w.sink, before);
    kith_notes_put(n, text);
    kith_put(&n->w.sink, after);
}

/* One quotation, and the next after an empty line in it; each of its lines is a
 * line, as two spaces at its end say. */
void kith_notes_put_evidence(kith_notes *n,
                             kith_rows *rows,
                             kith_text evidence,
                             const char *indent)
{
    kith_text json;
    bool any = false;
    for (size_t at = 0; evidence.data && *evidence.data == '[' &&
                        kith_json_each_element(evidence, &at, &json);) {
        const piece p = piece_of(json);
        if (any) {
            kith_put(&n->w.sink, indent);
            kith_put(&n->w.sink, ">\n");
        }
        if (p.quote.data)
            put_quoted(n, indent, "> “", kith_rows_text(rows, p.quote),
                       "”  \n");
        if (p.note.data)
            put_quoted(n, indent, "> ", kith_rows_text(rows, p.note), "  \n");
        kith_put(&n->w.sink, indent);
        kith_put(&n->w.sink, "> ");
        put_source(n, rows, json, &p);
        any = true;
    }
}

/* Keep the text of a JSON string; no data if it is none. */
static bool keep(kith_notes *n, kith_text json, kith_text *out)
{
    *out = (kith_text){0};
    if (*json.data != '"')
        return true;
    const kith_text text = kith_rows_text(&n->w.entity, json);
    *out = (kith_text){kith_arena_text(&n->arena, text.data, text.length),
                       text.length};
    return out->data != NULL;
}

/* Titles and addresses of documents, which are cited again and again. */
kith_status kith_notes_find_documents(kith_notes *n, kith_error *err)
{
    const size_t count = kith_graph_document_count(n->w.graph);
    n->titles = KITH_ARENA_NEW(&n->arena, kith_text, count + 1);
    n->urls = KITH_ARENA_NEW(&n->arena, kith_text, count + 1);
    bool room = n->titles && n->urls;
    for (kith_id d = 0; room && d < count; d++) {
        char *record = NULL;
        kith_text key;
        kith_text value;
        const kith_status st =
            kith_graph_record(n->w.graph, KITH_RECORD_DOCUMENT, d, &record,
                              err);
        if (st != KITH_OK)
            return st;
        const kith_text whole = kith_text_of(record);
        for (size_t at = 0; kith_json_each_member(whole, &at, &key, &value);) {
            if (kith_json_is_key(key, kith_text_of("title")))
                room = room && keep(n, value, &n->titles[d]);
            if (kith_json_is_key(key, kith_text_of("url")))
                room = room && keep(n, value, &n->urls[d]);
        }
        if (!kith_is_web_address(n->urls[d]))
            n->urls[d] = (kith_text){0};
        kith_free(record);
    }
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}
