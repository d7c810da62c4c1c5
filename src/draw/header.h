#ifndef KITH_DRAW_HEADER_H
#define KITH_DRAW_HEADER_H

#include "draw/buffer.h"
#include "draw/picture.h"

/** Put title, subtitle and legend above a graph that was laid out. */
draw_status draw_header_add(draw_picture *picture, draw_problem *problem);

/** Append the title as an HTML-like label; nothing without a title. */
void draw_title_put(draw_buffer *html,
                    const draw_scene *scene,
                    size_t columns,
                    double scale);

/** Append the subtitle likewise. */
void draw_subtitle_put(draw_buffer *html,
                       const draw_picture *picture,
                       size_t columns,
                       double scale);

/** Does the legend have a row for this type? */
bool draw_is_in_legend(const draw_scene *scene, size_t type);

/** Append a legend row's text: the type and, lighter, how many there are. */
void draw_legend_text_put(draw_buffer *html,
                          const draw_scene *scene,
                          size_t type,
                          double scale);

/** The same for what a colour means. */
void draw_key_text_put(draw_buffer *html,
                       const draw_scene *scene,
                       size_t key,
                       double scale);

/** Text of a row of the legend that says what a line means. */
void draw_kind_text_put(draw_buffer *html,
                        const draw_scene *scene,
                        size_t kind,
                        double scale);

/** Are there nodes that are dots without a name? After draw_captions_add(). */
bool draw_some_are_unnamed(const draw_picture *picture);

#endif /* KITH_DRAW_HEADER_H */
