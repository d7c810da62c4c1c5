/* The registry of graph formats. */
#include "export/writers.h"

/* What formats cannot hold, and do instead. */
static const kith_loss_note dot_losses[] = {
    {KITH_LOSS_MORE_TYPES, "left out but for the first type"},
    {KITH_LOSS_ALIAS,                    "left out"},
    {KITH_LOSS_PROPERTY,"left out"},
    {KITH_LOSS_RELATION_ID,   "left out"},
    {KITH_LOSS_EVIDENCE,                    "left out"},
    {KITH_LOSS_DOCUMENT,        "left out"},
    {KITH_LOSS_GRAPH_MEMBER,   "left out"},
    {0                   },
};

static const kith_loss_note node_link_losses[] = {
    {KITH_LOSS_DOCUMENT, "left out"},
    {0                 },
};

static const kith_loss_note html_losses[] = {
    {KITH_LOSS_GRAPH_MEMBER, "left out"},
    {0                     },
};

static const kith_loss_note mermaid_losses[] = {
    {KITH_LOSS_ID,                         "left out"},
    {KITH_LOSS_MORE_TYPES,                                    "left out but for the first type"},
    {KITH_LOSS_ALIAS,"left out"},
    {KITH_LOSS_TIME,                      "left out"},
    {KITH_LOSS_WEIGHT,                                    "left out"},
    {KITH_LOSS_CONFIDENCE,     "left out"},
    {KITH_LOSS_PROPERTY,                     "left out"},
    {KITH_LOSS_COLUMN,                                    "left out but for the first groups"},
    {KITH_LOSS_RELATION_ID,                      "left out"},
    {KITH_LOSS_EVIDENCE,                   "left out"},
    {KITH_LOSS_DOCUMENT,                                    "left out"},
    {KITH_LOSS_GRAPH_MEMBER,"left out"},
    {0               },
};

static const kith_loss_note json_canvas_losses[] = {
    {KITH_LOSS_MORE_TYPES, "left out but for the first type"},
    {KITH_LOSS_ALIAS,                    "left out"},
    {KITH_LOSS_TIME,"left out"},
    {KITH_LOSS_WEIGHT,       "left out"},
    {KITH_LOSS_CONFIDENCE,                    "left out"},
    {KITH_LOSS_PROPERTY,    "left out"},
    {KITH_LOSS_COLUMN, "left out but for the first groups"},
    {KITH_LOSS_RELATION_ID,                    "left out"},
    {KITH_LOSS_EVIDENCE,       "left out"},
    {KITH_LOSS_DOCUMENT,     "left out"},
    {KITH_LOSS_GRAPH_MEMBER,                    "left out"},
    {0},
};

const kith_format *kith_formats(void)
{
    static const kith_format formats[] = {
        {.name = "json",
         .extension = "json",
         .summary = "kith's own records, with nothing lost",
         .write = kith_export_json},
        {.name = "node-link",
         .extension = "json",
         .summary = "JSON for D3, force-graph and NetworkX",
         .takes_columns = true,
         .losses = node_link_losses,
         .write = kith_export_node_link},
        {.name = "dot",
         .extension = "dot",
         .summary = "DOT for Graphviz, without a layout",
         .losses = dot_losses,
         .write = kith_export_dot},
        {.name = "html",
         .extension = "html",
         .summary = "a page to explore, whole in one file",
         .takes_columns = true,
         .wants_places = true,
         .most_entities = 50000,
         .most_relations = 250000,
         .losses = html_losses,
         .write = kith_export_html},
        {.name = "mermaid",
         .extension = "mmd",
         .summary = "a flowchart for GitHub, Obsidian and wikis",
         .takes_columns = true,
         .most_entities = 5000,
         .most_relations = 500,
         .losses = mermaid_losses,
         .write = kith_export_mermaid},
        {.name = "json-canvas",
         .extension = "canvas",
         .summary = "a canvas of cards for Obsidian",
         .takes_columns = true,
         .wants_places = true,
         .losses = json_canvas_losses,
         .write = kith_export_json_canvas},
        {0                                     },
    };
    return formats;
}
