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

typedef struct tn_memory_stats {
    uint64_t live_bytes; /* of tensors and tn_memory_alloc, as asked for */
    uint64_t live_bytes_peak;
    uint64_t reserved_bytes; /* taken from the system or the device */
    uint64_t reserved_bytes_peak;
    uint64_t allocations, frees; /* since the process started */
    uint64_t raw_allocations;    /* calls to the system or the device */
    uint64_t free_run_bytes_max; /* the largest tensor that fits without reserving more */
    uint64_t limit_bytes;        /* most bytes to reserve; 0: no limit */
} tn_memory_stats;

/* Fills *out for a device. On meta live bytes are those that its tensors would take; the rest is
 * zero. */
TN_API tn_status tn_memory_get_stats(tn_device device, tn_memory_stats *out);
/* The same of pinned host memory (tn_pin_memory, and what copies to CUDA devices go through), for
 * which there is one cache and no limit. */
TN_API tn_status tn_memory_get_pinned_stats(tn_memory_stats *out);
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

#ifdef __cplusplus
}
#endif

#endif
