/* host_table.c: the host's kernels, one slot a family; a family without a row here is absent. */
#include "host/host.h"

#define SLOT(family) [TN_K_##family] = tni_host_##family
const tn_kernels tni_host_kernels = {
    .size = sizeof(tn_kernels),
    .run =
        {
            SLOT(elementwise),
            SLOT(fill),
            SLOT(reduce),
        },
};
