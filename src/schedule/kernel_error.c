/* kernel_error.c: the reason that a kernel gives for its failure. Kernels raise no errors: whoever
 * launched them knows the op and its place, and raises one with this text. */
#include "core/core.h"

#include "kernels/kernels.h"

#include <stdarg.h>
#include <stdio.h>

char *tn_kernel_error(void) {
    _Static_assert((int)TN_KERNEL_ERROR_BYTES <= (int)TNI_TEXT_BYTES, "a kernel's reason has room");
    return tni_texts()->kernel_error;
}

int tn_kernel_fail(tn_status status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(tn_kernel_error(), TN_KERNEL_ERROR_BYTES, format, args);
    va_end(args);
    return (int)status;
}
