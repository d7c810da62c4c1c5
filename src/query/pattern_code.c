/* Regular expressions to programs: recursive descent, instruction by
 * instruction. */
#include "query/pattern_code.h"

#include "base/utf8.h"

#include <string.h>

/* Copies that a repeat makes, and groups in groups, at most. */
#define MOST_REPEAT 1000
#define MOST_DEPTH  100

static bool refuse(kith_program *c, const char *why)
{
    (void)kith_run_fail(c->run, c->expr, "ArgumentError",
                        "InvalidArgumentValue", "the regular expression %s",
                        why);
    return false;
}

static bool add(kith_program *c, kith_code instruction)
{
    if (c->count == KITH_MOST_CODE)
        return refuse(c, "is too long");
    c->program[c->count++] = instruction;
    return true;
}

static bool at_end(const kith_program *c)
{
    return c->at >= c->text.length;
}

static char next(const kith_program *c)
{
    return at_end(c) ? '\0' : c->text.data[c->at];
}

static uint32_t take_code(kith_program *c)
{
    size_t length = 1;
    const uint32_t result = kith_utf8_decode(c->text.data + c->at, &length);
    c->at += length;
    return result;
}

/* -- classes ------------------------------------------------------------- */

static bool add_range(kith_program *c, uint32_t low, uint32_t high)
{
    if (c->range_count == KITH_MOST_CODE)
        return refuse(c, "is too long");
    c->ranges[c->range_count++] = (kith_code_range){low, high};
    return true;
}

/* \d, \w, \s; false if the letter is none of them. */
static bool add_named(kith_program *c, char letter)
{
    static const kith_code_range digits[] = {
        {'0', '9'}
    };
    static const kith_code_range words[] = {
        {'0', '9'},
        {'A', 'Z'},
        {'_', '_'},
        {'a', 'z'}
    };
    static const kith_code_range spaces[] = {
        {'\t', '\r'},
        {' ',  ' ' }
    };
    const kith_code_range *found = letter == 'd'   ? digits
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

static bool take_class_item(kith_program *c)
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
    if (c->fold &&
        !add_range(c, kith_program_fold(c, low), kith_program_fold(c, high)))
        return false;
    return add_range(c, low, high);
}

static bool take_class(kith_program *c)
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
    return add(c, (kith_code){KITH_CODE_CLASS, negated, (uint32_t)first,
                              (uint32_t)c->range_count});
}

static bool take_escape(kith_program *c)
{
    const size_t first = c->range_count;
    if (at_end(c))
        return refuse(c, "ends with a backslash");
    const char letter = c->text.data[c->at];
    if (strchr("dwsDWS", letter)) {
        c->at++;
        const bool negated = letter < 'a';
        return add_named(c, (char)(letter | 0x20)) &&
               add(c, (kith_code){KITH_CODE_CLASS, negated, (uint32_t)first,
                                  (uint32_t)c->range_count});
    }
    const uint32_t point = (letter & 0x80) ? take_code(c) : escaped(letter);
    c->at += !(letter & 0x80);
    return add(c, (kith_code){KITH_CODE_ONE, false, kith_program_fold(c, point),
                              0});
}

/* -- structure ----------------------------------------------------------- */

static bool take_choice(kith_program *c);

static bool take_group(kith_program *c)
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

static bool take_one(kith_program *c)
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
        return add(c, (kith_code){KITH_CODE_ANY, false, 0, 0});
    case '^':
        c->at++;
        return add(c, (kith_code){KITH_CODE_START, false, 0, 0});
    case '$':
        c->at++;
        return add(c, (kith_code){KITH_CODE_END, false, 0, 0});
    case '*':
    case '+':
    case '?':
        return refuse(c, "repeats nothing");
    default:
        return add(c, (kith_code){KITH_CODE_ONE, false,
                                  kith_program_fold(c, take_code(c)), 0});
    }
}

/* Copy the instructions from `first` to `last` to the end, moved. */
static bool copy_code(kith_program *c, size_t first, size_t last)
{
    const uint32_t moved = (uint32_t)(c->count - first);
    for (size_t i = first; i < last; i++) {
        kith_code instruction = c->program[i];
        if (instruction.op == KITH_CODE_SPLIT ||
            instruction.op == KITH_CODE_JUMP)
            instruction.low += moved;
        if (instruction.op == KITH_CODE_SPLIT)
            instruction.high += moved;
        if (!add(c, instruction))
            return false;
    }
    return true;
}

/* Put a split before the instructions from `first` on. */
static bool split_before(kith_program *c, size_t first)
{
    if (!add(c, (kith_code){KITH_CODE_JUMP, false, 0, 0}))
        return false;
    memmove(c->program + first + 1, c->program + first,
            (c->count - 1 - first) * sizeof *c->program);
    for (size_t i = first + 1; i < c->count; i++) {
        kith_code *moved = &c->program[i];
        if (moved->op == KITH_CODE_SPLIT || moved->op == KITH_CODE_JUMP)
            moved->low++;
        if (moved->op == KITH_CODE_SPLIT)
            moved->high++;
    }
    c->program[first] =
        (kith_code){KITH_CODE_SPLIT, false, (uint32_t)first + 1, 0};
    return true;
}

static bool optional(kith_program *c, size_t first)
{
    if (!split_before(c, first))
        return false;
    c->program[first].high = (uint32_t)c->count;
    return true;
}

static bool repeat(kith_program *c, size_t first)
{
    if (!split_before(c, first) ||
        !add(c, (kith_code){KITH_CODE_JUMP, false, (uint32_t)first, 0}))
        return false;
    c->program[first].high = (uint32_t)c->count;
    return true;
}

static bool take_number(kith_program *c, unsigned *out)
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
static bool take_counted(kith_program *c, size_t first)
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

static bool take_repeated(kith_program *c)
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

static bool take_sequence(kith_program *c)
{
    while (!at_end(c) && next(c) != '|' && next(c) != ')') {
        if (!take_repeated(c))
            return false;
    }
    return true;
}

static bool take_choice(kith_program *c)
{
    const size_t first = c->count;
    if (!take_sequence(c))
        return false;
    while (next(c) == '|') {
        c->at++;
        if (!split_before(c, first))
            return false;
        const size_t jump = c->count;
        if (!add(c, (kith_code){KITH_CODE_JUMP, false, 0, 0}))
            return false;
        c->program[first].high = (uint32_t)c->count;
        if (!take_sequence(c))
            return false;
        c->program[jump].low = (uint32_t)c->count;
    }
    return true;
}

bool kith_program_compile(kith_program *c)
{
    if (c->text.length >= 4 && !memcmp(c->text.data, "(?i)", 4)) {
        c->fold = true;
        c->at = 4;
    }
    if (!take_choice(c))
        return false;
    if (!at_end(c))
        return refuse(c, "has a ')' too many");
    return add(c, (kith_code){KITH_CODE_MATCH, false, 0, 0});
}
