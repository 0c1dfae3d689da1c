/* conv_host.h: the two ways that a convolution takes on the host. */
#ifndef TNI_CONV_HOST_H
#define TNI_CONV_HOST_H

#include "kernels/kernels.h"

/* oneDNN, for f32 and bf16: 1 when it took the call, 0 when it cannot, -1 with a reason. */
int tni_conv_dnnl(const tn_k_conv *p);
/* Plain loops, for every inexact dtype. */
int tni_conv_direct(const tn_k_conv *p);

#endif
