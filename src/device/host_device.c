/* host_device.c: the table of the CPU. Work is done when a call returns, so nothing waits.
 *
 * Large blocks are asked from the system in whole huge pages: fresh memory then costs one fault for
 * 2 MiB instead of 512, which is most of what a fresh result costs. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "device/device_table.h"

#include <stdlib.h>
#include <sys/mman.h>

static const size_t huge_page_bytes = (size_t)2 << 20, page_bytes = 4096;

static int count_one(void) {
    return 1;
}

/* Whole pages that start at a multiple of the huge page size: more is mapped, the ends go back. */
static void *map_pages(size_t bytes) {
    const size_t slack = huge_page_bytes;
    char *data =
        mmap(NULL, bytes + slack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) {
        return NULL;
    }
    const size_t lead = (slack - ((uintptr_t)data & (slack - 1))) & (slack - 1);
    if (lead > 0) {
        munmap(data, lead);
    }
    if (slack > lead) {
        munmap(data + lead + bytes, slack - lead);
    }
#ifdef MADV_HUGEPAGE
    (void)madvise(data + lead, bytes, MADV_HUGEPAGE); /* advice: refused on some systems */
#endif
    return data + lead;
}

static size_t whole(size_t bytes, size_t unit) {
    return (bytes + unit - 1) / unit * unit;
}

static void *alloc_raw(int index, size_t bytes, size_t alignment) {
    (void)index;
    if (bytes > SIZE_MAX - 2 * huge_page_bytes) {
        return NULL;
    }
    if (bytes >= huge_page_bytes) {
        return map_pages(whole(bytes, page_bytes));
    }
    const size_t unit = alignment < 64 ? 64 : alignment;
    return aligned_alloc(unit, whole(bytes, unit));
}

static void free_raw(int index, void *data, size_t bytes) {
    (void)index;
    if (bytes >= huge_page_bytes) {
        munmap(data, whole(bytes, page_bytes));
    } else {
        free(data);
    }
}

const tni_device_table tni_host_table = {
    .size = sizeof(tni_device_table),
    .abi_version = TNI_DEVICE_ABI,
    .name = "cpu",
    .count = count_one,
    .alloc_raw = alloc_raw,
    .free_raw = free_raw,
    .kernels = &tni_host_kernels,
    .numerics = tni_host_numerics,
};
