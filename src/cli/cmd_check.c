/* kith check: are these records sound? */
#include "base/error.h"
#include "cli/clean.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/result.h"
#include "cli/sarif.h"
#include "cli/verdict.h"

#include <string.h>

/* In the order of kith_result_format; "text" and "table" are the same. */
static const char *const formats[] = {"text",  "json",  "jsonl",
                                      "csv",   "tsv",   "markdown",
                                      "sarif", "table", NULL};

static const kith_option options[] = {
    {.name = "format",
     .type = KITH_OPTION_CHOICE,
     .value = "FORMAT",
     .offset = KITH_AT(format),
     .choices = formats,
     .otherwise = "text",
     .help = "how to print the problems; -o FILE.json, .sarif and the like "
             "imply theirs"},
    KITH_JSON_OPTION,
    {.name = "limit",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(limit),
     .most = UINT32_MAX,
     .otherwise = "100",
     .help = "print at most N problems, and count the rest; 0 = all"},
    {.name = "clean",
     .type = KITH_OPTION_PATH,
     .value = "FILE",
     .offset = KITH_AT(clean),
     .help = "write the sound records to this file, one a line"},
    {.name = "rejects",
     .type = KITH_OPTION_PATH,
     .value = "FILE",
     .offset = KITH_AT(rejects),
     .help = "write the other records to this file, with what is wrong"},
    {0       },
};

static kith_status print(kith_call *call)
{
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (call->settings.format == KITH_RESULT_SARIF) {
        kith_put_sarif(&sink, call->diagnostics, kith_verdict_size(call));
    } else if (kith_result_is_text(call)) {
        kith_verdict_put_text(call, &sink);
    } else if (kith_result_is_json(call)) {
        kith_verdict_put_json(call, &sink);
    } else {
        KITH_TRY(st, kith_verdict_put_table(call), done);
    }
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

/* Text says itself what is left out; in other formats it would go unseen. */
static void remark_rest(const kith_call *call)
{
    const kith_diagnostics *list = call->diagnostics;
    const size_t all = kith_diagnostics_count(list, KITH_ERROR) +
                       kith_diagnostics_count(list, KITH_WARNING) +
                       kith_diagnostics_count(list, KITH_NOTE);
    const size_t printed = kith_verdict_size(call);
    if (printed < all && !kith_result_is_text(call)) {
        kith_remark(call->settings.quiet,
                    "%zu more problems; --limit 0 prints all", all - printed);
    }
}

/* What was written, and what became of the rest: nothing is lost unseen. */
static void remark_count(const kith_call *call,
                         size_t count,
                         const char *kind,
                         const char *path)
{
    const size_t merged =
        kith_diagnostics_of_rule(call->diagnostics, KITH_RULE_DUPLICATE);
    char also[64] = "";
    if (merged && path == call->settings.clean)
        snprintf(also, sizeof also, "; %zu merged with another", merged);
    kith_remark(call->settings.quiet, "'%s' has %zu %s %s%s", path, count, kind,
                count == 1 ? "record" : "records", also);
}

static kith_status check_files(kith_call *call)
{
    const char *clean = call->settings.clean;
    const char *rejects = call->settings.rejects;
    if (clean && rejects && !strcmp(clean, rejects))
        return kith_fail(&call->err, KITH_E_INVALID,
                         "--clean and --rejects name the same file, '%s'",
                         clean);
    const kith_status st = kith_call_spare_inputs(call, clean);
    return st == KITH_OK ? kith_call_spare_inputs(call, rejects) : st;
}

static kith_status write_files(kith_call *call)
{
    const char *clean = call->settings.clean;
    const char *rejects = call->settings.rejects;
    size_t count = 0;
    kith_status st = KITH_OK;
    if (clean) {
        KITH_TRY(st, kith_clean_write(call, clean, &count), done);
        remark_count(call, count, "sound", clean);
    }
    if (rejects) {
        KITH_TRY(st, kith_rejects_write(call, rejects, &count), done);
        remark_count(call, count, "unsound", rejects);
    }
done:
    return st;
}

static kith_status run(kith_call *call)
{
    const uint64_t limit = call->settings.limit;
    const bool keep_all = !limit || call->settings.rejects;
    kith_status st = KITH_OK;
    if (call->settings.format > KITH_RESULT_SARIF)
        call->settings.format = KITH_RESULT_TABLE;
    KITH_TRY(st, check_files(call), done);
    KITH_TRY(st, kith_input_check(call, 0, keep_all ? SIZE_MAX : (size_t)limit),
             done);
    call->no = kith_diagnostics_count(call->diagnostics, KITH_ERROR) > 0;
    KITH_TRY(st, print(call), done);
    remark_rest(call);
    st = write_files(call);
done:
    return st;
}

static const char *const examples[] = {
    "every problem, with its place and what would help",
    "kith check data/cis-forum.json",
    "against a vocabulary, for a code host",
    "kith check --vocabulary mine.json --format sarif data/cis-forum.json",
    "part the sound records from the others",
    "kith check --clean sound.jsonl --rejects unsound.jsonl records.jsonl",
    NULL,
};

static const kith_option_group *const groups[] = {
    &kith_reading_group,
    &kith_output_group,
    &kith_common_group,
    NULL,
};

const kith_command kith_cmd_check = {
    .name = "check",
    .summary = "say what is wrong with records, all in one pass",
    .operands = "INPUT...",
    .description =
        "Reads everything and reports every problem: where it is, which rule "
        "it breaks, and what would help. Errors make records unsound; warnings "
        "and notes do not. Without a vocabulary any type is allowed.\n\n"
        "A knowledge base is looked through as a file first: its pages, its "
        "checksums, the sums over the rows of its tables, and whether what is "
        "packed for analyses says the same as its rows. One that is damaged, "
        "or that something else than kith has changed, is an input that cannot "
        "be read.\n\n"
        "The exit status is 0 if the records are sound, 1 if they are not, and "
        "2 if they cannot be read.",
    .examples = examples,
    .options = options,
    .groups = groups,
    .run = run,
};
