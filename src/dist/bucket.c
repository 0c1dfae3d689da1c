/* bucket.c: which gradient lies where, the same on every rank.
 *
 * Invariant: the plan follows from names, shapes, dtypes, their order and two options, not from the
 * number of ranks; ranks compare it before the first reduction, for a sum of different parameters
 * would be wrong without a sign. Buckets exist so that a model of many small tensors is reduced in
 * few messages, and so that summing one overlaps with the transport of the next. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <tenon/device.h>

#include "device/device_table.h"
#include "dist/bucket.h"

#include <stdio.h>
#include <stdlib.h>

enum { SLOT_ALIGNMENT = 64, TEXT_BYTES = 200 };

/* ---- Laying out ------------------------------------------------------------------------------ */

static tn_status check_tensor(const tn_named *p, tn_device device, bool is_buffer, int64_t i) {
    const char *kind = is_buffer ? "buffer" : "parameter";
    if (!p->name || !p->tensor) {
        return tni_fail(TN_ERR_ARGUMENT, "%s %lld has no %s; give both name and tensor", kind,
                        (long long)i, p->name ? "tensor" : "name");
    }
    if (!tni_same_device(tn_device_of(p->tensor), device)) {
        return tni_fail(TN_ERR_DEVICE,
                        "%s %s is on %s and others are on %s; move all to one device", kind,
                        p->name, tni_device_text(tn_device_of(p->tensor)), tni_device_text(device));
    }
    if (!tn_is_contiguous(p->tensor)) {
        return tni_fail(TN_ERR_ARGUMENT, "%s %s is not contiguous; use its contiguous copy", kind,
                        p->name);
    }
    return TN_OK;
}

static tn_status add_slot(tni_plan *plan, const tn_named *p, bool is_buffer, int64_t i) {
    tni_slot *slot = &plan->slots[plan->n_slots];
    slot->dtype = tn_dtype_of(p->tensor);
    slot->numel = tn_numel(p->tensor);
    slot->is_buffer = is_buffer;
    slot->buffer = is_buffer ? (int)i : -1;
    if (!tni_bytes(slot->numel, slot->dtype, &slot->bytes)) {
        return tni_fail(TN_ERR_MEMORY, "the size of %s overflows", p->name);
    }
    slot->name = tni_host_text(p->name);
    if (!slot->name) {
        return tni_fail(TN_ERR_MEMORY, "no memory for the name %s", p->name);
    }
    slot->tensor = tn_keep(p->tensor);
    plan->n_slots++;
    plan->n_parameters += !is_buffer;
    return TN_OK;
}

/* Floats first: they join the last bucket of parameters. Each other dtype has its own. */
static tn_status add_buffers(tni_plan *plan, tn_named_list list) {
    for (int dtype = TN_DTYPE_COUNT; dtype > 0; dtype--) {
        for (int64_t i = 0; i < list.count; i++) {
            const tn_named *p = &list.data[i];
            tn_status status = check_tensor(p, plan->device, true, i);
            if (status == TN_OK && (int)tn_dtype_of(p->tensor) == dtype) {
                status = add_slot(plan, p, true, i);
            }
            if (status != TN_OK) {
                return status;
            }
        }
    }
    return TN_OK;
}

static tn_status add_slots(tni_plan *plan, const tn_parallel_args *args) {
    for (int64_t i = args->parameters.count - 1; i >= 0; i--) {
        const tn_named *p = &args->parameters.data[i];
        tn_status status = check_tensor(p, plan->device, false, i);
        if (status == TN_OK && tn_requires_grad(p->tensor)) {
            status = add_slot(plan, p, false, i);
        }
        if (status != TN_OK) {
            return status;
        }
    }
    return add_buffers(plan, args->buffers);
}

/* The bucket that takes a slot: the open one, unless dtype or size say otherwise. */
static tni_bucket *bucket_for(tni_plan *plan, const tni_slot *slot) {
    tni_bucket *open = plan->n_buckets ? &plan->buckets[plan->n_buckets - 1] : NULL;
    if (!open || open->dtype != slot->dtype || open->bytes + slot->bytes > plan->bucket_bytes) {
        open = &plan->buckets[plan->n_buckets++];
        *open = (tni_bucket){.first = (int)(slot - plan->slots), .dtype = slot->dtype};
    }
    return open;
}

static tn_status fill_buckets(tni_plan *plan) {
    for (int i = 0; i < plan->n_slots; i++) {
        tni_slot *slot = &plan->slots[i];
        tni_bucket *bucket = bucket_for(plan, slot);
        slot->bucket = (int)(bucket - plan->buckets);
        slot->offset = bucket->bytes;
        bucket->count++;
        int64_t end;
        if (!tni_add(slot->offset, slot->bytes, &end) ||
            !tni_align_up(end, SLOT_ALIGNMENT, &bucket->bytes)) {
            return tni_fail(TN_ERR_MEMORY, "the bucket that holds %s overflows", slot->name);
        }
    }
    for (int b = 0; b < plan->n_buckets; b++) {
        tni_bucket *bucket = &plan->buckets[b];
        const int64_t unit = (int64_t)SLOT_ALIGNMENT * plan->shards;
        const int64_t units = bucket->bytes / unit + (bucket->bytes % unit != 0);
        if (!tni_mul(units ? units : 1, unit, &bucket->bytes) ||
            !tni_add(plan->total_bytes, bucket->bytes, &plan->total_bytes)) {
            return tni_fail(TN_ERR_MEMORY, "the gradients overflow");
        }
    }
    return TN_OK;
}

/* That of the first tensor. */
static tn_device device_of(const tn_parallel_args *args) {
    const tn_named_list list = args->parameters.count ? args->parameters : args->buffers;
    return list.count && list.data[0].tensor ? tn_device_of(list.data[0].tensor) : TN_CPU;
}

tn_status tni_plan_open(tni_plan *plan, const tn_parallel_args *args, int shards,
                        int64_t bucket_bytes) {
    *plan = (tni_plan){.shards = shards, .bucket_bytes = bucket_bytes, .device = device_of(args)};
    const size_t most = (size_t)(args->parameters.count + args->buffers.count) + 1;
    plan->slots = tni_host_alloc_zeroed(most * sizeof *plan->slots);
    plan->buckets = tni_host_alloc_zeroed(most * sizeof *plan->buckets);
    if (!plan->slots || !plan->buckets) {
        return tni_fail(TN_ERR_MEMORY, "no memory for the plan of %zu tensors", most);
    }
    const tn_status status = add_slots(plan, args);
    return status != TN_OK ? status : fill_buckets(plan);
}

void tni_plan_close(tni_plan *plan) {
    for (int i = 0; i < plan->n_slots; i++) {
        tn_drop(plan->slots[i].tensor);
        tni_host_free(plan->slots[i].name);
    }
    tni_host_free(plan->slots);
    tni_host_free(plan->buckets);
    *plan = (tni_plan){0};
}

/* ---- Agreeing -------------------------------------------------------------------------------- */

/* "parameter conv1.weight f32 [32, 1, 3, 3]", or "nothing" past the end. */
static void describe(const tni_plan *plan, int i, char *text) {
    if (i >= plan->n_slots) {
        snprintf(text, TEXT_BYTES, "nothing");
        return;
    }
    const tni_slot *slot = &plan->slots[i];
    const tn_ints sizes = tn_sizes(slot->tensor);
    snprintf(text, TEXT_BYTES, "%s %s %s %s", slot->is_buffer ? "buffer" : "parameter", slot->name,
             tn_dtype_name(slot->dtype), tni_shape_text(sizes.data, (int)sizes.count));
}

/* FNV-1a over the descriptions, each with its end. */
static uint64_t hash_of(const tni_plan *plan) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (int i = 0; i < plan->n_slots; i++) {
        char text[TEXT_BYTES];
        describe(plan, i, text);
        for (size_t c = 0; c <= strlen(text); c++) {
            hash = (hash ^ (unsigned char)text[c]) * 0x100000001b3u;
        }
    }
    return hash;
}

static tn_status check_options(const tni_group *group) {
    static const char *const NAMES[] = {"shards", "bucket_bytes", "the type of device"};
    for (int r = 1; r < group->size; r++) {
        for (int i = 0; i < 3; i++) {
            const double mine = group->votes[0].numbers[i], other = group->votes[r].numbers[i];
            if (mine != other) {
                return tni_fail(TN_ERR_COMM,
                                "%s is %.0f on rank 0 but %.0f on rank %d; all ranks must use the "
                                "same options",
                                NAMES[i], mine, other, r);
            }
        }
    }
    return TN_OK;
}

/* Goes through the plans slot by slot with all ranks until one differs. */
static tn_status name_difference(const tni_plan *plan, tni_group *group, int most) {
    for (int i = 0; i < most; i++) {
        tni_vote mine = {0};
        describe(plan, i, mine.message);
        const tn_status status = tni_group_vote(group, &mine, "compare plans", (uint64_t)i);
        if (status != TN_OK) {
            return status;
        }
        for (int r = 1; r < group->size; r++) {
            if (strcmp(group->votes[0].message, group->votes[r].message) != 0) {
                return tni_fail(TN_ERR_COMM,
                                "rank 0 has %s where rank %d has %s (position %d, the last comes "
                                "first); all ranks must build the same model",
                                group->votes[0].message, r, group->votes[r].message, i);
            }
        }
    }
    return tni_fail(TN_ERR_COMM, "ranks have different plans; all must build the same model");
}

/* The sum over the ranks' shards is the same for any number of ranks only if all compute alike. */
static void compare_numerics(const tni_group *group) {
    for (int r = 1; r < group->size; r++) {
        if (strcmp(group->votes[0].message, group->votes[r].message) != 0) {
            tni_warn_on_first_rank(
                "rank 0 is %s but rank %d is %s: the last bits of results depend "
                "on which rank has which shards",
                group->votes[0].message, r, group->votes[r].message);
            return;
        }
    }
}

tn_status tni_plan_agree(const tni_plan *plan, tni_group *group) {
    tni_vote mine = {.data = {hash_of(plan), (uint64_t)plan->n_slots}};
    mine.numbers[0] = plan->shards;
    mine.numbers[1] = (double)plan->bucket_bytes;
    mine.numbers[2] = plan->device.type;
    const char *numerics = group->size > 1 ? tn_device_numerics(plan->device) : NULL;
    snprintf(mine.message, sizeof mine.message, "%s", numerics ? numerics : "");
    tn_status status = tni_group_vote(group, &mine, "agree on the plan", 0);
    status = status == TN_OK ? check_options(group) : status;
    if (status == TN_OK) {
        compare_numerics(group);
    }
    uint64_t most = 0;
    bool differs = false;
    for (int r = 0; r < group->size && status == TN_OK; r++) {
        const tni_vote *vote = &group->votes[r];
        most = vote->data[1] > most ? vote->data[1] : most;
        differs |= vote->data[0] != mine.data[0] || vote->data[1] != mine.data[1];
    }
    return differs ? name_difference(plan, group, (int)most) : status;
}
