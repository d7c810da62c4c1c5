/* Problems as SARIF 2.1.0. */
#include "cli/sarif.h"

#include "cli/writer.h"

#include <string.h>

static void member(kith_writer *w, const char *key, const char *text)
{
    kith_write_key(w, key);
    kith_write_text(w, text);
}

/* {"text": "…"}, as SARIF wants every message. */
static void message(kith_writer *w,
                    const char *key,
                    const char *text,
                    const char *hint)
{
    char whole[512];
    snprintf(whole, sizeof whole, "%s%s%s", text, *hint ? "; " : "", hint);
    kith_write_key(w, key);
    kith_write_open(w, '{');
    member(w, "text", whole);
    kith_write_close(w, '}');
}

/* A path as a URI reference: everything but unreserved characters and slashes
 * is percent-encoded (RFC 3986). */
static void put_uri(kith_writer *w, const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    char uri[3 * 4096 + 1];
    size_t length = 0;
    for (; *path && length + 4 < sizeof uri; path++) {
        const unsigned char byte = (unsigned char)*path;
        const bool plain =
            byte < 0x80 &&
            (strchr("-._~/", byte) || (byte >= '0' && byte <= '9') ||
             (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'));
        if (plain) {
            uri[length++] = (char)byte;
        } else {
            uri[length++] = '%';
            uri[length++] = hex[byte >> 4];
            uri[length++] = hex[byte & 15];
        }
    }
    uri[length] = '\0';
    member(w, "uri", uri);
}

static void put_rules(kith_writer *w)
{
    kith_write_key(w, "rules");
    kith_write_open(w, '[');
    for (int r = 0; r < KITH_RULE_COUNT; r++) {
        const kith_rule rule = (kith_rule)r;
        kith_write_open_row(w, '{');
        member(w, "id", kith_rule_name(rule));
        message(w, "shortDescription", kith_rule_summary(rule), "");
        kith_write_key(w, "defaultConfiguration");
        kith_write_open(w, '{');
        member(w, "level", kith_severity_name(kith_rule_severity(rule)));
        kith_write_close(w, '}');
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
}

static void put_tool(kith_writer *w)
{
    kith_write_key(w, "tool");
    kith_write_open(w, '{');
    kith_write_key(w, "driver");
    kith_write_open(w, '{');
    member(w, "name", "kith");
    member(w, "version", KITH_VERSION);
    put_rules(w);
    kith_write_close(w, '}');
    kith_write_close(w, '}');
}

static void put_region(kith_writer *w, const kith_place *place)
{
    if (!place->line)
        return;
    kith_write_key(w, "region");
    kith_write_open(w, '{');
    kith_write_key(w, "startLine");
    kith_write_size(w, place->line);
    kith_write_key(w, "startColumn");
    kith_write_size(w, place->column ? place->column : 1);
    kith_write_close(w, '}');
}

static void put_location(kith_writer *w, const kith_problem *problem)
{
    const kith_place *place = &problem->error.place;
    if (!place->source)
        return;
    kith_write_key(w, "locations");
    kith_write_open(w, '[');
    kith_write_open(w, '{');
    kith_write_key(w, "physicalLocation");
    kith_write_open(w, '{');
    kith_write_key(w, "artifactLocation");
    kith_write_open(w, '{');
    put_uri(w, place->source);
    kith_write_close(w, '}');
    put_region(w, place);
    kith_write_close(w, '}');
    if (problem->record && *problem->record) {
        kith_write_key(w, "logicalLocations");
        kith_write_open(w, '[');
        kith_write_open(w, '{');
        member(w, "fullyQualifiedName", problem->record);
        kith_write_close(w, '}');
        kith_write_close(w, ']');
    }
    kith_write_close(w, '}');
    kith_write_close(w, ']');
}

static void put_result(kith_writer *w, const kith_problem *problem)
{
    const kith_severity severity = kith_rule_severity(problem->rule);
    kith_write_open_row(w, '{');
    member(w, "ruleId", kith_rule_name(problem->rule));
    kith_write_key(w, "ruleIndex");
    kith_write_size(w, (size_t)problem->rule);
    member(w, "level", kith_severity_name(severity));
    message(w, "message", problem->error.message, problem->error.hint);
    put_location(w, problem);
    kith_write_close(w, '}');
}

void kith_put_sarif(kith_sink *sink,
                    const kith_diagnostics *diagnostics,
                    size_t size)
{
    kith_writer w = {.sink = sink};
    kith_write_open(&w, '{');
    member(&w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    member(&w, "version", "2.1.0");
    kith_write_key(&w, "runs");
    kith_write_open(&w, '[');
    kith_write_open(&w, '{');
    put_tool(&w);
    member(&w, "columnKind", "unicodeCodePoints");
    kith_write_key(&w, "results");
    kith_write_open(&w, '[');
    for (size_t i = 0; i < size; i++)
        put_result(&w, kith_diagnostics_at(diagnostics, i));
    kith_write_close(&w, ']');
    kith_write_close(&w, '}');
    kith_write_close(&w, ']');
    kith_write_close(&w, '}');
}
