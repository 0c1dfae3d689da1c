/* comm.h: the communicator tables: MPI fills that for host memory, NCCL that for devices.
 *
 * Every call is collective, in one order on all ranks, and returns at once with a request; `test`
 * makes progress and says when it is done. There is no blocking wait on purpose: whoever waits can
 * look at the clock and name the rank that is missing. Buffers are contiguous host memory (for
 * MPI) and belong to the communicator until the request is done. */
#ifndef TNI_COMM_H
#define TNI_COMM_H

#include "core/core.h"

typedef struct tni_request tni_request; /* a started collective */

typedef enum tni_reduce_op { TNI_REDUCE_SUM, TNI_REDUCE_MAX, TNI_REDUCE_MIN } tni_reduce_op;

/* What a plug-in needs of the library, whose internal symbols it does not see. */
typedef struct tni_comm_services {
    /* tn_raise. Errors are TN_ERR_COMM with the call, the rank and the place. */
    void (*raise)(tn_site at, tn_status code, const char *format, ...) TN_PRINTF(3, 4);
    uint64_t fail_at; /* the k-th call of the library under the plug-in fails; 0: none */
    /* tni_host_alloc, which raises, and tni_host_free. */
    void *(*alloc)(size_t bytes);
    void (*release)(void *data);
} tni_comm_services;

typedef struct tni_comm_table {
    uint32_t size;
    uint32_t abi_version; /* TNI_COMM_ABI */
    const char *build_id;
    const char *(*library)(void); /* "Open MPI v4.1.4", once initialised */
    tn_status (*init)(const tni_comm_services *services, int *rank, int *size_);
    void (*finalize)(void);
    void (*abort)(int code);
    /* Counts calls from 1 again; the k-th fails. 0: none. Gives the calls counted so far. */
    uint64_t (*fail_at)(uint64_t k);
    tn_status (*barrier)(tni_request **request);
    tn_status (*broadcast)(void *data, int64_t bytes, int root, tni_request **request);
    /* f32, f64, i64 and u8, in any order of summation. */
    tn_status (*all_reduce)(void *data, int64_t count, tn_dtype dtype, tni_reduce_op op,
                            tni_request **request);
    /* Rank r gets piece r of every rank's send buffer: recv[s * piece] is from rank s. */
    tn_status (*all_to_all)(const void *send, void *recv, int64_t piece_bytes,
                            tni_request **request);
    tn_status (*all_gather)(const void *send, void *recv, int64_t piece_bytes,
                            tni_request **request);
    /* Makes progress. When done or failed, frees the request and sets it to NULL; NULL is done. */
    tn_status (*test)(tni_request **request, bool *done);
    /* Moves data of all requests; ends none. NULL: they move by themselves. */
    void (*progress)(void);
} tni_comm_table;
enum { TNI_COMM_ABI = 2 };

/* ---- Among devices --------------------------------------------------------------------------- */

/* Collectives among the devices of several ranks are work of a stream: a call returns when the
 * stream has it, and streams order it with what comes before and after. All ranks give the same
 * collectives in one order. Buffers are contiguous device memory. Errors are TN_ERR_COMM with the
 * call and the place. */
typedef struct tni_device_comm tni_device_comm;
enum { TNI_COMM_ID_BYTES = 128 };

typedef struct tni_collectives {
    /* "NCCL 2.28.3", or why there is none. The rest may be called where it was found. */
    const char *(*library)(bool *found);
    /* On one rank; the others get its bytes by other means. */
    tn_status (*make_id)(void *id);
    /* Collective. NULL with an error. */
    tni_device_comm *(*open)(int device, const void *id, int rank, int size);
    void (*close)(tni_device_comm *comm, bool waits); /* for all ranks; else work in flight ends */
    tn_status (*check)(tni_device_comm *comm);        /* what went wrong since, not waiting */
    tn_status (*broadcast)(tni_device_comm *comm, void *data, int64_t bytes, int root,
                           void *stream);
    /* As those of tni_comm_table. */
    tn_status (*all_gather)(tni_device_comm *comm, const void *send, void *recv,
                            int64_t piece_bytes, void *stream);
    tn_status (*all_to_all)(tni_device_comm *comm, const void *send, void *recv,
                            int64_t piece_bytes, void *stream);
} tni_collectives;

#endif
