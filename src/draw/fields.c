/* JSON objects into structs, told by a table what is expected where. */
#include "draw/fields.h"

#include "draw/buffer.h"
#include "draw/scene.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const expected[] = {
    [FIELD_TEXT] = "a string",
    [FIELD_URL] = "a string",
    [FIELD_FLAG] = "true or false",
    [FIELD_COUNT] = "a number, not negative",
    [FIELD_SHARE] = "a number from 0 to 1",
    [FIELD_PLACE] = "a number from -99999 to 99999",
    [FIELD_DPI] = "a number from 24 to 1200",
    [FIELD_INDEX] = "the number of an element",
    [FIELD_THEME] = "light, dark or mono",
    [FIELD_ENGINE] = "auto, dot, neato, sfdp, fdp, circo, twopi or given",
    [FIELD_FLOW] = "LR or TB",
    [FIELD_LABELS] = "auto, all or legend",
    [FIELD_SHAPE] = "a shape such as box, circle or hexagon",
    [FIELD_COLOUR] = "a colour such as #0072B2",
};

/* Graphviz keeps five digits of a position, hence the limit of a place. */
static const struct {
    double least;
    double most;
} ranges[] = {
    [FIELD_COUNT] = {0,      1e15 },
    [FIELD_SHARE] = {0,      1    },
    [FIELD_PLACE] = {-99999, 99999},
    [FIELD_DPI] = {24,     1200 },
};

static const char *const *const choices[] = {
    [FIELD_THEME] = draw_theme_names,
    [FIELD_ENGINE] = draw_engine_names,
    [FIELD_FLOW] = draw_direction_names,
    [FIELD_LABELS] = draw_label_style_names,
};

/* A link in a picture is something that readers click: only addresses that
 * open a page or a letter, never code, files or data. */
static const char *safe_url(const char *text)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:"};
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at <= ' ' || *at == 0x7F)
            return NULL;
    }
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (!strncasecmp(text, schemes[i], strlen(schemes[i])))
            return text;
    }
    return NULL;
}

static bool read_text(const draw_field *field, const cJSON *item, void *target)
{
    const char *text = cJSON_GetStringValue(item);
    if (!text)
        return false;
    if (field->kind == FIELD_URL)
        text = safe_url(text);
    memcpy(target, &text, sizeof text);
    return true;
}

static bool read_flag(const cJSON *item, void *target)
{
    const bool flag = cJSON_IsTrue(item);
    memcpy(target, &flag, sizeof flag);
    return cJSON_IsBool(item);
}

static bool read_number(draw_field_kind kind, const cJSON *item, void *target)
{
    const double number = cJSON_GetNumberValue(item);
    memcpy(target, &number, sizeof number);
    return number >= ranges[kind].least && number <= ranges[kind].most;
}

static bool read_index(const draw_field *field, const cJSON *item, void *target)
{
    const double number = cJSON_GetNumberValue(item);
    if (!(number >= 0 && number < (double)field->limit))
        return false;
    const size_t index = (size_t)number;
    memcpy(target, &index, sizeof index);
    return (double)index == number;
}

static bool read_choice(draw_field_kind kind, const cJSON *item, void *target)
{
    const char *text = cJSON_GetStringValue(item);
    for (unsigned i = 0; text && choices[kind][i]; i++) {
        if (!strcmp(choices[kind][i], text)) {
            memcpy(target, &i, sizeof i);
            return true;
        }
    }
    return false;
}

static bool read_look(const draw_field *field, const cJSON *item, void *target)
{
    const char *text = cJSON_GetStringValue(item);
    if (!text)
        return false;
    if (field->kind == FIELD_SHAPE) {
        const draw_shape *shape = draw_shape_find(text);
        memcpy(target, &shape, sizeof(const draw_shape *));
        return shape != NULL;
    }
    draw_colour colour = 0;
    const bool good = draw_colour_read(text, &colour);
    memcpy(target, &colour, sizeof colour);
    return good;
}

static bool read_field(const draw_field *field, const cJSON *item, void *target)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_URL:
        return read_text(field, item, target);
    case FIELD_FLAG:
        return read_flag(item, target);
    case FIELD_COUNT:
    case FIELD_SHARE:
    case FIELD_PLACE:
    case FIELD_DPI:
        return read_number(field->kind, item, target);
    case FIELD_INDEX:
        return read_index(field, item, target);
    case FIELD_THEME:
    case FIELD_ENGINE:
    case FIELD_FLOW:
    case FIELD_LABELS:
        return read_choice(field->kind, item, target);
    case FIELD_SHAPE:
    case FIELD_COLOUR:
        return read_look(field, item, target);
    }
    return false;
}

static draw_status refuse(const draw_field *field,
                          const cJSON *item,
                          const char *path,
                          draw_problem *problem)
{
    const char *text = cJSON_GetStringValue(item);
    if (field->kind == FIELD_INDEX) {
        return draw_fail(problem, DRAW_INVALID,
                         "'%s' is not a whole number below %zu, the number of "
                         "elements it can point to",
                         path, field->limit);
    }
    if (text) {
        return draw_fail(problem, DRAW_INVALID, "'%s' is '%.*s'; give %s", path,
                         draw_quoted(text, 80), text, expected[field->kind]);
    }
    return draw_fail(problem, DRAW_INVALID, "'%s' is not %s", path,
                     expected[field->kind]);
}

draw_status draw_fields_read(const draw_field *fields,
                             const cJSON *object,
                             const char *place,
                             void *record,
                             draw_problem *problem)
{
    if (!cJSON_IsObject(object)) {
        return draw_fail(problem, DRAW_INVALID, "'%s' is not an object",
                         *place ? place : "scene");
    }
    for (const draw_field *field = fields; field->name; field++) {
        char path[96];
        snprintf(path, sizeof path, "%s%s%s", place, *place ? "/" : "",
                 field->name);
        const cJSON *item =
            cJSON_GetObjectItemCaseSensitive(object, field->name);
        if (!item || cJSON_IsNull(item)) {
            if (field->required) {
                return draw_fail(problem, DRAW_INVALID, "'%s' is missing",
                                 path);
            }
            continue;
        }
        if (!read_field(field, item, (char *)record + field->offset))
            return refuse(field, item, path, problem);
    }
    return DRAW_OK;
}

draw_status draw_records_read(const draw_records *form,
                              const cJSON *root,
                              void **records,
                              size_t *count,
                              draw_problem *problem)
{
    *records = NULL;
    *count = 0;
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(root, form->name);
    if (array && !cJSON_IsNull(array) && !cJSON_IsArray(array)) {
        return draw_fail(problem, DRAW_INVALID, "'%s' is not an array",
                         form->name);
    }
    *count = (size_t)cJSON_GetArraySize(array);
    *records = draw_take(*count, form->size);
    char *record = *records;
    size_t index = 0;
    const cJSON *item = NULL;
    cJSON_ArrayForEach (item, array) {
        char place[64];
        snprintf(place, sizeof place, "%s/%zu", form->name, index++);
        memcpy(record, form->defaults, form->size);
        const draw_status st =
            draw_fields_read(form->fields, item, place, record, problem);
        if (st != DRAW_OK)
            return st;
        record += form->size;
    }
    return DRAW_OK;
}
