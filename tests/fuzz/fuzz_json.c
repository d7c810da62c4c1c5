/* Any bytes as JSON: what the strict scanner accepts the tree can be built of,
 * the members and elements that are walked are those of the tree, and a value
 * ends where the fast look for brackets says. */
#include "base/alloc.h"
#include "fuzz.h"
#include "json/scan.h"

#include <string.h>

/* Looking at the ends of values needs padding. */
static void assert_end(kith_text text)
{
    char *padded = KITH_NEW(char, text.length + KITH_PADDING);
    assert(padded);
    memcpy(padded, text.data, text.length);
    const size_t start = strspn(padded, " \n\r\t");
    const char *end = kith_json_end(padded + start, padded + text.length, true);
    assert(end);
    assert((size_t)(end - padded) + strspn(end, " \n\r\t") == text.length);
    kith_release(padded);
}

static void assert_elements(kith_text text, const kith_json *array)
{
    kith_text value;
    size_t count = 0;
    for (size_t at = 0; kith_json_each_element(text, &at, &value);) {
        assert(value.data >= text.data && value.length > 0);
        assert(value.data + value.length <= text.data + text.length);
        assert(kith_json_is_same(value, value));
        count++;
    }
    assert(count == kith_json_size(array));
}

static void assert_members(kith_text text, const kith_json *object)
{
    kith_text key;
    kith_text value;
    size_t count = 0;
    for (size_t at = 0; kith_json_each_member(text, &at, &key, &value);) {
        assert(key.data >= text.data && value.length > 0);
        assert(value.data + value.length <= text.data + text.length);
        count++;
    }
    assert(count == kith_json_size(object));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const kith_text text = {(const char *)data, size};
    kith_json *root = NULL;
    kith_error err = {0};
    if (kith_json_parse(&root, text, "fuzz", &err) == KITH_OK) {
        assert(root);
        assert_end(text);
        if (kith_json_type_of(root) == KITH_JSON_OBJECT)
            assert_members(text, root);
        if (kith_json_type_of(root) == KITH_JSON_ARRAY)
            assert_elements(text, root);
    } else {
        assert(!root && err.message[0]);
        assert(err.status == KITH_E_LIMIT || err.place.line > 0);
        assert(err.place.offset <= size);
    }
    kith_json_free(root);
    return 0;
}
