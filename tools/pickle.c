/* pickle.c: a reader of Python's pickles that hold data only.
 *
 * A pickle is a program for a machine with a stack and a memo. Values here are JSON's; a tuple is
 * an array, bytes are text. Whoever appears twice is shared.
 *
 * Invariant: the stack owns a reference to each of its values, and so does the memo. What is in a
 * list or dict gets no more members, so that nothing comes to hold itself; Python fills a value
 * before it puts it anywhere. */
#include "trace.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 200 }; /* of marks */

typedef struct pickle {
    const unsigned char *at, *end;
    json_t **stack;
    size_t n, room;
    size_t marks[DEPTH_MAX], n_marks;
    json_t **memo;
    size_t n_memo, memo_room;
    char *problem;
    size_t problem_room;
} pickle;

static bool refuse(pickle *p, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(p->problem, p->problem_room, format, args);
    va_end(args);
    return false;
}

/* ---- Stack and memo -------------------------------------------------------------------------- */

/* Takes the reference over, also when it fails. */
static bool push(pickle *p, json_t *value) {
    if (value && p->n == p->room) {
        const size_t room = p->room ? 2 * p->room : 64;
        json_t **stack = realloc(p->stack, room * sizeof(json_t *));
        if (stack) {
            p->stack = stack;
            p->room = room;
        }
    }
    if (!value || p->n == p->room) {
        json_decref(value);
        return refuse(p, "the pickle has a value that cannot be kept (text that is no UTF-8, or "
                         "too much of it)");
    }
    p->stack[p->n++] = value;
    return true;
}

static bool has(pickle *p, size_t n) {
    const size_t floor = p->n_marks ? p->marks[p->n_marks - 1] : 0;
    return p->n >= floor + n || refuse(p, "the pickle takes a value where there is none");
}

static void drop_to(pickle *p, size_t n) {
    while (p->n > n) {
        json_decref(p->stack[--p->n]);
    }
}

/* The first value behind the last mark, which ends. */
static bool pop_mark(pickle *p, size_t *first) {
    if (p->n_marks == 0) {
        return refuse(p, "the pickle ends a list that it did not begin");
    }
    *first = p->marks[--p->n_marks];
    return true;
}

static bool memoize(pickle *p, size_t number) {
    if (!has(p, 1)) {
        return false;
    }
    if (number > 2 * p->n_memo + 1000) { /* they come in order */
        return refuse(p, "the pickle numbers a value %zu after %zu of them", number, p->n_memo);
    }
    if (number >= p->memo_room) {
        const size_t room = 2 * number + 64;
        json_t **memo = realloc(p->memo, room * sizeof(json_t *));
        if (!memo) {
            return refuse(p, "there is no memory for %zu values", room);
        }
        memset(memo + p->memo_room, 0, (room - p->memo_room) * sizeof(json_t *));
        p->memo = memo;
        p->memo_room = room;
    }
    json_decref(p->memo[number]);
    p->memo[number] = json_incref(p->stack[p->n - 1]);
    p->n_memo = number + 1 > p->n_memo ? number + 1 : p->n_memo;
    return true;
}

static bool recall(pickle *p, size_t number) {
    if (number >= p->memo_room || !p->memo[number]) {
        return refuse(p, "the pickle asks for value %zu, which it did not keep", number);
    }
    return push(p, json_incref(p->memo[number]));
}

/* ---- Numbers and text ------------------------------------------------------------------------ */

static const unsigned char *take(pickle *p, size_t bytes) {
    if ((size_t)(p->end - p->at) < bytes) {
        refuse(p, "the pickle is cut");
        return NULL;
    }
    p->at += bytes;
    return p->at - bytes;
}

/* Little-endian, of up to 8 bytes. */
static bool take_number(pickle *p, size_t bytes, uint64_t *out) {
    const unsigned char *at = take(p, bytes);
    *out = 0;
    for (size_t i = 0; at && i < bytes; i++) {
        *out |= (uint64_t)at[i] << 8 * i;
    }
    return at != NULL;
}

/* In two's complement. */
static bool push_integer(pickle *p, size_t bytes) {
    uint64_t value;
    if (bytes > 8) {
        if (bytes == 9 && (size_t)(p->end - p->at) >= 9 && p->at[8] == 0) {
            bytes = 8; /* an address with its highest bit set */
            return take_number(p, bytes, &value) && take(p, 1) &&
                   push(p, json_integer((json_int_t)value));
        }
        return refuse(p, "the pickle has a number of %zu bytes", bytes);
    }
    if (!take_number(p, bytes, &value)) {
        return false;
    }
    if (bytes > 0 && bytes < 8 && value >> (8 * bytes - 1)) {
        value |= ~(uint64_t)0 << 8 * bytes;
    }
    return push(p, json_integer((json_int_t)value));
}

static bool push_counted_integer(pickle *p, size_t count_bytes) {
    uint64_t bytes;
    return take_number(p, count_bytes, &bytes) && push_integer(p, (size_t)bytes);
}

static bool push_plain_integer(pickle *p, size_t bytes) {
    uint64_t value;
    return take_number(p, bytes, &value) && push(p, json_integer((json_int_t)value));
}

/* Big-endian, unlike all else. */
static bool push_real(pickle *p) {
    const unsigned char *at = take(p, 8);
    uint64_t bits = 0;
    double value;
    for (int i = 0; at && i < 8; i++) {
        bits = bits << 8 | at[i];
    }
    memcpy(&value, &bits, sizeof value);
    json_t *real = json_real(value); /* NULL for those that JSON has not */
    return at ? push(p, real ? real : json_null()) : (json_decref(real), false);
}

static bool push_text(pickle *p, size_t count_bytes) {
    uint64_t bytes;
    if (!take_number(p, count_bytes, &bytes)) {
        return false;
    }
    const unsigned char *at = take(p, (size_t)bytes);
    return at && push(p, json_stringn((const char *)at, (size_t)bytes));
}

/* ---- Collections ----------------------------------------------------------------------------- */

/* The values from `first` on as an array, in their place. */
static bool make_array(pickle *p, size_t first) {
    json_t *array = json_array();
    for (size_t i = first; array && i < p->n; i++) {
        if (json_array_append(array, p->stack[i]) != 0) {
            json_decref(array);
            array = NULL;
        }
    }
    drop_to(p, first);
    return push(p, array);
}

static bool tuple_of(pickle *p, size_t n) {
    return has(p, n) && make_array(p, p->n - n);
}

/* Whether nobody but stack and memo has it. */
static bool is_open(const json_t *value) {
    return value->refcount <= 2;
}

/* Appends what is behind `first` to the array before it. */
static bool append(pickle *p, size_t first) {
    json_t *array = first > 0 ? p->stack[first - 1] : NULL;
    if (!json_is_array(array) || !is_open(array)) {
        return refuse(p, "the pickle appends to what is no list, or no list of its own");
    }
    for (size_t i = first; i < p->n; i++) {
        if (json_array_append(array, p->stack[i]) != 0) {
            return refuse(p, "the pickle has a list that holds itself");
        }
    }
    drop_to(p, first);
    return true;
}

/* Keys that are no text are written as JSON has them. */
static bool set_item(json_t *object, const json_t *key, json_t *value) {
    if (json_is_string(key)) {
        return json_object_set(object, json_string_value(key), value) == 0;
    }
    char *text = json_dumps(key, JSON_ENCODE_ANY | JSON_COMPACT);
    const bool set = text && json_object_set(object, text, value) == 0;
    free(text);
    return set;
}

static bool set_items(pickle *p, size_t first) {
    json_t *object = first > 0 ? p->stack[first - 1] : NULL;
    if (!json_is_object(object) || !is_open(object) || (p->n - first) % 2 != 0) {
        return refuse(p, "the pickle sets members of what is no dict, or no dict of its own");
    }
    for (size_t i = first; i < p->n; i += 2) {
        if (!set_item(object, p->stack[i], p->stack[i + 1])) {
            return refuse(p, "the pickle has a dict that cannot be kept");
        }
    }
    drop_to(p, first);
    return true;
}

static bool set_mark(pickle *p) {
    if (p->n_marks == DEPTH_MAX) {
        return refuse(p, "the pickle is nested deeper than %d", DEPTH_MAX);
    }
    p->marks[p->n_marks++] = p->n;
    return true;
}

/* ---- The machine ----------------------------------------------------------------------------- */

static bool run_collection(pickle *p, unsigned char op) {
    size_t first = 0;
    switch (op) {
    case '(':
        return set_mark(p);
    case 't':
    case 'l':
        return pop_mark(p, &first) && make_array(p, first);
    case 'e':
        return pop_mark(p, &first) && append(p, first);
    case 'u':
        return pop_mark(p, &first) && set_items(p, first);
    case 'a':
        return has(p, 2) && append(p, p->n - 1);
    case 's':
        return has(p, 3) && set_items(p, p->n - 2);
    case 0x85:
    case 0x86:
    case 0x87:
        return tuple_of(p, (size_t)op - 0x84);
    case '}':
        return push(p, json_object());
    default: /* ']' and ')' */
        return push(p, json_array());
    }
}

static bool run_memo(pickle *p, unsigned char op) {
    uint64_t number;
    switch (op) {
    case 0x94:
        return memoize(p, p->n_memo);
    case 'q':
        return take_number(p, 1, &number) && memoize(p, (size_t)number);
    case 'r':
        return take_number(p, 4, &number) && memoize(p, (size_t)number);
    case 'h':
        return take_number(p, 1, &number) && recall(p, (size_t)number);
    default: /* 'j' */
        return take_number(p, 4, &number) && recall(p, (size_t)number);
    }
}

/* One instruction; false when it is refused. */
static bool run(pickle *p, unsigned char op) {
    switch (op) {
    case 0x80: /* the version */
        return take(p, 1) != NULL;
    case 0x95: /* how much follows */
        return take(p, 8) != NULL;
    case 'N':
        return push(p, json_null());
    case 0x88:
        return push(p, json_true());
    case 0x89:
        return push(p, json_false());
    case 'J':
        return push_integer(p, 4);
    case 'K':
        return push_plain_integer(p, 1);
    case 'M':
        return push_plain_integer(p, 2);
    case 0x8a:
        return push_counted_integer(p, 1);
    case 0x8b:
        return push_counted_integer(p, 4);
    case 'G':
        return push_real(p);
    case 0x8c:
    case 'C':
        return push_text(p, 1);
    case 'X':
    case 'B':
        return push_text(p, 4);
    case 0x8d:
    case 0x8e:
        return push_text(p, 8);
    case 0x94:
    case 'q':
    case 'r':
    case 'h':
    case 'j':
        return run_memo(p, op);
    case '(':
    case 't':
    case 'l':
    case 'e':
    case 'u':
    case 'a':
    case 's':
    case 0x85:
    case 0x86:
    case 0x87:
    case '}':
    case ']':
    case ')':
        return run_collection(p, op);
    case '0':
        return has(p, 1) && (drop_to(p, p->n - 1), true);
    default:
        return refuse(p, "the pickle holds more than data (instruction 0x%02x); it is not run", op);
    }
}

json_t *pickle_read(const char *data, size_t bytes, char *problem, size_t room) {
    pickle p = {.at = (const unsigned char *)data,
                .end = (const unsigned char *)data + bytes,
                .problem = problem,
                .problem_room = room};
    json_t *root = NULL;
    bool fine = true;
    while (fine && !root) {
        const unsigned char *op = take(&p, 1);
        fine = op != NULL;
        if (fine && *op == '.') {
            fine = has(&p, 1);
            root = fine ? json_incref(p.stack[p.n - 1]) : NULL;
        } else if (fine) {
            fine = run(&p, *op);
        }
    }
    drop_to(&p, 0);
    for (size_t i = 0; i < p.memo_room; i++) {
        json_decref(p.memo[i]);
    }
    free(p.memo);
    free(p.stack);
    return root;
}
