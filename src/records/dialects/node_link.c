/* Node-link JSON: NetworkX with links or edges, and D3, whose ends may be
 * numbers of nodes.
 *
 * Nodes without an id are called by their number, which is what the ends then
 * say. Where nodes have ids that are texts and ends are numbers, the id of each
 * node is looked up where it was spooled. */
#include "base/alloc.h"
#include "base/number.h"
#include "base/pages.h"
#include "records/dialects/dialects.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const kith_mapping node = {KITH_RECORD_ENTITY, NULL, kith_entity_roles,
                                  kith_no_roles,      NULL, false};
static const kith_mapping link = {KITH_RECORD_RELATION, NULL,
                                  kith_relation_roles,  kith_no_roles,
                                  KITH_UNTYPED,         false};

/* -- ends that are numbers of nodes -------------------------------------- */

enum { LONGEST_ID = 64 << 10 };

typedef struct {
    kith_pages lines; /* uint64_t: where the line of each node begins */
    size_t count;
    size_t numbers; /* ids that are numbers */
    bool texts;     /* ids are texts, so that a number is that of a node */
    char ids[2][LONGEST_ID];
} numbered;

static void map_node(kith_translation *t,
                     const kith_mapping *mapping,
                     kith_text text)
{
    numbered *own = t->own;
    char number[24];
    const uint64_t line = kith_line_offset(t);
    kith_text id = {0};
    if (!kith_scan_fields(t, text))
        return;
    const kith_field *field = kith_field_of(t, "id");
    if (!field)
        id = (kith_text){number, (size_t)snprintf(number, sizeof number, "%zu",
                                                  own->count)};
    own->texts = own->texts || (field && field->type == KITH_JSON_STRING);
    own->numbers += field && field->type == KITH_JSON_NUMBER;
    own->count++;
    if (!kith_pages_add(&own->lines, &line, sizeof line))
        (void)kith_translation_no_memory(t);
    kith_map_fields(t, mapping, id);
}

/* The id of node `field`, from the line that it became: its id comes first. */
static void resolve(kith_translation *t, kith_field *field, char *room)
{
    static const char begin[] = "{\"id\":\"";
    const numbered *own = t->own;
    const uint64_t *lines = own->lines.data;
    const double number = kith_number_parse(field->text);
    size_t got = 0;
    if (!(number >= 0 && number < (double)own->count) ||
        number != floor(number) ||
        !kith_read_line(t, lines[(size_t)number], room, LONGEST_ID - 1, &got))
        return; /* the reader says that there is no such entity */
    room[got] = '\0';
    if (strncmp(room, begin, sizeof begin - 1) != 0)
        return;
    const char *const id = room + sizeof begin - 1;
    size_t length = 0;
    while (id[length] && id[length] != '"')
        length += id[length] == '\\' && id[length + 1] ? 2 : 1;
    field->type = KITH_JSON_STRING;
    field->text = (kith_text){id, length};
}

static void map_link(kith_translation *t,
                     const kith_mapping *mapping,
                     kith_text text)
{
    static const char *const ends[] = {"source", "target"};
    numbered *own = t->own;
    if (!kith_scan_fields(t, text))
        return;
    for (size_t i = 0; own->texts && i < 2; i++) {
        kith_field *field = kith_field_of(t, ends[i]);
        if (field && field->type == KITH_JSON_NUMBER)
            resolve(t, field, own->ids[i]);
    }
    kith_map_fields(t, mapping, (kith_text){0});
}

static const kith_section sections[] = {
    {.path = "directed",             .kind = KITH_SECTION_UNDIRECTED, .value = "false"},
    {.path = "multigraph",              .kind = KITH_SECTION_DROP},
    {.path = "graph",           .kind = KITH_SECTION_DOCUMENT},
    {.path = "nodes",                              .mappings = &node, .mapping_count = 1, .map = map_node},
    {.path = "links",
     .mappings = &link,
     .mapping_count = 1,
     .map = map_link,
     .otherwise = true},
    {.path = "edges",
     .mappings = &link,
     .mapping_count = 1,
     .map = map_link,
     .otherwise = true},
    {.path = NULL           }
};

static void translate(kith_translation *t)
{
    numbered *own = KITH_NEW(numbered, 1);
    if (!own) {
        (void)kith_translation_no_memory(t);
        return;
    }
    t->own = own;
    kith_translate_document(t, sections);
    for (size_t i = 0; own->texts && i < own->numbers; i++)
        kith_lose(t,
                  "id that is a number was taken as text, beside ids that are "
                  "texts: 1 and \"1\" are one",
                  "ids that are numbers were taken as texts, beside ids that "
                  "are texts: 1 and \"1\" are one");
    kith_pages_free(&own->lines);
    kith_release(own);
    t->own = NULL;
}

const kith_dialect_row kith_dialect_node_link = {
    .is = {"node-link",                    "node-link JSON of NetworkX and D3", ".json"                     },
    .evidence = { "nodes:a links[].source links[].target",
           "nodes:a edges[].source edges[].target !nodes[].key "
                 "!nodes[].data !edges[].data", "~nodes:a links:a",
           "~nodes:a directed multigraph !edges !links", "~nodes[].id !nodes[].label !edges !links !nodes[].labels "
                 "!nodes[].key !nodes[].data !nodes[].category !multigraph", "~nodes[].id nodes[].label !nodes[].group !edges !links "
                 "!nodes[].labels !nodes[].key !nodes[].data !multigraph", "~nodes:a edges:a multigraph",
           "~edges[].source edges[].target !edges[].key !edges[].data "
                 "!nodes[].key !edges[].relation !edges[].metadata !graph", "~links[].source links[].target"},
    .translate = translate,
};
