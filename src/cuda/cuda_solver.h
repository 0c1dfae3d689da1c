/* cuda_solver.h: decompositions of one matrix by cuSOLVER, in its terms: matrices lie column after
 * column. */
#ifndef TNI_CUDA_SOLVER_H
#define TNI_CUDA_SOLVER_H

#include "cuda/cuda_plugin.h"
#include "cuda/cusolver_api.h"

typedef enum tni_solver_routine {
    TNI_SOLVER_POTRF, /* the triangle `upper` of a [n, n] */
    TNI_SOLVER_GETRF, /* a [m, n]; pivots */
    TNI_SOLVER_GEQRF, /* a [m, n]; values: tau */
    TNI_SOLVER_ORGQR, /* a [m, n] of `count` reflectors; values: tau */
    TNI_SOLVER_SYEVD, /* the triangle `upper` of a [n, n]; values; vectors over a */
    TNI_SOLVER_GESVD, /* a [m, n], m >= n, is spoiled; values, u and vt unless `columns` is 0 */
} tni_solver_routine;

typedef struct tni_solver_task {
    tni_solver_routine routine;
    tn_dtype dtype;
    bool upper, vectors;
    int64_t m, n, count;
    int64_t columns; /* of u: 0, n or m */
    void *a, *values, *u, *vt;
    int64_t *pivots;
    int *info;
    void *work; /* as many bytes as tni_solver_room() says */
    size_t work_bytes;
} tni_solver_task;

/* "cuSOLVER 12.1.0", or why there is none. Opens it. Static. */
const char *tni_solver_library(bool *found);

/* Of the thread's device. A tn_status, with the reason in tn_kernel_error(). */
tn_status tni_solver_room(const tni_solver_task *task, size_t *bytes);
tn_status tni_solver_run(const tni_solver_task *task, cudaStream_t stream);

#endif
