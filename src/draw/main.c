/* kith-draw: a scene on standard input becomes a picture. Wires the parts. */
#include "draw/formats.h"
#include "draw/options.h"
#include "draw/output.h"

#include <stdio.h>

static draw_status draw(const draw_options *options,
                        const draw_scene *scene,
                        draw_problem *problem)
{
    draw_plan plan = {.editable = options->format->editable};
    if (draw_plan_make(&plan, scene, problem) != DRAW_OK)
        return problem->status;
    GVC_t *graphviz = draw_graphviz_open();
    if (!graphviz)
        return draw_fail(problem, DRAW_SYSTEM, "cannot start Graphviz");
    draw_picture picture;
    draw_buffer out = {0};
    draw_picture_init(&picture, scene, plan, graphviz);
    picture.quiet = options->quiet;
    draw_status st =
        options->format->write(&picture, options->format, &out, problem);
    if (st == DRAW_OK)
        st = draw_output_write(options->output, &out, problem);
    draw_buffer_free(&out);
    draw_picture_free(&picture);
    draw_graphviz_close(graphviz);
    return st;
}

static void print_version(void)
{
    GVC_t *graphviz = draw_graphviz_open();
    printf("kith-draw %s, Graphviz %s\n", KITH_VERSION,
           graphviz ? draw_graphviz_version(graphviz) : "not found");
    draw_graphviz_close(graphviz);
}

int main(int argc, char **argv)
{
    draw_problem problem = {0};
    draw_options options;
    draw_scene scene = {0};
    if (draw_options_read(&options, argc, argv, &problem) == DRAW_OK) {
        if (options.help) {
            draw_options_help();
        } else if (options.version) {
            print_version();
        } else if (draw_scene_read(&scene, stdin, &problem) == DRAW_OK) {
            draw(&options, &scene, &problem);
        }
    }
    draw_scene_free(&scene);
    if (problem.status != DRAW_OK)
        draw_report(&problem);
    return (int)problem.status;
}
