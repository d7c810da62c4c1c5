/* Regular expressions by simulating an automaton with all its states at once
 * (Thompson, "Regular expression search algorithm", 1968; Pike's virtual
 * machine): no back-tracking, so no pattern can take long. */
#include "query/pattern_text.h"

#include "base/utf8.h"
#include "query/pattern_code.h"

#include <string.h>

typedef struct states {
    uint32_t *items;
    size_t count;
} states;

typedef struct machine {
    const kith_program *c;
    states now;
    states then;
    uint32_t *stack;
    size_t *marks; /* step at which a state was last added, from 1 */
    bool start;
    bool end;
} machine;

/* Add a state and all that it reaches without a character. */
static void add_state(machine *m, states *to, uint32_t state, size_t step)
{
    size_t depth = 0;
    m->stack[depth++] = state;
    while (depth) {
        const uint32_t at = m->stack[--depth];
        const kith_code *i = &m->c->program[at];
        if (m->marks[at] == step)
            continue;
        m->marks[at] = step;
        if (i->op == KITH_CODE_JUMP) {
            m->stack[depth++] = i->low;
        } else if (i->op == KITH_CODE_SPLIT) {
            m->stack[depth++] = i->high;
            m->stack[depth++] = i->low;
        } else if (i->op == KITH_CODE_START || i->op == KITH_CODE_END) {
            if (i->op == KITH_CODE_START ? m->start : m->end)
                m->stack[depth++] = at + 1;
        } else {
            to->items[to->count++] = at;
        }
    }
}

static bool fits(const kith_program *c, const kith_code *i, uint32_t point)
{
    bool inside = false;
    switch (i->op) {
    case KITH_CODE_ONE:
        return i->low == kith_program_fold(c, point);
    case KITH_CODE_ANY:
        return point != '\n';
    case KITH_CODE_CLASS:
        for (uint32_t r = i->low; r < i->high && !inside; r++) {
            inside =
                (point >= c->ranges[r].low && point <= c->ranges[r].high) ||
                (c->fold && kith_program_fold(c, point) >= c->ranges[r].low &&
                 kith_program_fold(c, point) <= c->ranges[r].high);
        }
        return inside != i->negated;
    case KITH_CODE_SPLIT:
    case KITH_CODE_JUMP:
    case KITH_CODE_START:
    case KITH_CODE_END:
    case KITH_CODE_MATCH:
        break;
    }
    return false;
}

static bool run_machine(machine *m, kith_text text)
{
    size_t step = 1;
    m->start = true;
    m->end = text.length == 0;
    add_state(m, &m->now, 0, step);
    for (size_t at = 0; at < text.length && m->now.count;) {
        size_t length = 1;
        const uint32_t point = kith_utf8_decode(text.data + at, &length);
        at += length;
        step++;
        m->start = false;
        m->end = at == text.length;
        m->then.count = 0;
        for (size_t i = 0; i < m->now.count; i++) {
            const uint32_t state = m->now.items[i];
            if (fits(m->c, &m->c->program[state], point))
                add_state(m, &m->then, state + 1, step);
        }
        const states passed = m->now;
        m->now = m->then;
        m->then = passed;
        if (!kith_run_tick(m->c->run))
            return false;
    }
    for (size_t i = 0; i < m->now.count; i++) {
        if (m->c->program[m->now.items[i]].op == KITH_CODE_MATCH)
            return true;
    }
    return false;
}

kith_value kith_pattern_match(kith_run *run,
                              const kith_expr *expr,
                              kith_text text,
                              kith_text pattern)
{
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    kith_value result = kith_null();
    kith_program c = {
        .run = run,
        .expr = expr,
        .text = pattern,
        .program = KITH_RUN_NEW(run, kith_code, KITH_MOST_CODE),
        .ranges = KITH_RUN_NEW(run, kith_code_range, KITH_MOST_CODE),
    };
    if (c.program && c.ranges && kith_program_compile(&c)) {
        machine m = {
            .c = &c,
            .now.items = KITH_RUN_NEW(run, uint32_t, c.count),
            .then.items = KITH_RUN_NEW(run, uint32_t, c.count),
            .stack = KITH_RUN_NEW(run, uint32_t, 2 * c.count + 2),
            .marks = KITH_RUN_NEW(run, size_t, c.count),
        };
        if (m.now.items && m.then.items && m.stack && m.marks) {
            memset(m.marks, 0, c.count * sizeof *m.marks);
            result = kith_boolean(run_machine(&m, text));
        }
    }
    kith_heap_reset(&run->heap, mark);
    return result;
}
