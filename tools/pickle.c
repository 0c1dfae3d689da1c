/* pickle.c: a reader of Python's pickles that hold data only.
 *
 * A pickle is a program for a machine with a stack and a memo. Values here are JSON's; a tuple is
 * an array, bytes are text. Whoever appears twice is shared.
 *
 * Invariant: the stack owns a reference to each of its values, and so does the memo. What is in a
 * list, tuple or dict gets no more members, so that nothing comes to hold itself (Python fills a
 * value before it puts it anywhere), and nothing is nested deeper than DEPTH_MAX, since dropping
 * values calls itself. */
#include "pickle.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 200 };

/* What is known of a list, tuple or dict, whoever has it. */
typedef struct container {
    struct container *next; /* of all */
    int depth;              /* of what is in it, and itself */
    bool closed;            /* it is in another one */
} container;

typedef struct value {
    json_t *json;
    container *of; /* NULL: it is none */
} value;

typedef struct pickle {
    const unsigned char *begin, *at, *end;
    value *stack;
    size_t n, room;
    size_t marks[DEPTH_MAX], n_marks;
    value *memo;
    size_t n_memo, memo_room;
    container *containers;
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
static bool push(pickle *p, json_t *json, container *of) {
    if (json && p->n == p->room) {
        const size_t room = p->room ? 2 * p->room : 64;
        value *stack = realloc(p->stack, room * sizeof *stack);
        if (stack) {
            p->stack = stack;
            p->room = room;
        }
    }
    if (!json || p->n == p->room) {
        json_decref(json);
        return refuse(p, "the pickle has a value that cannot be kept (text that is no UTF-8, or "
                         "too much of it)");
    }
    p->stack[p->n++] = (value){json, of};
    return true;
}

static bool push_plain(pickle *p, json_t *json) {
    return push(p, json, NULL);
}

/* An empty list or dict. */
static bool push_container(pickle *p, json_t *json) {
    container *of = malloc(sizeof *of);
    if (!of) {
        json_decref(json);
        return refuse(p, "there is no memory for its values");
    }
    *of = (container){.next = p->containers, .depth = 1};
    p->containers = of;
    return push(p, json, of);
}

static bool has(pickle *p, size_t n) {
    const size_t floor = p->n_marks ? p->marks[p->n_marks - 1] : 0;
    return p->n >= floor + n || refuse(p, "the pickle takes a value where there is none");
}

static void drop_to(pickle *p, size_t n) {
    while (p->n > n) {
        json_decref(p->stack[--p->n].json);
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
    if (number >= (size_t)(p->end - p->begin)) { /* more than there are instructions */
        return refuse(p, "the pickle has %zu bytes and numbers a value %zu",
                      (size_t)(p->end - p->begin), number);
    }
    if (number >= p->memo_room) {
        const size_t room = 2 * number + 64;
        value *memo = realloc(p->memo, room * sizeof *memo);
        if (!memo) {
            return refuse(p, "there is no memory for %zu values", room);
        }
        memset(memo + p->memo_room, 0, (room - p->memo_room) * sizeof *memo);
        p->memo = memo;
        p->memo_room = room;
    }
    json_decref(p->memo[number].json);
    p->memo[number] = p->stack[p->n - 1];
    json_incref(p->memo[number].json);
    p->n_memo = number + 1 > p->n_memo ? number + 1 : p->n_memo;
    return true;
}

static bool recall(pickle *p, size_t number) {
    if (number >= p->memo_room || !p->memo[number].json) {
        return refuse(p, "the pickle asks for value %zu, which it did not keep", number);
    }
    const value kept = p->memo[number];
    return push(p, json_incref(kept.json), kept.of);
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
                   push_plain(p, json_integer((json_int_t)value));
        }
        return refuse(p, "the pickle has a number of %zu bytes", bytes);
    }
    if (!take_number(p, bytes, &value)) {
        return false;
    }
    if (bytes > 0 && bytes < 8 && value >> (8 * bytes - 1)) {
        value |= ~(uint64_t)0 << 8 * bytes;
    }
    return push_plain(p, json_integer((json_int_t)value));
}

static bool push_counted_integer(pickle *p, size_t count_bytes) {
    uint64_t bytes;
    return take_number(p, count_bytes, &bytes) && push_integer(p, (size_t)bytes);
}

static bool push_plain_integer(pickle *p, size_t bytes) {
    uint64_t value;
    return take_number(p, bytes, &value) && push_plain(p, json_integer((json_int_t)value));
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
    return at ? push_plain(p, real ? real : json_null()) : (json_decref(real), false);
}

static bool push_text(pickle *p, size_t count_bytes) {
    uint64_t bytes;
    if (!take_number(p, count_bytes, &bytes)) {
        return false;
    }
    const unsigned char *at = take(p, (size_t)bytes);
    return at && push_plain(p, json_stringn((const char *)at, (size_t)bytes));
}

/* ---- Collections ----------------------------------------------------------------------------- */

/* What is on the stack from `first` on goes into a container; false where that cannot be. */
static bool close_into(pickle *p, container *into, size_t first) {
    if (into->closed) {
        return refuse(p, "the pickle fills what is in a list, tuple or dict already");
    }
    for (size_t i = first; i < p->n; i++) {
        container *of = p->stack[i].of;
        if (of == into) {
            return refuse(p, "the pickle has a list or dict that holds itself");
        }
        if (of) {
            of->closed = true;
            into->depth = of->depth + 1 > into->depth ? of->depth + 1 : into->depth;
        }
    }
    return into->depth <= DEPTH_MAX || refuse(p, "the pickle is nested deeper than %d", DEPTH_MAX);
}

/* Appends what is behind `first` to the array before it. */
static bool append(pickle *p, size_t first) {
    const value array = first > 0 ? p->stack[first - 1] : (value){NULL, NULL};
    if (!array.of || !json_is_array(array.json)) {
        return refuse(p, "the pickle appends to what is no list");
    }
    if (!close_into(p, array.of, first)) {
        return false;
    }
    for (size_t i = first; i < p->n; i++) {
        if (json_array_append(array.json, p->stack[i].json) != 0) {
            return refuse(p, "there is no memory for its lists");
        }
    }
    drop_to(p, first);
    return true;
}

/* The values from `first` on as an array, in their place. */
static bool make_array(pickle *p, size_t first) {
    if (!push_container(p, json_array())) {
        return false;
    }
    /* Below its members, as lists are. */
    const value array = p->stack[p->n - 1];
    memmove(p->stack + first + 1, p->stack + first, (p->n - 1 - first) * sizeof *p->stack);
    p->stack[first] = array;
    return append(p, first + 1);
}

static bool tuple_of(pickle *p, size_t n) {
    return has(p, n) && make_array(p, p->n - n);
}

/* Keys that are no text are written as JSON has them. */
static bool set_item(pickle *p, json_t *object, const value *key, json_t *item) {
    if (json_is_string(key->json)) {
        return json_object_set(object, json_string_value(key->json), item) == 0 ||
               refuse(p, "there is no memory for its dicts");
    }
    if (key->of) {
        return refuse(p, "the pickle has a dict with a tuple or list for a key");
    }
    char *text = json_dumps(key->json, JSON_ENCODE_ANY | JSON_COMPACT);
    const bool set = text && json_object_set(object, text, item) == 0;
    free(text);
    return set || refuse(p, "there is no memory for its dicts");
}

static bool set_items(pickle *p, size_t first) {
    const value object = first > 0 ? p->stack[first - 1] : (value){NULL, NULL};
    if (!object.of || !json_is_object(object.json) || (p->n - first) % 2 != 0) {
        return refuse(p, "the pickle sets members of what is no dict");
    }
    if (!close_into(p, object.of, first)) {
        return false;
    }
    for (size_t i = first; i < p->n; i += 2) {
        if (!set_item(p, object.json, &p->stack[i], p->stack[i + 1].json)) {
            return false;
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
        return push_container(p, json_object());
    default: /* ']' and ')' */
        return push_container(p, json_array());
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
        return push_plain(p, json_null());
    case 0x88:
        return push_plain(p, json_true());
    case 0x89:
        return push_plain(p, json_false());
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
    pickle p = {.begin = (const unsigned char *)data,
                .at = (const unsigned char *)data,
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
            root = fine ? json_incref(p.stack[p.n - 1].json) : NULL;
        } else if (fine) {
            fine = run(&p, *op);
        }
    }
    drop_to(&p, 0);
    for (size_t i = 0; i < p.memo_room; i++) {
        json_decref(p.memo[i].json);
    }
    for (container *c = p.containers, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(p.memo);
    free(p.stack);
    return root;
}
