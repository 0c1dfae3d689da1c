/* timeline.h: how much of a record lived when, and whose: what `tenon mem plot --kind timeline`
 * draws. As many columns as the picture has, however long the record is. */
#ifndef TENON_TIMELINE_H
#define TENON_TIMELINE_H

#include "trace.h"

#include <stdio.h>

enum { TIMELINE_COLUMNS = 800, TIMELINE_BANDS = 8 };

typedef struct timeline {
    char names[TIMELINE_BANDS][64]; /* of bands, the largest at the peak first */
    int n_bands;                    /* the last one is of all others */
    /* What lived at the moment of a column when most did. */
    uint64_t bytes[TIMELINE_COLUMNS][TIMELINE_BANDS], total[TIMELINE_COLUMNS];
    uint64_t peak_bytes, peak_of[TIMELINE_BANDS];
    int64_t peak_events; /* events until then */
    int peak_column;
    double seconds, peak_seconds; /* seconds: of the whole; 0: columns are of events, not of time */
    int64_t events;
} timeline;

/* False when memory ran out. */
bool timeline_of(const trace *t, timeline *out);
/* One SVG element; `title` stands above the picture. */
void timeline_draw(const timeline *line, const char *title, FILE *out);

#endif
