/* device_table.h: the device seam: one table a device type; the host is the first tenant. */
#ifndef TNI_DEVICE_H
#define TNI_DEVICE_H

#include "core/core.h"
#include "device/comm.h"

#include <tenon/device.h>
#include <tenon/memory_trace.h>

struct tn_kernels;

/* A piece of work that a device has done, as its plug-in learns it later. */
typedef struct tni_device_work {
    tn_trace_kind kind; /* TN_TRACE_DEVICE_KERNEL, _COPY or _SET, or _LOST: nobody timed some */
    int index;          /* of the device */
    uint32_t giver;     /* what the services said when it was given; 0: nobody */
    uint64_t begin_ns, end_ns;
    const char *name;   /* of a kernel: stays, and each has one address */
    tn_device to, from; /* of a copy */
    uint64_t bytes;     /* copied, or set */
    uint64_t lost;      /* how many pieces nobody timed */
} tni_device_work;

/* What a plug-in gets of the library: it is linked to none of it. */
typedef struct tni_device_services {
    void (*raise)(tn_site at, tn_status code, const char *format, ...) TN_PRINTF(3, 4);
    char *(*kernel_error)(void); /* TNI_TEXT_BYTES of the calling thread */
    /* tni_env_choice: which of `choices` the option is. */
    bool (*choice)(const char *name, const char *const *choices, int n, int *out);
    int64_t (*crossover)(int index, int id); /* of tni_crossover_id */
    uint64_t (*time_ns)(void);               /* as events count it */
    uint32_t (*giver)(void); /* for whom this thread gives work now; 0: nobody says */
    void (*device_did)(const tni_device_work *work); /* any thread */
} tni_device_services;

/* A range of addresses that pages of memory are put into, at places that may change. Nobody uses
 * what `unmap` takes away. That memory ran out is no error; what else the device refuses is. */
typedef struct tni_page_calls {
    /* How many bytes there are addresses for, and the bytes of a page; NULL when this device or its
     * driver cannot. */
    void *(*reserve)(int index, size_t *span_bytes, size_t *page_bytes);
    void (*unreserve)(int index, void *data, size_t span_bytes);
    bool (*make)(int index, uint64_t *page); /* false when memory ran out */
    void (*drop)(int index, uint64_t page);
    bool (*map)(int index, void *at, const uint64_t *pages, size_t n);
    bool (*unmap)(int index, void *at, size_t n); /* all of them or none */
} tni_page_calls;

/* Work that is recorded instead of run, and given again with one call. */
typedef struct tni_graph_calls {
    tn_status (*begin)(int index, void *stream); /* from now on the stream records */
    /* The stream runs again; what it recorded, NULL with an error. Also ends a recording that went
     * wrong. */
    void *(*end)(int index, void *stream);
    tn_status (*launch)(int index, void *graph, void *stream);
    void (*drop)(int index, void *graph);
} tni_graph_calls;

/* Memory besides that of tensors; nobody uses what is freed. What makes memory gives NULL, without
 * an error when it ran out. */
typedef struct tni_side_memory {
    /* Of the device, for collectives and for programs: it is mapped nowhere else. Freeing waits for
     * work that uses it. */
    void *(*alloc_fixed)(int index, size_t bytes);
    void (*free_fixed)(int index, void *data, size_t bytes);
    /* Of the host: any device copies from and to it by itself. No work uses it when it is freed. */
    void *(*alloc_pinned)(int index, size_t bytes);
    void (*free_pinned)(int index, void *data, size_t bytes);
} tni_side_memory;

/* What a device provides. Raw memory comes through the caching allocator of src/memory. */
typedef struct tni_device_table {
    uint32_t size;        /* sizeof(tni_device_table) of the builder */
    uint32_t abi_version; /* TNI_DEVICE_ABI */
    const char *build_id; /* of a plug-in: TNI_BUILD_ID of build_id.h */
    const char *name;     /* "cpu", "cuda", "meta" */
    /* Called once, before anything else; NULL for the built-in ones. */
    void (*open)(const tni_device_services *services);
    int (*count)(void);
    void *(*alloc_raw)(int index, size_t bytes, size_t alignment);
    void (*free_raw)(int index, void *data, size_t bytes);
    /* Copies between this device and the host or another of its type, ordered on the stream. Host
     * memory has been read when it returns, unless it is pinned; then, and when it is written, that
     * is done once the stream has come so far. NULL where the host itself copies. */
    tn_status (*copy)(void *stream, tn_device to, void *dst, tn_device from, const void *src,
                      size_t bytes);
    /* Waits for all that the device was given, by anybody; NULL: it is done when a call returns. */
    tn_status (*synchronize)(int index);
    const struct tn_kernels *kernels; /* NULL on meta */
    /* Streams run what they were given in order, events stand for what a stream was given before.
     * All slots are NULL where a launch returns when its work is done. What makes something gives
     * NULL with an error; freeing waits for nothing. */
    tn_status (*enter)(int index); /* the device becomes the thread's: for launches and copies */
    void *(*stream_new)(int index);
    void (*stream_free)(int index, void *stream);
    tn_status (*stream_synchronize)(int index, void *stream);
    void *(*event_new)(int index);
    void (*event_free)(int index, void *event);
    tn_status (*event_record)(int index, void *event, void *stream);
    tn_status (*stream_wait)(int index, void *stream, void *event); /* event: of any device */
    tn_status (*event_synchronize)(int index, void *event);
    /* Instruction set or model, and the libraries that compute: what the bits of results depend on
     * besides the program. Static; NULL on meta. */
    const char *(*numerics)(int index);
    const tni_page_calls *pages;        /* NULL: memory comes from alloc_raw only */
    const tni_side_memory *side_memory; /* NULL: none besides alloc_raw's */
    const tni_collectives *collectives; /* NULL: none among devices */
    const tni_graph_calls *graphs;      /* NULL: nothing can be recorded */
    /* Fills *out, which is zeroed, whatever the driver is like and whether or not there is a device
     * of this number. NULL for the built-in ones. */
    void (*describe)(int index, tn_device_description *out);
    /* Library i that the plug-in opens when it first needs it, and now; false past the last one.
     * Strings are static. NULL for the built-in ones. */
    bool (*library_at)(int i, tn_library_info *out);
    const tni_range_calls *ranges; /* of NVTX, for Nsight; NULL: none */
    /* From now on the services are told what devices did, and when, the rest of it before the
     * process ends, but for what then still runs on streams that were freed or are another
     * library's. False when that cannot be: `why` says it, and what to do. NULL: it cannot. */
    bool (*watch)(char *why, size_t room);
} tni_device_table;
enum { TNI_DEVICE_ABI = 8 };

/* The built-in tables. The CPU's kernels and numerics are what src/host defines, found by the
 * linker: a static table needs no registration and no order of start. */
extern const tni_device_table tni_host_table, tni_meta_table;
extern const struct tn_kernels tni_host_kernels;
const char *tni_host_numerics(int index);

/* The table of a device, in a dry run the one without work; NULL with an error when there is no
 * such device. */
const tni_device_table *tni_device(tn_device device);
/* The same for a device type; opens the plug-in. NULL without an error, and *why says why. */
const tni_device_table *tni_device_of_type(tn_device_type type, const char **why);
/* Zero becomes the default device: TENON_DEVICE, else cuda:0 where there is one, else the CPU.
 * Raises for an unusable option. */
tn_device tni_resolve_device(tn_device device);
/* Of several CUDA devices the default one is `index` (modulo their number), unless TENON_DEVICE
 * says which: for ranks on one machine, before tensors are made. */
void tni_prefer_device(int index);
/* Reads "cpu", "cuda", "cuda:1" or "meta"; false (no error) for other text. */
bool tni_parse_device(const char *text, tn_device *out);
static inline bool tni_same_device(tn_device a, tn_device b) {
    return a.type == b.type && a.index == b.index;
}
const char *tni_device_text(tn_device device); /* "cpu", "cuda:0" (ring of buffers) */

/* Opens a plug-in ("cuda", "mpi") beside the library or in TENON_PLUGIN_PATH and returns its
 * table (symbol tenon_plugin_NAME), checked for size, ABI and build id. NULL without an error,
 * and *why (may be NULL) says why. */
const void *tni_plugin(const char *name, const char **why);

#endif
