/* cuda_share.c: the variables that give a library more or less than its share. */
#include "cuda/cuda_share.h"

#include "cuda/cuda_services.h"

#include <pthread.h>

static int wanted[TNI_LIBRARIES];

static void read_variables(void) {
    static const char *const variables[TNI_LIBRARIES] = {
        [TNI_CUBLAS] = "TENON_CUBLAS",
        [TNI_CUFFT] = "TENON_CUFFT",
        [TNI_CUSOLVER] = "TENON_CUSOLVER",
    };
    static const char *const names[] = {
        [TNI_SHARE_AUTO] = "auto", [TNI_SHARE_ALL] = "all", [TNI_SHARE_OFF] = "off"};
    for (int i = 0; i < TNI_LIBRARIES; i++) {
        tni_cuda_services.choice(variables[i], names, 3, &wanted[i]);
    }
}

tni_share tni_share_of(tni_library library) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, read_variables);
    return (tni_share)wanted[library];
}
