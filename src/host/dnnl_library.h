/* dnnl_library.h: oneDNN, opened when first needed. The library is not linked: a program that does
 * no convolution does not pay for it. */
#ifndef TNI_DNNL_LIBRARY_H
#define TNI_DNNL_LIBRARY_H

#include "kernels/kernels.h"

#include <oneapi/dnnl/dnnl.h>

/* X(function): what Tenon calls, by its name without dnnl_. */
#define TNI_DNNL_FUNCTIONS(X)                         \
    X(engine_create)                                  \
    X(stream_create)                                  \
    X(stream_wait)                                    \
    X(stream_destroy)                                 \
    X(memory_desc_init_by_tag)                        \
    X(memory_desc_equal)                              \
    X(memory_desc_get_size)                           \
    X(dilated_convolution_forward_desc_init)          \
    X(dilated_convolution_backward_data_desc_init)    \
    X(dilated_convolution_backward_weights_desc_init) \
    X(primitive_desc_create)                          \
    X(primitive_desc_destroy)                         \
    X(primitive_desc_query_md)                        \
    X(primitive_create)                               \
    X(primitive_destroy)                              \
    X(primitive_execute)                              \
    X(memory_create)                                  \
    X(memory_destroy)                                 \
    X(memory_set_data_handle)                         \
    X(reorder_primitive_desc_create)                  \
    X(get_effective_cpu_isa)                          \
    X(version)

typedef struct tni_dnnl_library {
#define TNI_DNNL_MEMBER(function) __typeof__(dnnl_##function) *function;
    TNI_DNNL_FUNCTIONS(TNI_DNNL_MEMBER)
#undef TNI_DNNL_MEMBER
    dnnl_engine_t engine; /* the CPU; shared by all threads */
} tni_dnnl_library;

const tni_dnnl_library *tni_dnnl(void); /* NULL when oneDNN is not there */

#endif
