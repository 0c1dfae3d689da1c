/* launch.h: the launch record: all that is known about one piece of work on a device. Submitting,
 * capture and tracing consume records; nothing else reaches a kernel. */
#ifndef TNI_LAUNCH_H
#define TNI_LAUNCH_H

#include "device/device_table.h"
#include "kernels/kernels.h"

typedef struct tni_launch_record {
    const char *op; /* static name of the op; "" when there is none */
    tn_site at;     /* the caller's place */
    tn_device device;
    uint32_t stream; /* of the device; 0 is its compute stream */
    tn_kernel_family family;
    const void *params; /* the family's block: plain data, so that a copy of it can be replayed */
    size_t bytes;       /* of the block */
    /* Of the storages behind the block's pointers: `written` of each that the kernel changes, then
     * `read` of each that it only reads. Borrowed until the record is submitted. */
    tni_stamp *const *stamps;
    uint32_t n_stamps, n_written;
} tni_launch_record;

/* Runs a kernel of the device's table, on the host before it returns, and notes its count in the
 * stamps of the operands. On meta it does nothing. False with an error: that of the kernel, with
 * its reason. */
bool tni_submit(const tni_launch_record *record);

/* Called on the submitting thread for each record before it runs. One at a time for the whole
 * process, NULL for none; returns the former one. */
typedef void tni_launch_observer(const tni_launch_record *record, void *context);
tni_launch_observer *tni_observe_launches(tni_launch_observer *next, void *context);

/* Records that this process has submitted to a device type; of the CPU: the host stream's count. */
uint64_t tni_launch_count(tn_device_type type);
const char *tni_family_name(tn_kernel_family family);

#endif
