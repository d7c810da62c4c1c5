/* Regular expressions by simulating an automaton with all its states at once
 * (Thompson, "Regular expression search algorithm", 1968; Pike's virtual
 * machine): no back-tracking, so no pattern can take long. */
#include "query/pattern_text.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

/* A program has at most so many instructions; a repeat at most so many copies.
 */
#define MOST_CODE   20000
#define MOST_REPEAT 1000
#define MOST_DEPTH  100

typedef enum opcode {
    ONE,   /* the code point `low` */
    ANY,   /* but a line end */
    CLASS, /* ranges low .. high - 1 of the table */
    SPLIT, /* go on at low and at high */
    JUMP,  /* go on at low */
    START,
    END,
    MATCH
} opcode;

typedef struct code {
    opcode op;
    bool negated;
    uint32_t low;
    uint32_t high;
} code;

typedef struct range {
    uint32_t low;
    uint32_t high;
} range;

typedef struct compiler {
    kith_run *run;
    const kith_expr *expr;
    kith_text text;
    size_t at;
    bool fold; /* (?i) */
    code *program;
    size_t count;
    range *ranges;
    size_t range_count;
    unsigned depth;
} compiler;

static bool refuse(compiler *c, const char *why)
{
    (void)kith_run_fail(c->run, c->expr, "ArgumentError",
                        "InvalidArgumentValue", "the regular expression %s",
                        why);
    return false;
}

static bool add(compiler *c, code instruction)
{
    if (c->count == MOST_CODE)
        return refuse(c, "is too long");
    c->program[c->count++] = instruction;
    return true;
}

static bool at_end(const compiler *c)
{
    return c->at >= c->text.length;
}

static char next(const compiler *c)
{
    return at_end(c) ? '\0' : c->text.data[c->at];
}

static uint32_t take_code(compiler *c)
{
    size_t length = 1;
    const uint32_t result = kith_utf8_decode(c->text.data + c->at, &length);
    c->at += length;
    return result;
}

static uint32_t folded(const compiler *c, uint32_t point)
{
    return c->fold ? kith_code_lower(point) : point;
}

/* -- classes ------------------------------------------------------------- */

static bool add_range(compiler *c, uint32_t low, uint32_t high)
{
    if (c->range_count == MOST_CODE)
        return refuse(c, "is too long");
    c->ranges[c->range_count++] = (range){low, high};
    return true;
}

/* \d, \w, \s; false if the letter is none of them. */
static bool add_named(compiler *c, char letter)
{
    static const range digits[] = {
        {'0', '9'}
    };
    static const range words[] = {
        {'0', '9'},
        {'A', 'Z'},
        {'_', '_'},
        {'a', 'z'}
    };
    static const range spaces[] = {
        {'\t', '\r'},
        {' ',  ' ' }
    };
    const range *found = letter == 'd'   ? digits
                         : letter == 'w' ? words
                         : letter == 's' ? spaces
                                         : NULL;
    const size_t count = letter == 'd' ? 1 : letter == 'w' ? 4 : 2;
    for (size_t i = 0; found && i < count; i++) {
        if (!add_range(c, found[i].low, found[i].high))
            return false;
    }
    return found != NULL;
}

static uint32_t escaped(char letter)
{
    static const char letters[] = "nrtf";
    static const char meanings[] = "\n\r\t\f";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return (unsigned char)(found ? meanings[found - letters] : letter);
}

static bool take_class_item(compiler *c)
{
    uint32_t low = 0;
    if (next(c) == '\\') {
        c->at++;
        if (strchr("dws", next(c)) && !at_end(c))
            return add_named(c, c->text.data[c->at++]);
        low = escaped(next(c));
        c->at += !at_end(c);
    } else {
        low = take_code(c);
    }
    uint32_t high = low;
    if (next(c) == '-' && c->at + 1 < c->text.length &&
        c->text.data[c->at + 1] != ']') {
        c->at++;
        c->at += next(c) == '\\';
        if (at_end(c))
            return refuse(c, "has a '[' that is not closed");
        high = take_code(c);
    }
    if (high < low)
        return refuse(c, "has a range that runs backwards");
    if (c->fold && !add_range(c, folded(c, low), folded(c, high)))
        return false;
    return add_range(c, low, high);
}

static bool take_class(compiler *c)
{
    const size_t first = c->range_count;
    const bool negated = next(c) == '^';
    c->at += negated;
    do {
        if (at_end(c))
            return refuse(c, "has a '[' that is not closed");
        if (!take_class_item(c))
            return false;
    } while (next(c) != ']');
    c->at++;
    return add(c, (code){CLASS, negated, (uint32_t)first,
                         (uint32_t)c->range_count});
}

static bool take_escape(compiler *c)
{
    const size_t first = c->range_count;
    if (at_end(c))
        return refuse(c, "ends with a backslash");
    const char letter = c->text.data[c->at];
    if (strchr("dwsDWS", letter)) {
        c->at++;
        const bool negated = letter < 'a';
        return add_named(c, (char)(letter | 0x20)) &&
               add(c, (code){CLASS, negated, (uint32_t)first,
                             (uint32_t)c->range_count});
    }
    const uint32_t point = (letter & 0x80) ? take_code(c) : escaped(letter);
    c->at += !(letter & 0x80);
    return add(c, (code){ONE, false, folded(c, point), 0});
}

/* -- structure ----------------------------------------------------------- */

static bool take_choice(compiler *c);

static bool take_group(compiler *c)
{
    if (++c->depth > MOST_DEPTH)
        return refuse(c, "is nested too deep");
    if (next(c) == '?') {
        if (c->at + 1 >= c->text.length || c->text.data[c->at + 1] != ':')
            return refuse(c, "has a '(?' that is not supported");
        c->at += 2;
    }
    if (!take_choice(c))
        return false;
    if (next(c) != ')')
        return refuse(c, "has a '(' that is not closed");
    c->at++;
    c->depth--;
    return true;
}

static bool take_one(compiler *c)
{
    const char letter = next(c);
    switch (letter) {
    case '(':
        c->at++;
        return take_group(c);
    case '[':
        c->at++;
        return take_class(c);
    case '\\':
        c->at++;
        return take_escape(c);
    case '.':
        c->at++;
        return add(c, (code){ANY, false, 0, 0});
    case '^':
        c->at++;
        return add(c, (code){START, false, 0, 0});
    case '$':
        c->at++;
        return add(c, (code){END, false, 0, 0});
    case '*':
    case '+':
    case '?':
        return refuse(c, "repeats nothing");
    default:
        return add(c, (code){ONE, false, folded(c, take_code(c)), 0});
    }
}

/* Copy the instructions from `first` to `last` to the end, moved. */
static bool copy_code(compiler *c, size_t first, size_t last)
{
    const uint32_t moved = (uint32_t)(c->count - first);
    for (size_t i = first; i < last; i++) {
        code instruction = c->program[i];
        if (instruction.op == SPLIT || instruction.op == JUMP)
            instruction.low += moved;
        if (instruction.op == SPLIT)
            instruction.high += moved;
        if (!add(c, instruction))
            return false;
    }
    return true;
}

/* Put a SPLIT before the instructions from `first` on. */
static bool split_before(compiler *c, size_t first)
{
    if (!add(c, (code){JUMP, false, 0, 0}))
        return false;
    memmove(c->program + first + 1, c->program + first,
            (c->count - 1 - first) * sizeof *c->program);
    for (size_t i = first + 1; i < c->count; i++) {
        code *moved = &c->program[i];
        if (moved->op == SPLIT || moved->op == JUMP)
            moved->low++;
        if (moved->op == SPLIT)
            moved->high++;
    }
    c->program[first] = (code){SPLIT, false, (uint32_t)first + 1, 0};
    return true;
}

static bool optional(compiler *c, size_t first)
{
    if (!split_before(c, first))
        return false;
    c->program[first].high = (uint32_t)c->count;
    return true;
}

static bool repeat(compiler *c, size_t first)
{
    if (!split_before(c, first) ||
        !add(c, (code){JUMP, false, (uint32_t)first, 0}))
        return false;
    c->program[first].high = (uint32_t)c->count;
    return true;
}

static bool take_number(compiler *c, unsigned *out)
{
    *out = 0;
    while (next(c) >= '0' && next(c) <= '9') {
        *out = *out * 10 + (unsigned)(c->text.data[c->at++] - '0');
        if (*out > MOST_REPEAT)
            return refuse(c, "repeats too often");
    }
    return true;
}

/* x{m}, x{m,}, x{m,n}: copies of x, the last ones optional. */
static bool take_counted(compiler *c, size_t first)
{
    const size_t size = c->count - first;
    const size_t last = c->count;
    unsigned least = 0;
    unsigned most = 0;
    bool open = false;
    if (!take_number(c, &least))
        return false;
    most = least;
    if (next(c) == ',') {
        c->at++;
        open = next(c) == '}';
        if (!open && !take_number(c, &most))
            return false;
    }
    if (next(c) != '}' || most < least)
        return refuse(c, "has a '{' that makes no sense");
    c->at++;
    const unsigned copies = open ? least + 1 : most;
    for (unsigned i = 1; i < copies; i++) {
        const size_t start = c->count;
        if (!copy_code(c, first, last))
            return false;
        if (i >= least && !open && !optional(c, start))
            return false;
        if (open && i == copies - 1 && !repeat(c, start))
            return false;
    }
    if (copies == 0)
        c->count -= size;
    if (open && least == 0)
        return repeat(c, first);
    return least > 0 || copies == 0 || optional(c, first);
}

static bool take_repeated(compiler *c)
{
    const size_t first = c->count;
    bool ok = take_one(c);
    while (ok && !at_end(c)) {
        const char letter = next(c);
        if (!strchr("*+?{", letter))
            break;
        c->at++;
        if (letter == '*') {
            ok = repeat(c, first);
        } else if (letter == '?') {
            ok = optional(c, first);
        } else if (letter == '{') {
            ok = take_counted(c, first);
        } else { /* x+ is x and then x* */
            const size_t start = c->count;
            ok = copy_code(c, first, start) && repeat(c, start);
        }
        c->at += next(c) == '?'; /* lazy: the same when all must match */
    }
    return ok;
}

static bool take_sequence(compiler *c)
{
    while (!at_end(c) && next(c) != '|' && next(c) != ')') {
        if (!take_repeated(c))
            return false;
    }
    return true;
}

static bool take_choice(compiler *c)
{
    const size_t first = c->count;
    if (!take_sequence(c))
        return false;
    while (next(c) == '|') {
        c->at++;
        if (!split_before(c, first))
            return false;
        const size_t jump = c->count;
        if (!add(c, (code){JUMP, false, 0, 0}))
            return false;
        c->program[first].high = (uint32_t)c->count;
        if (!take_sequence(c))
            return false;
        c->program[jump].low = (uint32_t)c->count;
    }
    return true;
}

static bool compile(compiler *c)
{
    if (c->text.length >= 4 && !memcmp(c->text.data, "(?i)", 4)) {
        c->fold = true;
        c->at = 4;
    }
    if (!take_choice(c))
        return false;
    if (!at_end(c))
        return refuse(c, "has a ')' too many");
    return add(c, (code){MATCH, false, 0, 0});
}

/* -- running ------------------------------------------------------------- */

typedef struct states {
    uint32_t *items;
    size_t count;
} states;

typedef struct machine {
    const compiler *c;
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
        const code *i = &m->c->program[at];
        if (m->marks[at] == step)
            continue;
        m->marks[at] = step;
        if (i->op == JUMP) {
            m->stack[depth++] = i->low;
        } else if (i->op == SPLIT) {
            m->stack[depth++] = i->high;
            m->stack[depth++] = i->low;
        } else if (i->op == START || i->op == END) {
            if (i->op == START ? m->start : m->end)
                m->stack[depth++] = at + 1;
        } else {
            to->items[to->count++] = at;
        }
    }
}

static bool fits(const compiler *c, const code *i, uint32_t point)
{
    bool inside = false;
    switch (i->op) {
    case ONE:
        return i->low == folded(c, point);
    case ANY:
        return point != '\n';
    case CLASS:
        for (uint32_t r = i->low; r < i->high && !inside; r++) {
            inside =
                (point >= c->ranges[r].low && point <= c->ranges[r].high) ||
                (c->fold && folded(c, point) >= c->ranges[r].low &&
                 folded(c, point) <= c->ranges[r].high);
        }
        return inside != i->negated;
    case SPLIT:
    case JUMP:
    case START:
    case END:
    case MATCH:
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
        if (m->c->program[m->now.items[i]].op == MATCH)
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
    compiler c = {
        .run = run,
        .expr = expr,
        .text = pattern,
        .program = KITH_RUN_NEW(run, code, MOST_CODE),
        .ranges = KITH_RUN_NEW(run, range, MOST_CODE),
    };
    if (c.program && c.ranges && compile(&c)) {
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
