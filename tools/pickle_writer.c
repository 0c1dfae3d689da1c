/* pickle_writer.c: instructions of Python's pickle, protocol 2. */
#include "pickle_writer.h"

static void put(pickle_writer *p, int byte) {
    putc(byte, p->out);
}

/* Little-endian. */
static void put_number(pickle_writer *p, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++) {
        put(p, (int)(value >> 8 * i & 0xff));
    }
}

pickle_writer pickle_begin(FILE *out) {
    pickle_writer p = {out, 0};
    put(&p, 0x80);
    put(&p, 2);
    return p;
}

void pickle_end(pickle_writer *p) {
    put(p, '.');
}

void pickle_open_list(pickle_writer *p) {
    put(p, ']');
}

void pickle_open_dict(pickle_writer *p) {
    put(p, '}');
}

void pickle_begin_items(pickle_writer *p) {
    put(p, '(');
}

void pickle_end_items_of_list(pickle_writer *p) {
    put(p, 'e');
}

void pickle_end_items_of_dict(pickle_writer *p) {
    put(p, 'u');
}

void pickle_text(pickle_writer *p, const char *text, size_t bytes) {
    put(p, 'X');
    put_number(p, bytes, 4);
    fwrite(text, 1, bytes, p->out);
}

/* As few bytes as hold it; in two's complement, so those above 2^63 have a zero in front. */
void pickle_integer(pickle_writer *p, uint64_t value) {
    if (value < 1 << 8) {
        put(p, 'K');
        put_number(p, value, 1);
    } else if (value < (uint64_t)1 << 31) {
        put(p, 'J');
        put_number(p, value, 4);
    } else {
        const int bytes = value >> 63 ? 9 : 8;
        put(p, 0x8a);
        put(p, bytes);
        put_number(p, value, 8);
        put_number(p, 0, bytes - 8);
    }
}

void pickle_false(pickle_writer *p) {
    put(p, 0x89);
}

void pickle_pair(pickle_writer *p) {
    put(p, 0x86);
}

static void put_kept(pickle_writer *p, int small, int large, uint32_t number) {
    put(p, number < 256 ? small : large);
    put_number(p, number, number < 256 ? 1 : 4);
}

uint32_t pickle_keep(pickle_writer *p) {
    put_kept(p, 'q', 'r', p->n_kept);
    return ++p->n_kept;
}

void pickle_again(pickle_writer *p, uint32_t kept) {
    put_kept(p, 'h', 'j', kept - 1);
}
