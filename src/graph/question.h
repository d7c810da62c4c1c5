#ifndef KITH_GRAPH_QUESTION_H
#define KITH_GRAPH_QUESTION_H

#include "graph/letters.h"

#include <string.h>

/** What is looked for, in all the ways in which it is compared: as it is
 *  written, and with words written as one, for "Abdul Rahman" is "Abdulrahman".
 */

enum { KITH_QUESTION_FORMS = 6 };

typedef struct kith_question {
    kith_alphabet alphabet;
    kith_words forms[KITH_QUESTION_FORMS];
    /** The text of each form, which its words lead into. */
    char texts[KITH_QUESTION_FORMS][KITH_HYPHENATED_MOST];
    kith_text written; /**< the text of form 0; borrowed */
    size_t count;      /**< of forms; 0 if nothing is asked for */
    bool has_han;      /**< Chinese characters have been left without sound */
} kith_question;

/** What another form than that which is written counts. */
#define KITH_JOINED_SHARE 0.98

/** Make a question of a text of valid UTF-8, which must stay. Chinese
 * characters are romanized if `han` says so; it takes a quarter of a second,
 * and a name in the same characters is found without. */
void kith_question_init(kith_question *question,
                        kith_text query,
                        bool han,
                        kith_romanizer *romanizer);

/** The text of a form. */
static inline kith_text kith_question_text(const kith_question *question,
                                           size_t form)
{
    const size_t length = strnlen(question->texts[form], KITH_HYPHENATED_MOST);
    return form ? (kith_text){question->texts[form], length}
                : question->written;
}

/** How well a text fits: a name or an alias, whose hyphens may be left out, or
 *  an id, whose may not. `words` is room to work in. */
double kith_question_fit(const kith_question *question,
                         kith_text text,
                         bool is_id,
                         kith_words *words);

#endif /* KITH_GRAPH_QUESTION_H */
