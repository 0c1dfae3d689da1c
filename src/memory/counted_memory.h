/* counted_memory.h: raw memory that is only counted: for playing events, and for dry runs. */
#ifndef TNI_COUNTED_MEMORY_H
#define TNI_COUNTED_MEMORY_H

#include "memory/allocator.h"

/* What it is like. Nothing is ever read or written at its addresses. */
typedef struct tni_counted {
    size_t span_bytes, page_bytes; /* of the range of addresses; 0: there are no pages */
    _Atomic uintptr_t next;        /* where memory without pages comes from next; 0: the start */
} tni_counted;

/* `counted` outlives it. */
tni_raw_memory tni_counted_memory(tni_counted *counted);

#endif
