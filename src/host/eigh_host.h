/* eigh_host.h: the ways to eigenvalues of hermitian matrices on the host. */
#ifndef TNI_EIGH_HOST_H
#define TNI_EIGH_HOST_H

#include "host/lapack.h"
#include "host/small_matrix.h"

bool tni_eigh_is_small(const tn_k_eigh *p);
int tni_eigh_small(const tn_k_eigh *p);

#endif
