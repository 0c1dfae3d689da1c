/* launch.h: the launch record: all that is known about one piece of work on a device. Submitting,
 * capture and tracing consume records; nothing else reaches a kernel. */
#ifndef TNI_LAUNCH_H
#define TNI_LAUNCH_H

#include "device/device_table.h"
#include "kernels/kernels.h"
#include "schedule/streams.h"

typedef struct tni_launch_record {
    const char *op; /* static name of the op; "" when there is none */
    tn_site at;     /* the caller's place */
    tn_device device;
    tn_stream *stream; /* of the device; NULL: the thread's current one */
    tn_kernel_family family;
    const void *params; /* the family's block: plain data, so that a copy of it can be replayed */
    size_t bytes;       /* of the block */
    /* Of the storages behind the block's pointers: first those that the kernel writes, then those
     * that it only reads. Borrowed until the record is submitted. */
    tni_stamps *const *operands;
    uint32_t n_operands, n_written;
} tni_launch_record;

/* Gives work to a kernel of the device's table, on the host until it is done; the stream waits for
 * what the operands' stamps name, and its count is noted in them. On meta it does nothing; in a dry
 * run it is only ordered and counted. False with an error: that of the kernel, with its reason. */
bool tni_submit(const tni_launch_record *record);
/* recent.c: the stream is given a launch, under its submit lock. */
void tni_note_launch(tn_stream *stream, const tni_launch_record *record);
/* Raises the reason that a kernel of the family left. Always false. */
bool tni_kernel_failed(tn_kernel_family family, tn_device device, int status);
/* Runs a kernel: false with its error. */
bool tni_run_kernel(const tni_launch_record *record, tn_kernel *run, void *native);

/* spread.c: the thread's current stream, or in a TN_CONCURRENT block the lane that has come closest
 * to what the launch reads. NULL with an error. */
tn_stream *tni_stream_for(const tni_launch_record *record);

/* Copies between two places, at least one of them not the host's; on the device's copy stream where
 * the other is. When it returns, host memory has been read, or written. Stamps of host memory may
 * be NULL. False with an error. */
typedef struct tni_copy_end {
    tn_device device;
    void *data; /* of `from`: only read */
    tni_stamps *stamps;
} tni_copy_end;
bool tni_submit_copy(tni_copy_end to, tni_copy_end from, size_t bytes);
/* The same from a device to pinned memory of the host, which does not wait: the stamps of `to` tell
 * when it is there. */
bool tni_submit_fetch(tni_copy_end to, tni_copy_end from, size_t bytes);

/* One element of a device gets the value that `element` holds. False with an error. */
bool tni_submit_element(tni_copy_end to, tn_dtype dtype, const void *element);

/* A collective among devices; `recv` and `send` lie in the storages of the stamps. */
typedef enum tni_collective_kind {
    TNI_COLLECTIVE_BROADCAST, /* recv of rank `root`, to all */
    TNI_COLLECTIVE_GATHER,
    TNI_COLLECTIVE_TO_ALL
} tni_collective_kind;
typedef struct tni_collective {
    tni_collective_kind kind;
    const tni_collectives *calls;
    tni_device_comm *comm;
    tn_device device;
    const void *send; /* NULL for a broadcast */
    void *recv;
    tni_stamps *read, *written; /* read: NULL for a broadcast */
    int64_t bytes;              /* of a piece */
    int root;
} tni_collective;
/* Returns when the stream has it. False with an error. */
bool tni_submit_collective(const tni_collective *collective);

/* Called on the submitting thread for each record before it runs. One at a time for the whole
 * process, NULL for none; returns the former one. */
typedef void tni_launch_observer(const tni_launch_record *record, void *context);
tni_launch_observer *tni_observe_launches(tni_launch_observer *next, void *context);

/* Records that this process has submitted to a device type; of the CPU: the host stream's count. */
uint64_t tni_launch_count(tn_device_type type);
const char *tni_family_name(tn_kernel_family family);

#endif
