/* libraries.c: what was found of the libraries that are opened when first needed. */
#include <tenon/device.h>

#include "device/device_table.h"
#include "host/dnnl_library.h"
#include "host/openblas.h"

#include <stdio.h>

static void openblas(tn_library_info *out) {
    *out = (tn_library_info){"OpenBLAS", tni_openblas_get() != NULL, tni_openblas_status()};
}

static void dnnl(tn_library_info *out) {
    static char version[32];
    const char *why = "";
    const tni_dnnl_library *library = tni_dnnl(&why);
    if (library) {
        const dnnl_version_t *v = library->version();
        snprintf(version, sizeof version, "%d.%d.%d", v->major, v->minor, v->patch);
    }
    *out = (tn_library_info){"oneDNN", library != NULL, library ? version : why};
}

static void plugin(const char *name, const char *title, tn_library_info *out) {
    const char *why = "";
    const bool found = tni_plugin(name, &why) != NULL;
    *out = (tn_library_info){title, found, found ? "plug-in loaded" : why};
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
        plugin("mpi", "MPI", out);
        return true;
    case 3:
        plugin("cuda", "CUDA", out);
        return true;
    default:
        return false;
    }
}
