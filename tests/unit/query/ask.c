#include "ask.h"

#include "../test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char people[] =
    "{\"id\":\"ada\",\"types\":[\"person\",\"author\"],\"name\":\"Ada\","
    "\"properties\":{\"age\":36}}\n"
    "{\"id\":\"bob\",\"type\":\"person\",\"properties\":{\"age\":41}}\n"
    "{\"id\":\"eve\",\"type\":\"person\",\"name\":\"Eve\"}\n"
    "{\"id\":\"acme\",\"type\":\"company\"}\n"
    "{\"source\":\"ada\",\"type\":\"knows\",\"target\":\"bob\",\"since\":"
    "\"2001\"}\n"
    "{\"source\":\"bob\",\"type\":\"knows\",\"target\":\"eve\"}\n"
    "{\"source\":\"ada\",\"type\":\"works_at\",\"target\":\"acme\"}\n"
    "{\"source\":\"bob\",\"type\":\"works_at\",\"target\":\"acme\"}\n"
    "{\"source\":\"eve\",\"type\":\"married_to\",\"target\":\"bob\","
    "\"directed\":false}\n";

void asking_of(asking *a, const char *records)
{
    outcome_of(&a->records, records);
    assert_int_equal(a->records.status, KITH_OK);
    assert_int_equal(kith_session_new(&a->session, a->records.graph, NULL),
                     KITH_OK);
}

void asking_of_people(asking *a)
{
    asking_of(a, people);
}

typedef struct writer {
    asking *a;
    FILE *file;
    kith_status status;
} writer;

static bool put_row(void *context, const kith_value *const *row, size_t columns)
{
    writer *w = context;
    for (size_t i = 0; i < columns && w->status == KITH_OK; i++) {
        if (i)
            fputc('|', w->file);
        w->status =
            kith_value_put_json(w->a->session, row[i], w->file, &w->a->err);
    }
    fputc('\n', w->file);
    w->a->rows++;
    return w->status == KITH_OK;
}

kith_status ask(asking *a, const char *query)
{
    const kith_text text = {query, strlen(query)};
    kith_query *compiled = NULL;
    size_t length = 0;
    writer w = {.a = a};
    free(a->answer);
    a->answer = NULL;
    a->rows = 0;
    a->err = (kith_error){0};
    kith_status st = kith_query_compile(&compiled, a->session, text, "<query>",
                                        &a->options, &a->err);
    if (st == KITH_OK) {
        w.file = open_memstream(&a->answer, &length);
        assert_non_null(w.file);
        st = kith_query_run(compiled, put_row, &w, &a->err);
        st = st == KITH_OK ? w.status : st;
        fclose(w.file);
    }
    kith_query_free(compiled);
    return st;
}

void assert_answer(asking *a, const char *query, const char *answer)
{
    if (ask(a, query) != KITH_OK)
        fail_msg("%s: %s", query, a->err.message);
    assert_string_equal(a->answer, answer);
}

void assert_refused(asking *a,
                    const char *query,
                    const char *message,
                    const char *about)
{
    assert_int_not_equal(ask(a, query), KITH_OK);
    if (strncmp(a->err.message, message, strlen(message)) != 0)
        fail_msg("%s: %s", query, a->err.message);
    assert_int_equal(a->err.length, strlen(about));
    assert_memory_equal(query + a->err.place.offset, about, strlen(about));
}

void asking_free(asking *a)
{
    free(a->answer);
    kith_session_free(a->session);
    outcome_free(&a->records);
}
