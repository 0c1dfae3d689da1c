/* cuda_share.h: how much of what both do is a library's, and how much is done by kernels/. */
#ifndef TNI_CUDA_SHARE_H
#define TNI_CUDA_SHARE_H

typedef enum tni_library {
    TNI_CUBLAS,   /* TENON_CUBLAS */
    TNI_CUFFT,    /* TENON_CUFFT */
    TNI_CUSOLVER, /* TENON_CUSOLVER */
    TNI_LIBRARIES
} tni_library;

typedef enum tni_share {
    TNI_SHARE_AUTO, /* what is larger than the crossover */
    TNI_SHARE_ALL,  /* all that it can do */
    TNI_SHARE_OFF,
} tni_share;

/* What the library's variable says; read once. */
tni_share tni_share_of(tni_library library);

#endif
