/* The options that commands share, as tables. Options of one command stand in
 * the table of that command. */
#include "cli/options.h"

#include <kith/analysis.h>
#include <kith/dialects.h>

#include <stdio.h>
#include <string.h>

static const char *const results[] = {"table", "json",     "jsonl", "csv",
                                      "tsv",   "markdown", NULL};
static const char *const colours[] = {"auto", "always", "never", NULL};
static const char *const components[] = {"all", "main", NULL};

#define FROM_OPTION                                                         \
 {                                                                          \
  .name = "from", .type = KITH_OPTION_CHOICE, .value = "FORM",              \
  .offset = KITH_AT(from), .choice_at = kith_dialect_choice,                \
  .implied = "told by the content",                                         \
  .help = "read the inputs as what this tool writes; see 'kith help sniff'" \
 }

#define MAP_OPTION                                                    \
 {                                                                    \
  .name = "map", .type = KITH_OPTION_TEXT, .value = "ROLES",          \
  .offset = KITH_AT(map),                                             \
  .help = "what columns of a table are, by name or number: "          \
          "'source=Person,target=Company,type=Role'; also id, name, " \
          "aliases, weight, confidence, since, until, directed, and " \
          "text for what stays text; with numbers only there is no "  \
          "header"                                                    \
 }

static const kith_option dialect[] = {
    FROM_OPTION,
    MAP_OPTION,
    {0},
};

static const kith_option reading[] = {
    FROM_OPTION,
    MAP_OPTION,
    {.name = "implicit",
      .type = KITH_OPTION_SWITCH,
      .offset = KITH_AT(implicit),
      .help = "make entities that only relations name"},
    {.name = "unsound",
      .type = KITH_OPTION_SWITCH,
      .offset = KITH_AT(unsound),
      .help = "go on without the records that have errors"},
    {.name = "vocabulary",
      .type = KITH_OPTION_PATH,
      .value = "FILE",
      .offset = KITH_AT(vocabulary),
      .help = "allow only the types of this vocabulary, with its labels"},
    {.name = "threads",
      .type = KITH_OPTION_INTEGER,
      .value = "N",
      .offset = KITH_AT(threads),
      .most = 256,
      .help = "threads that read and compute; 0 = as many as there are "
             "processors, at most 8"},
    {.name = "max-record",
      .type = KITH_OPTION_SIZE,
      .value = "SIZE",
      .offset = KITH_AT(most_record_size),
      .least = 1,
      .most = 1099511627776.0,
      .otherwise = "64M",
      .help = "longest record to accept, such as 512K or 1G"},
    {0                                },
};

static const kith_option selection[] = {
    {.name = "entity-type",
     .type = KITH_OPTION_NAMES,
     .value = "TYPES",
     .offset = KITH_AT(entity_types),
     .help = "only entities of these types, commas between them"},
    {.name = "relation-type",
     .type = KITH_OPTION_NAMES,
     .value = "TYPES",
     .offset = KITH_AT(relation_types),
     .help = "only relations of these types, commas between them"},
    {.name = "around",
     .type = KITH_OPTION_TEXTS,
     .value = "ENTITY",
     .offset = KITH_AT(around),
     .help = "only what is near this entity (id, name or alias); may be "
             "repeated"},
    {.name = "depth",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(depth),
     .least = 1,
     .most = UINT32_MAX,
     .otherwise = "1",
     .help = "how near, in relations"},
    {.name = "at",
     .type = KITH_OPTION_DATE,
     .value = "DATE",
     .offset = KITH_AT(at),
     .help = "only relations that hold on this date (YYYY, YYYY-MM or "
             "YYYY-MM-DD); a missing since or until is open"},
    {.name = "between",
     .type = KITH_OPTION_SPAN,
     .value = "DATE DATE",
     .offset = KITH_AT(between),
     .help = "only relations that hold at some time between these dates"},
    {.name = "min-confidence",
     .type = KITH_OPTION_REAL,
     .value = "X",
     .offset = KITH_AT(least_confidence),
     .most = 1,
     .help = "only relations at least this sure, 0 to 1; those that do not say "
             "count as 1"},
    {.name = "component",
     .type = KITH_OPTION_CHOICE,
     .value = "WHICH",
     .offset = KITH_AT(component),
     .choices = components,
     .otherwise = "all",
     .help = "all that is left, or only its largest connected part"},
    {0                                          },
};

static const kith_option top[] = {
    {.name = "top",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(top),
     .least = 1,
     .most = UINT32_MAX,
     .help = "only the N entities that matter most"},
    {.name = "by",
     .type = KITH_OPTION_CHOICE,
     .value = "MEASURE",
     .offset = KITH_AT(by),
     .choice_at = kith_entity_measure_choice,
     .otherwise = "degree",
     .help = "what --top goes by"},
    {0   },
};

static const kith_option format[] = {
    {.name = "format",
     .type = KITH_OPTION_CHOICE,
     .value = "FORMAT",
     .offset = KITH_AT(format),
     .choices = results,
     .otherwise = "table",
     .help = "how to print the result; -o FILE.csv, .tsv, .json, .jsonl, "
             ".md and .txt imply theirs"},
    KITH_JSON_OPTION,
    {0},
};

/* For commands that print a result, and those that have only remarks to make.
 */
#define COLOR_OPTION                                                     \
 {                                                                       \
  .name = "color", .type = KITH_OPTION_CHOICE, .value = "WHEN",          \
  .offset = KITH_AT(color), .choices = colours, .otherwise = "auto",     \
  .help = "colour the text; auto: on a terminal, unless NO_COLOR is set" \
 }
#define QUIET_OPTION                                          \
 {                                                            \
  .name = "quiet", .letter = 'q', .type = KITH_OPTION_SWITCH, \
  .offset = KITH_AT(quiet),                                   \
  .help = "no remarks and no progress on standard error"      \
 }

static const kith_option output[] = {
    {.name = "output",
     .letter = 'o',
     .type = KITH_OPTION_PATH,
     .value = "FILE",
     .offset = KITH_AT(output),
     .help = "write to this file, whole or not at all; '-' is standard output"},
    COLOR_OPTION,
    QUIET_OPTION,
    {0},
};

static const kith_option file[] = {
    {.name = "output",
     .letter = 'o',
     .type = KITH_OPTION_PATH,
     .value = "FILE",
     .offset = KITH_AT(output),
     .help = "write to this file, whole or not at all"},
    COLOR_OPTION,
    QUIET_OPTION,
    {0},
};

static const kith_option remarks[] = {
    COLOR_OPTION,
    QUIET_OPTION,
    {0},
};

static const kith_option common[] = {
    {.name = "help",
     .letter = 'h',
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(help),
     .help = "print this help"},
    {.name = "version",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(version),
     .help = "print the version"},
    {0 },
};

const kith_option_group kith_dialect_group = {"Reading", dialect};
const kith_option_group kith_reading_group = {"Reading", reading};
const kith_option_group kith_selection_group = {"Selection", selection};
const kith_option_group kith_top_group = {"Selection by rank", top};
const kith_option_group kith_format_group = {"Result", format};
const kith_option_group kith_output_group = {"Output", output};
const kith_option_group kith_file_group = {"Output", file};
const kith_option_group kith_remarks_group = {"Remarks", remarks};
const kith_option_group kith_common_group = {"Common", common};

const kith_option_group *const kith_table_groups[] = {
    &kith_selection_group,
    &kith_top_group,
    &kith_reading_group,
    &kith_format_group,
    &kith_output_group,
    &kith_common_group,
    NULL,
};

const kith_option_group *const kith_table_groups_without_top[] = {
    &kith_selection_group, &kith_reading_group, &kith_format_group,
    &kith_output_group,    &kith_common_group,  NULL,
};

const kith_option_group *const kith_graph_groups[] = {
    &kith_selection_group, &kith_top_group,    &kith_reading_group,
    &kith_output_group,    &kith_common_group, NULL,
};

const kith_option_group *const kith_plain_groups[] = {
    &kith_output_group,
    &kith_common_group,
    NULL,
};

const char *kith_dialect_choice(size_t index)
{
    const kith_dialect *row = kith_dialect_at(index);
    return row ? row->name : NULL;
}

const char *kith_option_choice(const kith_option *option, size_t index)
{
    if (option->choice_at)
        return option->choice_at(index);
    return option->choices ? option->choices[index] : NULL;
}

void kith_option_join(const kith_option *option, char *out, size_t size)
{
    const char *name = NULL;
    out[0] = '\0';
    size_t length = 0;
    for (size_t i = 0; (name = kith_option_choice(option, i)); i++) {
        const bool is_last = !kith_option_choice(option, i + 1);
        const char *before = !i ? "" : is_last ? " or " : ", ";
        if (length + strlen(before) + strlen(name) + sizeof ", …" > size) {
            snprintf(out + length, size - length, "%s…", i ? ", " : "");
            return;
        }
        length += (size_t)sprintf(out + length, "%s%s", before, name);
    }
}

const char *kith_measure_choice(size_t index)
{
    return kith_measures()[index].name;
}

const char *kith_entity_measure_choice(size_t index)
{
    const kith_measure *measure = &kith_measures()[index];
    return measure->of_relations ? NULL : measure->name; /* those stand last */
}

bool kith_option_takes_two(const kith_option *option)
{
    return option->type == KITH_OPTION_SPAN ||
           option->type == KITH_OPTION_PAIRS;
}

bool kith_option_takes_value(const kith_option *option)
{
    return option->type != KITH_OPTION_SWITCH &&
           option->type != KITH_OPTION_OFF &&
           option->type != KITH_OPTION_PRESET;
}
