/* buffer_copies.h: tensors that modules give out on one thread instead of their buffers, so that
 * several threads may run a module that changes its buffers in place. */
#ifndef TNI_BUFFER_COPIES_H
#define TNI_BUFFER_COPIES_H

#include <tenon/nn.h>

typedef struct tni_buffer_copies {
    tn_tensor *const *of;
    tn_tensor *const *copies; /* copies[i] stands for of[i]; borrowed */
    int n;                    /* 0: none */
} tni_buffer_copies;
/* From now on, on this thread, until called again. */
void tni_use_buffer_copies(tni_buffer_copies copies);

#endif
