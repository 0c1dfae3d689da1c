/* flame.h: the bytes that lived at the peak of a record as a tree, by the paths of their names
 * (block_name.h): regions, ops, call sites. What `tenon mem plot --kind flame` draws. */
#ifndef TENON_FLAME_H
#define TENON_FLAME_H

#include "trace.h"

#include <stdio.h>

typedef struct flame_node {
    struct flame_node *parent, *first, *next; /* children by their bytes, the largest first */
    uint64_t bytes;                           /* of all that is in it */
    int64_t blocks;
    const struct flame_node *op; /* of an op and its sites, in flame.ops; NULL: it is a region */
    bool is_site;
    int number; /* among its siblings */
    const char *text;
} flame_node;

typedef struct flame {
    flame_node root; /* "all" */
    flame_node ops;  /* its children are ops by their names, wherever they are */
    void *nodes;     /* all others: a tree of tsearch(3) */
    int64_t events;  /* until the peak */
    double seconds;
} flame;

/* False when memory ran out. Close it in either case. */
bool flame_of(const trace *t, flame *out);
void flame_close(flame *f);
/* flame_draw.c: one SVG element of less than 2 MB; `title` stands above the picture. */
void flame_draw(const flame *f, const char *title, FILE *out);

#endif
