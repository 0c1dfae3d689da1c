/* conv_host.h: the two ways that a convolution takes on the host. */
#ifndef TNI_CONV_HOST_H
#define TNI_CONV_HOST_H

#include "kernels/kernels.h"

/* oneDNN, for f32, and for bf16 where the processor has AVX-512: 1 when it took the call, 0 when it
 * cannot, -1 with a reason. */
int tni_conv_dnnl(const tn_k_conv *p);
bool tni_conv_dnnl_has_bf16(void);
/* Why there is no oneDNN; NULL when there is. Static storage, as that of the version. */
const char *tni_dnnl_missing(void);
const char *tni_dnnl_version(void); /* "2.6.3 avx512_core": and its instruction set; or "none" */
/* Plain loops, for f32, f64 and complex numbers. */
int tni_conv_direct(const tn_k_conv *p);

#endif
