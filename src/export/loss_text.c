/* Kinds of losses in words: each stands before what was done instead. */
#include "export/losses.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *one;
    const char *many;
} words[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = {"undirected relation",                       "undirected relations"  },
    [KITH_LOSS_DIRECTED] = {"directed relation",                         "directed relations"    },
    [KITH_LOSS_PARALLEL] = {"parallel relation",                         "parallel relations"    },
    [KITH_LOSS_RELATION] = {"relation",                                  "relations"             },
    [KITH_LOSS_RELATION_ID] = {"id of a relation",                          "ids of relations"      },
    [KITH_LOSS_ID] = {"id of an entity",                           "ids of entities"       },
    [KITH_LOSS_NAME] = {"name of an entity",                         "names of entities"     },
    [KITH_LOSS_TYPE] = {"type",                                      "types"                 },
    [KITH_LOSS_MORE_TYPES] = {"list of types",                             "lists of types"        },
    [KITH_LOSS_ALIAS] = {"list of aliases",                           "lists of aliases"      },
    [KITH_LOSS_TIME] = {"date",                                      "dates"                 },
    [KITH_LOSS_WEIGHT] = {"weight",                                    "weights"               },
    [KITH_LOSS_CONFIDENCE] = {"confidence",                                "confidences"           },
    [KITH_LOSS_PROPERTY] = {"property of an entity",                     "properties of entities"},
    [KITH_LOSS_RELATION_PROPERTY] = {"property of a relation",
                              "properties of relations"                                            },
    [KITH_LOSS_EVIDENCE] = {"list of evidence",                          "lists of evidence"     },
    [KITH_LOSS_DOCUMENT] = {"document",                                  "documents"             },
    [KITH_LOSS_GRAPH_MEMBER] = {"member of the graph",                       "members of the graph"  },
    [KITH_LOSS_LIST] = {"list",                                      "lists"                 },
    [KITH_LOSS_NESTED] = {"nested value",                              "nested values"         },
    [KITH_LOSS_NULL] = {"null",                                      "nulls"                 },
    [KITH_LOSS_MIXED] = {"value of an attribute of mixed types",
                              "values of attributes of mixed types"                                },
    [KITH_LOSS_NUMBER] = {"number out of range",                       "numbers out of range"  },
    [KITH_LOSS_RENAMED] = {"attribute",                                 "attributes"            },
    [KITH_LOSS_ATTRIBUTE] = {"value of attributes beyond the first 4096",
                              "values of attributes beyond the first 4096"                         },
    [KITH_LOSS_CHARACTER] = {"character",                                 "characters"            },
    [KITH_LOSS_LINE_END] = {"line end",                                  "line ends"             },
    [KITH_LOSS_FORMULA] = {"cell that looks like a formula",
                              "cells that look like formulas"                                      },
    [KITH_LOSS_COLUMN] = {"computed column",                           "computed columns"      },
};

const char *kith_loss_name(kith_loss kind, uint64_t count)
{
    return count == 1 ? words[kind].one : words[kind].many;
}

/* -- what a format loses ------------------------------------------------ */

/* Add to a text of `length` bytes, as far as there is room. */
static size_t append(char *out, size_t size, size_t length, const char *text)
{
    if (length + 1 >= size)
        return length;
    const int added = snprintf(out + length, size - length, "%s", text);
    const size_t whole = length + (added > 0 ? (size_t)added : 0);
    return whole < size ? whole : size - 1;
}

/* The first kind of which the same is done. */
static size_t first_alike(const char *const *instead, size_t kind)
{
    size_t first = 0;
    while (!instead[first] || strcmp(instead[first], instead[kind]) != 0)
        first++;
    return first;
}

size_t kith_format_losses(const kith_format *format, char *out, size_t size)
{
    size_t length = 0;
    if (size > 0)
        *out = '\0';
    const char *const *instead = format->losses;
    for (size_t kind = 0; instead && kind < KITH_LOSS_KINDS; kind++) {
        if (!instead[kind] || first_alike(instead, kind) != kind)
            continue; /* it stands with the first of them */
        length = append(out, size, length, length ? "; " : "");
        for (size_t same = kind; same < KITH_LOSS_KINDS; same++) {
            if (!instead[same] || first_alike(instead, same) != kind)
                continue;
            length = append(out, size, length, same == kind ? "" : ", ");
            length =
                append(out, size, length, kith_loss_name((kith_loss)same, 2));
        }
        length = append(out, size, length, " ");
        length = append(out, size, length, instead[kind]);
    }
    return length;
}

/* -- what was lost ------------------------------------------------------- */

/* The name counted most among those that are not `said`, or NULL. */
static const kith_lost *most_of(const kith_lost *names, unsigned said)
{
    const kith_lost *most = NULL;
    for (size_t i = 0; i < KITH_LOST_NAMES; i++) {
        if (names[i].count && !(said >> i & 1) &&
            (!most || names[i].count > most->count))
            most = &names[i];
    }
    return most;
}

/* The names that are counted most, and whether there are others. */
static size_t say_names(const kith_lost *names,
                        uint64_t count,
                        char *out,
                        size_t size,
                        size_t length)
{
    enum { SAID = 3 };
    char text[sizeof names->name + 32];
    const kith_lost *lost = NULL;
    uint64_t left = count;
    unsigned said = 0;
    for (size_t i = 0; i < SAID && (lost = most_of(names, said)); i++) {
        said |= 1u << (lost - names);
        const bool counted = lost->count > 1 && lost->count < count;
        left -= lost->count;
        (void)snprintf(text, sizeof text, counted ? "%s'%s' (%llu)" : "%s'%s'",
                       i ? ", " : ": ", lost->name,
                       (unsigned long long)lost->count);
        length = append(out, size, length, text);
    }
    return said && left ? append(out, size, length, " and others") : length;
}

size_t kith_losses_say(const kith_losses *losses,
                       const kith_format *format,
                       kith_loss kind,
                       char *out,
                       size_t size)
{
    const uint64_t count = losses->count[kind];
    char number[24];
    size_t length = 0;
    if (size > 0)
        *out = '\0';
    if (!count || !format->losses || !format->losses[kind])
        return 0;
    (void)snprintf(number, sizeof number, "%llu ", (unsigned long long)count);
    length = append(out, size, length, number);
    length = append(out, size, length, kith_loss_name(kind, count));
    length = append(out, size, length, " ");
    length = append(out, size, length, format->losses[kind]);
    return say_names(losses->names[kind], count, out, size, length);
}
