/* dnnl_absent.c: a build without oneDNN's headers: convolution takes the plain loops. */
#include "host/conv_host.h"

int tni_conv_dnnl(const tn_k_conv *p) {
    (void)p;
    return 0;
}

bool tni_conv_dnnl_has_bf16(void) {
    return false;
}

const char *tni_dnnl_missing(void) {
    return "built without oneDNN's headers; install libdnnl-dev and build again";
}

const char *tni_dnnl_version(void) {
    return "none";
}
