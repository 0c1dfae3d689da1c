/* memory.h: how much memory tensors use, and keeping it within bounds. Each device has one cache
 * for the whole process: freed memory stays reserved, so that the next tensor costs no system call.
 * A CUDA device has a second one beside it, for memory that stays at its addresses however short
 * memory gets: gradients that travel between devices, and tn_memory_alloc. Limit and figures are of
 * both. */
#ifndef TENON_MEMORY_H
#define TENON_MEMORY_H

#include <tenon/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The figures that PyTorch's memory_summary() prints, by ATen's names. */
typedef enum tn_memory_metric {
    TN_MEMORY_ALLOCATED_BYTES,      /* of live blocks, as they were rounded */
    TN_MEMORY_ACTIVE_BYTES,         /* and of free ones that work of a device may still use */
    TN_MEMORY_REQUESTED_BYTES,      /* of live blocks, as asked for */
    TN_MEMORY_RESERVED_BYTES,       /* taken from the system or the device */
    TN_MEMORY_INACTIVE_SPLIT_BYTES, /* free, and nothing that tn_memory_trim could give back */
    TN_MEMORY_ALLOCATION,           /* numbers from here on: live blocks */
    TN_MEMORY_ACTIVE,
    TN_MEMORY_SEGMENT, /* pieces or pages of the system or device; small: slabs cut from them */
    TN_MEMORY_INACTIVE_SPLIT,
    TN_MEMORY_METRICS
} tn_memory_metric;
/* Of both sides: small blocks share slabs (up to 64 KiB on the host, 16 KiB on a device), large
 * ones do not. */
typedef enum tn_memory_side {
    TN_MEMORY_ALL,
    TN_MEMORY_LARGE,
    TN_MEMORY_SMALL,
    TN_MEMORY_SIDES
} tn_memory_side;
typedef struct tn_memory_row {
    uint64_t now, peak;
    uint64_t allocated, freed; /* ever: what `now` rose and fell by */
} tn_memory_row;

/* Calls into the system or the device. */
typedef enum tn_memory_call {
    TN_MEMORY_RAW_ALLOC,
    TN_MEMORY_RAW_FREE,
    TN_MEMORY_PAGE_MAKE, /* of pages that are put into one range of addresses */
    TN_MEMORY_PAGE_DROP,
    TN_MEMORY_PAGE_MAP,
    TN_MEMORY_PAGE_UNMAP,
    TN_MEMORY_AWAIT, /* work that has to end before memory goes back */
    TN_MEMORY_CALLS
} tn_memory_call;
typedef struct tn_memory_call_row {
    uint64_t calls, ns, ns_max;
} tn_memory_call_row;

typedef struct tn_memory_figures {
    uint64_t live_bytes; /* of tensors and tn_memory_alloc, as asked for */
    uint64_t live_bytes_peak;
    uint64_t reserved_bytes; /* taken from the system or the device */
    uint64_t reserved_bytes_peak;
    uint64_t allocations, frees; /* since the process started */
    uint64_t raw_allocations;    /* pieces or pages taken from the system or the device, ever */
    uint64_t free_run_bytes_max; /* the largest tensor that fits without reserving more */
    uint64_t limit_bytes;        /* most bytes to reserve; 0: no limit */
    tn_memory_row rows[TN_MEMORY_METRICS][TN_MEMORY_SIDES];
    tn_memory_row oversize_allocations, oversize_segments; /* above 256 MiB */
    uint64_t free_bytes;                                   /* reserved, and in no live block */
    uint64_t waiting_bytes; /* of those: that work may still use, of which nobody has waited for */
    uint64_t lent_bytes;    /* live, of a stream that did not wait for the one that used them last
                               before it took them; ever: lent_bytes_ever */
    uint64_t lent_bytes_ever;
    uint64_t graph_bytes;                              /* live, of captured graphs */
    uint64_t page_bytes, pages_mapped, pages_unmapped; /* ever; 0 without a range of addresses */
    uint64_t failures; /* requests that were refused for want of memory */
    tn_memory_call_row calls[TN_MEMORY_CALLS];
} tn_memory_figures;

/* Fills *out for a device: for CUDA both caches together. On meta live bytes are those that its
 * tensors would take; the rest is zero. */
TN_API tn_status tn_memory_stats(tn_device device, tn_memory_figures *out);
/* The same of pinned host memory (tn_pin_memory, and what copies to CUDA devices go through), for
 * which there is one cache and no limit. */
TN_API tn_status tn_memory_pinned_stats(tn_memory_figures *out);
/* The figures as a table for people, or as JSON: {"device": "cuda:0", "live_bytes": …}. The caller
 * frees it with free(). NULL with an error. As torch.cuda.memory_summary(), and more. */
TN_API char *tn_memory_summary(tn_device device, bool json);
/* The same of figures that were taken before, or elsewhere (tn_published_pool_at). */
TN_API char *tn_memory_format(const char *name, const tn_memory_figures *figures, bool json);

/* Peaks start again from what holds now. */
TN_API tn_status tn_memory_reset_peaks(tn_device device);
/* Gives reserved memory that nothing lives in back to the system. */
TN_API tn_status tn_memory_trim(tn_device device);
/* The same for all CUDA devices in use and for pinned memory, as torch.cuda.empty_cache(). Waits
 * for their work. */
TN_API tn_status tn_cuda_empty_cache(void);
/* Most bytes to reserve from now on, 0 for no limit; at the start TENON_MEMORY_LIMIT, of a CUDA
 * device TENON_CUDA_MEMORY_LIMIT. Beyond it, free memory is moved together where the device can do
 * that; when that does not help, making a tensor fails with TN_ERR_MEMORY, and the message says
 * what would have fitted, which streams used free memory last, and which calls hold the most. */
TN_API tn_status tn_memory_set_limit(tn_device device, uint64_t bytes);

/* ---- Whose memory it is ---------------------------------------------------------------------- */

/* What this thread allocates in the block is noted as that of a region, besides the op and place
 * that asked: in what tenon mem shows and records. Regions nest: "encoder/attention". A path has
 * 118 bytes at most, what is longer is cut; 32,767 places and regions together are told apart.
 *     TN_MEMORY_TAG("encoder") {
 *         y = tn_forward(encoder, x);
 *     }
 * The name is copied; NULL begins none. No errors. A region ends on every way out of the block. */
typedef struct tn_memory_region {
    uint32_t number, outer;
    bool open;
} tn_memory_region;
TN_API tn_memory_region tn_memory_tag(const char *name);
TN_API void tn_memory_tag_end(tn_memory_region *region);
#if defined(__GNUC__)
#define TN_MEMORY_TAG(name)                                 \
    for (__attribute__((cleanup(tn_memory_tag_end)))        \
         tn_memory_region tn_region_ = tn_memory_tag(name); \
         tn_region_.open; tn_memory_tag_end(&tn_region_))
#endif

/* ---- Memory without a tensor ----------------------------------------------------------------- */

/* 64-byte aligned; of a CUDA device for work that the calling thread gives to its current stream
 * (tn_current_stream), from the cache of memory that stays at its addresses: it can be handed to
 * other libraries. NULL with an error, and for no bytes. */
TN_API void *tn_memory_alloc(tn_device device, int64_t bytes);
/* Takes it back, with the same size. Work that the thread's current stream was given before may
 * still use it. NULL is nothing. */
TN_API void tn_memory_free(tn_device device, void *data, int64_t bytes);

/* ---- What another allocator would have needed ------------------------------------------------ */

typedef enum tn_memory_event_kind {
    TN_MEMORY_ALLOC, /* a block of `bytes` is made for work of `stream` */
    TN_MEMORY_FREE,  /* nobody holds the block any more; work that was given may still use it */
    TN_MEMORY_USE,   /* work of `stream` uses the block, besides that it was made for */
    TN_MEMORY_WAIT   /* `stream` waits for what the stream `id` was given so far */
} tn_memory_event_kind;

typedef struct tn_memory_event {
    uint64_t id;     /* of the block; free again once it was freed */
    uint64_t bytes;  /* of TN_MEMORY_ALLOC, at least 1; those of all blocks at most 2^62 */
    uint32_t kind;   /* a tn_memory_event_kind */
    uint32_t stream; /* below 63 */
} tn_memory_event;

typedef struct tn_replay_result {
    uint64_t live_bytes_peak, reserved_bytes_peak;
    int64_t failed_at; /* the event that did not fit, with which the replay ended; -1: all fitted */
} tn_replay_result;

/* Plays n events to an allocation policy that reserves `capacity` bytes at most (0: any):
 *   ours       this library's, with pages of 2 MiB
 *   pytorch    PyTorch's caching allocator for CUDA as it is by default
 *   first-fit  one range with pieces of 512 bytes: the lowest gap that is large enough
 *   best-fit   the same: the smallest one
 *   offline    places chosen by who knows all that comes: about the least that could do
 * Streams matter to the first two: ours lets a stream use what another one freed once it waits for
 * it, PyTorch's does not. Events that do not belong together are TN_ERR_ARGUMENT. */
TN_API tn_status tn_memory_replay(const char *policy, const tn_memory_event *events, int64_t n,
                                  uint64_t capacity, tn_replay_result *out);
TN_API const char *tn_memory_policy_at(int i); /* the name of a policy; NULL behind the last */

/* ---- Whether a step will fit ----------------------------------------------------------------- */

typedef struct tn_fit {
    bool fits;
    /* As in tn_memory_figures of a device that holds nothing else; when it does not fit, up to
     * where it did. */
    uint64_t live_bytes_peak, reserved_bytes_peak;
    uint64_t capacity_bytes; /* UINT64_MAX: no bound */
    /* The op that brought live bytes to their peak, or, when it does not fit, the first one without
     * room; the program's call that it belongs to, and the place of that (file NULL where that is
     * not known). Static; NULL when the step took no memory. */
    const char *op, *call;
    tn_site at;
} tn_fit;

typedef void tn_fit_step(void *context);

/* Calls step(context) as a dry run, and tells what memory of the device it would have taken. The
 * step goes through all that it does (forward, backward, optimisers, tn_parallel_step), but memory
 * of the device is only counted, by the allocator that tensors have, with its pages and its bound,
 * and kernels are chosen and not run. Other devices and other threads work as ever.
 *
 *   capacity  most bytes to reserve; 0: the device's limit (tn_memory_set_limit), else its memory,
 *             less what lives there now; UINT64_MAX: any number
 *
 * What changes is made by the step, models and optimisers too. Tensors that were there before can
 * be read, are not counted, and are an error (TN_ERR_UNSUPPORTED) where they would be written to or
 * get a gradient; so are streams and graphs of the device. What is read of the device is zero
 * (tn_item of a loss), and where the size of a result depends on data, that is an error. Tensors
 * that outlive the step are meta tensors from then on. The first step makes what later ones have:
 * take two to know what training needs.
 *
 * Of the CPU it counts what the calling thread asks for, and the threads of tn_parallel_step: not
 * what loaders prefetch. Ranks are not played: in a job of several, tn_parallel_new is an error.
 *
 * An error of the step is passed on, unless there was no room: then fits is false. */
TN_API tn_status tn_memory_will_it_fit(tn_device device, uint64_t capacity, tn_fit_step *step,
                                       void *context, tn_fit *out);

#ifdef __cplusplus
}
#endif

#endif
