/* device.h: the device seam: one table a device type; the host is the first tenant. */
#ifndef TNI_DEVICE_H
#define TNI_DEVICE_H

#include "core/core.h"
#include "device/comm.h"

struct tn_kernels;

/* What a device provides. Raw memory comes through the caching allocator of src/memory. */
typedef struct tni_device_table {
    uint32_t size;        /* sizeof(tni_device_table) of the builder */
    uint32_t abi_version; /* TNI_DEVICE_ABI */
    const char *build_id;
    const char *name; /* "cpu", "cuda", "meta" */
    int (*count)(void);
    void *(*alloc_raw)(int index, size_t bytes, size_t alignment);
    void (*free_raw)(int index, void *data, size_t bytes);
    /* Copies between this device and the host or itself, ordered on the stream; NULL on meta. */
    tn_status (*copy)(tn_device to, void *dst, tn_device from, const void *src, size_t bytes);
    tn_status (*synchronize)(int index);
    const struct tn_kernels *kernels; /* NULL on meta */
} tni_device_table;
enum { TNI_DEVICE_ABI = 1 };

/* The table of a device; NULL with an error when there is no such device. */
const tni_device_table *tni_device(tn_device device);
/* Host device registers here when the library is loaded (a constructor-free static table). */
tn_device tni_resolve_device(tn_device device); /* zero -> default device */
const char *tni_device_text(tn_device device);  /* "cpu", "cuda:0" (ring of buffers) */

/* Opens a plug-in ("cuda", "mpi") beside the library or in TENON_PLUGIN_PATH and returns its
 * table (symbol tenon_plugin_NAME), checked for size, ABI and build id. NULL without an error,
 * and *why (may be NULL) says why. */
const void *tni_plugin(const char *name, const char **why);

#endif
