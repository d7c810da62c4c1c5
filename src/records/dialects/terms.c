/* Literals of linked data to JSON values. */
#include "records/dialects/terms.h"

#include "records/dialects/vocabularies.h"

#include <string.h>

bool kith_terms_same(kith_text a, kith_text b)
{
    return a.length == b.length &&
           (a.length == 0 || !memcmp(a.data, b.data, a.length));
}

/* What may stand unquoted, as the first byte of its text shows. */
static const struct {
    const char *datatype;
    const char *first;
} bare[] = {
    {XSD "integer",            "-0123456789"       },
    {XSD "int",                "-0123456789"       },
    {XSD "long",               "-0123456789"       },
    {XSD "nonNegativeInteger", "0123456789"        },
    {XSD "positiveInteger",    "0123456789"        },
    {XSD "decimal",            "-0123456789"       },
    {XSD "double",             "-0123456789"       },
    {XSD "float",              "-0123456789"       },
    {XSD "boolean",            "tf"                },
    {RDF "JSON",               "{[\"-0123456789tfn"},
};

static bool is_bare(const kith_term *term, kith_text text)
{
    if (term->kind != KITH_TERM_LITERAL || !term->datatype.length ||
        !text.length)
        return false;
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        const kith_text datatype = {bare[i].datatype, strlen(bare[i].datatype)};
        if (kith_terms_same(term->datatype, datatype))
            return strchr(bare[i].first, *text.data) && *text.data &&
                   kith_json_check(text, "", NULL) == KITH_OK;
    }
    return false;
}

void kith_terms_put(kith_translation *t, const kith_term *term, kith_text text)
{
    if (is_bare(term, text))
        kith_put_value(t, KITH_JSON_OBJECT, text);
    else
        kith_put_plain(t, text);
}
