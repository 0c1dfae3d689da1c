/* table_dry.c: what a dry run says of every op, forward and backward, is what the call then takes
 * of the device's memory, to the byte. */
#include "table.h"

#include <tenon/memory.h>

#include <stdio.h>

typedef struct call {
    const sample *sample;
    making how;
    bool has_failed;
    tn_error error;
} call;

/* Also the gradient of whatever has one. */
static void run(void *context) {
    call *c = context;
    TN_SCOPE(scope);
    bound b;
    results r;
    if (make_bound(c->sample, c->how, &b) && call_bound(&b, &r) && c->how.requires_grad) {
        for (int i = 0; i < r.n; i++) {
            if (tn_requires_grad(r.t[i])) {
                tn_backward(tn_sum(tn_abs(r.t[i])));
                break;
            }
        }
    }
    c->has_failed = tn_error_take(&c->error);
}

static tn_memory_figures stats(tn_device device) {
    tn_memory_figures s = {0};
    tn_memory_stats(device, &s);
    return s;
}

/* Sizes that depend on data are an error that says so. */
static bool is_excused(const call *c) {
    return c->has_failed && strstr(c->error.message, "dry runs do not have");
}

static bool takes_what_was_said(const sample *s, making how) {
    const tn_device device = how.device;
    call said = {.sample = s, .how = how};
    call real = said;
    tn_fit fit;
    if (tn_memory_will_it_fit(device, UINT64_MAX, run, &said, &fit) != TN_OK) {
        return failed("%s(%s): %s", s->op->name, s->text, taken_error());
    }
    tn_memory_reset_peaks(device);
    const uint64_t before = stats(device).live_bytes;
    run(&real);
    const uint64_t live = stats(device).live_bytes_peak - before;
    if (is_excused(&said) || real.has_failed) {
        return true;
    }
    if (said.has_failed) {
        return failed("%s(%s): %s", s->op->name, s->text, said.error.message);
    }
    if (fit.live_bytes_peak != live) {
        return failed("%s(%s)%s in %s takes %llu bytes, and a dry run says %llu", s->op->name,
                      s->text, how.requires_grad ? " with its gradient" : "",
                      tn_dtype_name(how.dtype), (unsigned long long)live,
                      (unsigned long long)fit.live_bytes_peak);
    }
    return true;
}

/* Where strides decide, copies before a kernel do. */
static bool takes_what_was_said_on(const sample *s, tn_dtype dtype, const void *context) {
    static const layout LAYOUTS[] = {CONTIGUOUS, STRIDED};
    making how = {.dtype = dtype, .device = *(const tn_device *)context};
    const bool differentiates =
        has_gradient(s->op) && tn_dtype_category(dtype) >= TN_CATEGORY_FLOAT;
    for (int i = 0; i < 2; i++) {
        how.layout = LAYOUTS[i];
        how.requires_grad = false;
        if (!takes_what_was_said(s, how)) {
            return false;
        }
        how.requires_grad = true;
        if (differentiates && !takes_what_was_said(s, how)) {
            return false;
        }
    }
    return true;
}

/* Tiny results of the host lie beside their tensors, where nobody counts them. Elementwise ones
 * have nothing else. */
static bool large_ones_agree(const tn_op *op) {
    static sample large[MAX_SAMPLES];
    const int n = op->row->code ? 0 : samples_of(op, FOR_THREADS, large, MAX_SAMPLES);
    bool holds = n >= 0;
    for (int i = 0; i < n && holds; i++) {
        holds = takes_what_was_said_on(&large[i], usual_dtype(op, &large[i]), &TN_CPU);
    }
    return holds;
}

bool dry_runs_agree(const tn_op *op) {
    return each_dtype(op, FOR_ALL, takes_what_was_said_on, &TN_CPU) && large_ones_agree(op);
}

bool dry_runs_agree_on_cuda(const tn_op *op) {
    return each_dtype(op, FOR_ALL, takes_what_was_said_on, &TN_CUDA(0));
}
