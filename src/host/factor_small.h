/* factor_small.h: which factorisations are done several at once, and how. */
#ifndef TNI_FACTOR_SMALL_H
#define TNI_FACTOR_SMALL_H

#include "host/lapack.h"

/* What is told of them. */
extern const char tni_small_text[];

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
