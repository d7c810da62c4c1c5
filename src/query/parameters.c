/* Parameters: what `$name` stands for. The value is read into the tree when the
 * query is compiled, and again when it is to run with others; nothing else of a
 * compiled query depends on it. */
#include "base/error.h"
#include "json/scan.h"
#include "query/resolve.h"

#include <math.h>
#include <string.h>

/* A number that no float can hold reads as infinite, anywhere in a value. */
static bool is_finite(kith_value v)
{
    bool finite = v.kind != KITH_VALUE_FLOAT || isfinite(v.as.real);
    for (uint32_t i = 0; v.kind == KITH_VALUE_LIST && finite && i < v.size; i++)
        finite = is_finite(v.as.items[i]);
    for (uint32_t i = 0; v.kind == KITH_VALUE_MAP && finite && i < v.size; i++)
        finite = is_finite(v.as.pairs[i].value);
    return finite;
}

static const kith_parameter *find(const kith_query_options *options,
                                  kith_text name)
{
    for (size_t i = 0; i < options->parameter_count; i++) {
        const kith_parameter *p = &options->parameters[i];
        if (p->name.length == name.length &&
            !memcmp(p->name.data, name.data, name.length))
            return p;
    }
    return NULL;
}

static kith_status miss(const kith_expr *expr,
                        const kith_query_source *source,
                        kith_error *err)
{
    (void)kith_fail(err, KITH_E_INVALID,
                    "ParameterMissing: MissingParameter: parameter '$%.*s' has "
                    "no value",
                    (int)expr->name.length, expr->name.data);
    kith_query_place(err, source, expr->span);
    kith_hint(err, "give it with --param '%.*s=VALUE', in JSON: 1, \"text\"",
              (int)expr->name.length, expr->name.data);
    return KITH_E_INVALID;
}

kith_status kith_parameter_read(kith_expr *expr,
                                const kith_query_options *options,
                                const kith_query_source *source,
                                kith_heap *heap,
                                kith_error *err)
{
    const kith_parameter *p = find(options, expr->name);
    bool ok = true;
    if (!p)
        return miss(expr, source, err);
    kith_text json = p->json;
    while (json.length && strchr(" \t\r\n", *json.data)) {
        json.data++;
        json.length--;
    }
    expr->value = kith_value_read(heap, json, &ok);
    if (!ok)
        return kith_heap_fail(heap, err);
    if (is_finite(expr->value))
        return KITH_OK;
    return kith_query_fail(err, source, expr->span, "FloatingPointOverflow",
                           "the value of '$%.*s' has a number beyond a float",
                           (int)expr->name.length, expr->name.data);
}

kith_status kith_parameters_check(const kith_query_options *options,
                                  kith_error *err)
{
    for (size_t i = 0; i < options->parameter_count; i++) {
        const kith_parameter *p = &options->parameters[i];
        const kith_status st = kith_json_check(p->json, "<parameter>", err);
        if (st != KITH_OK) {
            kith_hint(err,
                      "the value of '$%.*s' is JSON; text needs quotes: \"…\"",
                      (int)p->name.length, p->name.data);
            return st;
        }
    }
    return KITH_OK;
}
