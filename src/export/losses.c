/* What each kind of loss is called, and what is lost of every graph. */
#include "export/losses.h"

#include "export/pieces.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *one;
    const char *many;
} names[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = {"undirected relation",                  "undirected relations"},
    [KITH_LOSS_DIRECTED] = {"directed relation",                    "directed relations"  },
    [KITH_LOSS_PARALLEL] = {"parallel relation",                    "parallel relations"  },
    [KITH_LOSS_RELATION] = {"relation",                             "relations"           },
    [KITH_LOSS_RELATION_ID] = {"id of a relation",                     "ids of relations"    },
    [KITH_LOSS_ID] = {"id",                                   "ids"                 },
    [KITH_LOSS_NAME] = {"name of an entity",                    "names of entities"   },
    [KITH_LOSS_TYPE] = {"type",                                 "types"               },
    [KITH_LOSS_MORE_TYPES] = {"list of types",                        "lists of types"      },
    [KITH_LOSS_ALIAS] = {"list of aliases",                      "lists of aliases"    },
    [KITH_LOSS_TIME] = {"date",                                 "dates"               },
    [KITH_LOSS_WEIGHT] = {"weight",                               "weights"             },
    [KITH_LOSS_CONFIDENCE] = {"confidence",                           "confidences"         },
    [KITH_LOSS_PROPERTY] = {"property",                             "properties"          },
    [KITH_LOSS_EVIDENCE] = {"list of evidence",                     "lists of evidence"   },
    [KITH_LOSS_DOCUMENT] = {"document",                             "documents"           },
    [KITH_LOSS_GRAPH_MEMBER] = {"member of the graph",                  "members of the graph"},
    [KITH_LOSS_LIST] = {"list",                                 "lists"               },
    [KITH_LOSS_NESTED] = {"nested value",                         "nested values"       },
    [KITH_LOSS_NULL] = {"null",                                 "nulls"               },
    [KITH_LOSS_MIXED] = {"value of an attribute of mixed types",
                              "values of attributes of mixed types"                         },
    [KITH_LOSS_NUMBER] = {"number",                               "numbers"             },
    [KITH_LOSS_RENAMED] = {"attribute with a name that is taken",
                              "attributes with names that are taken"                        },
    [KITH_LOSS_ATTRIBUTE] = {"attribute beyond the first 4096",
                              "attributes beyond the first 4096"                            },
    [KITH_LOSS_CHARACTER] = {"character that is not allowed",
                              "characters that are not allowed"                             },
    [KITH_LOSS_LINE_END] = {"line end",                             "line ends"           },
    [KITH_LOSS_FORMULA] = {"cell that looks like a formula",
                              "cells that look like formulas"                               },
    [KITH_LOSS_COLUMN] = {"computed column",                      "computed columns"    },
};

const char *kith_loss_name(kith_loss kind, uint64_t count)
{
    return count == 1 ? names[kind].one : names[kind].many;
}

void kith_losses_add_attributes(kith_losses *losses,
                                const kith_attributes *attributes,
                                unsigned written)
{
    static const kith_loss kinds[KITH_ROLES] = {
        [KITH_ROLE_NONE] = KITH_LOSS_PROPERTY,
        [KITH_ROLE_ID] = KITH_LOSS_RELATION_ID,
        [KITH_ROLE_TYPES] = KITH_LOSS_MORE_TYPES,
        [KITH_ROLE_ALIASES] = KITH_LOSS_ALIAS,
        [KITH_ROLE_SINCE] = KITH_LOSS_TIME,
        [KITH_ROLE_UNTIL] = KITH_LOSS_TIME,
        [KITH_ROLE_WEIGHT] = KITH_LOSS_WEIGHT,
        [KITH_ROLE_CONFIDENCE] = KITH_LOSS_CONFIDENCE,
        [KITH_ROLE_EVIDENCE] = KITH_LOSS_EVIDENCE,
    };
    for (size_t i = 0; i < attributes->count; i++) {
        const kith_attribute *a = &attributes->items[i];
        const bool computed = a->source == KITH_ATTRIBUTE_COLUMN ||
                              a->source == KITH_ATTRIBUTE_PLACE;
        if (!computed && !(written >> a->role & 1))
            kith_losses_add(losses, kinds[a->role], a->count);
    }
}

void kith_losses_add_documents(kith_losses *losses, const kith_graph *graph)
{
    kith_losses_add(losses, KITH_LOSS_DOCUMENT,
                    kith_graph_document_records(graph));
}

void kith_losses_add_graph_members(kith_losses *losses, const kith_graph *graph)
{
    kith_text key;
    kith_text value;
    for (size_t i = 0; kith_graph_member(graph, i, &key, &value); i++) {
        if (!kith_json_is_key(key, kith_text_of("title")))
            kith_losses_add(losses, KITH_LOSS_GRAPH_MEMBER, 1);
    }
}

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
