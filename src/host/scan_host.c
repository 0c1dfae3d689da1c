/* scan_host.c: running sums, products, extremes and log-sums along one dim. A line is one thread's
 * from its start to its end, so results do not depend on threads; blocks of neighbouring lines go
 * through memory together. */
#include "host/host.h"

#include "kernels/complex_math.h"

#undef I

enum { LINES = 64, STEPS = 256 };

/* Running values of up to LINES lines. */
typedef struct running {
    tn_scan_code code;
    tn_dtype acc;
    int64_t steps; /* done so far */
    union {
        double f64[LINES];
        int64_t i64[LINES];
        tn_c128 c128[LINES];
    } value;
    int64_t index[LINES];
} running;

/* x[i] becomes the running value of line i. The first step takes x as it is. */
static void step_f64(running *r, int64_t lines, double *x) {
    for (int64_t i = 0; i < lines; i++) {
        const double v = r->value.f64[i];
        double next = x[i];
        if (r->steps > 0) {
            switch (r->code) {
            case TN_SCAN_SUM:
                next = v + x[i];
                break;
            case TN_SCAN_PROD:
                next = v * x[i];
                break;
            case TN_SCAN_LOGSUMEXP:
                next = tn_logaddexp_f64(v, x[i]);
                break;
            default: {
                const bool beyond = r->code == TN_SCAN_MAX ? x[i] >= v : x[i] <= v;
                const bool taken = x[i] != x[i] || (v == v && beyond);
                next = taken ? x[i] : v;
                r->index[i] = taken ? r->steps : r->index[i];
            }
            }
        }
        x[i] = r->value.f64[i] = next;
    }
}

static void step_i64(running *r, int64_t lines, int64_t *x) {
    for (int64_t i = 0; i < lines; i++) {
        const int64_t v = r->value.i64[i];
        int64_t next = x[i];
        if (r->steps > 0) {
            if (r->code == TN_SCAN_SUM) {
                next = (int64_t)((uint64_t)v + (uint64_t)x[i]);
            } else if (r->code == TN_SCAN_PROD) {
                next = (int64_t)((uint64_t)v * (uint64_t)x[i]);
            } else {
                const bool taken = r->code == TN_SCAN_MAX ? x[i] >= v : x[i] <= v;
                next = taken ? x[i] : v;
                r->index[i] = taken ? r->steps : r->index[i];
            }
        }
        x[i] = r->value.i64[i] = next;
    }
}

static void step_c128(running *r, int64_t lines, tn_c128 *x) {
    for (int64_t i = 0; i < lines; i++) {
        const tn_c128 v = r->value.c128[i];
        const tn_c128 next = r->code == TN_SCAN_SUM ? tn_add_c128(v, x[i]) : tn_mul_c128(v, x[i]);
        r->value.c128[i] = r->steps > 0 ? next : x[i];
        x[i] = r->value.c128[i];
    }
}

static void step(running *r, int64_t lines, void *x) {
    if (r->acc == TN_F64) {
        step_f64(r, lines, x);
    } else if (r->acc == TN_I64) {
        step_i64(r, lines, x);
    } else {
        step_c128(r, lines, x);
    }
    r->steps++;
}

typedef struct scan {
    const tn_k_scan *k;
    tn_dtype acc;
    int64_t acc_bytes, in_bytes, out_bytes;
    tni_convert *load, *store;
} scan;

static void save_indices(const scan *s, const running *r, int64_t at, int64_t lines) {
    if (s->k->indices) {
        memcpy(s->k->indices + at, r->index, (size_t)lines * sizeof *r->index);
    }
}

/* Lines [line, line + lines) of one outer index, side by side. */
static void scan_lines(const scan *s, int64_t outer, int64_t line, int64_t lines) {
    const tn_k_scan *k = s->k;
    unsigned char x[LINES * sizeof(tn_c128)];
    running r = {.code = (tn_scan_code)k->code, .acc = s->acc};
    for (int64_t i = 0; i < k->size; i++) {
        const int64_t at = (outer * k->size + i) * k->inner + line;
        s->load(lines, x, (const char *)k->in + at * s->in_bytes, 1);
        step(&r, lines, x);
        s->store(lines, (char *)k->out + at * s->out_bytes, x, 1);
        save_indices(s, &r, at, lines);
    }
}

/* One line that is contiguous: many steps are loaded at once. */
static void scan_row(const scan *s, int64_t outer) {
    const tn_k_scan *k = s->k;
    unsigned char x[STEPS * sizeof(tn_c128)];
    running r = {.code = (tn_scan_code)k->code, .acc = s->acc};
    for (int64_t i = 0; i < k->size; i += STEPS) {
        const int64_t n = k->size - i < STEPS ? k->size - i : STEPS, at = outer * k->size + i;
        s->load(n, x, (const char *)k->in + at * s->in_bytes, 1);
        for (int64_t j = 0; j < n; j++) {
            step(&r, 1, x + j * s->acc_bytes);
            save_indices(s, &r, at + j, 1);
        }
        s->store(n, (char *)k->out + at * s->out_bytes, x, 1);
    }
}

static tn_dtype accumulate_dtype(tn_dtype dtype) {
    return tni_is_complex(dtype) ? TN_C128 : tni_is_float(dtype) ? TN_F64 : TN_I64;
}

int tni_host_scan(const void *params, void *stream) {
    const tn_k_scan *k = params;
    (void)stream;
    const bool ordered = k->code == TN_SCAN_MAX || k->code == TN_SCAN_MIN;
    const tn_dtype acc = accumulate_dtype(ordered ? k->in_dtype : k->out_dtype);
    const bool fits = k->code == TN_SCAN_LOGSUMEXP ? acc == TN_F64 : !ordered || acc != TN_C128;
    scan s = {.k = k,
              .acc = acc,
              .acc_bytes = (int64_t)tn_dtype_bytes(acc),
              .in_bytes = (int64_t)tn_dtype_bytes(k->in_dtype),
              .out_bytes = (int64_t)tn_dtype_bytes(k->out_dtype),
              .load = tni_host_load(k->in_dtype, acc),
              .store = tni_host_store(acc, k->out_dtype)};
    if (!fits || !s.load) {
        return tn_kernel_fail(TN_ERR_DTYPE, "this scan of %s into %s is not defined",
                              tn_dtype_name(k->in_dtype), tn_dtype_name(k->out_dtype));
    }
    const int64_t blocks = (k->inner + LINES - 1) / LINES;
    const int threads = tni_host_threads(k->outer * k->size * k->inner);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < k->outer * blocks; i++) {
        const int64_t line = i % blocks * LINES;
        if (k->inner == 1) {
            scan_row(&s, i);
        } else {
            scan_lines(&s, i / blocks, line, k->inner - line < LINES ? k->inner - line : LINES);
        }
    }
    return TN_OK;
}
