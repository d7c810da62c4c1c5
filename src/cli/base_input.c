/* A knowledge base in place of records. */
#include "cli/base_input.h"

#include "base/error.h"

#include <kith/store.h>

kith_status kith_base_check(kith_call *call, const char *path)
{
    if (kith_store_kind_of(path) == KITH_STORE_BASE)
        return KITH_OK;
    call->input = true;
    kith_fail(&call->err, KITH_E_INVALID, "'%s' is no knowledge base", path);
    kith_hint(&call->err, "'kith build' makes one from records");
    return KITH_E_INVALID;
}

static kith_status fail_foreign(kith_call *call, const char *path)
{
    kith_fail(&call->err, KITH_E_SYNTAX,
              "'%s' is a SQLite database, and no knowledge base", path);
    kith_hint(&call->err, "'kith build' makes one from records");
    return KITH_E_SYNTAX;
}

static kith_status fail_several(kith_call *call, const char *path)
{
    kith_fail(&call->err, KITH_E_INVALID,
              "'%s' is a knowledge base, and stands alone", path);
    kith_hint(&call->err, "'kith add' puts records into it");
    return KITH_E_INVALID;
}

kith_status kith_base_input(kith_call *call, size_t first, bool *taken)
{
    bool any = false;
    *taken = false;
    for (size_t i = first; i < call->operand_count; i++) {
        switch (kith_store_kind_of(call->operands[i])) {
        case KITH_STORE_NONE:
            break;
        case KITH_STORE_FOREIGN:
            return fail_foreign(call, call->operands[i]);
        case KITH_STORE_BASE:
            if (call->operand_count - first > 1)
                return fail_several(call, call->operands[i]);
            any = true;
            break;
        }
    }
    if (!any)
        return KITH_OK;
    *taken = true;
    call->base = call->operands[first];
    const kith_status st =
        kith_store_changes(call->base, &call->base_changes, &call->err);
    if (st != KITH_OK)
        return st;
    return kith_store_load(&call->whole, call->operands[first],
                           (unsigned)call->settings.threads, &call->err);
}
