/* Functions of lists. */
#include "query/functions.h"

#define LIST KITH_KIND_BIT(KITH_VALUE_LIST)

/* A range of more items than this is a slip. */
#define MOST_ITEMS 100000000

static kith_value head(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    (void)run, (void)expr, (void)count;
    return args[0].size ? args[0].as.items[0] : kith_null();
}

static kith_value last(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    (void)run, (void)expr, (void)count;
    return args[0].size ? args[0].as.items[args[0].size - 1] : kith_null();
}

static kith_value tail(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    (void)run, (void)expr, (void)count;
    return args[0].size ? kith_list_of(args[0].as.items + 1, args[0].size - 1)
                        : args[0];
}

static kith_value range(kith_run *run,
                        const kith_expr *expr,
                        const kith_value *args,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (args[i].kind != KITH_VALUE_INTEGER) {
            return kith_run_fail(run, expr, "ArgumentError",
                                 "InvalidArgumentType",
                                 "range() needs integers");
        }
    }
    const int64_t from = args[0].as.integer;
    const int64_t to = args[1].as.integer;
    const int64_t step = count == 3 ? args[2].as.integer : 1;
    if (step == 0) {
        return kith_run_fail(run, expr, "ArgumentError", "NumberOutOfRange",
                             "the step of range() cannot be 0");
    }
    if (step > 0 ? from > to : from < to)
        return kith_list_of(NULL, 0);
    const uint64_t distance = step > 0 ? (uint64_t)to - (uint64_t)from
                                       : (uint64_t)from - (uint64_t)to;
    const uint64_t stride =
        step > 0 ? (uint64_t)step : (uint64_t)0 - (uint64_t)step;
    if (distance / stride >= MOST_ITEMS) {
        return kith_run_fail(run, expr, "ArgumentError", "NumberOutOfRange",
                             "range() would give more than %d items",
                             MOST_ITEMS);
    }
    const uint64_t size = distance / stride + 1;
    kith_value *items = KITH_RUN_NEW(run, kith_value, size);
    for (uint64_t i = 0; items && i < size && kith_run_tick(run); i++) {
        items[i] = kith_integer((int64_t)((uint64_t)from + (uint64_t)step * i));
    }
    return items && kith_run_ok(run) ? kith_list_of(items, size) : kith_null();
}

/* toIntegerList and its kin: the conversion of each item, null where it has
 * none. */
static kith_value convert(kith_run *run,
                          const kith_expr *expr,
                          const kith_value *args,
                          const char *by)
{
    const kith_function *one = NULL;
    for (const kith_function *f = kith_scalar_functions; f->name; f++) {
        if (f->name == by || !__builtin_strcmp(f->name, by))
            one = f;
    }
    kith_value *items = KITH_RUN_NEW(run, kith_value, args[0].size);
    for (uint32_t i = 0; items && i < args[0].size; i++) {
        items[i] = kith_is_null(args[0].as.items[i])
                       ? kith_null()
                       : one->call(run, expr, &args[0].as.items[i], 1);
    }
    return items ? kith_list_of(items, args[0].size) : kith_null();
}

static kith_value to_integers(kith_run *run,
                              const kith_expr *expr,
                              const kith_value *args,
                              size_t count)
{
    (void)count;
    return convert(run, expr, args, "toIntegerOrNull");
}

static kith_value to_floats(kith_run *run,
                            const kith_expr *expr,
                            const kith_value *args,
                            size_t count)
{
    (void)count;
    return convert(run, expr, args, "toFloatOrNull");
}

static kith_value to_strings(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    (void)count;
    return convert(run, expr, args, "toStringOrNull");
}

const kith_function kith_list_functions[] = {
    {"head",           "lists", "head(list)", "the first item", 1, 1, false, LIST,
     KITH_STATIC_ANY, head},
    {"last",    "lists", "last(list)", "the last item", 1, 1, false, LIST,
     KITH_STATIC_ANY, last},
    {"range",               "lists", "range(from, to [, step])",
     "integers from `from` to `to`, both included", 2, 3, false, 0,
     KITH_STATIC_LIST, range},
    {"tail",           "lists", "tail(list)", "all items but the first", 1, 1, false,
     LIST, KITH_STATIC_LIST, tail},
    {"toFloatList",  "lists", "toFloatList(list)", "each item as a float", 1, 1,
     false, LIST, KITH_STATIC_LIST, to_floats},
    {"toIntegerList",                "lists", "toIntegerList(list)", "each item as an integer",
     1, 1, false, LIST, KITH_STATIC_LIST, to_integers},
    {"toStringList",      "lists", "toStringList(list)", "each item as text", 1, 1,
     false, LIST, KITH_STATIC_LIST, to_strings},
    {0},
};
