/* Mermaid flowcharts, which GitHub, Obsidian and many wikis draw from text.
 *
 * Ids are our own: Mermaid takes `end` for a keyword and `o` or `x` after an
 * edge for an arrow head. Labels stand in quotes, and in them everything that
 * Mermaid, its Markdown or its icons act on is a code point by number. */
#include "base/error.h"
#include "export/fold.h"
#include "export/grouping.h"
#include "export/pieces.h"
#include "export/style.h"
#include "export/unwritten.h"
#include "export/writers.h"

#include <stdlib.h>
#include <string.h>

/* What a viewer takes with the settings it comes with, in the units of
 * JavaScript; a diagram cannot ask for more itself. */
#define MOST_CHARACTERS 50000

/* The flowchart on its way. */
typedef struct chart {
    kith_sink sink;
    const kith_graph *graph;
    kith_styles styles;
    kith_grouping grouping;
    kith_date at; /* see kith_is_over() */
} chart;

/* Brackets of a node by the vocabulary's shape; a box otherwise. */
static const struct {
    const char *shape;
    const char *open;
    const char *close;
} brackets[] = {
    {"ellipse",  "([",  "])" },
    {"rounded",  "(",   ")"  },
    {"hexagon",  "{{",  "}}" },
    {"octagon",  "[[",  "]]" },
    {"house",    "[/",  "\\]"},
    {"note",     ">",   "]"  },
    {"pentagon", "[/",  "/]" },
    {"diamond",  "{",   "}"  },
    {"circle",   "((",  "))" },
    {"triangle", "[\\", "/]" },
    {NULL,       "[",   "]"  },
};

/* Whether the byte stands for itself wherever it is. */
static bool is_plain(unsigned char byte)
{
    return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           (byte && strchr(" ,'(/?!", byte));
}

/* Whether it does unless it makes a list, see begins_list(). */
static bool may_begin_list(unsigned char byte)
{
    return byte && strchr("-+.)", byte);
}

/* Whether the byte makes a list of Markdown of its line. */
static bool begins_list(const char *line, const char *at)
{
    line += strspn(line, " ");
    if (*at == '-' || *at == '+')
        return line == at;
    return (*at == '.' || *at == ')') && line < at &&
           line + strspn(line, "0123456789") == at;
}

/* Write one byte by number; controls as the pictures of them. */
static void put_special(kith_sink *sink, unsigned char byte)
{
    if (byte == '\n') {
        kith_put(sink, "<br/>");
    } else if (byte == '\t') {
        kith_put_char(sink, ' ');
    } else if (byte == '"') {
        kith_put(sink, "#quot;");
    } else if (byte < 0x20 || byte == 0x7F) {
        kith_putf(sink, "#%u;", 0x2400u + (byte == 0x7F ? 0x21u : byte));
    } else {
        kith_putf(sink, "#%u;", (unsigned)byte);
    }
}

/* A label in quotes. */
static void put_label(kith_sink *sink, const char *text)
{
    const char *line = text;
    kith_put_char(sink, '"');
    for (const char *at = text; *at;) {
        const char *const start = at;
        while (is_plain((unsigned char)*at))
            at++;
        kith_put_bytes(sink, start, (size_t)(at - start));
        const unsigned char byte = (unsigned char)*at;
        if (!byte)
            break;
        if (may_begin_list(byte) && !begins_list(line, at)) {
            kith_put_char(sink, *at);
        } else {
            put_special(sink, byte);
        }
        at++;
        if (byte == '\n')
            line = at;
    }
    kith_put_char(sink, '"');
}

/* A class by the name of the type if that is a plain word, else by number;
 * numbers and words begin differently. */
static void put_class(chart *c, const char *before, kith_id type)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    const char *name = kith_graph_entity_type_name(c->graph, type);
    kith_put(&c->sink, before);
    if (!name[strspn(name, letters)]) {
        kith_putf(&c->sink, "is_%s", name);
    } else {
        kith_putf(&c->sink, "is_%u", (unsigned)type);
    }
}

/* The vocabulary's colour for the outline, a fifth of it on white inside. */
static void put_class_line(chart *c, kith_id type)
{
    const char *colour = c->styles.entities[type].colour;
    unsigned pale = 0;
    if (!colour)
        return;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const unsigned full =
            (unsigned)(strtoul(colour + 1, NULL, 16) >> shift) & 0xFF;
        pale |= (255 - (255 - full) / 5) << shift;
    }
    put_class(c, "  classDef ", type);
    kith_putf(&c->sink, " fill:#%06X,stroke:%s,color:#1B1F24\n", pale, colour);
}

static void put_id(chart *c, kith_id e)
{
    kith_put_char(&c->sink, 'n');
    kith_put_unsigned(&c->sink, e);
}

static void put_entity(chart *c, const char *indent, kith_id e)
{
    const kith_id type = kith_graph_entity_type(c->graph, e);
    const kith_style *style =
        type == KITH_NONE ? NULL : &c->styles.entities[type];
    size_t i = 0;
    while (brackets[i].shape &&
           !(style && style->shape && !strcmp(style->shape, brackets[i].shape)))
        i++;
    kith_put(&c->sink, indent);
    put_id(c, e);
    kith_put(&c->sink, brackets[i].open);
    put_label(&c->sink, kith_graph_entity_name(c->graph, e));
    kith_put(&c->sink, brackets[i].close);
    if (style && style->colour)
        put_class(c, ":::", type);
    kith_put_char(&c->sink, '\n');
}

/* Entities group by group, those of none outside of all frames. */
static void put_entities(chart *c)
{
    const kith_grouping *grouping = &c->grouping;
    for (size_t g = 0; g <= grouping->count; g++) {
        const size_t end = grouping->first[g + 1];
        const bool framed = g < grouping->count && grouping->first[g] < end;
        if (framed) {
            kith_putf(&c->sink, "  subgraph g%zu[\"%s %zu\"]\n", g + 1,
                      grouping->column->name, g + 1);
        }
        for (size_t i = grouping->first[g]; i < end; i++)
            put_entity(c, framed ? "    " : "  ", grouping->members[i]);
        if (framed)
            kith_put(&c->sink, "  end\n");
    }
}

static void put_relation(chart *c, kith_id id)
{
    const kith_relation r = kith_graph_relation(c->graph, id);
    static const char *const lines[2][2] = {
        {" ---", " -->" },
        {" -.-", " -.->"},
    };
    kith_put(&c->sink, "  ");
    put_id(c, r.source);
    const bool dashed = kith_is_tentative(c->graph, id, c->at);
    kith_put(&c->sink, lines[dashed][r.directed]);
    kith_put_char(&c->sink, '|');
    put_label(&c->sink, c->styles.relations[r.type]);
    kith_put(&c->sink, "| ");
    put_id(c, r.target);
    kith_put_char(&c->sink, '\n');
}

/* The frames of groups are paler than the themes would have them. */
static void put_frames(chart *c)
{
    const size_t *first = c->grouping.first;
    bool any = false;
    for (size_t g = 0; g < c->grouping.count; g++) {
        if (first[g] < first[g + 1]) {
            kith_putf(&c->sink, "%sg%zu", any ? "," : "  class ", g + 1);
            any = true;
        }
    }
    if (any) {
        kith_put(&c->sink, " frame\n  classDef frame "
                           "fill:#F7F8FA,stroke:#C5CCD3,color:#1B1F24\n");
    }
}

static void put_chart(chart *c, const char *title)
{
    if (title) {
        kith_put(&c->sink, "---\ntitle: ");
        kith_put_json(&c->sink, kith_text_of(title));
        kith_put(&c->sink, "\n---\n");
    }
    kith_put(&c->sink, "flowchart LR\n");
    put_entities(c);
    for (kith_id r = 0; r < kith_graph_relation_count(c->graph); r++)
        put_relation(c, r);
    for (kith_id t = 0; t < kith_graph_entity_type_count(c->graph); t++)
        put_class_line(c, t);
    put_frames(c);
}

/* Length in JavaScript: code points beyond U+FFFF count twice. */
static size_t count_characters(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)text[i];
        count += (byte & 0xC0) == 0x80 ? 0 : 1u + (byte >= 0xF0);
    }
    return count;
}

/* Write the chart unless it is too long, which only its text can say. */
static kith_status put_limited(chart *c, const char *title, kith_error *err)
{
    FILE *const out = c->sink.file;
    char *text = NULL;
    size_t length = 0;
    c->sink.file = open_memstream(&text, &length);
    if (!c->sink.file)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    put_chart(c, title);
    (void)kith_sink_finish(&c->sink, NULL);
    (void)fclose(c->sink.file);
    c->sink.file = out;
    const size_t count = count_characters(text, length);
    if (count <= MOST_CHARACTERS)
        kith_put_bytes(&c->sink, text, length);
    free(text);
    if (count <= MOST_CHARACTERS)
        return KITH_OK;
    (void)kith_fail(err, KITH_E_LIMIT,
                    "%zu characters are too many for mermaid (%d)", count,
                    MOST_CHARACTERS);
    kith_hint(err, "cut with --top 100 or --around ENTITY; --force writes it "
                   "all the same");
    return KITH_E_LIMIT;
}

static kith_status write_mermaid(kith_graph *graph,
                                 const kith_export_options *options,
                                 FILE *out,
                                 kith_error *err)
{
    char buffer[KITH_SINK_BUFFER];
    chart c = {.sink = kith_sink_gather(out, buffer),
               .graph = graph,
               .at = options->at};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_styles_make(&c.styles, graph, options->vocabulary, err),
             done);
    KITH_TRY(st, kith_grouping_make(&c.grouping, graph, options, err), done);
    const char *title = kith_export_title(graph, options);
    if (options->force) {
        put_chart(&c, title);
    } else {
        KITH_TRY(st, put_limited(&c, title, err), done);
    }
    KITH_TRY(st, kith_sink_finish(&c.sink, err), done);
    kith_losses_add(options->losses, KITH_LOSS_ID,
                    kith_graph_entity_count(graph));
    st = kith_note_unwritten(graph, options, &(kith_written){.groups = true},
                             err);
done:
    kith_grouping_free(&c.grouping);
    kith_styles_free(&c.styles);
    return st;
}

static const char *const mermaid_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_RELATION_ID] = "left out",
    [KITH_LOSS_ID] = "left out",
    [KITH_LOSS_MORE_TYPES] = "left out but for the first type",
    [KITH_LOSS_ALIAS] = "left out",
    [KITH_LOSS_TIME] = "left out",
    [KITH_LOSS_WEIGHT] = "left out",
    [KITH_LOSS_CONFIDENCE] = "left out",
    [KITH_LOSS_PROPERTY] = "left out",
    [KITH_LOSS_RELATION_PROPERTY] = "left out",
    [KITH_LOSS_EVIDENCE] = "left out",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_COLUMN] = "left out but for the first groups",
};

const kith_format kith_format_mermaid = {
    .name = "mermaid",
    .extensions = "mmd mermaid",
    .summary = "a flowchart for GitHub, Obsidian and wikis",
    .takes_columns = true,
    .most_entities = 5000,
    .most_relations = 500,
    .losses = mermaid_losses,
    .write = write_mermaid,
};
