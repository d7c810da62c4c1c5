#ifndef KITH_CLI_PROMPT_H
#define KITH_CLI_PROMPT_H

#include "cli/line_editor.h"
#include "cli/query.h"

/** A property that the first records of a type have. */
typedef struct kith_prompt_property {
    const char *type; /**< of its entity or relation; "" if it has none */
    bool of_relation;
    const char *name;
    const char *example; /**< a value as JSON, cut to fit a table */
} kith_prompt_property;

/** The statements of one call, typed at a terminal or read from a file. */
typedef struct kith_prompt {
    kith_query_call *q;
    bool interactive;
    bool timing;
    bool leaves; /**< :quit was given */
    char *last;  /**< last statement, for :all, :save and :explain; owned */
    bool failed; /**< that statement did, by its own fault: it has no result */
    char *typed; /**< lines of a statement that is not complete; owned */
    kith_prompt_property *properties; /**< once they are wanted; owned */
    size_t property_count;
    size_t property_room;
    bool looked;   /**< for properties */
    bool answered; /**< a statement, so that the next comes apart from it */
    bool lists;    /**< a script of several answers: as JSON they are a list */
    bool opened;   /**< that list is begun */
} kith_prompt;

/** Read statements from the terminal and answer them, until the end.
 *
 *  @return KITH_OK; KITH_E_MEMORY. What is wrong with a statement is reported
 *          and forgotten.
 */
KITH_NODISCARD kith_status kith_prompt_run(kith_query_call *q);

/** Answer the statements of `text`, one after the other, up to the first that
 *  fails. */
KITH_NODISCARD kith_status kith_prompt_script(kith_query_call *q,
                                              kith_text text);

/** Answer one statement. */
KITH_NODISCARD kith_status kith_prompt_answer(kith_prompt *p, kith_text text);

/** A sink on the output for what is no answer: a list of answers ends here. */
KITH_NODISCARD kith_status kith_prompt_sink(kith_prompt *p, kith_sink *out);

/** Whether a line that begins with ':' asks for an answer. */
bool kith_prompt_command_answers(kith_text line);

/** Do what a line that begins with ':' says; `line` ends where the line does.
 */
KITH_NODISCARD kith_status kith_prompt_command(kith_prompt *p, kith_text line);

/** Name of command `index` with its ':', or NULL past the last. */
const char *kith_prompt_command_name(size_t index);

/** A kith_completer; the context is the prompt. */
void kith_prompt_complete(void *context, kith_text line, kith_offers *out);

/** Find out which properties the first records of each type have, once.
 *  Cost: 100 records of each type are read. */
KITH_NODISCARD kith_status kith_prompt_look(kith_prompt *p);

/** Write types, what relations connect, and properties. */
KITH_NODISCARD kith_status kith_prompt_put_schema(kith_prompt *p);

#endif /* KITH_CLI_PROMPT_H */
