/* Every word of a scene that is not a name: what the picture holds, what its
 * colours mean, and the sentence that a relation stands for. */
#include "base/number.h"
#include "export/scene.h"

#include <math.h>

/* Types that the description names before "and other". */
#define MOST_DESCRIBED 6

/* Names on a card that several share; its tooltip has them all. */
#define MOST_NAMES 4

/* Relations that the sentence of their line lists: as many as tooltips hold. */
#define MOST_LISTED 12

/* "21 entities" */
static void add_count(kith_draft *draft,
                      size_t count,
                      const char *one,
                      const char *many)
{
    kith_draft_add_size(draft, count);
    kith_draft_add(draft, " ");
    kith_draft_add(draft, count == 1 ? one : many);
}

static void add_entities(kith_scene *s)
{
    add_count(&s->draft, kith_graph_entity_count(s->graph), "entity",
              "entities");
}

static void add_relations(kith_scene *s)
{
    add_count(&s->draft, kith_graph_relation_count(s->graph), "relation",
              "relations");
}

/* "9 of the entities on 1 card"; nothing if none share one. */
static void add_shared(kith_scene *s, const char *before, const char *after)
{
    size_t entities = 0;
    size_t cards = 0;
    for (size_t e = 0; e < kith_graph_entity_count(s->graph); e++) {
        const uint32_t members = s->cards.members[e];
        entities += members > 1 ? members : 0;
        cards += members > 1;
    }
    if (!cards)
        return;
    kith_draft_add(&s->draft, before);
    kith_draft_add_size(&s->draft, entities);
    kith_draft_add(&s->draft, " of the entities on ");
    add_count(&s->draft, cards, "card", "cards");
    kith_draft_add(&s->draft, after);
}

/* What colours tell in place of types; NULL if they do not. */
static const char *colour_meaning(const kith_scene *s)
{
    if (!s->colouring.count)
        return NULL;
    if (s->colouring.row_of)
        return "community";
    return s->options->colour_name ? s->options->colour_name : "measure";
}

static bool any_dashed(const kith_scene *s)
{
    bool any = false;
    for (size_t i = 0; i < s->lines.count && !any; i++)
        any = s->lines.lines[i].tentative;
    return any;
}

/* Of all relations, so that none that is over looks unsure. */
static bool any_over(const kith_scene *s)
{
    bool any = false;
    for (kith_id r = 0; r < kith_graph_relation_count(s->graph) && !any; r++)
        any = kith_is_over(s->graph, r, s->options->at);
    return any;
}

static void add_dashes(kith_scene *s)
{
    if (any_dashed(s)) {
        kith_draft_add(&s->draft, any_over(s) ? " · dashed = over or unsure"
                                              : " · dashed = unsure");
    }
}

/* "21 entities · 24 relations · larger = higher degree" */
void kith_scene_put_subtitle(kith_scene *s)
{
    const char *measure = s->options->score_name;
    const char *colour = colour_meaning(s);
    if (s->options->subtitle) {
        kith_draft_add(&s->draft, s->options->subtitle);
        kith_draft_put(&s->draft, &s->sink);
        return;
    }
    if (s->options->selection) {
        kith_draft_add(&s->draft, s->options->selection);
        kith_draft_add(&s->draft, " · ");
    }
    add_entities(s);
    kith_draft_add(&s->draft, " · ");
    add_relations(s);
    add_shared(s, " · ", "");
    if (s->scaled) {
        kith_draft_add(&s->draft, " · larger = higher ");
        kith_draft_add(&s->draft, measure ? measure : "degree");
    }
    if (colour) {
        kith_draft_add(&s->draft, " · colour = ");
        kith_draft_add(&s->draft, colour);
    }
    add_dashes(s);
    kith_draft_put(&s->draft, &s->sink);
}

/* For who cannot see the picture: "A diagram of 21 entities (9 × country, …)
 * and 24 relations." */
void kith_scene_put_description(kith_scene *s)
{
    const size_t types = s->legend.count;
    const size_t untyped = types ? kith_scene_untyped(s) : 0;
    kith_draft_add(&s->draft, "A diagram of ");
    add_entities(s);
    for (size_t i = 0; i < types && i < MOST_DESCRIBED; i++) {
        const kith_legend_row *row = &s->legend.rows[i];
        kith_draft_add(&s->draft, i ? ", " : " (");
        kith_draft_add_size(&s->draft, row->count);
        kith_draft_add(&s->draft, " × ");
        kith_draft_add(&s->draft, s->styles.entities[row->type].label);
    }
    if (untyped) {
        kith_draft_add(&s->draft, ", ");
        kith_draft_add_size(&s->draft, untyped);
        kith_draft_add(&s->draft, " without type");
    }
    kith_draft_add(&s->draft, types > MOST_DESCRIBED ? ", and other" : "");
    kith_draft_add(&s->draft, types ? ") and " : " and ");
    add_relations(s);
    kith_draft_add(&s->draft, ".");
    add_shared(s, " It shows ", ".");
    if (colour_meaning(s)) {
        kith_draft_add(&s->draft, " Colours tell the ");
        kith_draft_add(&s->draft, colour_meaning(s));
        kith_draft_add(&s->draft, ".");
    }
    kith_draft_put(&s->draft, &s->sink);
}

/* "since 2017, confidence 0.4" */
static void add_circumstances(kith_draft *draft, const kith_relation *r)
{
    char text[KITH_NUMBER_SIZE];
    const bool dated = kith_is_dated(r);
    kith_scene_add_dates(draft, r);
    if (isfinite(r->confidence)) {
        kith_draft_add(draft, dated ? ", confidence " : "confidence ");
        kith_draft_add(draft, kith_number_format(r->confidence, text));
    }
}

static bool has_circumstances(const kith_relation *r)
{
    return kith_is_dated(r) || isfinite(r->confidence);
}

static kith_relation relation_of(const kith_scene *s,
                                 const kith_line *line,
                                 size_t index)
{
    return kith_graph_relation(s->graph,
                               s->lines.relations[line->first + index]);
}

/* Whether the relations of a line hold at the same time and as surely. */
static bool are_alike(const kith_scene *s, const kith_line *line)
{
    const kith_relation first = relation_of(s, line, 0);
    bool alike = true;
    for (size_t i = 1; i < line->count && alike; i++) {
        const kith_relation other = relation_of(s, line, i);
        const bool as_sure = isfinite(first.confidence)
                                 ? other.confidence == first.confidence
                                 : !isfinite(other.confidence);
        alike =
            as_sure && other.since == first.since && other.until == first.until;
    }
    return alike;
}

/* ": 2001 to 2002, confidence 0.4; since 2010", ": each since 2017" */
static void add_each(kith_scene *s, const kith_line *line)
{
    const bool alike = are_alike(s, line);
    const size_t told = alike ? 1 : line->count;
    const kith_relation first = relation_of(s, line, 0);
    if (alike && !has_circumstances(&first))
        return;
    for (size_t i = 0; i < told && i < MOST_LISTED; i++) {
        const kith_relation r = relation_of(s, line, i);
        kith_draft_add(&s->draft, i ? "; " : alike ? ": each " : ": ");
        add_circumstances(&s->draft, &r);
        kith_draft_add(&s->draft, has_circumstances(&r) ? "" : "undated");
    }
    if (told > MOST_LISTED) {
        kith_draft_add(&s->draft, "; and ");
        kith_draft_add_size(&s->draft, told - MOST_LISTED);
        kith_draft_add(&s->draft, " more");
    }
}

static void add_name(kith_scene *s, kith_id entity)
{
    kith_cards_add_name(&s->cards, &s->draft, s->graph, &s->styles,
                        kith_cards_of(&s->cards, entity));
}

/* "A leads B (since 2017)", "A leads B (2 relations: until 2017; since 2020)"
 */
void kith_scene_put_sentence(kith_scene *s, const kith_line *line)
{
    const kith_relation r = relation_of(s, line, 0);
    add_name(s, r.source);
    kith_draft_add(&s->draft, " ");
    kith_draft_add(&s->draft, s->styles.relations[r.type]);
    kith_draft_add(&s->draft, " ");
    add_name(s, r.target);
    if (line->count > 1) {
        kith_draft_add(&s->draft, " (");
        add_count(&s->draft, line->count, "relation", "relations");
        add_each(s, line);
        kith_draft_add(&s->draft, ")");
    } else if (has_circumstances(&r)) {
        kith_draft_add(&s->draft, " (");
        add_circumstances(&s->draft, &r);
        kith_draft_add(&s->draft, ")");
    }
    kith_draft_put(&s->draft, &s->sink);
}

/* "around Tashkent" */
void kith_scene_put_group_key(kith_scene *s, const kith_colour_row *row)
{
    if (row->leader == KITH_NONE) {
        kith_draft_add(&s->draft, s->colouring.count > 1 ? "other communities"
                                                         : "small communities");
    } else {
        kith_draft_add(&s->draft, "around ");
        kith_draft_add(&s->draft,
                       kith_graph_entity_name(s->graph, row->leader));
    }
    kith_draft_put(&s->draft, &s->sink);
    kith_putf(&s->sink, ", \"count\": %zu, \"colour\": %u", row->members,
              row->colour);
}

/* "least betweenness: 0", "middle: 12.5", "most: 50" */
void kith_scene_put_scale_key(kith_scene *s, const kith_colour_row *row)
{
    static const char *const names[] = {"least ", "middle", "most"};
    const size_t i = (size_t)(row - s->colouring.rows);
    char text[KITH_NUMBER_SIZE];
    if (s->colouring.count > 1)
        kith_draft_add(&s->draft, names[i]);
    kith_draft_add(&s->draft, i == 0 ? colour_meaning(s) : "");
    kith_draft_add(&s->draft, ": ");
    kith_draft_add(&s->draft, kith_number_short(row->value, text));
    kith_draft_put(&s->draft, &s->sink);
    kith_putf(&s->sink, ", \"level\": %s",
              kith_number_fixed(row->level, 2, text));
}

/* "Tashkent", or "9 countries: Armenia, Azerbaijan, …" */
void kith_scene_put_label(kith_scene *s, kith_id e)
{
    kith_put(&s->sink, ", \"label\": ");
    add_name(s, e);
    if (s->cards.members[e] > 1) {
        kith_draft_add(&s->draft, ": ");
        kith_cards_add_members(&s->cards, &s->draft, s->graph, e, MOST_NAMES);
    }
    kith_draft_put(&s->draft, &s->sink);
    if (s->cards.members[e] > 1)
        kith_putf(&s->sink, ", \"count\": %u", (unsigned)s->cards.members[e]);
}

void kith_scene_put_tooltip(kith_scene *s, kith_id e)
{
    const kith_id type = kith_graph_entity_type(s->graph, e);
    kith_put(&s->sink, ", \"tooltip\": ");
    if (s->cards.members[e] > 1) {
        add_name(s, e);
        kith_draft_add(&s->draft, ": ");
    } else if (type != KITH_NONE) {
        kith_draft_add(&s->draft, s->styles.entities[type].label);
        kith_draft_add(&s->draft, ": ");
    }
    kith_cards_add_members(&s->cards, &s->draft, s->graph, e, SIZE_MAX);
    kith_draft_put(&s->draft, &s->sink);
}

/* "leads", and beside it "since 2017" */
void kith_scene_put_line_label(kith_scene *s, const kith_line *line)
{
    const kith_relation r = relation_of(s, line, 0);
    if (!s->options->no_labels) {
        kith_put(&s->sink, ", \"label\": ");
        kith_draft_add(&s->draft, s->styles.relations[r.type]);
        kith_draft_put(&s->draft, &s->sink);
    }
    kith_scene_put_dates(s, line);
}
