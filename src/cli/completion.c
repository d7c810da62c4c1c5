/* Completion scripts for three shells, from the tables. */
#include "cli/completion.h"

#include <string.h>

/* -- words --------------------------------------------------------------- */

static void put_choices(kith_sink *sink, const kith_option *option)
{
    const char *name = NULL;
    for (size_t i = 0; (name = kith_option_choice(option, i)); i++)
        kith_putf(sink, "%s%s", i ? " " : "", name);
}

static bool has_choices(const kith_option *option)
{
    return kith_option_choice(option, 0) != NULL;
}

static void put_command_names(kith_sink *sink)
{
    for (const kith_command *const *c = kith_commands; *c; c++)
        kith_putf(sink, "%s%s", c == kith_commands ? "" : " ", (*c)->name);
}

/* Whether operands are names of commands: those of `help` and `manual`. */
static bool takes_commands(const kith_command *command)
{
    return !strcmp(command->operands, "[COMMAND]");
}

/* -- bash ---------------------------------------------------------------- */

static void put_bash_option_names(kith_sink *sink, const kith_command *command)
{
    const kith_option *o = NULL;
    for (size_t i = 0; (o = kith_command_option(command, i)); i++) {
        kith_putf(sink, "%s--%s", i ? " " : "", o->name);
        if (o->letter)
            kith_putf(sink, " -%c", o->letter);
    }
}

/* What may follow an option that takes a value. */
static void put_bash_values(kith_sink *sink, const kith_command *command)
{
    const kith_option *o = NULL;
    for (size_t i = 0; (o = kith_command_option(command, i)); i++) {
        if (!kith_option_takes_value(o))
            continue;
        kith_putf(sink, "        %s:--%s", command->name, o->name);
        if (o->letter)
            kith_putf(sink, "|%s:-%c", command->name, o->letter);
        kith_put(sink, ") ");
        if (has_choices(o)) {
            kith_put(sink, "words='");
            put_choices(sink, o);
            kith_put(sink, "' ;;\n");
        } else if (o->type == KITH_OPTION_PATH) {
            kith_put(sink, "files=1 ;;\n");
        } else {
            kith_put(sink, "return ;;\n");
        }
    }
}

void kith_completion_bash(kith_sink *sink)
{
    kith_put(sink, "# bash completion for kith; made by 'kith completion "
                   "bash'\n"
                   "_kith() {\n"
                   "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
                   "    local prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                   "    local command=${COMP_WORDS[1]} words= files=\n"
                   "    COMPREPLY=()\n"
                   "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                   "        words='");
    put_command_names(sink);
    kith_put(sink, " --help --version'\n"
                   "    else\n"
                   "        case \"$command:$prev\" in\n");
    for (const kith_command *const *c = kith_commands; *c; c++)
        put_bash_values(sink, *c);
    kith_put(sink, "        *)\n"
                   "        case \"$command\" in\n");
    for (const kith_command *const *c = kith_commands; *c; c++) {
        kith_putf(sink, "        %s)\n            case \"$cur\" in\n",
                  (*c)->name);
        kith_put(sink, "            -*) words='");
        put_bash_option_names(sink, *c);
        kith_put(sink, "' ;;\n            *) ");
        if (takes_commands(*c)) {
            kith_put(sink, "words='");
            put_command_names(sink);
            kith_put(sink, "' ;;\n            esac ;;\n");
        } else {
            kith_put(sink, "files=1 ;;\n            esac ;;\n");
        }
    }
    kith_put(sink, "        esac ;;\n"
                   "        esac\n"
                   "    fi\n"
                   "    if [ -n \"$files\" ]; then\n"
                   "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
                   "        compopt -o filenames 2>/dev/null\n"
                   "    else\n"
                   "        COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                   "    fi\n"
                   "}\n"
                   "complete -F _kith kith\n");
}

/* -- zsh ----------------------------------------------------------------- */

/* Text inside single quotes and an _arguments specification, where brackets
 * and colons have a meaning. */
static void put_zsh_text(kith_sink *sink, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'') {
            kith_put(sink, "'\\''");
            continue;
        }
        if (strchr("[]:\\", *text))
            kith_put_char(sink, '\\');
        kith_put_char(sink, *text);
    }
}

static void put_zsh_action(kith_sink *sink, const kith_option *option)
{
    if (!kith_option_takes_value(option))
        return;
    kith_put_char(sink, ':');
    put_zsh_text(sink, option->value);
    kith_put_char(sink, ':');
    if (has_choices(option)) {
        kith_put_char(sink, '(');
        put_choices(sink, option);
        kith_put_char(sink, ')');
    } else if (option->type == KITH_OPTION_PATH) {
        kith_put(sink, "_files");
    }
}

static void put_zsh_option(kith_sink *sink, const kith_option *option)
{
    const bool repeats =
        option->type == KITH_OPTION_TEXTS || option->type == KITH_OPTION_PAIRS;
    kith_putf(sink, "            '%s--%s[", repeats ? "*" : "", option->name);
    put_zsh_text(sink, option->help);
    kith_put_char(sink, ']');
    put_zsh_action(sink, option);
    if (option->type == KITH_OPTION_SPAN)
        kith_put(sink, ":DATE:");
    if (option->type == KITH_OPTION_PAIRS)
        kith_put(sink, ":ENTITY:");
    kith_put(sink, "' \\\n");
    if (!option->letter)
        return;
    kith_putf(sink, "            '-%c[", option->letter);
    put_zsh_text(sink, option->help);
    kith_put_char(sink, ']');
    put_zsh_action(sink, option);
    kith_put(sink, "' \\\n");
}

void kith_completion_zsh(kith_sink *sink)
{
    kith_put(sink, "#compdef kith\n"
                   "# zsh completion for kith; made by 'kith completion zsh'\n"
                   "_kith() {\n"
                   "    local -a commands\n"
                   "    commands=(\n");
    for (const kith_command *const *c = kith_commands; *c; c++) {
        kith_putf(sink, "        '%s:", (*c)->name);
        put_zsh_text(sink, (*c)->summary);
        kith_put(sink, "'\n");
    }
    kith_put(sink, "    )\n"
                   "    if (( CURRENT == 2 )); then\n"
                   "        _describe command commands\n"
                   "        return\n"
                   "    fi\n"
                   "    local command=$words[2]\n"
                   "    shift words\n"
                   "    (( CURRENT-- ))\n"
                   "    case $command in\n");
    for (const kith_command *const *c = kith_commands; *c; c++) {
        const kith_option *o = NULL;
        kith_putf(sink, "    %s)\n        _arguments -s \\\n", (*c)->name);
        for (size_t i = 0; (o = kith_command_option(*c, i)); i++)
            put_zsh_option(sink, o);
        kith_put(sink, "            '*:");
        if (takes_commands(*c)) {
            kith_put(sink, "command:(");
            put_command_names(sink);
            kith_put(sink, ")' ;;\n");
        } else {
            kith_put(sink, "file:_files' ;;\n");
        }
    }
    kith_put(sink, "    esac\n"
                   "}\n"
                   "if [ \"$funcstack[1]\" = _kith ]; then\n"
                   "    _kith \"$@\"\n"
                   "else\n"
                   "    compdef _kith kith\n"
                   "fi\n");
}

/* -- fish ---------------------------------------------------------------- */

static void put_fish_text(kith_sink *sink, const char *text)
{
    kith_put_char(sink, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            kith_put_char(sink, '\\');
        kith_put_char(sink, *text);
    }
    kith_put_char(sink, '\'');
}

static void put_fish_option(kith_sink *sink,
                            const char *command,
                            const kith_option *option)
{
    kith_putf(sink,
              "complete -c kith -n '__fish_seen_subcommand_from %s' -l %s",
              command, option->name);
    if (option->letter)
        kith_putf(sink, " -s %c", option->letter);
    if (has_choices(option)) {
        kith_put(sink, " -x -a '");
        put_choices(sink, option);
        kith_put_char(sink, '\'');
    } else if (option->type == KITH_OPTION_PATH) {
        kith_put(sink, " -r -F");
    } else if (kith_option_takes_value(option)) {
        kith_put(sink, " -x");
    }
    kith_put(sink, " -d ");
    put_fish_text(sink, option->help);
    kith_put_char(sink, '\n');
}

void kith_completion_fish(kith_sink *sink)
{
    kith_put(sink, "# fish completion for kith; made by 'kith completion "
                   "fish'\n");
    for (const kith_command *const *c = kith_commands; *c; c++) {
        const kith_option *o = NULL;
        kith_putf(sink,
                  "complete -c kith -n __fish_use_subcommand -f -a %s -d ",
                  (*c)->name);
        put_fish_text(sink, (*c)->summary);
        kith_put_char(sink, '\n');
        for (size_t i = 0; (o = kith_command_option(*c, i)); i++)
            put_fish_option(sink, (*c)->name, o);
        if (takes_commands(*c)) {
            kith_putf(sink,
                      "complete -c kith -n '__fish_seen_subcommand_from %s' "
                      "-f -a '",
                      (*c)->name);
            put_command_names(sink);
            kith_put(sink, "'\n");
        }
    }
}
