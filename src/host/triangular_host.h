/* triangular_host.h: one triangular solve by rows, for the kernels that need some. */
#ifndef TNI_TRIANGULAR_HOST_H
#define TNI_TRIANGULAR_HOST_H

#include "host/lapack.h"

typedef struct tni_triangular {
    tn_dtype dtype;
    tn_transpose transpose;
    int n, columns;
    void (*solve)(void); /* cblas_?trsm */
} tni_triangular;

bool tni_triangular_find(tni_triangular *t, tn_dtype dtype, tn_transpose transpose, int64_t n,
                         int64_t columns, int *failed);
/* op(A) X = B, X over B [n, columns]. */
void tni_solve_triangular(const tni_triangular *t, bool upper, bool unit, const void *a, void *b);

#endif
