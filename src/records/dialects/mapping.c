/* Foreign objects to records, by tables of roles. */
#include "records/dialects/mapping.h"

#include "records/dialects/takers.h"

#include <kith/json.h>

#include <string.h>

const kith_role_row kith_no_roles[] = {
    {NULL, KITH_ROLE_PROPERTY}
};

const kith_role_row kith_entity_roles[] = {
    {"id",         KITH_ROLE_ID      },
    {"types",      KITH_ROLE_TYPE    },
    {"type",       KITH_ROLE_TYPE    },
    {"name",       KITH_ROLE_NAME    },
    {"label",      KITH_ROLE_NAME    },
    {"aliases",    KITH_ROLE_ALIASES },
    {"evidence",   KITH_ROLE_EVIDENCE},
    {"properties", KITH_ROLE_INSIDE  },
    {"attributes", KITH_ROLE_INSIDE  },
    {NULL,         KITH_ROLE_PROPERTY}
};

const kith_role_row kith_relation_roles[] = {
    {"id",         KITH_ROLE_ID        },
    {"source",     KITH_ROLE_SOURCE    },
    {"target",     KITH_ROLE_TARGET    },
    {"from",       KITH_ROLE_SOURCE    },
    {"to",         KITH_ROLE_TARGET    },
    {"type",       KITH_ROLE_TYPE      },
    {"relation",   KITH_ROLE_TYPE      },
    {"label",      KITH_ROLE_TYPE      },
    {"weight",     KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"directed",   KITH_ROLE_DIRECTED  },
    {"evidence",   KITH_ROLE_EVIDENCE  },
    {"properties", KITH_ROLE_INSIDE    },
    {"attributes", KITH_ROLE_INSIDE    },
    {NULL,         KITH_ROLE_PROPERTY  }
};

const kith_role_row kith_relation_attributes[] = {
    {"type",       KITH_ROLE_TYPE      },
    {"relation",   KITH_ROLE_TYPE      },
    {"label",      KITH_ROLE_TYPE      },
    {"weight",     KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"directed",   KITH_ROLE_DIRECTED  },
    {"evidence",   KITH_ROLE_EVIDENCE  },
    {NULL,         KITH_ROLE_PROPERTY  }
};

/* -- roles --------------------------------------------------------------- */

static void give_role(kith_field *field, const kith_role_row *rows)
{
    for (unsigned char rank = 0; rows[rank].key; rank++) {
        if (kith_field_is(field, rows[rank].key)) {
            field->role = (unsigned char)rows[rank].role;
            field->rank = rank;
            return;
        }
    }
}

static void give_roles(kith_translation *t, const kith_mapping *mapping)
{
    for (size_t i = 0; i < t->field_count; i++) {
        kith_field *field = &t->fields[i];
        give_role(field, field->inside ? mapping->inside : mapping->roles);
        field->used = field->role == KITH_ROLE_DROP;
        if (field->role != KITH_ROLE_INSIDE)
            continue;
        if (field->inside || field->type != KITH_JSON_OBJECT) {
            field->role = KITH_ROLE_PROPERTY;
            field->used = field->type == KITH_JSON_NULL;
            continue;
        }
        field->used = true;
        kith_scan_more_fields(t, field->text);
    }
}

/* -- a record ------------------------------------------------------------ */

static bool has_same_name(const kith_translation *t, const kith_field *field)
{
    for (size_t i = 0; i < t->field_count; i++) {
        const kith_field *other = &t->fields[i];
        if (other->inside && !other->used &&
            kith_json_is_same_key(other->key, field->key))
            return true;
    }
    return false;
}

kith_text kith_name_taken(kith_text key)
{
    static const char prefix[] = "properties";
    size_t at = sizeof prefix - 1;
    if (key.length <= at || memcmp(key.data, prefix, at) != 0)
        return key;
    if (key.data[at] == ' ') {
        at++;
        while (at < key.length && key.data[at] >= '0' && key.data[at] <= '9')
            at++;
    }
    if (at == key.length || key.data[at] != '.')
        return key;
    return (kith_text){key.data + at + 1, key.length - at - 1};
}

static bool keeps_prefix(const kith_translation *t, const kith_field *field);

/* Whether another property has a name, or gets it back. */
static bool is_called(const kith_translation *t,
                      const kith_field *but,
                      kith_text name)
{
    for (size_t i = 0; i < t->field_count; i++) {
        const kith_field *other = &t->fields[i];
        const kith_text key = other->key;
        if (other == but || other->used || key.length < name.length ||
            memcmp(key.data + key.length - name.length, name.data,
                   name.length) != 0)
            continue;
        if (kith_name_taken(key).length == name.length ||
            (key.length == name.length && keeps_prefix(t, other)))
            return true;
    }
    return false;
}

/* Whether a property keeps the prefix that its name has, as another one is
 * called so without. What is asked of others is asked of shorter names. */
static bool keeps_prefix(const kith_translation *t, const kith_field *field)
{
    const kith_text name = kith_name_taken(field->key);
    return name.length < field->key.length && is_called(t, field, name);
}

static void put_property(kith_translation *t,
                         const kith_field *field,
                         const kith_mapping *mapping)
{
    const kith_field value =
        mapping->lists && field->inside ? kith_field_only(field) : *field;
    const bool own = mapping->roles == kith_entity_roles ||
                     mapping->roles == kith_relation_roles;
    if (!field->inside && has_same_name(t, field)) {
        kith_lose(t, "member was left out, as an attribute is called the same",
                  "members were left out, as attributes are called the same");
        return;
    }
    /* what is called as records call it has no names that were taken */
    kith_put_key(t, own || keeps_prefix(t, field)
                        ? field->key
                        : kith_name_taken(field->key));
    kith_put_value(t, value.type, value.text);
}

static void put_properties(kith_translation *t, const kith_mapping *mapping)
{
    bool open = false;
    for (size_t i = 0; i < t->field_count; i++) {
        if (t->fields[i].used)
            continue;
        if (!open) {
            kith_put_key(t, (kith_text){"properties", 10});
            kith_open(t, '{');
            open = true;
        }
        put_property(t, &t->fields[i], mapping);
    }
    if (open)
        kith_close(t, '}');
}

/* Members without a value, and those that only repeat what is said. */
static void drop_empty(kith_translation *t)
{
    for (size_t i = 0; i < t->field_count; i++) {
        kith_field *field = &t->fields[i];
        if (field->role != KITH_ROLE_PROPERTY && field->type == KITH_JSON_NULL)
            field->used = true;
    }
}

/* The fields as one record. */
static void put_record(kith_translation *t,
                       const kith_mapping *mapping,
                       kith_text id)
{
    kith_begin(t, mapping->kind);
    if (id.data) {
        kith_put_key(t, (kith_text){"id", 2});
        kith_put_value(t, KITH_JSON_STRING, id);
    }
    kith_put_roles(t, mapping->kind, mapping->type, id.data != NULL);
    drop_empty(t);
    put_properties(t, mapping);
    kith_end(t);
}

void kith_put_fields(kith_translation *t,
                     kith_record_kind kind,
                     const char *type)
{
    const kith_mapping mapping = {.kind = kind, .type = type};
    if (t->status == KITH_OK)
        put_record(t, &mapping, (kith_text){0});
}

void kith_map_fields(kith_translation *t,
                     const kith_mapping *mapping,
                     kith_text id)
{
    give_roles(t, mapping);
    if (t->status == KITH_OK)
        put_record(t, mapping, id);
}

void kith_map(kith_translation *t,
              const kith_mapping *mappings,
              size_t count,
              kith_text text,
              kith_text id)
{
    if (!kith_scan_fields(t, text))
        return;
    for (size_t i = 0; i < count; i++) {
        if (kith_fields_meet(t, mappings[i].when)) {
            kith_map_fields(t, &mappings[i], id);
            return;
        }
    }
    kith_problem_say(
        kith_translation_report(t, KITH_RULE_UNKNOWN_RECORD),
        "this is neither an entity nor a relation of this dialect");
}
