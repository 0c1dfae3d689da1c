/* pool.c: small fixed-size host objects (tensors, storages, nodes). */
#include "memory/memory.h"

#include <stdlib.h>

void *tni_pool_alloc(size_t bytes) {
    return tni_host_alloc(bytes);
}

void tni_pool_free(void *data, size_t bytes) {
    (void)bytes;
    tni_host_free(data);
}
