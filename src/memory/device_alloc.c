/* device_alloc.c: the process-wide memory of each device. */
#include "memory/memory.h"

#include "device/device.h"

void *tni_device_alloc(tn_device device, int64_t bytes) {
    const tni_device_table *table = tni_device(device);
    if (!table || bytes <= 0 || !tni_may_allocate((size_t)bytes)) {
        return NULL;
    }
    void *data = table->alloc_raw(device.index, (size_t)bytes, 64);
    if (!data && device.type != TN_DEVICE_META) {
        tni_fail(TN_ERR_MEMORY, "asked for %lld bytes on %s and got none", (long long)bytes,
                 tni_device_text(device));
    }
    return data;
}

void tni_device_free(tn_device device, void *data, int64_t bytes) {
    const tni_device_table *table = tni_device(device);
    if (table && data) {
        table->free_raw(device.index, data, (size_t)bytes);
    }
}
