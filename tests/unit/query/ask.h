/* Asking a query of records that stand in the test. */
#ifndef KITH_UNIT_QUERY_ASK_H
#define KITH_UNIT_QUERY_ASK_H

#include "inputs.h"

#include <kith/query.h>

/** A graph and a session on it; from zero. Release with asking_free(). */
typedef struct asking {
    outcome records;
    kith_session *session;
    kith_query_options options; /**< for the next queries */
    kith_error err;             /**< of the last one */
    char *answer;               /**< rows of the last one, a line each, values
                                     as JSON with '|' between them */
    size_t rows;
} asking;

/** Read records, JSON Lines, and begin a session. */
void asking_of(asking *a, const char *records);

/** The same with a small graph of people, see ask.c. */
void asking_of_people(asking *a);

/** Run a query; the answer and the error are kept. */
kith_status ask(asking *a, const char *query);

/** Run it and compare the answer. */
void assert_answer(asking *a, const char *query, const char *answer);

/** Run it and compare the beginning of the message, and the text that the place
 *  is about. */
void assert_refused(asking *a,
                    const char *query,
                    const char *message,
                    const char *about);

void asking_free(asking *a);

#endif /* KITH_UNIT_QUERY_ASK_H */
