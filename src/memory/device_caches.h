/* device_caches.h: the process's caches, for the files of this folder. */
#ifndef TNI_DEVICE_CACHES_H
#define TNI_DEVICE_CACHES_H

#include "memory/allocator.h"

#include <tenon/device.h>

enum { DEVICE_TYPES = TN_DEVICE_META + 1, DEVICES_MAX = 16, MEMORY_KINDS = TNI_PINNED_MEMORY + 1 };

typedef struct device_cache {
    tni_cache *_Atomic cache;
    tn_device device;
} device_cache;

/* Of a resolved device; that of tensors where the device has no other. NULL with an error. */
tni_cache *tni_fixed_cache(tn_device device);
/* NULL when there is none, with an error when metadata ran out or there is no such device. */
tni_cache *tni_pinned_cache(tn_device first);
/* NULL when it was not needed yet. Of pinned memory there is one, whatever the device. */
tni_cache *tni_made_cache(tni_memory_kind kind, tn_device device);

#endif
