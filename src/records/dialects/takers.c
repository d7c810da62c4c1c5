/* What each place of a record takes of a foreign value; what does not fit stays
 * a property, and is counted. */
#include "records/dialects/takers.h"

#include "base/number.h"
#include "json/scan.h"
#include "records/dialects/cited.h"

#include <kith/json.h>

#include <string.h>
#include <strings.h>

static kith_field value_of(kith_text value)
{
    kith_scan scan = {.at = value.data, .end = value.data + value.length};
    kith_field field = {0};
    (void)kith_scan_value(&scan, &field.type, &field.text, &field.escaped);
    kith_scan_release(&scan);
    return field;
}

/* What an array of one says, and anything else itself. */
kith_field kith_field_only(const kith_field *field)
{
    size_t at = 0;
    kith_text first;
    kith_text second;
    if (field->type == KITH_JSON_ARRAY &&
        kith_json_each_element(field->text, &at, &first) &&
        !kith_json_each_element(field->text, &at, &second))
        return value_of(first);
    return *field;
}

static bool is_text(const kith_field *field)
{
    return field->type == KITH_JSON_STRING || field->type == KITH_JSON_NUMBER;
}

static void put_text(kith_translation *t, const char *key, kith_text text)
{
    kith_put_key(t, (kith_text){key, strlen(key)});
    kith_put_value(t, KITH_JSON_STRING, text);
}

static void put_any(kith_translation *t, const char *key, const kith_field *f)
{
    kith_put_key(t, (kith_text){key, strlen(key)});
    kith_put_value(t, f->type, f->text);
}

/* Ids may be numbers, or objects that have an id. */
static bool put_id(kith_translation *t, const char *key, kith_field *field)
{
    kith_field id = *field;
    kith_text name;
    kith_text value;
    for (size_t at = 0; field->type == KITH_JSON_OBJECT &&
                        kith_json_each_member(field->text, &at, &name, &value);)
        if (kith_json_is_key(name, (kith_text){"id", 2}))
            id = value_of(value);
    if (is_text(&id)) {
        put_text(t, key, id.text);
    } else {
        put_any(t, key, &id); /* the reader says what must stand here */
    }
    return true;
}

static bool put_types(kith_translation *t, const char *key, kith_field *field)
{
    kith_text type;
    kith_text second;
    size_t at = 0;
    if (is_text(field)) {
        if (field->text.length == 0)
            return false;
        put_text(t, key, field->text);
        return true;
    }
    if (field->type != KITH_JSON_ARRAY ||
        !kith_json_each_element(field->text, &at, &type))
        return field->type == KITH_JSON_ARRAY;
    const kith_field first = value_of(type);
    const bool several = kith_json_each_element(field->text, &at, &second);
    if (first.type != KITH_JSON_STRING)
        return false;
    if (!several) {
        put_text(t, key, first.text);
    } else if (t->kind == KITH_RECORD_ENTITY) {
        put_any(t, "types", field);
    } else {
        put_text(t, key, first.text);
        return false; /* all of them stay as a property */
    }
    return true;
}

static bool put_name(kith_translation *t, const char *key, kith_field *field)
{
    size_t at = 0;
    kith_text element;
    if (is_text(field)) {
        put_text(t, key, field->text);
        return true;
    }
    if (field->type != KITH_JSON_ARRAY ||
        !kith_json_each_element(field->text, &at, &element))
        return false;
    const kith_field first = value_of(element);
    if (first.type != KITH_JSON_STRING)
        return false;
    put_text(t, key, first.text);
    /* the others are called so, too */
    bool alone = true;
    while (kith_json_each_element(field->text, &at, &element)) {
        if (value_of(element).type != KITH_JSON_STRING)
            return false;
        alone = false;
    }
    return alone;
}

static bool put_list(kith_translation *t, const char *key, kith_field *field)
{
    kith_text element;
    if (field->type != KITH_JSON_ARRAY)
        return false;
    for (size_t at = 0; kith_json_each_element(field->text, &at, &element);) {
        if (!strcmp(key, "aliases") && *element.data != '"')
            return false;
    }
    put_any(t, key, field);
    return true;
}

/* The text of a string, without its escapes, in t->scratch. */
static kith_text plain_of(kith_translation *t, const kith_field *field)
{
    char *text =
        kith_arena_take(&t->scratch, field->text.length + KITH_PADDING);
    if (!text) {
        (void)kith_translation_no_memory(t);
        return (kith_text){0};
    }
    return (kith_text){text, kith_json_unescape(field->text, text)};
}

/* A list whose elements are JSON text, as PG-JSON has those that nest. */
static bool put_texts(kith_translation *t,
                      const char *key,
                      const kith_field *field)
{
    const size_t from = t->out_used;
    const bool comma = t->comma;
    kith_field list = {0};
    kith_text element;
    bool any = false;
    kith_open(t, '[');
    for (size_t at = 0; kith_json_each_element(field->text, &at, &element);) {
        const kith_field piece = value_of(element);
        const kith_text text = piece.type == KITH_JSON_STRING
                                   ? plain_of(t, &piece)
                                   : (kith_text){0};
        const bool nests = text.length && *text.data == '{' &&
                           kith_json_check(text, "", NULL) == KITH_OK;
        any = any || nests;
        kith_next(t);
        if (nests)
            kith_put_raw(t, text.data, text.length);
        else
            kith_put_raw(t, element.data, element.length);
    }
    kith_close(t, ']');
    const kith_text text = kith_take_back(t, from);
    t->comma = comma;
    if (!any || !kith_field_cited(t, &list, text))
        return false;
    put_any(t, key, &list);
    return true;
}

/* A list, or JSON text that kith wrote where nothing nests. */
static bool put_evidence(kith_translation *t,
                         const char *key,
                         kith_field *field)
{
    kith_field list = {0};
    if (field->type == KITH_JSON_STRING && field->text.length &&
        kith_field_cited(t, &list, plain_of(t, field))) {
        put_any(t, key, &list);
        return true;
    }
    if (field->type == KITH_JSON_ARRAY && put_texts(t, key, field))
        return true;
    return put_list(t, key, field);
}

/* "80%" as "0.8"; false if a text is anything else. */
static bool take_percent(kith_field *field, char *out)
{
    size_t length = field->text.length;
    if (field->type != KITH_JSON_STRING || length < 2 || length > 8 ||
        field->text.data[--length] != '%')
        return false;
    length -= field->text.data[length - 1] == ' ';
    const char *const text = field->text.data;
    const char *const dot = memchr(text, '.', length);
    if (length == 0 || strspn(text, "0123456789.") != length || dot == text ||
        text[length - 1] == '.' ||
        (dot &&
         strspn(dot + 1, "0123456789") + (size_t)(dot + 1 - text) != length))
        return false;
    const double value =
        kith_number_parse((kith_text){field->text.data, length});
    kith_number_format(value / 100, out);
    field->text = (kith_text){out, strlen(out)};
    field->type = KITH_JSON_NUMBER;
    return true;
}

static bool put_number(kith_translation *t, const char *key, kith_field *field)
{
    char share[KITH_NUMBER_SIZE + KITH_PADDING] = "";
    kith_field number = kith_field_only(field);
    if (field->role == KITH_ROLE_CONFIDENCE)
        (void)take_percent(&number, share);
    if (number.type != KITH_JSON_NUMBER)
        return false;
    const double value = kith_number_parse(number.text);
    if (!(value >= 0 && value <= 1.7e308) ||
        (!strcmp(key, "confidence") && value > 1))
        return false;
    put_any(t, key, &number);
    return true;
}

static bool put_date(kith_translation *t, const char *key, kith_field *field)
{
    const kith_field date = kith_field_only(field);
    if (!is_text(&date) || kith_date_parse(date.text) == KITH_NO_DATE)
        return false;
    put_text(t, key, date.text);
    return true;
}

/* Words for a direction, as tables, Kumu and vis-network have them. */
static bool put_direction(kith_translation *t,
                          const char *key,
                          kith_field *field)
{
    static const struct {
        const char *word;
        bool directed;
        bool says_all;
    } words[] = {
        {"directed",   true,  true },
        {"undirected", false, true },
        {"yes",        true,  true },
        {"no",         false, true },
        {"true",       true,  true },
        {"false",      false, true },
        {"1",          true,  true },
        {"0",          false, true },
        {"mutual",     false, false},
        {"to",         true,  true },
        {"to, from",   false, false},
        {"from, to",   false, false},
        {"to,from",    false, false},
    };
    const bool negated = field->role == KITH_ROLE_UNDIRECTED;
    const kith_field value = kith_field_only(field);
    bool directed = value.type == KITH_JSON_TRUE;
    bool known = directed || value.type == KITH_JSON_FALSE;
    bool says_all = known;
    for (size_t i = 0; is_text(&value) && i < sizeof words / sizeof *words;
         i++) {
        if (value.text.length != strlen(words[i].word) ||
            strncasecmp(value.text.data, words[i].word, value.text.length) != 0)
            continue;
        known = true;
        says_all = words[i].says_all;
        directed = words[i].directed;
    }
    if (!known)
        return false;
    if (directed == negated) {
        kith_put_key(t, (kith_text){key, strlen(key)});
        kith_put_raw(t, "false", 5);
    }
    t->undirected_said = true;
    return says_all; /* the rest stays as a property */
}

#define STAND  " stand as properties"
#define STANDS " stands as a property"
#define DATES  "that are not YYYY, YYYY-MM or YYYY-MM-DD" STAND
#define DATE   "that is not YYYY, YYYY-MM or YYYY-MM-DD" STANDS

/* Each with what is said of a value that it does not take: a property then says
 * what the record does not. */
static const struct {
    kith_role role;
    const char *key;
    bool (*put)(kith_translation *t, const char *key, kith_field *field);
    const char *one;
    const char *several;
} takers[] = {
    {KITH_ROLE_ID,         "id",         put_id,        NULL,              NULL         },
    {KITH_ROLE_SOURCE,     "source",     put_id,        NULL,              NULL         },
    {KITH_ROLE_TYPE,       "type",       put_types,     NULL,              NULL         },
    {KITH_ROLE_TARGET,     "target",     put_id,        NULL,              NULL         },
    {KITH_ROLE_NAME,       "name",       put_name,      NULL,              NULL         },
    {KITH_ROLE_ALIASES,    "aliases",    put_list,      NULL,              NULL         },
    {KITH_ROLE_DIRECTED,   "directed",   put_direction,
     "direction that is not yes or no" STANDS,
     "directions that are not yes or no" STAND                                          },
    {KITH_ROLE_UNDIRECTED, "directed",   put_direction,
     "direction that is not yes or no" STANDS,
     "directions that are not yes or no" STAND                                          },
    {KITH_ROLE_WEIGHT,     "weight",     put_number,
     "weight that is no number of 0 or more" STANDS,
     "weights that are no numbers of 0 or more" STAND                                   },
    {KITH_ROLE_CONFIDENCE, "confidence", put_number,
     "confidence that is no number from 0 to 1" STANDS,
     "confidences that are no numbers from 0 to 1" STAND                                },
    {KITH_ROLE_SINCE,      "since",      put_date,      "beginning " DATE,
     "beginnings " DATES                                                                },
    {KITH_ROLE_UNTIL,      "until",      put_date,      "end " DATE,       "ends " DATES},
    {KITH_ROLE_EVIDENCE,   "evidence",   put_evidence,
     "evidence that is no list" STANDS,
     "pieces of evidence that are no lists" STAND                                       },
};

/* -- the members of a record that have a role ------------------------------ */

/* Whether a field says what it is before another: what stands outside an object
 * of attributes, then what an earlier row names. */
static bool is_before(const kith_field *field, const kith_field *other)
{
    return field->inside == other->inside ? field->rank < other->rank
                                          : other->inside;
}

/* The field that says best what a role is. */
static kith_field *best(const kith_translation *t, kith_role role)
{
    kith_field *found = NULL;
    for (size_t i = 0; i < t->field_count; i++) {
        kith_field *field = &t->fields[i];
        if (field->role == role && !field->used &&
            field->type != KITH_JSON_NULL &&
            (!found || is_before(field, found)))
            found = field;
    }
    return found;
}

/* A name that only repeats the id says nothing. */
static bool repeats_id(const kith_translation *t, const kith_field *name)
{
    for (size_t i = 0; i < t->field_count; i++) {
        const kith_field *id = &t->fields[i];
        if (id->role == KITH_ROLE_ID && id->type == name->type &&
            id->text.length == name->text.length &&
            !memcmp(id->text.data, name->text.data, name->text.length))
            return true;
    }
    return false;
}

/* A type beside a list of types that begins with it says nothing more. */
static void drop_first_type(kith_translation *t, const kith_field *types)
{
    size_t at = 0;
    kith_text element;
    if (types->type != KITH_JSON_ARRAY ||
        !kith_json_each_element(types->text, &at, &element))
        return;
    const kith_field first = value_of(element);
    for (size_t i = 0; i < t->field_count; i++) {
        kith_field *field = &t->fields[i];
        if (field->role == KITH_ROLE_TYPE && field->type == first.type &&
            field->text.length == first.text.length &&
            !memcmp(field->text.data, first.text.data, first.text.length))
            field->used = true;
    }
}

static bool put_role(kith_translation *t, size_t taker)
{
    const kith_role role = takers[taker].role;
    kith_field *field = best(t, role);
    if (!field)
        return false;
    if (role == KITH_ROLE_NAME && repeats_id(t, field)) {
        field->used = true;
        return true;
    }
    const size_t before = t->out_used;
    field->used = takers[taker].put(t, takers[taker].key, field);
    const bool put = t->out_used > before;
    if (put && field->used && role == KITH_ROLE_TYPE)
        drop_first_type(t, field);
    if (!put && !field->used && field->text.length && takers[taker].one)
        kith_lose_example(t, takers[taker].one, takers[taker].several,
                          field->text);
    return put;
}

/* The roles that fields have, a bit each. */
static unsigned roles_of(const kith_translation *t)
{
    unsigned roles = 0;
    for (size_t i = 0; i < t->field_count; i++)
        roles |= 1U << t->fields[i].role;
    return roles;
}

void kith_put_roles(kith_translation *t,
                    kith_record_kind kind,
                    const char *type,
                    bool has_id)
{
    const bool relation = kind == KITH_RECORD_RELATION;
    const unsigned roles = roles_of(t);
    bool shown = has_id && !relation;
    t->undirected_said = false;
    for (size_t i = has_id; i < sizeof takers / sizeof *takers; i++) {
        const kith_role role = takers[i].role;
        const bool put = (roles >> role & 1) && put_role(t, i);
        shown = shown ||
                (put && (role == KITH_ROLE_SOURCE || role == KITH_ROLE_TARGET ||
                         (role == KITH_ROLE_ID && !relation)));
        if (role == KITH_ROLE_TYPE && relation && !put)
            put_text(t, "type", (kith_text){type, strlen(type)});
    }
    t->unsaid += relation && !t->undirected_said;
    if (relation && t->undirected && !t->undirected_said) {
        kith_put_key(t, (kith_text){"directed", 8});
        kith_put_raw(t, "false", 5);
    }
    if (!shown) { /* else its id or its ends show what a line is */
        const char *record = relation ? "relation" : "entity";
        put_text(t, "record", (kith_text){record, strlen(record)});
    }
}
