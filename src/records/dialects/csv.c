/* Tables of entities or relations: CSV and TSV with columns that say what they
 * are, as Gephi, Kumu and kith have them, or that --map names. */
#include "base/near.h"
#include "records/dialects/cells.h"
#include "records/dialects/dated.h"
#include "records/dialects/dialects.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Names of columns; of several with the same role the earlier row is taken. */
static const kith_role_row entity_names[] = {
    {"id",       KITH_ROLE_ID      },
    {"key",      KITH_ROLE_ID      },
    {"types",    KITH_ROLE_TYPE    },
    {"type",     KITH_ROLE_TYPE    },
    {"category", KITH_ROLE_TYPE    },
    {"labels",   KITH_ROLE_TYPE    },
    {"name",     KITH_ROLE_NAME    },
    {"label",    KITH_ROLE_NAME    },
    {"aliases",  KITH_ROLE_ALIASES },
    {"evidence", KITH_ROLE_EVIDENCE},
    {NULL,       KITH_ROLE_PROPERTY}
};

static const kith_role_row relation_names[] = {
    {"id",         KITH_ROLE_ID        },
    {"source",     KITH_ROLE_SOURCE    },
    {"from",       KITH_ROLE_SOURCE    },
    {"subject",    KITH_ROLE_SOURCE    },
    {"src",        KITH_ROLE_SOURCE    },
    {"target",     KITH_ROLE_TARGET    },
    {"to",         KITH_ROLE_TARGET    },
    {"object",     KITH_ROLE_TARGET    },
    {"dst",        KITH_ROLE_TARGET    },
    {"relation",   KITH_ROLE_TYPE      },
    {"type",       KITH_ROLE_TYPE      },
    {"predicate",  KITH_ROLE_TYPE      },
    {"kind",       KITH_ROLE_TYPE      },
    {"label",      KITH_ROLE_TYPE      },
    {"weight",     KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"directed",   KITH_ROLE_DIRECTED  },
    {"direction",  KITH_ROLE_DIRECTED  },
    {"evidence",   KITH_ROLE_EVIDENCE  },
    {NULL,         KITH_ROLE_PROPERTY  }
};

/* -- what columns are ---------------------------------------------------- */

/* Cells of some roles are texts, or lists of them, whatever they look like. */
static void settle_cells(kith_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        kith_column *column = &columns->items[i];
        const bool lists = kith_is_name(column->key, "types") ||
                           kith_is_name(column->key, "labels") ||
                           column->role == KITH_ROLE_ALIASES;
        if (column->role == KITH_ROLE_TYPE)
            column->way = columns->kind == KITH_RECORD_RELATION &&
                          kith_is_name(column->key, "type");
        if (lists && column->role != KITH_ROLE_PROPERTY)
            column->cell = KITH_CELL_TEXTS;
        else if (column->role != KITH_ROLE_PROPERTY &&
                 column->role != KITH_ROLE_WEIGHT &&
                 column->role != KITH_ROLE_CONFIDENCE &&
                 column->role != KITH_ROLE_DIRECTED)
            column->cell = KITH_CELL_TEXT;
    }
}

/* Where entities have no id they are called by their names. */
static void name_by_name(kith_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->items[i].role == KITH_ROLE_NAME) {
            columns->items[i].role = KITH_ROLE_ID;
            return;
        }
    }
}

/* @param dated  "from" and "to" say when */
static void tell_columns(kith_columns *columns, bool dated)
{
    kith_columns_name(columns, relation_names);
    columns->kind = KITH_RECORD_RELATION;
    for (size_t i = 0; dated && i < columns->count; i++) {
        kith_column *column = &columns->items[i];
        if (kith_is_name(column->key, "from"))
            column->role = KITH_ROLE_SINCE;
        else if (kith_is_name(column->key, "to"))
            column->role = KITH_ROLE_UNTIL;
    }
    if (kith_columns_have(columns, KITH_ROLE_SOURCE) &&
        kith_columns_have(columns, KITH_ROLE_TARGET))
        return;
    for (size_t i = 0; i < columns->count; i++)
        columns->items[i].role = KITH_ROLE_PROPERTY;
    kith_columns_name(columns, entity_names);
    columns->kind = KITH_RECORD_ENTITY;
    if (!kith_columns_have(columns, KITH_ROLE_ID))
        name_by_name(columns);
}

static bool begins_with(const kith_columns *columns,
                        const char *const *head,
                        size_t count)
{
    for (size_t i = 0; i < count && i < columns->count; i++) {
        const kith_text key = columns->items[i].key;
        if (key.length != strlen(head[i]) ||
            memcmp(key.data, head[i], key.length) != 0)
            return false;
    }
    return columns->count >= count;
}

/* The heads of the tables that kith writes for Gephi: labels of relations are
 * made of types, a weight of 1 is none, and texts that look like numbers stand
 * in quotes. */
static void tell_own(kith_columns *columns, const kith_csv_rows *header)
{
    static const char *const edges[] = {"Source", "Target", "Type",
                                        "Kind",   "Label",  "Weight"};
    static const char *const nodes[] = {"Id", "Label", "Type"};
    enum { EDGES = 6, NODES = 3, LABEL = 4, WEIGHT = 5 };
    const bool own = begins_with(columns, edges, EDGES);
    if (own) {
        columns->items[LABEL].role = KITH_ROLE_DROP;
        columns->items[WEIGHT].usual = "1";
    }
    if (!own && !begins_with(columns, nodes, NODES))
        return;
    for (size_t i = 0; header->chooses && i < columns->count; i++)
        columns->items[i].exact = true;
}

/* -- --map --------------------------------------------------------------- */

static const kith_role_row map_names[] = {
    {"id",         KITH_ROLE_ID        },
    {"source",     KITH_ROLE_SOURCE    },
    {"target",     KITH_ROLE_TARGET    },
    {"type",       KITH_ROLE_TYPE      },
    {"name",       KITH_ROLE_NAME      },
    {"aliases",    KITH_ROLE_ALIASES   },
    {"weight",     KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"directed",   KITH_ROLE_DIRECTED  },
    {"text",       KITH_ROLE_PROPERTY  }, /* whatever its cells look like */
    {NULL,         KITH_ROLE_PROPERTY  }
};

static bool refuse_map(kith_translation *t, const char *what, kith_text part)
{
    kith_problem *problem =
        kith_translation_report(t, KITH_RULE_MISSING_MEMBER);
    kith_problem_say(problem, "%s '%.*s' in --map", what, (int)part.length,
                     part.data);
    kith_problem_hint(problem, "write ROLE=COLUMN, as "
                               "\"source=Person,target=Company,type=Role\"");
    t->broken = true;
    return false;
}

/* A column by its name, or by its number from 1. */
static kith_column *column_called(const kith_columns *columns, kith_text name)
{
    size_t number = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const kith_column *column = &columns->items[i];
        if (column->key.length == name.length &&
            !memcmp(column->key.data, name.data, name.length))
            return &columns->items[i];
    }
    for (size_t i = 0; i < name.length; i++) {
        if (i == 6 || name.data[i] < '0' || name.data[i] > '9')
            return NULL;
        number = number * 10 + (size_t)(name.data[i] - '0');
    }
    return number > 0 && number <= columns->count ? &columns->items[number - 1]
                                                  : NULL;
}

/* The columns that there are, and the one that may be meant. */
static bool refuse_column(kith_translation *t,
                          const kith_columns *columns,
                          kith_text name)
{
    char names[128] = "";
    size_t used = 0;
    kith_nearest nearest = {.wanted = name};
    kith_problem *problem =
        kith_translation_report(t, KITH_RULE_MISSING_MEMBER);
    for (size_t i = 0; i < columns->count; i++) {
        const kith_text key = columns->items[i].key;
        kith_nearest_see(&nearest, key.data);
        const bool fits = used + key.length + 8 < sizeof names;
        if (used < sizeof names)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s",
                                     used ? ", " : "", fits ? key.data : "…");
        if (!fits)
            used = sizeof names;
    }
    kith_problem_say(problem, "no column is called '%.*s' in --map",
                     (int)name.length, name.data);
    kith_problem_hint(problem, "%s%s%sthe columns are %s",
                      nearest.best ? "did you mean '" : "",
                      nearest.best ? nearest.best : "",
                      nearest.best ? "'? " : "", names);
    t->broken = true;
    return false;
}

static bool map_part(kith_translation *t, kith_columns *columns, kith_text part)
{
    const char *equals =
        part.length ? memchr(part.data, '=', part.length) : NULL;
    if (!equals)
        return refuse_map(t, "there is no '=' in", part);
    const kith_text role = {part.data, (size_t)(equals - part.data)};
    const kith_text name = {equals + 1, part.length - role.length - 1};
    kith_column *column = column_called(columns, name);
    if (!column)
        return refuse_column(t, columns, name);
    for (size_t i = 0; map_names[i].key; i++) {
        if (kith_is_name(role, map_names[i].key)) {
            column->role = map_names[i].role;
            if (column->role == KITH_ROLE_PROPERTY)
                column->cell = KITH_CELL_TEXT;
            return true;
        }
    }
    return refuse_map(t, "there is no role", role);
}

/* A relation has two ends. */
static bool has_both_ends(kith_translation *t, const kith_columns *columns)
{
    const bool source = kith_columns_have(columns, KITH_ROLE_SOURCE);
    if (source == kith_columns_have(columns, KITH_ROLE_TARGET))
        return true;
    kith_problem *problem =
        kith_translation_report(t, KITH_RULE_MISSING_MEMBER);
    kith_problem_say(problem,
                     "--map says which column is the %s, and not "
                     "which is the %s",
                     source ? "source" : "target",
                     source ? "target" : "source");
    kith_problem_hint(problem, "add \"%s=COLUMN\"",
                      source ? "target" : "source");
    t->broken = true;
    return false;
}

/* Whether --map says only which columns are texts: the others are then told by
 * their names. */
static bool is_of_texts(const char *map)
{
    const char *at = map;
    while (*at && !strncasecmp(at, "text=", 5)) {
        at += strcspn(at, ",");
        at += *at == ',';
    }
    return at > map && !*at;
}

static bool map_columns(kith_translation *t, kith_columns *columns)
{
    for (const char *at = t->map; *at;) {
        const size_t length = strcspn(at, ",");
        if (!map_part(t, columns, (kith_text){at, length}))
            return false;
        at += length + (at[length] == ',');
    }
    columns->kind = kith_columns_have(columns, KITH_ROLE_SOURCE)
                        ? KITH_RECORD_RELATION
                        : KITH_RECORD_ENTITY;
    return has_both_ends(t, columns);
}

/* Whether no cell of a row is empty or begins as a number does. */
static bool may_be_header(const kith_csv_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (!rows->fields[i].length ||
            memchr("+-.0123456789", *rows->fields[i].data, 13))
            return false;
    }
    return true;
}

/* Whether --map names columns by number only: then there is no header. */
static bool has_header(const kith_translation *t)
{
    if (t->map && is_of_texts(t->map))
        return true;
    for (const char *at = t->map; at && (at = strchr(at, '=')); at++) {
        if (at[1] < '0' || at[1] > '9')
            return true;
    }
    return !t->map;
}

#define HEADER_TAKEN                                                     \
 "row was taken as data, the first: --map has only numbers; if it is a " \
 "header, name a column"

/* -- telling ------------------------------------------------------------- */

static const char *const relation_headers[] = {"source target",
                                               "subject object", "src dst",
                                               NULL};
/* may as well say when */
static const char *const likely_headers[] = {"from to", NULL};
static const char *const entity_headers[] = {"id label",  "id name",
                                             "id type",   "label type",
                                             "name type", "record id",
                                             NULL};

static bool has_any(kith_text bytes,
                    char delimiter,
                    const char *const *headers,
                    const char **evidence)
{
    for (; *headers; headers++) {
        if (kith_csv_rows_have(bytes, delimiter, *headers)) {
            *evidence = *headers;
            return true;
        }
    }
    return false;
}

static kith_sureness sniff(kith_text bytes,
                           char delimiter,
                           const char **evidence)
{
    if (!delimiter || kith_csv_rows_have(bytes, delimiter, "entity_id prop"))
        return KITH_SURE_NOT;
    if (has_any(bytes, delimiter, relation_headers, evidence))
        return KITH_SURE;
    if (has_any(bytes, delimiter, likely_headers, evidence) &&
        !kith_csv_is_dated(bytes, delimiter))
        return KITH_SURE_LIKELY;
    return has_any(bytes, delimiter, entity_headers, evidence)
               ? KITH_SURE_LIKELY
               : KITH_SURE_NOT;
}

/* -- the table ----------------------------------------------------------- */

static bool open_columns(kith_translation *t,
                         kith_columns *columns,
                         const kith_csv_rows *rows,
                         bool dated)
{
    if (!kith_columns_open(columns, rows))
        return false;
    if (t->map && !map_columns(t, columns))
        return false;
    if (!t->map || is_of_texts(t->map))
        tell_columns(columns, dated);
    if (!t->map)
        tell_own(columns, rows);
    settle_cells(columns);
    if (kith_columns_have(columns, KITH_ROLE_ID) ||
        columns->kind == KITH_RECORD_RELATION)
        return true;
    kith_problem *problem =
        kith_translation_report(t, KITH_RULE_MISSING_MEMBER);
    kith_problem_say(problem, "no column is an id, a name, or a source and a "
                              "target");
    kith_problem_hint(problem, "say what columns are, as --map "
                               "\"source=Person,target=Company\"");
    return false;
}

static kith_text window_of(const kith_translation *t)
{
    return (kith_text){t->feed.data + t->feed.at, t->feed.end - t->feed.at};
}

/* Whether --map is for this table: it has a column of it, or --map names
 * columns by number. */
bool kith_csv_map_fits(kith_text bytes, const char *map)
{
    const char delimiter = kith_csv_rows_delimiter(bytes);
    for (const char *at = map; (at = strchr(at, '=')); at++) {
        const kith_text name = {at + 1, strcspn(at + 1, ",")};
        if (strspn(name.data, "0123456789") == name.length ||
            kith_csv_rows_have_column(bytes, delimiter ? delimiter : ',', name))
            return true;
    }
    return !strchr(map, '=');
}

/* Where several tables are read, --map may be for another one. */
static void pass_over_map(kith_translation *t, char delimiter)
{
    const char *evidence;
    if (!t->map || kith_csv_map_fits(window_of(t), t->map) ||
        !sniff(window_of(t), delimiter, &evidence))
        return;
    t->map = NULL;
    kith_translation_at(t, t->feed.at);
    kith_lose(t,
              "table was read by its own columns, as --map names none of them",
              "tables were read by their own columns, as --map names none of "
              "them");
}

static void translate_with(kith_translation *t, char delimiter)
{
    kith_csv_rows rows = {.t = t, .delimiter = delimiter};
    kith_columns columns = {0};
    pass_over_map(t, delimiter);
    const bool header = has_header(t);
    const bool dated = kith_csv_is_dated(window_of(t), delimiter);
    if (kith_csv_rows_next(&rows) && open_columns(t, &columns, &rows, dated)) {
        if (!header) {
            if (may_be_header(&rows))
                kith_lose(t, HEADER_TAKEN, HEADER_TAKEN);
            kith_columns_number(&columns);
            kith_put_row(&rows, &columns);
        }
        while (kith_csv_rows_next(&rows)) {
            if (!kith_put_document_row(&rows, &columns))
                kith_put_row(&rows, &columns);
        }
        kith_columns_finish(t, &columns);
    }
    kith_columns_clear(&columns);
    kith_csv_rows_close(&rows);
}

static void translate_csv(kith_translation *t)
{
    const char delimiter = kith_csv_rows_delimiter(window_of(t));
    translate_with(t, delimiter ? delimiter : ',');
}

static void translate_tsv(kith_translation *t)
{
    translate_with(t, '\t');
}

static kith_sureness sniff_csv(kith_text bytes, const char **evidence)
{
    const char delimiter = kith_csv_rows_delimiter(bytes);
    return delimiter == '\t' ? KITH_SURE_NOT
                             : sniff(bytes, delimiter, evidence);
}

static kith_sureness sniff_tsv(kith_text bytes, const char **evidence)
{
    return kith_csv_rows_delimiter(bytes) == '\t' ? sniff(bytes, '\t', evidence)
                                                  : KITH_SURE_NOT;
}

const kith_dialect_row kith_dialect_csv = {
    .is = {"csv", "a table of entities or relations, also Gephi's; see --map",
           ".csv"},
    .sniff = sniff_csv,
    .translate = translate_csv,
    .implicit = true,
    .table = true,
};

const kith_dialect_row kith_dialect_tsv = {
    .is = {"tsv", "the same with tabs between the cells", ".tsv .tab"},
    .sniff = sniff_tsv,
    .translate = translate_tsv,
    .implicit = true,
    .table = true,
};
