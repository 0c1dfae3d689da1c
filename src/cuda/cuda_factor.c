/* cuda_factor.c: which decompositions are cuSOLVER's and which are those of kernels/.
 *
 * cuSOLVER gets single large matrices, where it fills a device; ours get batches, and everything
 * that a stream records, which cuSOLVER refuses. From which size on: device/crossover.def.
 *
 * Matrices lie row after row, which is the transpose column after column: a hermitian one is its
 * conjugate with the other triangle, and of a matrix with at least as many columns as rows the
 * singular vectors of the transpose lie where ours do. What is left is copied in between. */
#include "cuda/cuda_factor.h"

#include "cuda/cuda_services.h"
#include "cuda/cuda_share.h"

#include <pthread.h>
#include <stdio.h>

enum { ALIGNMENT = 256 };

#define OWN(family) int tn_cuda_##family(const void *params, void *stream);
OWN(cholesky)
OWN(lu)
OWN(qr)
OWN(reflect)
OWN(eigh)
#undef OWN
int64_t tn_cuda_qr_workspace(const void *params);
int64_t tn_cuda_reflect_workspace(const void *params);
int64_t tn_cuda_eigh_workspace(const void *params);
const char *tn_cuda_eigh_explain(const void *params);

/* ---- Who computes ---------------------------------------------------------------------------- */

/* Both sides are larger than the crossover of the thread's device. */
static bool is_large(tni_crossover_id id, int64_t m, int64_t n) {
    int device = 0;
    if (cudaGetDevice(&device) != cudaSuccess) {
        cudaGetLastError(); /* the launch will say it */
    }
    const int64_t own = tni_cuda_services.crossover(device, (int)id);
    return m > own && n > own;
}

bool tni_is_solvers(tni_crossover_id id, int64_t batch, int64_t m, int64_t n) {
    bool found = false;
    const tni_share share = tni_share_of(TNI_CUSOLVER);
    if (share == TNI_SHARE_OFF || m > INT32_MAX || n > INT32_MAX ||
        !(share == TNI_SHARE_ALL || (batch == 1 && is_large(id, m, n)))) {
        return false;
    }
    tni_solver_library(&found);
    return found;
}

static char numerics[192];

static void write_numerics(void) {
    bool found = false;
    const tni_share share = tni_share_of(TNI_CUSOLVER);
    const char *text = share == TNI_SHARE_OFF ? "" : tni_solver_library(&found);
    snprintf(numerics, sizeof numerics, "%s%s", found ? text : "own decompositions",
             found && share == TNI_SHARE_ALL ? " for all decompositions" : "");
}

const char *tni_cuda_factor_numerics(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, write_numerics);
    return numerics;
}

const char *tni_explain_solver(tni_crossover_id id) {
    static const char *const texts[TNI_CROSSOVERS] = {
#define TEXT(name)                                                                               \
    [TNI_CROSS_cusolver_##name] = "cuSOLVER, unless the stream records: single and larger than " \
                                  "the crossover cusolver_" #name
        TEXT(svd), TEXT(eigh), TEXT(qr), TEXT(lu), TEXT(cholesky)
#undef TEXT
    };
    return tni_share_of(TNI_CUSOLVER) == TNI_SHARE_ALL
               ? "cuSOLVER, unless the stream records: TENON_CUSOLVER=all"
               : texts[id];
}

static const char in_panels[] = "Tenon's kernels, panel after panel, a block a matrix: a batch, or "
                                "not larger than the crossover "
                                "of cuSOLVER, which may be off or absent";

bool tni_records(void *stream) {
    enum cudaStreamCaptureStatus status = cudaStreamCaptureStatusNone;
    if (cudaStreamIsCapturing(stream, &status) != cudaSuccess) {
        cudaGetLastError();
    }
    return status != cudaStreamCaptureStatusNone;
}

/* ---- Workspaces ------------------------------------------------------------------------------ */

size_t tni_element_bytes(int dtype) {
    return dtype == TN_F32 ? 4 : dtype == TN_C128 ? 16 : 8;
}

void *tni_take(tni_room *r, int64_t count, size_t each) {
    char *taken = r->base ? r->base + r->used : NULL;
    r->used += ((size_t)count * each + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return taken;
}

tn_status tni_take_work(tni_room *r, tni_solver_task *t) {
    const tn_status status = tni_solver_room(t, &t->work_bytes);
    t->work = tni_take(r, (int64_t)t->work_bytes, 1);
    return status;
}

int64_t tni_room_or_error(tn_status status, const tni_room *r, int64_t own) {
    return status != TN_OK ? -(int64_t)status : (int64_t)r->used > own ? (int64_t)r->used : own;
}

int tni_real_dtype(int dtype) {
    return dtype == TN_F64 || dtype == TN_C128 ? TN_F64 : TN_F32;
}

void *tni_at(const void *data, int64_t elements, int dtype) {
    return (char *)(uintptr_t)data + (size_t)elements * tni_element_bytes(dtype);
}

/* ---- Copies ---------------------------------------------------------------------------------- */

static tn_part_copy copy_of(int dtype, int64_t rows, int64_t cols, const void *from, void *to) {
    return (tn_part_copy){.dtype = (uint8_t)dtype,
                          .rows = rows,
                          .cols = cols,
                          .least = -rows,
                          .most = cols,
                          .from = from,
                          .to = to,
                          .from_row = cols,
                          .from_col = 1,
                          .to_row = cols,
                          .to_col = 1};
}

int tni_copy_rows(int dtype, int64_t rows, int64_t cols, const void *from, void *to, void *stream) {
    const tn_part_copy p = copy_of(dtype, rows, cols, from, to);
    return tn_cuda_part_copy(&p, stream);
}

int tni_to_columns(int dtype, int64_t rows, int64_t cols, int64_t row, const void *from, void *to,
                   void *stream) {
    tn_part_copy p = copy_of(dtype, rows, cols, from, to);
    p.from_row = row;
    p.to_row = 1;
    p.to_col = rows;
    return tn_cuda_part_copy(&p, stream);
}

int tni_to_rows(int dtype, int64_t rows, int64_t cols, bool conjugate, const void *from, void *to,
                void *stream) {
    tn_part_copy p = copy_of(dtype, rows, cols, from, to);
    p.from_row = 1;
    p.from_col = rows;
    p.conjugate = conjugate;
    return tn_cuda_part_copy(&p, stream);
}

/* ---- Cholesky -------------------------------------------------------------------------------- */

static tn_status cholesky_task(const tn_k_cholesky *p, tni_room *r, tni_solver_task *t) {
    *t = (tni_solver_task){
        .routine = TNI_SOLVER_POTRF, .dtype = (tn_dtype)p->dtype, .upper = !p->upper, .n = p->n};
    return tni_take_work(r, t);
}

int64_t tni_cuda_cholesky_workspace(const void *params) {
    const tn_k_cholesky *p = params;
    tni_room r = {0};
    tni_solver_task t;
    return tni_is_solvers(TNI_CROSS_cusolver_cholesky, p->batch, p->n, p->n)
               ? tni_room_or_error(cholesky_task(p, &r, &t), &r, 0)
               : 0;
}

int tni_cuda_cholesky(const void *params, void *stream) {
    const tn_k_cholesky *p = params;
    tni_room r = {p->workspace, 0};
    tni_solver_task t;
    if (!tni_is_solvers(TNI_CROSS_cusolver_cholesky, p->batch, p->n, p->n) || tni_records(stream)) {
        return tn_cuda_cholesky(params, stream);
    }
    int status = (int)cholesky_task(p, &r, &t);
    for (int64_t b = 0; b < p->batch && status == 0; b++) {
        tn_part_copy c = copy_of(p->dtype, p->n, p->n, tni_at(p->in, b * p->n * p->n, p->dtype),
                                 tni_at(p->out, b * p->n * p->n, p->dtype));
        c.least = p->upper ? 0 : c.least;
        c.most = p->upper ? c.most : 0;
        t.a = c.to;
        t.info = p->info + b;
        status = tn_cuda_part_copy(&c, stream);
        status = status ? status : (int)tni_solver_run(&t, stream);
    }
    return status;
}

const char *tni_cuda_cholesky_explain(const void *params) {
    const tn_k_cholesky *p = params;
    return tni_is_solvers(TNI_CROSS_cusolver_cholesky, p->batch, p->n, p->n)
               ? tni_explain_solver(TNI_CROSS_cusolver_cholesky)
               : in_panels;
}

/* ---- LU -------------------------------------------------------------------------------------- */

static tn_status lu_task(const tn_k_lu *p, tni_room *r, tni_solver_task *t) {
    *t = (tni_solver_task){
        .routine = TNI_SOLVER_GETRF, .dtype = (tn_dtype)p->dtype, .m = p->m, .n = p->n};
    t->a = tni_take(r, p->m * p->n, tni_element_bytes(p->dtype));
    t->pivots = tni_take(r, p->m < p->n ? p->m : p->n, sizeof *t->pivots);
    return tni_take_work(r, t);
}

int64_t tni_cuda_lu_workspace(const void *params) {
    const tn_k_lu *p = params;
    tni_room r = {0};
    tni_solver_task t;
    return tni_is_solvers(TNI_CROSS_cusolver_lu, p->batch, p->m, p->n)
               ? tni_room_or_error(lu_task(p, &r, &t), &r, 0)
               : 0;
}

int tni_cuda_lu(const void *params, void *stream) {
    const tn_k_lu *p = params;
    tni_room r = {p->workspace, 0};
    tni_solver_task t;
    if (!tni_is_solvers(TNI_CROSS_cusolver_lu, p->batch, p->m, p->n) || tni_records(stream)) {
        return tn_cuda_lu(params, stream);
    }
    const int64_t least = p->m < p->n ? p->m : p->n, area = p->m * p->n;
    int status = (int)lu_task(p, &r, &t);
    for (int64_t b = 0; b < p->batch && status == 0; b++) {
        t.info = p->info + b;
        status = tni_to_columns(p->dtype, p->m, p->n, p->n, tni_at(p->in, b * area, p->dtype), t.a,
                                stream);
        status = status ? status : (int)tni_solver_run(&t, stream);
        status = status ? status
                        : tni_to_rows(p->dtype, p->m, p->n, false, t.a,
                                      tni_at(p->out, b * area, p->dtype), stream);
        status =
            status ? status : tn_cuda_narrow_pivots(least, t.pivots, p->pivots + b * least, stream);
    }
    return status;
}

const char *tni_cuda_lu_explain(const void *params) {
    const tn_k_lu *p = params;
    return tni_is_solvers(TNI_CROSS_cusolver_lu, p->batch, p->m, p->n)
               ? tni_explain_solver(TNI_CROSS_cusolver_lu)
               : in_panels;
}

/* ---- QR -------------------------------------------------------------------------------------- */

static tn_status qr_task(const tn_k_qr *p, tni_room *r, tni_solver_task *t) {
    *t = (tni_solver_task){
        .routine = TNI_SOLVER_GEQRF, .dtype = (tn_dtype)p->dtype, .m = p->m, .n = p->n};
    t->a = tni_take(r, p->m * p->n, tni_element_bytes(p->dtype));
    t->info = tni_take(r, 1, sizeof *t->info);
    return tni_take_work(r, t);
}

int64_t tni_cuda_qr_workspace(const void *params) {
    const tn_k_qr *p = params;
    const int64_t own = tn_cuda_qr_workspace(params);
    tni_room r = {0};
    tni_solver_task t;
    return tni_is_solvers(TNI_CROSS_cusolver_qr, p->batch, p->m, p->n)
               ? tni_room_or_error(qr_task(p, &r, &t), &r, own)
               : own;
}

int tni_cuda_qr(const void *params, void *stream) {
    const tn_k_qr *p = params;
    tni_room r = {p->workspace, 0};
    tni_solver_task t;
    if (!tni_is_solvers(TNI_CROSS_cusolver_qr, p->batch, p->m, p->n) || tni_records(stream)) {
        return tn_cuda_qr(params, stream);
    }
    const int64_t least = p->m < p->n ? p->m : p->n, area = p->m * p->n;
    int status = (int)qr_task(p, &r, &t);
    for (int64_t b = 0; b < p->batch && status == 0; b++) {
        t.values = tni_at(p->tau, b * least, p->dtype);
        status = tni_to_columns(p->dtype, p->m, p->n, p->n, tni_at(p->in, b * area, p->dtype), t.a,
                                stream);
        status = status ? status : (int)tni_solver_run(&t, stream);
        status = status ? status
                        : tni_to_rows(p->dtype, p->m, p->n, false, t.a,
                                      tni_at(p->out, b * area, p->dtype), stream);
    }
    return status;
}

const char *tni_cuda_qr_explain(const void *params) {
    const tn_k_qr *p = params;
    return tni_is_solvers(TNI_CROSS_cusolver_qr, p->batch, p->m, p->n)
               ? tni_explain_solver(TNI_CROSS_cusolver_qr)
               : in_panels;
}

/* The columns of Q; products with it are ours. */
static bool makes_with_solver(const tn_k_reflect *p) {
    return p->code == TN_REFLECT_MAKE && p->count > 0 &&
           tni_is_solvers(TNI_CROSS_cusolver_qr, p->batch, p->m, p->columns);
}

static tn_status reflect_task(const tn_k_reflect *p, tni_room *r, tni_solver_task *t) {
    *t = (tni_solver_task){.routine = TNI_SOLVER_ORGQR,
                           .dtype = (tn_dtype)p->dtype,
                           .m = p->m,
                           .n = p->columns,
                           .count = p->count};
    t->a = tni_take(r, p->m * p->columns, tni_element_bytes(p->dtype));
    t->info = tni_take(r, 1, sizeof *t->info);
    t->values = tni_at(p->tau, 0, p->dtype);
    return tni_take_work(r, t);
}

int64_t tni_cuda_reflect_workspace(const void *params) {
    const tn_k_reflect *p = params;
    const int64_t own = tn_cuda_reflect_workspace(params);
    tni_room r = {0};
    tni_solver_task t;
    return makes_with_solver(p) ? tni_room_or_error(reflect_task(p, &r, &t), &r, own) : own;
}

int tni_cuda_reflect(const void *params, void *stream) {
    const tn_k_reflect *p = params;
    tni_room r = {p->workspace, 0};
    tni_solver_task t;
    if (!makes_with_solver(p) || tni_records(stream)) {
        return tn_cuda_reflect(params, stream);
    }
    int status = (int)reflect_task(p, &r, &t);
    for (int64_t b = 0; b < p->batch && status == 0; b++) {
        t.values = tni_at(p->tau, b * p->count, p->dtype);
        status = tni_to_columns(p->dtype, p->m, p->count, p->row,
                                tni_at(p->reflectors, b * p->m * p->row, p->dtype), t.a, stream);
        status = status ? status : (int)tni_solver_run(&t, stream);
        status = status ? status
                        : tni_to_rows(p->dtype, p->m, p->columns, false, t.a,
                                      tni_at(p->out, b * p->m * p->columns, p->dtype), stream);
    }
    return status;
}

const char *tni_cuda_reflect_explain(const void *params) {
    return makes_with_solver(params) ? tni_explain_solver(TNI_CROSS_cusolver_qr) : in_panels;
}

/* ---- Eigenvalues ----------------------------------------------------------------------------- */

static bool eigh_is_solvers(const tn_k_eigh *p) {
    return p->driver != TN_EIGH_JACOBI &&
           tni_is_solvers(TNI_CROSS_cusolver_eigh, p->batch, p->n, p->n);
}

static tn_status eigh_task(const tn_k_eigh *p, tni_room *r, tni_solver_task *t, int32_t **flag) {
    *t = (tni_solver_task){.routine = TNI_SOLVER_SYEVD,
                           .dtype = (tn_dtype)p->dtype,
                           .upper = !p->upper,
                           .vectors = p->vectors,
                           .n = p->n};
    t->a = tni_take(r, p->n * p->n, tni_element_bytes(p->dtype));
    *flag = tni_take(r, 1, sizeof **flag);
    return tni_take_work(r, t);
}

int64_t tni_cuda_eigh_workspace(const void *params) {
    const tn_k_eigh *p = params;
    const int64_t own = tn_cuda_eigh_workspace(params);
    tni_room r = {0};
    tni_solver_task t;
    int32_t *flag;
    return eigh_is_solvers(p) ? tni_room_or_error(eigh_task(p, &r, &t, &flag), &r, own) : own;
}

/* Of the triangle that is read alone it matters whether it is finite: the other one is left out. */
static int run_eigh(const tn_k_eigh *p, int64_t b, const tni_solver_task *t, int32_t *flag,
                    void *stream) {
    const int64_t n = p->n, area = n * n;
    tn_part_copy c = copy_of(p->dtype, n, n, tni_at(p->in, b * area, p->dtype), t->a);
    c.least = p->upper ? 0 : c.least;
    c.most = p->upper ? c.most : 0;
    int status = tn_cuda_part_copy(&c, stream);
    status = status ? status : tn_cuda_guard(p->dtype, area, t->a, flag, stream);
    status = status ? status : (int)tni_solver_run(t, stream);
    if (p->vectors && status == 0) {
        status = tni_to_rows(p->dtype, n, n, true, t->a, tni_at(p->v, b * area, p->dtype), stream);
    }
    const tn_part_spoil spoil = {.dtype = p->dtype,
                                 .counts = {n, p->vectors ? area : 0, 0},
                                 .data = {tni_at(p->w, b * n, tni_real_dtype(p->dtype)),
                                          p->vectors ? tni_at(p->v, b * area, p->dtype) : NULL,
                                          NULL},
                                 .flag = flag,
                                 .info = p->info + b};
    return status ? status : tn_cuda_spoil(&spoil, stream);
}

int tni_cuda_eigh(const void *params, void *stream) {
    const tn_k_eigh *p = params;
    tni_room r = {p->workspace, 0};
    tni_solver_task t;
    int32_t *flag = NULL;
    if (!eigh_is_solvers(p) || tni_records(stream)) {
        return tn_cuda_eigh(params, stream);
    }
    int status = (int)eigh_task(p, &r, &t, &flag);
    for (int64_t b = 0; b < p->batch && status == 0; b++) {
        t.values = tni_at(p->w, b * p->n, tni_real_dtype(p->dtype));
        t.info = p->info + b;
        status = run_eigh(p, b, &t, flag, stream);
    }
    return status;
}

const char *tni_cuda_eigh_explain(const void *params) {
    return eigh_is_solvers(params) ? tni_explain_solver(TNI_CROSS_cusolver_eigh)
                                   : tn_cuda_eigh_explain(params);
}
