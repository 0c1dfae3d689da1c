/* lapack.h: LAPACK of the OpenBLAS that openblas.c opened, and what kernels over batches of
 * matrices share: a routine for a dtype, row-major and column-major, one matrix after the other on
 * all threads. */
#ifndef TNI_LAPACK_H
#define TNI_LAPACK_H

#include "host/host.h"

/* The routine for a dtype into *slot, a pointer to function: of "syevd" and "heevd" ssyevd_,
 * dsyevd_, cheevd_ or zheevd_. Hidden lengths of character arguments come last, as size_t. False
 * with the kernel's reason when there is no such library; *failed is then what the kernel gives
 * back. */
bool tni_lapack_find(void *slot, tn_dtype dtype, const char *real, const char *complex_name,
                     int *failed);
/* The same of CBLAS: "trsm" is cblas_strsm … */
bool tni_cblas_find(void *slot, tn_dtype dtype, const char *name, int *failed);

/* to[c][r] = from[r][c] of contiguous [rows, columns]: between row-major and column-major. */
void tni_flip(void *to, const void *from, int64_t rows, int64_t columns, tn_dtype dtype);
/* The same of the first `columns` of rows that are `row` elements long. */
void tni_flip_part(void *to, const void *from, int64_t rows, int64_t columns, int64_t row,
                   tn_dtype dtype);
/* Complex conjugates in place; nothing for real numbers. */
void tni_conjugate(void *x, int64_t count, tn_dtype dtype);
/* Neither NaN nor infinity. */
bool tni_all_finite(const void *x, int64_t count, tn_dtype dtype);
void tni_fill_nan(void *x, int64_t count, tn_dtype dtype);
/* The workspace that a query wrote as a number of `dtype`, in elements, never too little. */
int64_t tni_queried(const void *number, tn_dtype dtype);
/* The same as LAPACK takes it; false, and the status in *failed, where its 32 bits would not do. */
bool tni_lapack_work(const void *number, tn_dtype dtype, int *elements, int *failed);

static inline int64_t tni_aligned_bytes(int64_t bytes) {
    return (bytes + 63) / 64 * 64;
}

/* One matrix of a batch, or one piece of several. Gives 0, or a tn_status after
 * tn_kernel_fail(). */
typedef int tni_matrix_work(const void *params, const void *context, int64_t i, char *scratch);

typedef struct tni_matrix_loop {
    int64_t count, work; /* pieces; elements' worth of work in each */
    int64_t scratch_bytes;
    tni_matrix_work *each;
    const void *params, *context;
} tni_matrix_loop;
/* Pieces on all threads, each with scratch of its own thread, aligned to 64 bytes. 0 or a
 * tn_status. */
int tni_each_matrix(const tni_matrix_loop *loop);

/* False where LAPACK's 32-bit numbers would not do; *failed as above. */
bool tni_lapack_takes(int64_t m, int64_t n, int *failed);

#endif
