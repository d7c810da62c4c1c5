#ifndef KITH_CLI_COMMAND_H
#define KITH_CLI_COMMAND_H

#include "base/arena.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/terminal.h"

#include <kith/diagnostics.h>
#include <kith/graph.h>
#include <kith/vocabulary.h>

/** Exit statuses, the same for every command. */
enum {
    KITH_EXIT_YES = 0,
    KITH_EXIT_NO = 1,    /**< nothing found, no path, records unsound */
    KITH_EXIT_WRONG = 2, /**< the call or the input is wrong */
    KITH_EXIT_SYSTEM = 3 /**< the system failed: disk full, out of memory */
};

/** More options than any command has. */
enum { KITH_MOST_OPTIONS = 96 };

/** One call of the program: what was asked, and what the answer needs. The
 *  command fills it as it goes; kith_call_end() releases all of it. */
typedef struct kith_call {
    const struct kith_command *command;
    kith_settings settings;
    const char **operands; /**< NULL-ended */
    size_t operand_count;
    uint8_t given[KITH_MOST_OPTIONS]; /**< how often each of the command's
                                           options stands in the call */
    kith_arena arena;                 /**< lives as long as the call */

    const char *base;     /**< the knowledge base that `whole` is, or NULL */
    int64_t base_changes; /**< before it was loaded */
    kith_given_input *records; /**< bases as records, and */
    FILE **unfolded;           /**< the files that they are in */
    size_t unfolded_count;
    kith_graph *whole;    /**< as read */
    kith_graph *selected; /**< part of `whole`, or NULL */
    kith_graph *ranked;   /**< what --top keeps of that, or NULL */
    kith_graph *graph;    /**< the last of them: what the answer is about */
    kith_diagnostics *diagnostics;
    kith_vocabulary *vocabulary; /**< with labels; see kith_call_vocabulary() */
    kith_output output;
    kith_terminal screen; /**< what `output` goes to, once it is open */

    bool no;       /**< the answer is no: exit status 1 */
    bool reported; /**< the failure has been printed already */
    bool input;    /**< the failure is one of the input, not of the system */
    kith_error err;
} kith_call;

/** Something that the help of a command explains below its options. */
typedef struct kith_topic {
    const char *name;
    const char *text; /**< sentences; a line end begins a new line */
} kith_topic;

/** Topic `index` of a command, with its text in `arena`; no name past the last,
 *  no text if out of memory. */
typedef kith_topic kith_topic_at(kith_arena *arena, size_t index);

/** Two options that do not go together; the same one twice if it may be given
 *  only once. Tables end with a row of NULL. */
typedef struct kith_apart {
    const char *one;
    const char *other;
} kith_apart;

/** A command. The table in commands.c is the whole command line. */
typedef struct kith_command {
    const char *name;
    const char *summary;     /**< one line, lower case, no full stop */
    const char *operands;    /**< "FROM TO INPUT...": [X] may be left out, "..."
                                  may be repeated; "" if there are none */
    const char *description; /**< paragraphs for --help and the manual */
    const char *const *examples; /**< pairs of purpose and call, NULL-ended */
    const kith_option *options;  /**< its own, or NULL */
    const kith_option_group *const *groups; /**< shared ones, NULL-ended */
    const kith_apart *apart; /**< its options that do not go together, or NULL
                              */
    const char *topics;      /**< title of what topic_at explains, or NULL */
    kith_topic_at *topic_at;
    kith_status (*run)(kith_call *call);
} kith_command;

/** Every command, NULL-ended, in the order that `kith help` lists them. */
extern const kith_command *const kith_commands[];

/** The command called `name`, or NULL with a hint in `err`. */
const kith_command *kith_command_of(const char *name, kith_error *err);

/** Option `index` of a command, its own first, then those of its groups; NULL
 *  past the last. */
const kith_option *kith_command_option(const kith_command *command,
                                       size_t index);

/** How often the option called `name` stands in the call. */
unsigned kith_call_gives(const kith_call *call, const char *name);

/** Open what --output says, once, and look at where it goes. */
KITH_NODISCARD kith_status kith_call_output(kith_call *call);

/** Refuse to write to a path, which may be NULL, where an input is: records
 *  must not be lost to an answer. KITH_OK; KITH_E_INVALID. */
KITH_NODISCARD kith_status kith_call_spare_inputs(kith_call *call,
                                                  const char *path);

/** The vocabulary that labels: the one of --vocabulary, or the default one.
 *  It is in call->vocabulary afterwards. */
KITH_NODISCARD kith_status kith_call_vocabulary(kith_call *call);

/** Put the output in its place or drop it, report a failure, release all and
 *  say how the program ends. */
int kith_call_end(kith_call *call, kith_status st);

extern const kith_command kith_cmd_add;
extern const kith_command kith_cmd_build;
extern const kith_command kith_cmd_check;
extern const kith_command kith_cmd_completion;
extern const kith_command kith_cmd_diff;
extern const kith_command kith_cmd_draw;
extern const kith_command kith_cmd_export;
extern const kith_command kith_cmd_find;
extern const kith_command kith_cmd_groups;
extern const kith_command kith_cmd_help;
extern const kith_command kith_cmd_manual;
extern const kith_command kith_cmd_path;
extern const kith_command kith_cmd_query;
extern const kith_command kith_cmd_rank;
extern const kith_command kith_cmd_remove;
extern const kith_command kith_cmd_show;
extern const kith_command kith_cmd_sniff;
extern const kith_command kith_cmd_stats;
extern const kith_command kith_cmd_version;
extern const kith_command kith_cmd_view;
extern const kith_command kith_cmd_vocabulary;

#endif /* KITH_CLI_COMMAND_H */
