/* The command line of kith-draw. */
#include "draw/options.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "kith-draw: draw a scene\n"
    "\n"
    "Usage: kith-draw [--format FORMAT] [--output FILE] [--quiet] < SCENE\n"
    "\n"
    "Reads a scene, one JSON object, on standard input and writes a picture.\n"
    "'kith draw' makes scenes from records and calls this program.\n"
    "\n"
    "  --format FORMAT  svg, png, pdf, dot (to edit and to run Graphviz on) "
    "or\n"
    "                   json (positions, y downwards); without it the ending\n"
    "                   of FILE decides, else svg\n"
    "  --output FILE    write there, whole or not at all; '-' and nothing "
    "mean\n"
    "                   standard output\n"
    "  --quiet          no remarks on standard error\n"
    "  --help           print this\n"
    "  --version        print the versions of kith-draw and Graphviz\n"
    "\n"
    "Engines ('engine' in the scene): auto, dot, neato, sfdp, fdp, circo,\n"
    "twopi, given (every node has x and y). Themes: light, dark, mono.\n"
    "The same scene gives the same bytes; a PDF is dated 1970 unless\n"
    "SOURCE_DATE_EPOCH says otherwise.\n"
    "\n"
    "Exit status: 0 drawn; 2 the call or the scene is wrong, or too large;\n"
    "3 the system failed.\n"
    "\n"
    "Examples:\n"
    "  kith-draw < scene.json > picture.svg\n"
    "  kith-draw --output report.pdf < scene.json\n"
    "  kith-draw --format json < scene.json\n"
    "  echo '{\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"}],\n"
    "         \"edges\":[{\"source\":0,\"target\":1,\"label\":\"knows\"}]}' |\n"
    "    kith-draw --output two.png\n";

static draw_status set_format(draw_options *options,
                              const char *name,
                              draw_problem *problem)
{
    options->format = draw_format_find(name, strlen(name));
    if (options->format)
        return DRAW_OK;
    return draw_fail(problem, DRAW_INVALID,
                     "unknown format '%.*s'; give svg, png, pdf, dot or json",
                     draw_quoted(name, 40), name);
}

/* The value of `--name=value` or `--name value`; NULL if this is another
 * option. `*at` moves to the last argument used. */
static const char *value_of(const char *name, char **argv, int *at)
{
    const size_t length = strlen(name);
    const char *argument = argv[*at];
    if (strncmp(argument, name, length) != 0)
        return NULL;
    if (argument[length] == '=')
        return argument + length + 1;
    if (argument[length] != '\0' || !argv[*at + 1])
        return NULL;
    *at += 1;
    return argv[*at];
}

static draw_status read_one(draw_options *options,
                            char **argv,
                            int *at,
                            draw_problem *problem)
{
    const char *format = value_of("--format", argv, at);
    if (format)
        return set_format(options, format, problem);
    const char *output = value_of("--output", argv, at);
    if (output) {
        options->output = output;
        return DRAW_OK;
    }
    const bool is_help = !strcmp(argv[*at], "--help");
    const bool is_version = !strcmp(argv[*at], "--version");
    const bool is_quiet = !strcmp(argv[*at], "--quiet");
    options->help = options->help || is_help;
    options->version = options->version || is_version;
    options->quiet = options->quiet || is_quiet;
    if (is_help || is_version || is_quiet)
        return DRAW_OK;
    if (!strcmp(argv[*at], "--format") || !strcmp(argv[*at], "--output")) {
        return draw_fail(problem, DRAW_INVALID, "option '%s' needs a value",
                         argv[*at]);
    }
    return draw_fail(problem, DRAW_INVALID, "unknown option '%.*s'; see --help",
                     draw_quoted(argv[*at], 80), argv[*at]);
}

draw_status draw_options_read(draw_options *options,
                              int argc,
                              char **argv,
                              draw_problem *problem)
{
    *options = (draw_options){0};
    for (int at = 1; at < argc && argv[at]; at++) {
        const draw_status st = read_one(options, argv, &at, problem);
        if (st != DRAW_OK)
            return st;
    }
    const char *ending = options->output ? strrchr(options->output, '.') : NULL;
    if (!options->format && ending)
        options->format = draw_format_find(ending + 1, strlen(ending + 1));
    if (!options->format)
        options->format = &draw_formats[0];
    return DRAW_OK;
}

void draw_options_help(void)
{
    fputs(help, stdout);
}
