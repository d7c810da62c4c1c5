/* Names and values of linked data as text. */
#include "base/error.h"
#include "export/pieces.h"
#include "export/rdf.h"

#include <string.h>

/* Spaces that stand below the base, and those that are the same for all. */
static const struct {
    const char *prefix;
    bool is_below;
    const char *iri;
} spaces[KITH_RDF_PREFIXED] = {
    [KITH_RDF_ENTITY] = {"e",       true,  ""                                     },
    [KITH_RDF_TYPE] = {"t",       true,  "type/"                                },
    [KITH_RDF_RELATION] = {"r",       true,  "relation/"                            },
    [KITH_RDF_PROPERTY] = {"p",       true,  "property/"                            },
    [KITH_RDF_MEMBER] = {"m",       true,  "member/"                              },
    [KITH_RDF_COMPUTED] = {"c",       true,  "computed/"                            },
    [KITH_RDF_DOCUMENT] = {"d",       true,  "document/"                            },
    [KITH_RDF_TERM] = {"kith",    false, "urn:kith:term/"                       },
    [KITH_RDF_RDF] = {"rdf",     false,
                         "http://www.w3.org/1999/02/22-rdf-syntax-ns#"            },
    [KITH_RDF_RDFS] = {"rdfs",    false, "http://www.w3.org/2000/01/rdf-schema#"},
    [KITH_RDF_SKOS] = {"skos",    false, "http://www.w3.org/2004/02/skos/core#" },
    [KITH_RDF_DCTERMS] = {"dcterms", false, "http://purl.org/dc/terms/"            },
    [KITH_RDF_XSD] = {"xsd",     false, "http://www.w3.org/2001/XMLSchema#"    },
};

const char *kith_rdf_prefix(kith_rdf_space space)
{
    return spaces[space].prefix;
}

kith_rdf_name kith_rdf_named(kith_rdf_space space, const char *local)
{
    return (kith_rdf_name){space, kith_text_of(local)};
}

/* How much of a date is given says its type. */
static const char *date_type(size_t length)
{
    if (length == sizeof "YYYY" - 1)
        return "gYear";
    return length == sizeof "YYYY-MM" - 1 ? "gYearMonth" : "date";
}

const char *kith_rdf_datatype(const kith_rdf_object *object)
{
    switch (object->kind) {
    case KITH_RDF_INTEGER:
        return "integer";
    case KITH_RDF_DOUBLE:
        return "double";
    case KITH_RDF_BOOLEAN:
        return "boolean";
    case KITH_RDF_DATE:
        return date_type(object->text.length);
    case KITH_RDF_JSON:
        return "JSON";
    case KITH_RDF_NAME:
    case KITH_RDF_STRING:
        break;
    }
    return "";
}

void kith_put_rdf_space(kith_rdf *rdf, kith_rdf_space space)
{
    if (spaces[space].is_below)
        kith_put(&rdf->sink, rdf->base);
    kith_put(&rdf->sink, spaces[space].iri);
}

static bool is_unreserved(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
           byte == '.' || byte == '~';
}

void kith_put_rdf_local(kith_sink *sink, kith_text local)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *at = local.data;
    const char *const end = at + local.length;
    while (at < end) {
        const char *const start = at;
        while (at < end && is_unreserved((unsigned char)*at))
            at++;
        kith_put_bytes(sink, start, (size_t)(at - start));
        if (at < end) {
            const unsigned char byte = (unsigned char)*at++;
            const char escape[3] = {'%', digits[byte >> 4], digits[byte & 15]};
            kith_put_bytes(sink, escape, sizeof escape);
        }
    }
}

void kith_put_rdf_name(kith_rdf *rdf, kith_rdf_name name)
{
    if (name.space == KITH_RDF_BLANK) {
        kith_put(&rdf->sink, "_:");
        kith_put_bytes(&rdf->sink, name.local.data, name.local.length);
        return;
    }
    kith_put_char(&rdf->sink, '<');
    if (name.space == KITH_RDF_WHOLE) {
        kith_put_bytes(&rdf->sink, name.local.data, name.local.length);
    } else {
        kith_put_rdf_space(rdf, name.space);
        kith_put_rdf_local(&rdf->sink, name.local);
    }
    kith_put_char(&rdf->sink, '>');
}

/* A backslash is a code point by number: rdflib 6 undoes one kind of escape
 * after the other, and takes `\\n` for a line end after a backslash. */
static void put_escape(kith_sink *sink, unsigned char byte)
{
    static const char *const short_forms[] = {
        ['\t'] = "\\t",
        ['\n'] = "\\n",
        ['\r'] = "\\r",
        ['"'] = "\\\"",
    };
    const size_t count = sizeof short_forms / sizeof *short_forms;
    if (byte < count && short_forms[byte]) {
        kith_put(sink, short_forms[byte]);
    } else {
        kith_putf(sink, "\\u%04X", (unsigned)byte);
    }
}

void kith_put_rdf_string(kith_sink *sink, kith_text text)
{
    const char *at = text.data;
    const char *const end = at + text.length;
    kith_put_char(sink, '"');
    while (at < end) {
        const char *const start = at;
        while (at < end && (unsigned char)*at >= 0x20 && *at != '"' &&
               *at != '\\' && *at != 0x7F)
            at++;
        kith_put_bytes(sink, start, (size_t)(at - start));
        if (at < end)
            put_escape(sink, (unsigned char)*at++);
    }
    kith_put_char(sink, '"');
}

static bool is_scheme(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const char byte = text[i];
        const bool letter =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool more = (byte >= '0' && byte <= '9') || byte == '+' ||
                          byte == '-' || byte == '.';
        if (!letter && (i == 0 || !more))
            return false;
    }
    return length > 0;
}

kith_status kith_rdf_check_base(const char *base, kith_error *err)
{
    bool valid = is_scheme(base, strcspn(base, ":")) && strchr(base, ':');
    for (const char *at = base; valid && *at; at++) {
        const unsigned char byte = (unsigned char)*at;
        valid = byte > 0x20 && byte != 0x7F && !strchr("<>\"{}|^`\\", byte);
    }
    if (valid)
        return KITH_OK;
    (void)kith_fail(err, KITH_E_INVALID, "base '%s' is not an IRI", base);
    kith_hint(err, "write it as 'https://example.org/graph/' or 'urn:kith:'");
    return KITH_E_INVALID;
}
