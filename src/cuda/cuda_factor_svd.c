/* cuda_factor_svd.c: singular values of single large matrices by cuSOLVER's gesvd, which takes at
 * least as many rows as columns, column after column: X, the transpose of a matrix that is wide or
 * square as it lies, or a tall one that is copied. gesvdp would wait for its stream. */
#include "cuda/cuda_factor.h"

int tn_cuda_svd(const void *params, void *stream);
int64_t tn_cuda_svd_workspace(const void *params);
const char *tn_cuda_svd_explain(const void *params);

/* X [rows, cols], of whose left vectors `columns` are wanted. */
typedef struct svd_shape {
    bool is_tall;
    int64_t rows, cols, columns;
} svd_shape;

static svd_shape shape_of(const tn_k_svd *p) {
    svd_shape x = {.is_tall = p->m > p->n};
    x.rows = x.is_tall ? p->m : p->n;
    x.cols = x.is_tall ? p->n : p->m;
    x.columns = p->wanted == TN_SVD_VALUES ? 0 : p->wanted == TN_SVD_FULL ? x.rows : x.cols;
    return x;
}

/* Jacobi is ours. */
static bool svd_is_solvers(const tn_k_svd *p) {
    return p->driver != TN_SVD_GESVDJ &&
           tni_is_solvers(TNI_CROSS_cusolver_svd, p->batch, p->m, p->n);
}

static tn_status svd_task(const tn_k_svd *p, const svd_shape *x, tni_room *r, tni_solver_task *t,
                          int32_t **flag) {
    const size_t each = tni_element_bytes(p->dtype);
    *t = (tni_solver_task){.routine = TNI_SOLVER_GESVD,
                           .dtype = (tn_dtype)p->dtype,
                           .m = x->rows,
                           .n = x->cols,
                           .columns = x->columns};
    t->a = tni_take(r, x->rows * x->cols, each);
    *flag = tni_take(r, 1, sizeof **flag);
    if (x->is_tall && x->columns) {
        t->u = tni_take(r, x->rows * x->columns, each);
        t->vt = tni_take(r, x->cols * x->cols, each);
    }
    return tni_take_work(r, t);
}

int64_t tni_cuda_svd_workspace(const void *params) {
    const tn_k_svd *p = params;
    const int64_t own = tn_cuda_svd_workspace(params);
    const svd_shape x = shape_of(p);
    tni_room r = {0};
    tni_solver_task t;
    int32_t *flag;
    return svd_is_solvers(p) ? tni_room_or_error(svd_task(p, &x, &r, &t, &flag), &r, own) : own;
}

/* U and V^H of matrix b. */
typedef struct svd_results {
    void *u, *vh;
    int64_t u_count, vh_count;
} svd_results;

static svd_results results_of(const tn_k_svd *p, const svd_shape *x, int64_t b) {
    svd_results r = {0};
    if (x->columns) {
        r.u_count = p->m * (x->is_tall ? x->columns : x->cols);
        r.vh_count = p->n * (x->is_tall ? x->cols : x->columns);
        r.u = tni_at(p->u, b * r.u_count, p->dtype);
        r.vh = tni_at(p->vh, b * r.vh_count, p->dtype);
    }
    return r;
}

static int run_svd(const tn_k_svd *p, const svd_shape *x, int64_t b, tni_solver_task *t,
                   int32_t *flag, void *stream) {
    const void *in = tni_at(p->in, b * p->m * p->n, p->dtype);
    const svd_results out = results_of(p, x, b);
    if (!x->is_tall) {
        t->u = out.vh;
        t->vt = out.u;
    }
    int status = x->is_tall ? tni_to_columns(p->dtype, p->m, p->n, p->n, in, t->a, stream)
                            : tni_copy_rows(p->dtype, p->m, p->n, in, t->a, stream);
    status = status ? status : tn_cuda_guard(p->dtype, p->m * p->n, t->a, flag, stream);
    status = status ? status : (int)tni_solver_run(t, stream);
    if (x->is_tall && x->columns && status == 0) {
        status = tni_to_rows(p->dtype, x->rows, x->columns, false, t->u, out.u, stream);
        status =
            status ? status : tni_to_rows(p->dtype, x->cols, x->cols, false, t->vt, out.vh, stream);
    }
    const tn_part_spoil spoil = {.dtype = p->dtype,
                                 .counts = {x->cols, out.u_count, out.vh_count},
                                 .data = {t->values, out.u, out.vh},
                                 .flag = flag,
                                 .info = t->info};
    return status ? status : tn_cuda_spoil(&spoil, stream);
}

int tni_cuda_svd(const void *params, void *stream) {
    const tn_k_svd *p = params;
    const svd_shape x = shape_of(p);
    tni_room r = {p->workspace, 0};
    tni_solver_task t;
    int32_t *flag = NULL;
    if (!svd_is_solvers(p) || tni_records(stream)) {
        return tn_cuda_svd(params, stream);
    }
    int status = (int)svd_task(p, &x, &r, &t, &flag);
    for (int64_t b = 0; b < p->batch && status == 0; b++) {
        t.values = tni_at(p->s, b * x.cols, tni_real_dtype(p->dtype));
        t.info = p->info + b;
        status = run_svd(p, &x, b, &t, flag, stream);
    }
    return status;
}

const char *tni_cuda_svd_explain(const void *params) {
    return svd_is_solvers(params) ? tni_explain_solver(TNI_CROSS_cusolver_svd)
                                  : tn_cuda_svd_explain(params);
}
