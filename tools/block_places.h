/* block_places.h: where the blocks of a record lay: at their ids where those are addresses, else in
 * one range from 0 on, each in the smallest gap that was large enough when it was made, as tenon
 * mem replay has it for best-fit. */
#ifndef TENON_BLOCK_PLACES_H
#define TENON_BLOCK_PLACES_H

#include "trace.h"

/* What allocators round bytes up to. */
enum { PLACE_UNIT = 512 };
/* Of each of the first `events` events that makes a block, where; NULL when memory ran out. The
 * caller frees it. */
uint64_t *block_places_of(const trace *t, int64_t events);

#endif
