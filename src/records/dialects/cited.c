/* Evidence and documents out of JSON text. */
#include "records/dialects/cited.h"

#include <kith/json.h>

#include <string.h>

bool kith_take_array(kith_translation *t, kith_text text, kith_text *array)
{
    if (text.length < 2 || *text.data != '[')
        return false;
    char *copy = kith_arena_take(&t->scratch, text.length + KITH_PADDING);
    if (!copy)
        return kith_translation_no_memory(t);
    memcpy(copy, text.data, text.length);
    *array = (kith_text){copy, text.length};
    return kith_json_check(*array, "", NULL) == KITH_OK;
}

/* Whether an element of an array is an id, or an object with a document. */
static bool is_piece(kith_text element)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; *element.data == '{' &&
                        kith_json_each_member(element, &at, &key, &value);) {
        if (kith_json_is_key(key, (kith_text){"document", 8}))
            return *value.data == '"';
    }
    return *element.data == '"';
}

bool kith_field_cited(kith_translation *t, kith_field *field, kith_text text)
{
    kith_text array;
    kith_text element;
    size_t pieces = 0;
    if (!kith_take_array(t, text, &array))
        return false;
    for (size_t at = 0; kith_json_each_element(array, &at, &element);
         pieces++) {
        if (!is_piece(element))
            return false;
    }
    if (!pieces)
        return false;
    field->type = KITH_JSON_ARRAY;
    field->text = array;
    return true;
}

static bool has_id(kith_text element)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; *element.data == '{' &&
                        kith_json_each_member(element, &at, &key, &value);) {
        if (kith_json_is_key(key, (kith_text){"id", 2}))
            return *value.data == '"';
    }
    return false;
}

static void put_document(kith_translation *t, kith_text object)
{
    kith_text key;
    kith_text value;
    kith_begin(t, KITH_RECORD_DOCUMENT);
    kith_put_member(t, "record", (kith_text){"document", 8});
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        if (kith_json_is_key(key, (kith_text){"record", 6}))
            continue;
        kith_put_key(t, key);
        kith_put_value(t, KITH_JSON_OBJECT, value); /* as it is written */
    }
    kith_end(t);
}

bool kith_put_documents(kith_translation *t, kith_text text)
{
    kith_text array;
    kith_text element;
    if (!kith_take_array(t, text, &array))
        return false;
    for (size_t at = 0; kith_json_each_element(array, &at, &element);) {
        if (!has_id(element))
            return false;
    }
    for (size_t at = 0; kith_json_each_element(array, &at, &element);)
        put_document(t, element);
    return true;
}
