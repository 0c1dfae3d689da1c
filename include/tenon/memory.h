/* memory.h: how much memory tensors use, and keeping it within bounds. Each device has one cache
 * for the whole process: freed memory stays reserved, so that the next tensor costs no system
 * call. */
#ifndef TENON_MEMORY_H
#define TENON_MEMORY_H

#include <tenon/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tn_memory_stats {
    uint64_t live_bytes; /* of tensors, as asked for */
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
/* Peaks start again from what holds now. */
TN_API tn_status tn_memory_reset_peaks(tn_device device);
/* Gives reserved memory that nothing lives in back to the system. */
TN_API tn_status tn_memory_trim(tn_device device);
/* Most bytes to reserve from now on, 0 for no limit; TENON_MEMORY_LIMIT at the start. Beyond it,
 * making a tensor fails with TN_ERR_MEMORY and says what was in use. */
TN_API tn_status tn_memory_set_limit(tn_device device, uint64_t bytes);

#ifdef __cplusplus
}
#endif

#endif
