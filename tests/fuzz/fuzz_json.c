/* Any bytes as JSON: what the strict scanner accepts the tree can be built of,
 * and the members that are walked are those of the tree. */
#include "fuzz.h"

#include <kith/json.h>

#include <string.h>

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
        if (kith_json_type_of(root) == KITH_JSON_OBJECT)
            assert_members(text, root);
    } else {
        assert(!root && err.message[0]);
        assert(err.status == KITH_E_LIMIT || err.place.line > 0);
        assert(err.place.offset <= size);
    }
    kith_json_free(root);
    return 0;
}
