/* What an input is seen to be: its dialect, and how its first records look on
 * both sides. */
#include "base/alloc.h"
#include "base/error.h"
#include "records/guess.h"
#include "records/source.h"

#include <kith/dialects.h>

#include <stdio.h>
#include <string.h>

/* As much as is looked at when records are read. */
enum { BEGINNING = 64 << 10, LONGEST_EXAMPLE = 4 << 10 };

typedef struct {
    kith_sniffing *out;
    kith_source *source;
    char *bytes;
    size_t length;
} sniffing;

static char *copy_text(const char *text, size_t length)
{
    char *copy = KITH_NEW(char, length + 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

/* The foreign text at `offset`, as far as it stands in the beginning. */
static char *foreign_text(const sniffing *s, uint64_t offset)
{
    if (offset >= s->length)
        return copy_text("", 0);
    const char *const from = s->bytes + offset;
    const char *const end = s->bytes + s->length;
    const char *to = *from == '{' ? kith_json_end(from, end, true) : NULL;
    if (!to)
        to = memchr(from, '\n', (size_t)(end - from));
    size_t length = (size_t)((to ? to : end) - from);
    if (length > LONGEST_EXAMPLE)
        length = LONGEST_EXAMPLE;
    return copy_text(from, length);
}

static char *own_text(const sniffing *s, uint64_t line)
{
    size_t got = 0;
    char *text = KITH_NEW(char, BEGINNING * 4);
    if (!text)
        return NULL;
    const kith_status st =
        kith_source_again(s->source, line, text, BEGINNING * 4, &got, NULL);
    const char *const end = memchr(text, '\n', got);
    char *copy = st == KITH_OK && end ? copy_text(text, (size_t)(end - text))
                                      : copy_text("{}", 2);
    kith_release(text);
    return copy;
}

static kith_status take_examples(const sniffing *s, kith_error *err)
{
    const kith_translated *translated = kith_source_translated(s->source);
    for (kith_record_kind kind = 0; kind < 2; kind++) {
        if (!translated->counts[kind])
            continue;
        const uint64_t line = translated->first[kind];
        s->out->records[kind] = own_text(s, line);
        s->out->examples[kind] =
            foreign_text(s, kith_source_place(s->source, line).offset);
        if (!s->out->records[kind] || !s->out->examples[kind])
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

/* What becomes of the beginning that its records do not show. */
static void take_remarks(const sniffing *s)
{
    enum { MOST = sizeof s->out->remarks / sizeof *s->out->remarks };
    const kith_diagnostics *problems =
        kith_source_translated(s->source)->problems;
    size_t count = 0;
    for (size_t i = 0; i < kith_diagnostics_size(problems) && count < MOST;
         i++) {
        const kith_problem *problem = kith_diagnostics_at(problems, i);
        if (problem->rule == KITH_RULE_NOT_HELD)
            snprintf(s->out->remarks[count++], sizeof *s->out->remarks, "%s",
                     problem->error.message);
    }
}

/* What a table of evidence says, as words. */
static void say_evidence(const sniffing *s, const char *evidence)
{
    size_t used = 0;
    for (const char *at = evidence; at && *at;) {
        const size_t length = strcspn(at, " ");
        if (*at != '!' && used < sizeof s->out->saw)
            used +=
                (size_t)snprintf(s->out->saw + used, sizeof s->out->saw - used,
                                 "%s%.*s", used ? ", " : "", (int)length, at);
        at += length;
        at += strspn(at, " ");
    }
}

/* Why nothing fits: what it is instead, or what is missing. */
static void say_nothing_fits(const sniffing *s)
{
    const kith_text bytes = {s->bytes, s->length};
    const kith_guess guess = kith_guess_form(bytes);
    const char *missing = NULL;
    size_t length = 0;
    const char *near = kith_dialect_nearly(bytes, &missing, &length);
    kith_error *problem = &s->out->problem;
    (void)kith_fail(problem, KITH_E_INVALID,
                    s->length ? "this is in no dialect that kith reads"
                              : "there is nothing in this input");
    if (near) {
        kith_hint(problem, "nearly %s: '%.*s' is missing", near, (int)length,
                  missing);
    } else if (guess.form && !memchr("[{", s->bytes[0], 2)) {
        const bool table = guess.map[0] != '\0';
        kith_hint(problem, "this looks like %s%s%s%s%s%s", guess.form,
                  guess.advice ? ": " : "", guess.advice ? guess.advice : "",
                  table ? ", as --map \"" : "", guess.map, table ? "\"" : "");
    }
}

/* What kept all of the beginning from being read: the first error, if nothing
 * came of it; or NULL. */
static const kith_error *find_refusal(const sniffing *s)
{
    const kith_translated *translated = kith_source_translated(s->source);
    const kith_diagnostics *problems = translated->problems;
    if (translated->counts[KITH_RECORD_ENTITY] ||
        translated->counts[KITH_RECORD_RELATION])
        return NULL;
    for (size_t i = 0; i < kith_diagnostics_size(problems); i++) {
        const kith_problem *problem = kith_diagnostics_at(problems, i);
        if (kith_rule_severity(problem->rule) == KITH_ERROR)
            return &problem->error;
    }
    return NULL;
}

/* A --map that does not fit is a mistake in the call; all else is the input's.
 */
static kith_status take_refusal(const sniffing *s, bool mapped, kith_error *err)
{
    const kith_error *refusal = find_refusal(s);
    if (!refusal)
        return KITH_OK;
    if (!mapped) {
        s->out->problem = *refusal;
        s->out->problem.place.source = NULL; /* it goes with the input */
        return KITH_OK;
    }
    (void)kith_fail(err, KITH_E_INVALID, "%s: %s", kith_source_name(s->source),
                    refusal->message);
    kith_hint(err, "%s", refusal->hint);
    return KITH_E_INVALID;
}

static kith_status sniff(const sniffing *s,
                         const kith_sources *sources,
                         kith_error *err)
{
    const kith_dialect_row *from = kith_sources_from(sources);
    kith_choice choice = kith_dialect_choose((kith_text){s->bytes, s->length},
                                             kith_sources_map(sources));
    if (from)
        choice = (kith_choice){.row = from, .sureness = KITH_SURE_TOLD};
    if (!choice.row) {
        say_nothing_fits(s);
        return KITH_OK;
    }
    s->out->dialect = &choice.row->is;
    s->out->other = choice.other ? &choice.other->is : NULL;
    s->out->sureness = choice.sureness;
    if (choice.evidence && choice.row->sniff)
        snprintf(s->out->saw, sizeof s->out->saw, "%s", choice.evidence);
    else
        say_evidence(s, choice.evidence);
    if (!kith_dialect_is_foreign(choice.row))
        return KITH_OK;
    kith_status st =
        kith_source_sample(s->source, choice.row, s->bytes, s->length, err);
    if (st == KITH_OK)
        st = take_refusal(s, kith_sources_map(sources) != NULL, err);
    if (st == KITH_OK)
        take_remarks(s);
    return st == KITH_OK ? take_examples(s, err) : st;
}

kith_status kith_sniff(kith_sniffing *out,
                       const kith_read_options *options,
                       kith_error *err)
{
    kith_sources *sources = NULL;
    kith_status st = KITH_OK;
    sniffing s = {.out = out};
    *out = (kith_sniffing){0};
    s.bytes = KITH_NEW(char, BEGINNING + KITH_PADDING);
    if (!s.bytes)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_sources_open(&sources, options, err), done);
    s.source = kith_sources_at(sources, 0);
    KITH_TRY(st, kith_source_peek(s.source, s.bytes, BEGINNING, &s.length, err),
             done);
    st = sniff(&s, sources, err);
done:
    if (st != KITH_OK)
        kith_sniffing_clear(out);
    kith_sources_free(sources);
    kith_release(s.bytes);
    return st;
}

void kith_sniffing_clear(kith_sniffing *s)
{
    for (size_t i = 0; i < 2; i++) {
        kith_release(s->examples[i]);
        kith_release(s->records[i]);
    }
    *s = (kith_sniffing){0};
}
