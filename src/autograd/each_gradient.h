/* each_gradient.h: gradients that are handed over one by one, as soon as each is final, so that
 * what is done with them (sending them, say) runs beside the rest of the backward pass. None is
 * held longer than its taker holds it. */
#ifndef TNI_EACH_GRADIENT_H
#define TNI_EACH_GRADIENT_H

#include <tenon/autograd.h>

/* Takes the gradient of an input, contiguous or not; NULL: the output does not depend on it, known
 * before the first node runs. False with an error ends the pass. */
typedef bool tni_gradient_taker(void *context, int64_t input, tn_tensor *grad);

typedef struct tni_each_gradient_args {
    tn_tensor *output; /* one element */
    tn_tensors inputs;
    tni_gradient_taker *ready;      /* once for every input, on this thread */
    void (*between)(void *context); /* after every node, on this thread; may be NULL */
    void *context;
} tni_each_gradient_args;
/* Like tn_autograd_grad() with .allow_unused; touches no tn_grad(). After an error some inputs may
 * not have been handed over. */
tn_status tni_each_gradient(const tni_each_gradient_args *given);

#endif
