/* factor_small.h: which factorisations are done several at once, and how. */
#ifndef TNI_FACTOR_SMALL_H
#define TNI_FACTOR_SMALL_H

#include "host/lapack.h"

/* What is told of them. */
extern const char tni_small_text[];
/* And of others: why they are `way`'s, LAPACK's geqrf, say. */
typedef enum tni_why_alone { TNI_COMPLEX, TNI_WIDE, TNI_FEW, TNI_LONG } tni_why_alone;
tni_why_alone tni_why_alone_of(uint8_t dtype, int64_t width, int64_t batch);
#define TNI_ALONE(way, why)                                                            \
    ((const char *const[]){                                                            \
        [TNI_COMPLEX] = way ", a matrix a thread: they are complex",                   \
        [TNI_WIDE] = way ", a matrix a thread: wider than the crossover lanes_factor", \
        [TNI_FEW] = way ", a matrix a thread: too few for the lanes of a vector",      \
        [TNI_LONG] = way ", a matrix a thread: too long for the lanes of vectors",     \
    }[why])

bool tni_cholesky_is_small(const tn_k_cholesky *p);
int tni_cholesky_small(const tn_k_cholesky *p);
bool tni_lu_is_small(const tn_k_lu *p);
int tni_lu_small(const tn_k_lu *p);
bool tni_triangular_is_small(const tn_k_triangular *p);
int tni_triangular_small(const tn_k_triangular *p);
bool tni_lu_solve_is_small(const tn_k_lu_solve *p);
int tni_lu_solve_small(const tn_k_lu_solve *p);
bool tni_qr_is_small(const tn_k_qr *p);
int tni_qr_small(const tn_k_qr *p);
bool tni_make_is_small(const tn_k_reflect *p);
int tni_make_small(const tn_k_reflect *p);

#endif
