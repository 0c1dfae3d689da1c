/* dry_memory.h: memory of a dry run, for the files of this folder and whoever opens one. */
#ifndef TNI_DRY_MEMORY_H
#define TNI_DRY_MEMORY_H

#include "memory/counted_memory.h"
#include "memory/id_map.h"

#include <pthread.h>

/* Who asked for memory: the op, and the program's call that it belongs to. */
typedef struct tni_asker {
    const char *op, *call; /* NULL: nobody is known */
    tn_site at;
} tni_asker;

typedef struct tni_dry_memory {
    tn_device device;
    tni_cache *_Atomic caches[TNI_PINNED_MEMORY]; /* by kind; of fixed memory once it is needed */
    tni_counted counted;
    pthread_mutex_t lock; /* guards what follows */
    tni_id_map blocks;    /* live ones by address: their bytes and kind */
    uint64_t live_bytes, live_bytes_peak;
    tni_asker peak;           /* by whom live bytes came to their peak */
    bool lacks;               /* something did not fit … */
    tni_asker lack;           /* … which is this, the first time */
    struct tni_front *former; /* this thread's stock of the real host memory */
} tni_dry_memory;

/* As the device is when nothing was taken from it: its pages, and `limit` bytes at most, 0: any
 * number. False with an error, and there is nothing to close. */
bool tni_dry_memory_open(tni_dry_memory *memory, tn_device device, uint64_t limit);
/* What the step left behind is given back. */
void tni_dry_memory_close(tni_dry_memory *memory);

/* Those of the thread's dry run; NULL where it has none yet. */
tni_cache *tni_dry_cache(tni_memory_kind kind);
/* That of fixed memory, made when it is first needed. NULL with an error. */
tni_cache *tni_dry_fixed_cache(void);
/* Notes a block that a cache gave, and gives it; NULL with an error. */
void *tni_dry_took(const tni_cache *cache, void *data, int64_t bytes);
void tni_dry_lacks(void); /* there was none */
/* Takes a block back; false when it is none of the dry run. */
bool tni_dry_memory_free(tni_dry_memory *memory, void *data, int64_t bytes, const tni_stamp *last);

#endif
