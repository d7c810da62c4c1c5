/* The wall round expat. */
#include "records/dialects/xml.h"

#include <expat.h>
#include <stdio.h>
#include <string.h>

enum { DEEPEST = 256 };

typedef struct {
    kith_translation *t;
    const kith_xml *xml;
    XML_Parser parser;
    size_t from; /* where it begins: a byte order mark is left out */
    unsigned depth;
    bool has_more;       /* declarations in another file, which is not read */
    const char *refused; /* why the document is not read on */
} reading;

static void refuse(reading *r, const char *why)
{
    if (!r->refused)
        r->refused = why;
    (void)XML_StopParser(r->parser, XML_FALSE);
}

/* "namespace|name" to "name". */
static const char *local(const char *name)
{
    const char *bar = strrchr(name, '|');
    return bar ? bar + 1 : name;
}

static void take_place(reading *r)
{
    const XML_Index at = XML_GetCurrentByteIndex(r->parser);
    const kith_feed *feed = &r->t->feed;
    r->t->place = (kith_place){
        .source = r->t->name,
        .offset = at >= 0 ? r->from + (size_t)at : feed->start + feed->at,
        .line = (uint32_t)XML_GetCurrentLineNumber(r->parser),
        .column = (uint32_t)XML_GetCurrentColumnNumber(r->parser) + 1,
    };
}

/* Where entities may be declared elsewhere expat leaves out what it does not
 * know: in texts it says so, in attributes only the bytes show it. */
static bool has_unknown_entity(const reading *r)
{
    static const char *const known[] = {"&#",    "&lt;",   "&gt;",
                                        "&amp;", "&quot;", "&apos;"};
    int offset = 0;
    int size = 0;
    const char *at = XML_GetInputContext(r->parser, &offset, &size);
    if (!at)
        return false;
    at += offset;
    const char *const end = at + XML_GetCurrentByteCount(r->parser);
    while ((at = memchr(at, '&', (size_t)(end - at)))) {
        bool is_known = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            is_known = is_known || !strncmp(at, known[i], strlen(known[i]));
        if (!is_known)
            return true;
        at++;
    }
    return false;
}

static const char undeclared[] =
    "this document uses an entity that it does not declare";

static void XMLCALL skip(void *context, const char *name, int is_parameter)
{
    reading *r = context;
    (void)name;
    if (!is_parameter)
        refuse(r, undeclared);
}

static void XMLCALL take_doctype(void *context,
                                 const char *name,
                                 const char *system,
                                 const char *public,
                                 int has_subset)
{
    reading *r = context;
    (void)name, (void)public, (void)has_subset;
    r->has_more = system != NULL;
}

static void XMLCALL start(void *context,
                          const char *name,
                          const char **attributes)
{
    reading *r = context;
    take_place(r);
    for (const char **a = attributes; *a; a += 2)
        *a = local(*a);
    if (++r->depth > DEEPEST)
        refuse(r, "elements nest deeper than 256");
    else if (r->has_more && has_unknown_entity(r))
        refuse(r, undeclared);
    else
        r->xml->start(r->xml->context, local(name), attributes);
    if (!kith_translation_goes_on(r->t))
        refuse(r, "");
}

static void XMLCALL end(void *context, const char *name)
{
    reading *r = context;
    r->depth--;
    r->xml->end(r->xml->context, local(name));
    if (!kith_translation_goes_on(r->t))
        refuse(r, "");
}

static void XMLCALL text(void *context, const char *bytes, int length)
{
    reading *r = context;
    r->xml->text(r->xml->context, bytes, (size_t)length);
}

static void XMLCALL declare(void *context,
                            const char *name,
                            int is_parameter,
                            const char *value,
                            int value_length,
                            const char *base,
                            const char *system,
                            const char *public,
                            const char *notation)
{
    reading *r = context;
    (void)name, (void)is_parameter, (void)value, (void)value_length, (void)base;
    (void)system, (void)public, (void)notation;
    refuse(r, "this document declares entities, which are not read");
}

static void report(reading *r)
{
    const char *why = r->refused;
    if (why && !*why)
        return; /* enough was read, or it failed otherwise */
    take_place(r);
    kith_problem *problem = kith_translation_report(r->t, KITH_RULE_SYNTAX);
    kith_problem_say(problem, "%s",
                     why ? why : XML_ErrorString(XML_GetErrorCode(r->parser)));
    if (r->t->feed.whole && !why)
        kith_problem_hint(problem, "is the file cut short?");
    else
        kith_problem_hint(problem, "mend this first: the rest of the file was "
                                   "not read");
}

static void parse(reading *r)
{
    kith_feed *feed = &r->t->feed;
    enum { CHUNK = 1 << 20 };
    for (bool more = true; more;) {
        const size_t left = feed->end - feed->at;
        const size_t length = left < CHUNK ? left : CHUNK;
        const bool last = length == left && feed->whole;
        if (XML_Parse(r->parser, feed->data + feed->at, (int)length, last) ==
            XML_STATUS_ERROR) {
            report(r);
            return;
        }
        feed->at += length;
        feed->counted = feed->at; /* expat counts lines */
        more = !last;
        if (feed->at == feed->end && more)
            (void)kith_feed_more(feed);
    }
}

void kith_xml_read(kith_translation *t, const kith_xml *xml)
{
    reading r = {.t = t,
                 .xml = xml,
                 .parser = XML_ParserCreateNS(NULL, '|'),
                 .from = t->feed.at};
    if (!r.parser) {
        (void)kith_translation_no_memory(t);
        return;
    }
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, start, end);
    XML_SetCharacterDataHandler(r.parser, text);
    XML_SetEntityDeclHandler(r.parser, declare);
    XML_SetStartDoctypeDeclHandler(r.parser, take_doctype);
    XML_SetSkippedEntityHandler(r.parser, skip);
    parse(&r);
    XML_ParserFree(r.parser);
}

const char *kith_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        if (*attributes[0] == *name && !strcmp(attributes[0], name))
            return attributes[1];
    }
    return NULL;
}

/* The beginning of UTF-16 as ASCII: enough to see the first element, and expat
 * reads the rest by itself. Itself if it is none. */
static kith_text narrowed(kith_text bytes, char *out, size_t room)
{
    const bool big = bytes.length > 1 && !memcmp(bytes.data, "\xFE\xFF", 2);
    const bool little = bytes.length > 1 && !memcmp(bytes.data, "\xFF\xFE", 2);
    size_t length = 0;
    if (!big && !little)
        return bytes;
    for (size_t i = 2; i + 1 < bytes.length && length < room; i += 2)
        out[length++] = bytes.data[i + little] ? '?' : bytes.data[i + big];
    return (kith_text){out, length};
}

bool kith_xml_begins(kith_text bytes, const char *name)
{
    char narrow[4096];
    bytes = narrowed(bytes, narrow, sizeof narrow);
    const size_t length = strlen(name);
    const char *at = bytes.data;
    const char *const end = bytes.data + bytes.length;
    while (at && at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
        at++;
        if (at == end || *at == '?' || *at == '!')
            continue; /* declarations and remarks; one in a remark is no harm */
        const char *stop = at;
        while (stop < end && !strchr(" \t\r\n/>", *stop))
            stop++;
        const char *colon = memchr(at, ':', (size_t)(stop - at));
        at = colon ? colon + 1 : at;
        return (size_t)(stop - at) == length && !memcmp(at, name, length);
    }
    return false;
}
