/* Diagrams beside a result. */
#include "cli/drawing.h"

#include "base/error.h"
#include "cli/result.h"

#include <strings.h>

static const char *const formats[] = {"svg", "png", "pdf", "dot", NULL};

const char *kith_drawing_extension(size_t index)
{
    return index < sizeof formats / sizeof *formats ? formats[index] : NULL;
}

const char *kith_drawing_format(const char *path)
{
    const char *extension = kith_output_extension(path);
    for (size_t i = 0; extension && formats[i]; i++) {
        if (!strcasecmp(extension, formats[i]))
            return formats[i];
    }
    return NULL;
}

bool kith_drawing_takes_output(kith_call *call)
{
    kith_settings *s = &call->settings;
    if (s->drawing || !kith_result_is_text(call) ||
        !kith_drawing_format(s->output))
        return false;
    s->drawing = s->output;
    s->output = NULL;
    return true;
}

kith_status kith_drawing_check(kith_call *call)
{
    const char *path = call->settings.drawing;
    if (!path || kith_drawing_format(path))
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "the name '%s' does not say what to draw", path);
    kith_hint(&call->err, "let it end in .svg, .png, .pdf or .dot");
    return KITH_E_INVALID;
}

kith_status kith_drawing_make(kith_call *call, kith_picture *picture)
{
    kith_output output = {0};
    kith_status st = KITH_OK;
    if (!picture->changes)
        KITH_TRY(st, kith_picture_prepare(picture), done);
    KITH_TRY(st, kith_output_open(&output, call->settings.drawing, &call->err),
             done);
    picture->out = output.file;
    KITH_TRY(st, kith_picture_draw(picture), done);
    st = kith_output_keep(&output, &call->err);
done:
    kith_output_drop(&output);
    kith_picture_free(picture);
    return st;
}
