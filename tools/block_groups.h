/* block_groups.h: blocks of a record added up by who asked for them. */
#ifndef TENON_BLOCK_GROUPS_H
#define TENON_BLOCK_GROUPS_H

#include "trace.h"

/* Blocks with one name; where nobody knows their name, those of one size. */
typedef struct block_group {
    const char *name; /* "": nobody knows; belongs to the record */
    uint64_t size;    /* of each of them, where nobody knows */
    uint64_t bytes;
    int64_t blocks;
    uint64_t first_ns; /* when the first of them was made */
} block_group;

typedef struct block_groups {
    block_group *at; /* the largest first */
    int64_t n;
    uint64_t bytes;
    int64_t blocks;
} block_groups;

/* The blocks that live behind the first `events` events. False when memory ran out. Close it. */
bool block_groups_of(const trace *t, int64_t events, block_groups *out);
void block_groups_close(block_groups *g);

/* What tells groups apart, in some order: negative, 0 for the same one, positive. */
int block_group_compare(const block_group *a, const block_group *b);
typedef struct group_text {
    char at[256];
} group_text;
group_text block_group_text(const block_group *g); /* its name, or "blocks of 4.0 KiB" */
void block_group_print_key(const block_group *g);  /* "by": …, as JSON */

/* How many events until most bytes live, the first time, and how many bytes. */
int64_t trace_peak(const trace *t, uint64_t *bytes);

/* A table of at most `rows` rows, 0: all, and one of the rest; and as JSON an array of objects. */
void block_groups_print(const block_groups *g, int64_t rows);
void block_groups_print_json(const block_groups *g);

#endif
