/* meta_device.c: the device without memory: ops on it stop after shapes, dtypes and bytes are
 * known. Sizes that no machine could hold are fine there. */
#include "device/device_table.h"

static int count_one(void) {
    return 1;
}

static void *alloc_nothing(int index, size_t bytes, size_t alignment) {
    (void)index;
    (void)bytes;
    (void)alignment;
    return NULL;
}

static void free_nothing(int index, void *data, size_t bytes) {
    (void)index;
    (void)data;
    (void)bytes;
}

const tni_device_table tni_meta_table = {
    .size = sizeof(tni_device_table),
    .abi_version = TNI_DEVICE_ABI,
    .name = "meta",
    .count = count_one,
    .alloc_raw = alloc_nothing,
    .free_raw = free_nothing,
};
