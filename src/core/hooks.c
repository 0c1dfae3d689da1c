/* hooks.c: what lower layers call in upper ones. Without autograd nothing is recorded, without
 * streams nothing put off. */
#include "core/core.h"

static bool record_nothing(struct tni_call *call) {
    (void)call;
    return true;
}

static void ignore_call(struct tni_call *call) {
    (void)call;
}

static void ignore_meta(void *autograd_meta) {
    (void)autograd_meta;
}

static const char *no_name(const tn_tensor *t) {
    (void)t;
    return NULL;
}

tni_autograd_hooks tni_autograd = {
    .before = record_nothing, .after = ignore_call, .free_meta = ignore_meta, .grad_name = no_name};

TNI_THREAD_LOCAL bool tni_grad_off;

static bool has_no_work(tn_device device) {
    (void)device;
    return true;
}

const tni_range_calls *tni_ranges;

bool (*tni_before_memory_goes)(tn_device device) = has_no_work;
