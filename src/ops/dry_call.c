/* dry_call.c: what a call may do in a dry run (tensor/will_it_fit.c). */
#include "ops/op.h"

#include "tensor/handle.h"

bool tni_changes_nothing_real(const tni_call *c, const tn_tensor *dst) {
    bool fine = !dst || tni_may_change(dst);
    for (int i = 0; i < c->n_args && fine && c->records; i++) {
        const tn_value *v = &c->args[i];
        const bool list = v->kind == TN_VALUE_TENSORS;
        const uint32_t n = list ? v->count : v->kind == TN_VALUE_TENSOR;
        for (uint32_t k = 0; k < n && fine; k++) {
            const tn_tensor *t = list ? v->as.tensors[k] : v->as.tensor;
            const bool has_history = t && (t->autograd || t->flags & TNI_REQUIRES_GRAD);
            fine = !has_history || tni_may_change(t);
        }
    }
    return fine;
}
