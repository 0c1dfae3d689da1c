/* openblas_pool.h: the lock that builds of OpenBLAS without threads lack. */
#ifndef TNI_OPENBLAS_POOL_H
#define TNI_OPENBLAS_POOL_H

#include <stdbool.h>

/* Makes every function of an opened OpenBLAS safe to call from several threads; false when this
 * build cannot be helped, and its callers have to take turns. Once a process. */
bool tni_openblas_lock_pool(void *library);

#endif
