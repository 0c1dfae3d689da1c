/* memory_map.h: what lies where in memory at a moment, whoever says so: a record, a process. It
 * knows nothing of pictures (map_draw.h). */
#ifndef TENON_MEMORY_MAP_H
#define TENON_MEMORY_MAP_H

#include "trace.h"

/* A hole is of no use to anybody: what a block was rounded up by, or addresses between pieces of
 * which nothing is known. */
typedef enum memory_state { MEMORY_LIVE, MEMORY_FREE, MEMORY_HOLE } memory_state;

typedef struct memory_piece {
    uint64_t address, bytes;
    memory_state state;
    const char *name; /* of a live one; "": nobody knows. Belongs to who says so */
    uint64_t stream;  /* of a live one */
} memory_piece;

/* Pieces by their addresses, none over another. Those that touch are one segment. */
typedef struct memory_map {
    memory_piece *pieces;
    int64_t n;
} memory_map;

/* What there was behind the first `events` events of a record: its segments; where it does not tell
 * them, and of_blocks, what blocks had until then. False when memory ran out. Close it in either
 * case. */
bool memory_map_of(const trace *t, int64_t events, memory_map *out);
bool memory_map_of_blocks(const trace *t, int64_t events, memory_map *out);
/* The same of what a process publishes (t->view). */
bool shown_map_of(const trace *t, memory_map *out);
void memory_map_close(memory_map *m);

/* The first piece behind the segment of piece `first`. */
int64_t memory_map_segment_end(const memory_map *m, int64_t first);

typedef struct memory_figures {
    uint64_t live, free, hole, largest_free; /* bytes */
    int64_t blocks, segments;
} memory_figures;
memory_figures memory_map_figures(const memory_map *m);

#endif
