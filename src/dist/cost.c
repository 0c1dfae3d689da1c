/* cost.c: what a step costs, known without running one: buckets, bytes on the wire, bytes at the
 * peak.
 *
 * Invariant: nothing here talks to other ranks or touches data. Activations are measured, not
 * estimated: one shard runs on the meta device, where tensors have sizes and no memory. */
#include "dist/bucket.h"

#include "autograd/each_gradient.h"

#include <tenon/memory.h>
#include <tenon/ops.h>

tn_parallel_cost tn_parallel_cost_of(const tn_parallel *p) {
    tn_parallel_cost cost = {0};
    if (!p) {
        return cost;
    }
    cost.buckets = p->plan.n_buckets;
    cost.parameters = p->plan.n_parameters;
    for (int i = 0; i < p->plan.n_parameters; i++) {
        cost.elements += p->plan.slots[i].numel;
    }
    int groups, levels;
    tni_tree_split(p->unit_shards, &groups, &levels);
    const int ranks = p->group->size;
    const int scratch = p->threads * (levels > 0 ? levels - 1 : 0);
    cost.gradient_bytes = p->plan.total_bytes;
    cost.wire_bytes = p->plan.total_bytes / ranks * (ranks - 1) * 2;
    cost.working_bytes = p->plan.total_bytes * (p->units + scratch + (ranks > 1));
    cost.threads = p->threads;
    return cost;
}

bool tn_parallel_bucket(const tn_parallel *p, int i, tn_bucket_info *out) {
    if (!p || !out || i < 0 || i >= p->plan.n_buckets) {
        return false;
    }
    const tni_bucket *bucket = &p->plan.buckets[i];
    *out = (tn_bucket_info){.bytes = bucket->bytes,
                            .parameters = bucket->count,
                            .first = p->plan.slots[bucket->first].name,
                            .last = p->plan.slots[bucket->first + bucket->count - 1].name,
                            .dtype = bucket->dtype};
    return true;
}

/* ---- A shard without data -------------------------------------------------------------------- */

/* Buckets take dense gradients; what is copied for that is part of the peak. */
static bool look_at(void *context, int64_t input, tn_tensor *grad) {
    (void)context, (void)input;
    TN_SCOPE(s);
    return !grad || tn_contiguous(grad);
}

static void run_shard(const tn_parallel_step_args *args, tn_tensor **inputs) {
    TN_SCOPE(s);
    const tni_plan *plan = &args->parallel->plan;
    double values[TNI_VOTE_NUMBERS] = {0};
    /* No shard has more samples than the last one. */
    const tn_shard shard = {.index = plan->shards - 1,
                            .count = plan->shards,
                            .micro_steps = args->micro_steps ? args->micro_steps : 1,
                            .step = args->step,
                            .values = values};
    tn_tensor *loss = args->function(&shard, args->context);
    if (loss && plan->n_parameters && tn_ok()) {
        tni_each_gradient(&(tni_each_gradient_args){
            .output = loss, .inputs = {inputs, plan->n_parameters}, .ready = look_at});
    }
}

static bool is_measurable(const tn_parallel_step_args *args) {
    if (!args->parallel || !args->function) {
        tni_fail(TN_ERR_ARGUMENT, "the %s is NULL; give one",
                 args->parallel ? "shard function" : "plan");
        return false;
    }
    const tni_plan *plan = &args->parallel->plan;
    for (int i = 0; i < plan->n_slots; i++) {
        if (tn_device_of(plan->slots[i].tensor).type != TN_DEVICE_META) {
            tni_fail(TN_ERR_DEVICE, "%s has data; make a plan of the same model on the meta device",
                     plan->slots[i].name);
            return false;
        }
    }
    return true;
}

int64_t tn_parallel_shard_bytes_with(const tn_parallel_step_args *args) {
    TNI_CALL("parallel_shard_bytes", args->at);
    if (tni_pending() || !is_measurable(args)) {
        return -1;
    }
    const tni_plan *plan = &args->parallel->plan;
    tn_tensor **inputs = tni_host_alloc(((size_t)plan->n_parameters + 1) * sizeof *inputs);
    if (!inputs) {
        tni_fail(TN_ERR_MEMORY, "no memory for %d parameters", plan->n_parameters);
        return -1;
    }
    for (int i = 0; i < plan->n_parameters; i++) {
        inputs[i] = plan->slots[i].tensor;
    }
    const tni_rng_state former = tni_rng_get();
    tn_grad_mode mode = tn_grad_mode_enter(true);
    tn_memory_figures before, after;
    tn_memory_reset_peaks(TN_META);
    tn_memory_stats(TN_META, &before);
    run_shard(args, inputs);
    const tn_status status = tni_pending();
    if (status == TN_OK) {
        tn_memory_stats(TN_META, &after);
    }
    tn_grad_mode_leave(&mode);
    tni_rng_set(former);
    tni_host_free(inputs);
    return status == TN_OK ? (int64_t)(after.live_bytes_peak - before.live_bytes) : -1;
}
