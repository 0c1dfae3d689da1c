/* host_device.c: the table of the CPU. Work is done when a call returns, so nothing waits.
 *
 * Large blocks are asked from the system in whole huge pages: fresh memory then costs one fault for
 * 2 MiB instead of 512, which is most of what a fresh result costs. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "device/device.h"

#include <stdlib.h>
#include <sys/mman.h>

/* Until a library is built with host kernels, the device holds data but runs nothing. */
#pragma weak tni_host_kernels

enum { HUGE_PAGE_BYTES = 2 << 20 };

static int count_one(void) {
    return 1;
}

static void *alloc_raw(int index, size_t bytes, size_t alignment) {
    (void)index;
    if (bytes > SIZE_MAX - HUGE_PAGE_BYTES) {
        return NULL;
    }
    const size_t unit = bytes >= HUGE_PAGE_BYTES ? HUGE_PAGE_BYTES
                        : alignment < 64         ? 64
                                                 : alignment;
    void *data = aligned_alloc(unit, (bytes + unit - 1) / unit * unit);
#ifdef MADV_HUGEPAGE
    if (data && unit == HUGE_PAGE_BYTES) {
        (void)madvise(data, bytes, MADV_HUGEPAGE); /* advice: refused on some systems */
    }
#endif
    return data;
}

static void free_raw(int index, void *data, size_t bytes) {
    (void)index;
    (void)bytes;
    free(data);
}

static tn_status copy(tn_device to, void *dst, tn_device from, const void *src, size_t bytes) {
    (void)to;
    (void)from;
    if (bytes > 0) {
        memmove(dst, src, bytes);
    }
    return TN_OK;
}

static tn_status synchronize(int index) {
    (void)index;
    return TN_OK;
}

const tni_device_table tni_host_table = {
    .size = sizeof(tni_device_table),
    .abi_version = TNI_DEVICE_ABI,
    .name = "cpu",
    .count = count_one,
    .alloc_raw = alloc_raw,
    .free_raw = free_raw,
    .copy = copy,
    .synchronize = synchronize,
    .kernels = &tni_host_kernels,
};
