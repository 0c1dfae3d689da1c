/* libraries.c: what was found of the libraries that are opened when first needed, and what the bits
 * of results depend on. */
#include <tenon/device.h>

#include "device/device_table.h"
#include "host/conv_host.h"
#include "host/host.h"
#include "host/openblas.h"

#include <pthread.h>
#include <stdio.h>

static void openblas(tn_library_info *out) {
    *out = (tn_library_info){"OpenBLAS", tni_openblas_get() != NULL, tni_openblas_status()};
}

static void dnnl(tn_library_info *out) {
    const char *why = tni_dnnl_missing();
    *out = (tn_library_info){"oneDNN", !why, why ? why : tni_dnnl_version()};
}

static char numerics[256];

static void describe_numerics(void) {
    snprintf(numerics, sizeof numerics, "%s, OpenBLAS %s, oneDNN %s", tni_isa_name(tni_host_isa()),
             tni_openblas_version(), tni_dnnl_version());
}

const char *tni_host_numerics(int index) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)index;
    pthread_once(&once, describe_numerics);
    return numerics;
}

static void cuda(tn_library_info *out) {
    const char *why = "";
    const bool found = tni_device_of_type(TN_DEVICE_CUDA, &why) != NULL;
    *out = (tn_library_info){"CUDA", found, found ? "plug-in loaded" : why};
}

/* What the plug-in opens. */
static bool of_cuda(int i, tn_library_info *out) {
    const tni_device_table *table = tni_device_of_type(TN_DEVICE_CUDA, NULL);
    return table && table->library_at(i, out);
}

static void mpi(tn_library_info *out) {
    const char *why = "";
    const tni_comm_table *table = tni_plugin("mpi", &why);
    *out = (tn_library_info){"MPI", table != NULL, table ? table->library() : why};
}

bool tn_library_at(int i, tn_library_info *out) {
    switch (i) {
    case 0:
        openblas(out);
        return true;
    case 1:
        dnnl(out);
        return true;
    case 2:
        mpi(out);
        return true;
    case 3:
        cuda(out);
        return true;
    default:
        return of_cuda(i - 4, out);
    }
}
