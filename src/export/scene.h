#ifndef KITH_EXPORT_SCENE_H
#define KITH_EXPORT_SCENE_H

#include "base/sink.h"
#include "export/address.h"
#include "export/cards.h"
#include "export/cluster.h"
#include "export/colouring.h"
#include "export/draft.h"
#include "export/fold.h"
#include "export/kinds.h"
#include "export/legend.h"

/** A graph on its way to becoming a scene. */
typedef struct kith_scene {
    const kith_graph *graph;
    const kith_scene_options *options;
    kith_sink sink;
    kith_styles styles;
    kith_legend legend;
    kith_cards cards;
    kith_lines lines;
    kith_kinds kinds;
    kith_clusters clusters;
    kith_colouring colouring;
    kith_addresses addresses;
    uint32_t *degree;
    double *score; /**< 0 to 1 */
    bool scaled;   /**< scores differ */
    kith_draft draft;
} kith_scene;

/** How many entities have no type. Cost: O(V). */
size_t kith_scene_untyped(const kith_scene *s);

/** Does a relation begin or end at a known date? */
bool kith_is_dated(const kith_relation *r);

/** Append "since 2017"; nothing if there is no date. */
void kith_scene_add_dates(kith_draft *draft, const kith_relation *r);

/* Each of these writes one JSON string, those for keys and labels with what
 * belongs to it. */

/** "21 entities · 24 relations · larger = higher degree", or the user's own. */
void kith_scene_put_subtitle(kith_scene *s);

/** For who cannot see the picture. */
void kith_scene_put_description(kith_scene *s);

/** "A leads B (since 2017)"; of a line for several, what each is. */
void kith_scene_put_sentence(kith_scene *s, const kith_line *line);

/** A row of the legend that says what a group's colour means. */
void kith_scene_put_group_key(kith_scene *s, const kith_colour_row *row);

/** The same for a value. */
void kith_scene_put_scale_key(kith_scene *s, const kith_colour_row *row);

/** What a card says, and for how many it stands. */
void kith_scene_put_label(kith_scene *s, kith_id e);

/** What a card shows on hovering. */
void kith_scene_put_tooltip(kith_scene *s, kith_id e);

/** What a line says; nothing if it has no label. */
void kith_scene_put_line_label(kith_scene *s, const kith_line *line);

/** When a line holds, if that is asked for: a line of text for each of up to
 *  three periods, else what all of them lie in. Nothing if no relation of it
 *  has a date. Cost: its relations. */
void kith_scene_put_dates(kith_scene *s, const kith_line *line);

#endif /* KITH_EXPORT_SCENE_H */
