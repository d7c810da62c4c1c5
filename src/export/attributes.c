/* One pass over the records finds their attributes: types first, names and
 * order in the end. */
#include "base/alloc.h"
#include "base/error.h"
#include "export/attribute_keys.h"
#include "export/attribute_names.h"
#include "export/rows.h"
#include "graph/record_window.h"
#include "json/scan.h"

#include <string.h>

/* What the pass fills. */
typedef struct finding {
    kith_attributes *out;
    size_t room;
    bool failed; /* out of memory */
} finding;

bool kith_json_is_null(kith_text json)
{
    return !json.data || *json.data == 'n';
}

/* Digits that are sure to fit 64 bits. */
#define SAFE_DIGITS 18

static kith_attribute_type type_of_number(kith_text json)
{
    for (size_t i = 0; i < json.length; i++) {
        if (json.data[i] == '.' || (json.data[i] | 0x20) == 'e')
            return KITH_ATTRIBUTE_REAL;
    }
    return json.length <= SAFE_DIGITS + (*json.data == '-')
               ? KITH_ATTRIBUTE_INTEGER
               : KITH_ATTRIBUTE_MIXED;
}

static kith_attribute_type type_of(kith_text json)
{
    switch (*json.data) {
    case '"':
        return KITH_ATTRIBUTE_STRING;
    case 't':
    case 'f':
        return KITH_ATTRIBUTE_BOOLEAN;
    case 'n':
    case '{':
    case '[':
        return KITH_ATTRIBUTE_NOTHING;
    default:
        return type_of_number(json);
    }
}

/* The type of both. */
static kith_attribute_type type_over(kith_attribute_type a,
                                     kith_attribute_type b)
{
    if (a == b || b == KITH_ATTRIBUTE_NOTHING)
        return a;
    if (a == KITH_ATTRIBUTE_NOTHING)
        return b;
    const bool numbers =
        (a == KITH_ATTRIBUTE_INTEGER && b == KITH_ATTRIBUTE_REAL) ||
        (a == KITH_ATTRIBUTE_REAL && b == KITH_ATTRIBUTE_INTEGER);
    return numbers ? KITH_ATTRIBUTE_REAL : KITH_ATTRIBUTE_MIXED;
}

static void look_at_list(kith_attribute *attribute, kith_text json)
{
    kith_text element;
    attribute->is_list = true;
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        if (strchr("{[n", *element.data))
            attribute->is_nested = true;
        attribute->type = type_over(attribute->type, type_of(element));
    }
}

static void look_at(kith_attribute *attribute, kith_text json)
{
    if (kith_json_is_null(json)) {
        attribute->nulls++;
        return;
    }
    attribute->count++;
    if (*json.data == '[') {
        look_at_list(attribute, json);
    } else if (*json.data == '{') {
        attribute->is_nested = true;
    } else {
        attribute->type = type_over(attribute->type, type_of(json));
    }
}

static kith_attribute *add(finding *f, const kith_attribute *attribute)
{
    kith_attributes *out = f->out;
    kith_attribute *items =
        kith_make_room(out->items, out->count, &f->room, sizeof *items);
    if (!items) {
        f->failed = true;
        return NULL;
    }
    out->items = items;
    items[out->count] = *attribute;
    return &items[out->count++];
}

static bool has_several(kith_text json)
{
    kith_text element;
    size_t at = 0;
    return *json.data == '[' && kith_json_each_element(json, &at, &element) &&
           kith_json_each_element(json, &at, &element);
}

static void note_member(void *context,
                        kith_attribute_slot *slot,
                        kith_text json)
{
    finding *f = context;
    if (!slot) {
        f->out->left_out++;
        return;
    }
    if (slot->role == KITH_ROLE_TYPES && !has_several(json))
        return; /* its one type is written anyway */
    if (slot->is_properties && kith_json_is_null(json))
        return;
    if (slot->attribute == SIZE_MAX) {
        slot->attribute = f->out->count;
        const kith_attribute attribute = {
            .key = slot->key,
            .source = slot->is_property ? KITH_ATTRIBUTE_PROPERTY
                                        : KITH_ATTRIBUTE_MEMBER,
            .role = slot->role,
        };
        if (!add(f, &attribute))
            return;
    }
    look_at(&f->out->items[slot->attribute], json);
}

static kith_status note_records(finding *f,
                                const kith_graph *graph,
                                kith_record_kind kind,
                                kith_error *err)
{
    const size_t count = kind == KITH_RECORD_ENTITY
                             ? kith_graph_entity_count(graph)
                             : kith_graph_relation_count(graph);
    kith_record_window *window = NULL;
    kith_text record;
    kith_status st = kith_record_window_new(&window, graph, err);
    for (kith_id id = 0; st == KITH_OK && !f->failed && id < count; id++) {
        st = kith_record_window_begin(window, kind, id, &record, err);
        if (st == KITH_OK)
            kith_attribute_keys_walk(f->out->keys, record, note_member, f);
        f->failed |= f->out->keys->failed;
    }
    kith_record_window_free(window);
    return st;
}

/* -- what was computed --------------------------------------------------- */

static void add_computed(finding *f, const kith_export_options *options)
{
    static const kith_attribute places[] = {
        {.key = "x",
         .source = KITH_ATTRIBUTE_PLACE,
         .role = KITH_ROLE_X,
         .type = KITH_ATTRIBUTE_REAL,
         .count = 1},
        {.key = "y",
         .source = KITH_ATTRIBUTE_PLACE,
         .role = KITH_ROLE_Y,
         .type = KITH_ATTRIBUTE_REAL,
         .count = 1},
    };
    for (size_t i = 0; i < options->column_count; i++) {
        const kith_attribute attribute = {
            .key = options->columns[i].name,
            .source = KITH_ATTRIBUTE_COLUMN,
            .type = options->columns[i].score ? KITH_ATTRIBUTE_REAL
                                              : KITH_ATTRIBUTE_INTEGER,
            .count = 1,
            .column = i,
        };
        (void)add(f, &attribute);
    }
    for (size_t i = 0; options->x && i < 2; i++)
        (void)add(f, &places[i]);
}

/* -- order --------------------------------------------------------------- */

static int class_of(const kith_attribute *attribute)
{
    if (attribute->source == KITH_ATTRIBUTE_COLUMN ||
        attribute->source == KITH_ATTRIBUTE_PLACE)
        return 1;
    return attribute->role != KITH_ROLE_NONE ? 0 : 2;
}

/* Put the attributes in order of class, and tell the slots. */
static bool order(kith_attributes *out)
{
    kith_attribute *sorted = KITH_NEW(kith_attribute, out->count + 1);
    size_t *place = KITH_NEW(size_t, out->count + 1);
    size_t used = 0;
    const bool room = sorted && place;
    for (int class = 0; room && class < 3; class ++) {
        for (size_t i = 0; i < out->count; i++) {
            if (class_of(&out->items[i]) == class) {
                place[i] = used;
                sorted[used++] = out->items[i];
            }
        }
    }
    for (size_t i = 0; room && i < out->keys->count; i++) {
        size_t *attribute = &out->keys->slots[i].attribute;
        *attribute = *attribute == SIZE_MAX ? SIZE_MAX : place[*attribute];
    }
    kith_release(place);
    if (room) {
        kith_release(out->items);
        out->items = sorted;
    } else {
        kith_release(sorted);
    }
    return room;
}

static void note_places(kith_attributes *out)
{
    for (size_t i = out->count; i-- > 0;) {
        const kith_attribute *attribute = &out->items[i];
        if (attribute->role != KITH_ROLE_NONE)
            out->of_role[attribute->role] = attribute;
        if (class_of(attribute) == 1) {
            out->computed_first = i;
            out->computed_count++;
        }
    }
}

kith_status kith_attributes_find(kith_attributes *out,
                                 const kith_graph *graph,
                                 const kith_export_options *options,
                                 kith_record_kind kind,
                                 const char *const *taken,
                                 kith_error *err)
{
    finding f = {.out = out};
    out->kind = kind;
    out->keys = KITH_NEW(kith_attribute_keys, 1);
    if (!out->keys || !kith_attribute_keys_make(out->keys, &out->arena, kind))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const kith_status st = note_records(&f, graph, kind, err);
    out->keys->grows = false;
    if (st != KITH_OK)
        return st;
    if (kind == KITH_RECORD_ENTITY)
        add_computed(&f, options);
    if (f.failed || !order(out) || !kith_attributes_name(out, taken))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    note_places(out);
    return KITH_OK;
}

void kith_attributes_free(kith_attributes *attributes)
{
    if (attributes->keys)
        kith_attribute_keys_free(attributes->keys);
    kith_release(attributes->keys);
    kith_release(attributes->items);
    kith_arena_free(&attributes->arena);
    *attributes = (kith_attributes){0};
}
