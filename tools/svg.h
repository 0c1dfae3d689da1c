/* svg.h: what pictures of memory share: an SVG element for light and dark without any other file,
 * colours, and texts that are escaped and fit. */
#ifndef TENON_SVG_H
#define TENON_SVG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Classes b0 to b7 of rectangles and paths; the last one is for all others. */
enum { SVG_COLOURS = 8 };

typedef struct svg_head {
    int width, height;
    int left;                 /* of the title */
    const char *label;        /* for who cannot see it */
    const char *light, *dark; /* rules of CSS besides those of all pictures */
} svg_head;

/* Opens the element, with the title above everything else. */
void svg_begin(const svg_head *head, const char *title, FILE *out);
void svg_end(FILE *out);

void svg_escaped(const char *text, FILE *out);
/* At most so many characters, the last one then an ellipsis. */
void svg_cut(const char *text, int characters, FILE *out);
/* Pixels of a text in a wide typeface; what of it has room in so many: its beginning, and the
 * number that it ends with. */
double svg_width(const char *text, int font);
void svg_fit(const char *text, double width, int font, FILE *out);

/* Bytes of which people count ticks: 1024, "KiB". */
typedef struct byte_unit {
    double bytes;
    const char *name;
} byte_unit;
byte_unit svg_unit_of(uint64_t most);

#endif
