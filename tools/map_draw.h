/* map_draw.h: a map of memory as a picture, wherever the map comes from. */
#ifndef TENON_MAP_DRAW_H
#define TENON_MAP_DRAW_H

#include "block_name.h"
#include "memory_map.h"
#include "svg.h"

/* What blocks have one colour: an op, the last part of their names; where nobody knows it, a
 * size. */
typedef struct map_key {
    name_part op;  /* of no bytes: nobody knows */
    uint64_t size; /* then */
} map_key;

typedef struct map_colours {
    map_key keys[SVG_COLOURS]; /* the largest first; the last one of SVG_COLOURS is all others */
    uint64_t bytes[SVG_COLOURS];
    int n;
} map_colours;

/* map_colours.c: false when memory ran out. Keys are in the map's names. */
bool map_colours_of(const memory_map *m, map_colours *out);
map_key map_key_of(const memory_piece *p); /* of a live one */
int map_colour_of(const map_colours *colours, const memory_piece *p);

/* One SVG element of less than 2 MB. `title` stands above the picture, and which moment it is. */
void map_draw(const memory_map *m, const map_colours *colours, const char *title,
              const char *moment, FILE *out);

#endif
