/* element.c: one element of device memory gets a value, without a copy from the host. */
#include "schedule/launch.h"

bool tni_submit_element(tni_copy_end to, tn_dtype dtype, const void *element) {
    tn_k_fill p = {.dtype = (uint8_t)dtype, .numel = 1, .data = to.data};
    memcpy(p.value, element, tn_dtype_bytes(dtype));
    tni_stamps *const operands[] = {to.stamps};
    const tni_launch_record record = {.op = "",
                                      .device = to.device,
                                      .family = TN_K_fill,
                                      .params = &p,
                                      .bytes = sizeof p,
                                      .operands = operands,
                                      .n_operands = 1,
                                      .n_written = 1};
    return tni_submit(&record);
}
