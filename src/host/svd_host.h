/* svd_host.h: the ways to a singular value decomposition on the host. */
#ifndef TNI_SVD_HOST_H
#define TNI_SVD_HOST_H

#include "host/lapack.h"

/* Matrix i of a call: where it is, and where its results go. */
typedef struct tni_svd_place {
    int64_t k; /* min(m, n) */
    int64_t in_count, u_count, vh_count;
    const char *in;
    char *u, *s, *vh; /* u and vh: NULL for values only */
} tni_svd_place;
tni_svd_place tni_svd_place_of(const tn_k_svd *p, int64_t i);
/* NaN everywhere, and info. */
void tni_svd_give_up(const tn_k_svd *p, int64_t i, int info);
/* Elements' worth of work for one matrix. */
int64_t tni_svd_work(const tn_k_svd *p);

int tni_svd_by_lapack(const tn_k_svd *p, bool divides); /* gesdd, then gesvd; else gesvd */
int tni_svd_by_jacobi(const tn_k_svd *p);
/* Several at once. */
bool tni_svd_is_small(const tn_k_svd *p);
int tni_svd_small(const tn_k_svd *p);

#endif
