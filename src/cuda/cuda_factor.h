/* cuda_factor.h: what decompositions by cuSOLVER have in common. */
#ifndef TNI_CUDA_FACTOR_H
#define TNI_CUDA_FACTOR_H

#include "cuda/cuda_solver.h"
#include "device/crossover.h"
#include "kernels/solver_parts.h"

/* Whether `batch` matrices of m x n are cuSOLVER's, where `id` says which single one is. */
bool tni_is_solvers(tni_crossover_id id, int64_t batch, int64_t m, int64_t n);
/* What is told where it is. */
const char *tni_explain_solver(tni_crossover_id id);
/* A stream that records work gets none of cuSOLVER's. */
bool tni_records(void *stream);

size_t tni_element_bytes(int dtype);
int tni_real_dtype(int dtype);
/* Element number `elements` of data. */
void *tni_at(const void *data, int64_t elements, int dtype);

/* Parts of a workspace, one after the other; from NULL they say how much it takes. */
typedef struct tni_room {
    char *base;
    size_t used;
} tni_room;
void *tni_take(tni_room *r, int64_t count, size_t each);
/* The task's workspace goes behind what was taken. */
tn_status tni_take_work(tni_room *r, tni_solver_task *t);
/* What the table's `workspace` says where our own kernels need `own` bytes. */
int64_t tni_room_or_error(tn_status status, const tni_room *r, int64_t own);

/* Matrices of rows x cols; of rows of `row` elements `cols` are copied. */
int tni_copy_rows(int dtype, int64_t rows, int64_t cols, const void *from, void *to, void *stream);
int tni_to_columns(int dtype, int64_t rows, int64_t cols, int64_t row, const void *from, void *to,
                   void *stream);
int tni_to_rows(int dtype, int64_t rows, int64_t cols, bool conjugate, const void *from, void *to,
                void *stream);

#endif
