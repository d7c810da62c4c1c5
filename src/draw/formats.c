/* The formats, and the steps from a picture to the bytes of each. */
#include "draw/formats.h"

#include "draw/captions.h"
#include "draw/edges.h"
#include "draw/header.h"
#include "draw/labels.h"
#include "draw/source.h"
#include "draw/svg.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A larger bitmap takes more memory than readers' programs have. */
#define MOST_PIXELS 50e6

/* As many as a page of a large picture needs, in a file that can be mailed;
 * who wants more asks for more dots than usual. */
#define USUAL_PIXELS 16e6
#define USUAL_DPI    144.0

/* Points, about: title and legend are not in the box of the graph. */
#define HEADER_HEIGHT 144

static const char or_svg[] = ", or as svg, which says all names on hovering";

/* @param hint what else there is for who wants more names */
static draw_status compose(draw_picture *picture,
                           const char *hint,
                           draw_problem *problem)
{
    draw_status st = draw_picture_arrange(picture, problem);
    if (st == DRAW_OK && !picture->plan.cards)
        st = draw_labels_measure(picture, problem);
    if (st == DRAW_OK && !picture->plan.cards)
        draw_labels_place(picture);
    if (st == DRAW_OK)
        st = draw_captions_add(picture, problem);
    if (st == DRAW_OK)
        st = draw_header_add(picture, problem);
    if (st == DRAW_OK && draw_some_are_unnamed(picture)) {
        draw_remark(picture->quiet,
                    "%zu of %zu have their names beside them; there is no room "
                    "for more: draw fewer%s",
                    picture->named, picture->scene->node_count, hint);
    }
    if (st == DRAW_OK && picture->unlabelled) {
        draw_remark(picture->quiet,
                    "%zu of %zu labels of lines have no room: draw fewer",
                    picture->unlabelled, picture->labels);
    }
    if (st == DRAW_OK && draw_edges_undated(picture)) {
        draw_remark(picture->quiet,
                    "%zu lines have no room for their dates: draw fewer, or "
                    "ask for all labels",
                    draw_edges_undated(picture));
    }
    return st;
}

static draw_status render(draw_picture *picture,
                          const draw_format *format,
                          draw_buffer *out,
                          draw_problem *problem)
{
    return draw_render(picture->graphviz, picture->graph, format->graphviz, out,
                       problem);
}

static draw_status write_svg(draw_picture *picture,
                             const draw_format *format,
                             draw_buffer *out,
                             draw_problem *problem)
{
    draw_buffer raw = {0};
    draw_status st = compose(picture, "; hovering says all names", problem);
    if (st == DRAW_OK)
        st = render(picture, format, &raw, problem);
    if (st == DRAW_OK)
        draw_svg_finish(out, draw_text(&raw), picture->scene);
    draw_buffer_free(&raw);
    return st;
}

static draw_status write_png(draw_picture *picture,
                             const draw_format *format,
                             draw_buffer *out,
                             draw_problem *problem)
{
    draw_status st = compose(picture, or_svg, problem);
    if (st != DRAW_OK)
        return st;
    const draw_rectangle box = draw_graph_box(picture->graph);
    const double area =
        draw_with_margins(box.high.x - box.low.x) *
        draw_with_margins(box.high.y - box.low.y + HEADER_HEIGHT);
    const double dpi = picture->scene->dpi;
    const double pixels = dpi > USUAL_DPI ? MOST_PIXELS : USUAL_PIXELS;
    const double most = floor(72 * sqrt(pixels / area));
    if (dpi > USUAL_DPI && most < dpi) {
        draw_remark(picture->quiet,
                    "%.0f dots per inch would make more than %.0f million "
                    "dots: it has %.0f; svg and pdf have no limit",
                    dpi, MOST_PIXELS / 1e6, most);
    }
    draw_setf(picture->graph, "dpi", "%.0f", fmin(dpi, most));
    return render(picture, format, out, problem);
}

/* The same scene gives the same bytes: in place of the time of day the file
 * says when time began, or what SOURCE_DATE_EPOCH says. Later versions of
 * Graphviz do so themselves; for others the digits are overwritten. */
static void set_date(draw_buffer *pdf)
{
    static const char key[] = "/CreationDate (D:";
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    const time_t when = epoch ? (time_t)strtoll(epoch, NULL, 10) : 0;
    const size_t room = sizeof "YYYYMMDDhhmmss" - 1;
    char date[32];
    struct tm parts;
    char *at = memmem(pdf->bytes, pdf->length, key, sizeof key - 1);
    if (!at || !gmtime_r(&when, &parts) ||
        strftime(date, sizeof date, "%Y%m%d%H%M%S", &parts) != room)
        return;
    at += sizeof key - 1;
    if ((size_t)(pdf->bytes + pdf->length - at) > room)
        memcpy(at, date, room);
}

static draw_status write_pdf(draw_picture *picture,
                             const draw_format *format,
                             draw_buffer *out,
                             draw_problem *problem)
{
    setenv("SOURCE_DATE_EPOCH", "0", 0);
    draw_status st = compose(picture, or_svg, problem);
    if (st == DRAW_OK)
        st = render(picture, format, out, problem);
    if (st == DRAW_OK)
        set_date(out);
    return st;
}

static draw_status write_dot(draw_picture *picture,
                             const draw_format *format,
                             draw_buffer *out,
                             draw_problem *problem)
{
    (void)format;
    return draw_source_put(out, picture, problem);
}

static double rounded(double points)
{
    return floor(points * 100 + 0.5) / 100;
}

/* Positions as a page counts them: from the top left corner, y downwards. */
static void put_positions(draw_buffer *out, const draw_picture *picture)
{
    const draw_rectangle box = draw_graph_box(picture->graph);
    cJSON *root = cJSON_CreateObject();
    const draw_scene *scene = picture->scene;
    const bool named = scene->engine == DRAW_ENGINE_GIVEN && scene->layout;
    cJSON_AddStringToObject(root, "engine",
                            named ? scene->layout
                                  : draw_engine_names[picture->plan.engine]);
    cJSON_AddNumberToObject(root, "width", rounded(box.high.x - box.low.x));
    cJSON_AddNumberToObject(root, "height", rounded(box.high.y - box.low.y));
    cJSON *nodes = cJSON_AddArrayToObject(root, "nodes");
    for (size_t i = 0; i < scene->node_count; i++) {
        const draw_point centre = draw_node_centre(picture->nodes[i]);
        const draw_point size = draw_node_size(picture->nodes[i]);
        cJSON *node = cJSON_CreateObject();
        cJSON_AddStringToObject(node, "id", scene->nodes[i].id);
        cJSON_AddNumberToObject(node, "x", rounded(centre.x - box.low.x));
        cJSON_AddNumberToObject(node, "y", rounded(box.high.y - centre.y));
        cJSON_AddNumberToObject(node, "width", rounded(size.x));
        cJSON_AddNumberToObject(node, "height", rounded(size.y));
        if (scene->nodes[i].count > 1)
            cJSON_AddNumberToObject(node, "count", scene->nodes[i].count);
        cJSON_AddItemToArray(nodes, node);
    }
    char *text = cJSON_PrintUnformatted(root);
    if (text)
        draw_putf(out, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(root);
}

static draw_status write_json(draw_picture *picture,
                              const draw_format *format,
                              draw_buffer *out,
                              draw_problem *problem)
{
    (void)format;
    const draw_status st = draw_picture_arrange(picture, problem);
    if (st == DRAW_OK)
        put_positions(out, picture);
    return st;
}

const draw_format draw_formats[] = {
    {"svg",  "svg", false, write_svg },
    {"png",  "png", false, write_png },
    {"pdf",  "pdf", false, write_pdf },
    {"dot",  NULL,  true,  write_dot },
    {"json", NULL,  false, write_json},
    {NULL,   NULL,  false, NULL      },
};

const draw_format *draw_format_find(const char *name, size_t length)
{
    for (const draw_format *format = draw_formats; format->name; format++) {
        if (strlen(format->name) == length &&
            !strncmp(format->name, name, length))
            return format;
    }
    return NULL;
}
