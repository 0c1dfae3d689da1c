/* comm.h: the communicator table: MPI fills it for host tensors, NCCL for CUDA tensors. */
#ifndef TNI_COMM_H
#define TNI_COMM_H

#include "core/core.h"

typedef struct tni_request tni_request; /* a started collective */

typedef enum tni_reduce_op { TNI_REDUCE_SUM, TNI_REDUCE_MAX, TNI_REDUCE_MIN } tni_reduce_op;

/* All calls are collective, in one order on all ranks. Non-blocking ones return a request that
 * must be waited for; progress is made by tests and waits. Buffers are contiguous and belong to
 * the caller until the wait returns. Errors are TN_ERR_COMM with rank and call. */
typedef struct tni_comm_table {
    uint32_t size;
    uint32_t abi_version; /* TNI_COMM_ABI */
    const char *build_id;
    const char *library; /* "Open MPI v4.1.4" */
    tn_status (*init)(int *rank, int *size_);
    void (*finalize)(void);
    void (*abort)(int code);
    tn_status (*barrier)(void);
    tn_status (*broadcast)(void *data, int64_t bytes, int root);
    tn_status (*all_reduce)(void *data, int64_t count, tn_dtype dtype, tni_reduce_op op);
    /* Rank r gets piece r of every rank's send buffer: recv[s * piece] is from rank s. */
    tn_status (*all_to_all)(const void *send, void *recv, int64_t piece_bytes,
                            tni_request **request);
    tn_status (*all_gather)(const void *send, void *recv, int64_t piece_bytes,
                            tni_request **request);
    tn_status (*send)(const void *data, int64_t bytes, int to, int tag);
    tn_status (*recv)(void *data, int64_t bytes, int from, int tag);
    tn_status (*test)(tni_request *request, bool *done); /* makes progress */
    tn_status (*wait)(tni_request *request);             /* frees it */
} tni_comm_table;
enum { TNI_COMM_ABI = 1 };

#endif
