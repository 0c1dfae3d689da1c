/* replay.h: what an allocator does, apart from memory: for playing recorded events to it. */
#ifndef TNI_REPLAY_H
#define TNI_REPLAY_H

#include "core/core.h"

typedef struct tni_policy {
    const char *name;
    void *(*open)(uint64_t capacity); /* most bytes to reserve, 0: any. NULL with an error */
    void (*close)(void *state);       /* all is freed */
    /* Where the block lies; false when it does not fit. */
    bool (*take)(void *state, uint64_t bytes, uint64_t *place);
    void (*give)(void *state, uint64_t place, uint64_t bytes);
    uint64_t (*reserved_peak)(void *state);
} tni_policy;

/* fit_policy.c: one range, whole units of 512 bytes, neighbours joined. */
extern const tni_policy tni_best_fit_policy, tni_first_fit_policy;
/* cache_policy.c: the allocator of this library, over pages of 2 MiB. */
extern const tni_policy tni_cache_policy;

#endif
