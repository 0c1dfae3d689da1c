/* step_calls.c: steps as programs see them. */
#include "memory/allocator.h"
#include "schedule/steps.h"
#include "tensor/transfer.h"

#include <tenon/stream.h>

/* Steps with what they were given. */
typedef struct owned_steps {
    tn_steps steps;         /* first: what programs hold */
    tni_pinned *pinned;     /* NULL: there is none */
    const tni_dry_run *dry; /* whose memory the block is; NULL: the device's */
} owned_steps;

static void destroy(tn_steps *t) {
    owned_steps *owned = (owned_steps *)(void *)t;
    if (t->block) {
        tni_steps_clear(t);
    }
    if (t->block && (!owned->dry || owned->dry == tni_dry)) { /* else it is gone */
        tni_device_free(t->device, t->block, TNI_STEP_NUMBERS_BYTES, &t->last);
    }
    if (owned->pinned) {
        tni_pinned_give_behind(owned->pinned, &t->last);
    }
    tni_host_free(owned);
}

/* The numbers that move have their place for good, so that graphs can name it. */
static bool take_block(tn_steps *t) {
    owned_steps *owned = (owned_steps *)(void *)t;
    owned->dry = tni_is_dry(t->device) ? tni_dry : NULL;
    t->block = tni_device_alloc(t->device, TNI_STEP_NUMBERS_BYTES, NULL, &t->last);
    return t->block != NULL;
}

static bool take_pinned(tn_steps *t) {
    owned_steps *owned = (owned_steps *)(void *)t;
    owned->pinned = tni_pinned_take(t->device, TNI_STEP_PINNED_BYTES);
    t->pinned = owned->pinned ? owned->pinned->data : NULL;
    return !tni_pending();
}

tn_steps *tn_steps_new(tn_device device) {
    TNI_CALL("steps_new", ((tn_site){0}));
    const tni_device_table *table = tni_pending() ? NULL : tni_device(device);
    tn_steps *t = table ? tni_host_alloc_zeroed(sizeof(owned_steps)) : NULL;
    if (!t) {
        return NULL;
    }
    t->device = tni_resolve_device(device);
    t->table = table;
    if (table->graphs && !(take_block(t) && take_pinned(t))) {
        destroy(t);
        return NULL;
    }
    return t;
}

void tn_steps_free(tn_steps *steps) {
    TNI_CALL("steps_free", ((tn_site){0}));
    if (steps && atomic_load(&steps->is_open)) {
        tni_fail(TN_ERR_ARGUMENT, "the steps are in their block; free them after it");
    } else if (steps) {
        destroy(steps);
    }
}

int64_t tn_steps_replays(const tn_steps *steps) {
    return steps ? (int64_t)steps->replays : 0;
}

tn_step tn_step_begin(tn_steps *steps) {
    TNI_CALL("step", ((tn_site){0}));
    if (!steps) {
        tni_fail(TN_ERR_ARGUMENT, "the steps are NULL; make them with tn_steps_new");
    }
    const bool is_open = !tni_pending() && tni_steps_open(steps);
    if (is_open && steps->stream) { /* a step that repeats gets the same memory again */
        tni_cache_order(tni_device_cache(steps->device));
    }
    return (tn_step){.steps = is_open ? steps : NULL, .runs = 1};
}

void tn_step_end(tn_step *step) {
    TNI_CALL("step", ((tn_site){0}));
    if (step->steps) {
        tni_steps_close(step->steps);
        step->steps = NULL;
    }
}
