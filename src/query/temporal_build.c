/* Values from maps, from other values and from the clock. */
#include "base/error.h"
#include "query/temporal_clock.h"
#include "query/temporal_duration.h"
#include "query/temporal_parts.h"

kith_status kith_temporal_build(kith_temporal *out,
                                kith_temporal_kind kind,
                                const kith_temporal_field *fields,
                                size_t count,
                                const kith_temporal_context *context,
                                kith_error *err)
{
    kith_parts parts = {0};
    *out = (kith_temporal){.kind = kind};
    if (kind == KITH_TEMPORAL_DURATION)
        return kith_duration_build(out, fields, count, err);
    const kith_status st = kith_parts_collect(&parts, kind, fields, count, err);
    return st == KITH_OK ? kith_parts_assemble(out, kind, &parts, context, err)
                         : st;
}

kith_status kith_parts_take_from(kith_parts *parts,
                                 kith_temporal_kind kind,
                                 const kith_temporal *value,
                                 kith_error *err)
{
    const bool lacks_date =
        kith_temporal_has_date(kind) && !kith_temporal_has_date(value->kind);
    const bool lacks_time =
        !kith_temporal_has_date(kind) && !kith_temporal_has_time(value->kind);
    if (lacks_date || lacks_time || kind == KITH_TEMPORAL_DURATION)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_TYPE "a %s cannot be made from a %s",
                         kith_temporal_kind_name(kind),
                         kith_temporal_kind_name(value->kind));
    if (kith_temporal_has_date(kind))
        parts->date = value;
    if (kith_temporal_has_time(value->kind))
        parts->time = value;
    return KITH_OK;
}

kith_status kith_temporal_convert(kith_temporal *out,
                                  kith_temporal_kind kind,
                                  const kith_temporal *value,
                                  const kith_temporal_context *context,
                                  kith_error *err)
{
    kith_parts parts = {0};
    const kith_temporal from = *value; /* which may be `*out` */
    if (kind == value->kind) {
        *out = from;
        return KITH_OK;
    }
    const kith_status st = kith_parts_take_from(&parts, kind, &from, err);
    return st == KITH_OK ? kith_parts_assemble(out, kind, &parts, context, err)
                         : st;
}

kith_status kith_temporal_now(kith_temporal *out,
                              kith_temporal_kind kind,
                              kith_text zone,
                              const kith_temporal_context *context,
                              kith_error *err)
{
    kith_status st;
    kith_zone_ref where;
    kith_temporal now = {.kind = KITH_TEMPORAL_DATETIME,
                         .nanoseconds = context->nanoseconds};
    KITH_TRY(st, kith_zone_asked(&where, zone, context, err), done);
    KITH_TRY(st, kith_temporal_set_epoch(&now, context->seconds, where, err),
             done);
    st = kith_temporal_convert(out, kind, &now, context, err);
done:
    return st;
}
