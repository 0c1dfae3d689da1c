/* conv_dnnl.c: convolution by oneDNN. Primitives are kept per thread by shape; scratch memory for
 * oneDNN's own layouts is one arena a thread. The weight gradient is summed over pieces of the
 * batch that the shape alone fixes, each computed by one thread, because oneDNN's sum over a batch
 * depends on its number of threads (its forward and data gradient do not). */
#include "core/core.h"
#include "host/conv_host.h"
#include "host/dnnl_library.h"

#include <omp.h>
#include <pthread.h>
#include <stdlib.h>

enum { CACHE_SLOTS = 64, ROLES = 3, PIECES = 8 };
/* Roles of memory: what the user hands in and what oneDNN would rather have. */
enum { INPUT, WEIGHT, OUTPUT };

typedef struct primitive {
    dnnl_primitive_t run;
    dnnl_memory_t user[ROLES], inner[ROLES], bias; /* inner[r] is NULL where layouts agree */
    dnnl_primitive_t reorder[ROLES];
    size_t inner_bytes[ROLES];
} primitive;

/* All of one type: keys are compared by their bytes. */
typedef struct key {
    int64_t code, dtype, has_bias;
    int64_t sizes[16];
} key;

typedef struct slot {
    key key;
    bool used;
    primitive primitive;
} slot;

typedef struct thread_state {
    slot slots[CACHE_SLOTS];
    dnnl_stream_t stream;
    void *scratch[ROLES];
    size_t scratch_bytes[ROLES];
} thread_state;

static pthread_key_t state_key;
static pthread_once_t state_once = PTHREAD_ONCE_INIT;

/* ---- Primitives ------------------------------------------------------------------------------ */

static void destroy(const tni_dnnl_library *d, primitive *p) {
    for (int r = 0; r < ROLES; r++) {
        if (p->user[r]) {
            d->memory_destroy(p->user[r]);
        }
        if (p->inner[r]) {
            d->memory_destroy(p->inner[r]);
        }
        if (p->reorder[r]) {
            d->primitive_destroy(p->reorder[r]);
        }
    }
    if (p->bias) {
        d->memory_destroy(p->bias);
    }
    if (p->run) {
        d->primitive_destroy(p->run);
    }
    *p = (primitive){0};
}

static void free_state(void *data) {
    thread_state *state = data;
    const tni_dnnl_library *d = tni_dnnl();
    for (int i = 0; i < CACHE_SLOTS; i++) {
        destroy(d, &state->slots[i].primitive);
    }
    if (state->stream) {
        d->stream_destroy(state->stream);
    }
    for (int r = 0; r < ROLES; r++) {
        free(state->scratch[r]);
    }
    free(state);
}

static void make_key(void) {
    pthread_key_create(&state_key, free_state);
}

static thread_state *this_thread(const tni_dnnl_library *d) {
    pthread_once(&state_once, make_key);
    thread_state *state = pthread_getspecific(state_key);
    if (state) {
        return state;
    }
    state = tni_may_allocate_quietly(sizeof *state) ? calloc(1, sizeof *state) : NULL;
    if (!state || d->stream_create(&state->stream, d->engine, dnnl_stream_default_flags)) {
        free(state);
        return NULL;
    }
    pthread_setspecific(state_key, state);
    return state;
}

static key key_of(const tn_k_conv *p) {
    key k;
    memset(&k, 0, sizeof k);
    k.code = p->code;
    k.dtype = p->dtype;
    k.has_bias = p->bias != NULL;
    const int64_t sizes[16] = {p->batch,      p->in_channels, p->out_channels, p->groups,
                               p->in[0],      p->in[1],       p->out[0],       p->out[1],
                               p->kernel[0],  p->kernel[1],   p->stride[0],    p->stride[1],
                               p->padding[0], p->padding[1],  p->dilation[0],  p->dilation[1]};
    memcpy(k.sizes, sizes, sizeof sizes);
    return k;
}

static uint64_t hash(const key *k) {
    uint64_t h = (uint64_t)(k->code * 31 + k->dtype * 7 + k->has_bias);
    for (int i = 0; i < 16; i++) {
        h = (h ^ (uint64_t)k->sizes[i]) * 0x9e3779b97f4a7c15u;
        h ^= h >> 29;
    }
    return h;
}

typedef struct descriptors {
    dnnl_memory_desc_t user[ROLES], any[ROLES], bias;
} descriptors;

static bool describe(const tni_dnnl_library *d, const tn_k_conv *p, descriptors *out) {
    const dnnl_data_type_t type = p->dtype == TN_F32 ? dnnl_f32 : dnnl_bf16;
    const int64_t g = p->groups;
    const dnnl_dims_t input = {p->batch, p->in_channels, p->in[0], p->in[1]};
    const dnnl_dims_t output = {p->batch, p->out_channels, p->out[0], p->out[1]};
    const dnnl_dims_t weight = {p->out_channels, p->in_channels, p->kernel[0], p->kernel[1]};
    const dnnl_dims_t grouped = {g, p->out_channels / g, p->in_channels / g, p->kernel[0],
                                 p->kernel[1]};
    const dnnl_dims_t bias = {p->out_channels};
    const bool plain = g == 1;
    const int weight_dims = plain ? 4 : 5;
    const int64_t *weight_sizes = plain ? weight : grouped;
    const dnnl_format_tag_t weight_tag = plain ? dnnl_oihw : dnnl_goihw;
    return !d->memory_desc_init_by_tag(&out->user[INPUT], 4, input, type, dnnl_nchw) &&
           !d->memory_desc_init_by_tag(&out->any[INPUT], 4, input, type, dnnl_format_tag_any) &&
           !d->memory_desc_init_by_tag(&out->user[OUTPUT], 4, output, type, dnnl_nchw) &&
           !d->memory_desc_init_by_tag(&out->any[OUTPUT], 4, output, type, dnnl_format_tag_any) &&
           !d->memory_desc_init_by_tag(&out->user[WEIGHT], weight_dims, weight_sizes, type,
                                       weight_tag) &&
           !d->memory_desc_init_by_tag(&out->any[WEIGHT], weight_dims, weight_sizes, type,
                                       dnnl_format_tag_any) &&
           !d->memory_desc_init_by_tag(&out->bias, 1, bias, type, dnnl_x);
}

/* Padding behind the last element, so that the sizes come out as asked. */
static void padding_after(const tn_k_conv *p, dnnl_dims_t after) {
    for (int i = 0; i < 2; i++) {
        const int64_t reach = (p->out[i] - 1) * p->stride[i] + (p->kernel[i] - 1) * p->dilation[i];
        after[i] = reach + 1 - p->in[i] - p->padding[i];
    }
}

static bool primitive_desc(const tni_dnnl_library *d, const tn_k_conv *p, const descriptors *m,
                           dnnl_prop_kind_t kind, dnnl_primitive_desc_t hint,
                           dnnl_primitive_desc_t *out) {
    dnnl_dims_t after;
    padding_after(p, after);
    const dnnl_dims_t stride = {p->stride[0], p->stride[1]};
    const dnnl_dims_t before = {p->padding[0], p->padding[1]};
    const dnnl_dims_t dilation = {p->dilation[0] - 1, p->dilation[1] - 1};
    const dnnl_memory_desc_t *input = &m->any[INPUT], *weight = &m->any[WEIGHT];
    const dnnl_memory_desc_t *output = &m->any[OUTPUT], *bias = p->bias ? &m->bias : NULL;
    dnnl_convolution_desc_t desc;
    dnnl_status_t status;
    if (kind == dnnl_backward_data) {
        status = d->dilated_convolution_backward_data_desc_init(
            &desc, dnnl_convolution_direct, input, weight, output, stride, dilation, before, after);
    } else if (kind == dnnl_backward_weights) {
        status = d->dilated_convolution_backward_weights_desc_init(&desc, dnnl_convolution_direct,
                                                                   input, weight, NULL, output,
                                                                   stride, dilation, before, after);
    } else {
        status = d->dilated_convolution_forward_desc_init(&desc, kind, dnnl_convolution_direct,
                                                          input, weight, bias, output, stride,
                                                          dilation, before, after);
    }
    return !status && !d->primitive_desc_create(out, &desc, NULL, d->engine, hint);
}

static const dnnl_query_t queries[3][ROLES] = {
    [TN_CONV_FORWARD] = {dnnl_query_src_md, dnnl_query_weights_md, dnnl_query_dst_md},
    [TN_CONV_INPUT] = {dnnl_query_diff_src_md, dnnl_query_weights_md, dnnl_query_diff_dst_md},
    [TN_CONV_WEIGHT] = {dnnl_query_src_md, dnnl_query_diff_weights_md, dnnl_query_diff_dst_md},
};
static const int arguments[3][ROLES] = {
    [TN_CONV_FORWARD] = {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST},
    [TN_CONV_INPUT] = {DNNL_ARG_DIFF_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DIFF_DST},
    [TN_CONV_WEIGHT] = {DNNL_ARG_SRC, DNNL_ARG_DIFF_WEIGHTS, DNNL_ARG_DIFF_DST},
};
static const int written_role[3] = {
    [TN_CONV_FORWARD] = OUTPUT, [TN_CONV_INPUT] = INPUT, [TN_CONV_WEIGHT] = WEIGHT};

static bool make_memory(const tni_dnnl_library *d, const tn_k_conv *p, const descriptors *m,
                        dnnl_primitive_desc_t desc, int role, primitive *out) {
    const dnnl_memory_desc_t *user = &m->user[role];
    const dnnl_memory_desc_t *inner = d->primitive_desc_query_md(desc, queries[p->code][role], 0);
    if (d->memory_create(&out->user[role], user, d->engine, DNNL_MEMORY_NONE)) {
        return false;
    }
    if (d->memory_desc_equal(user, inner)) {
        return true;
    }
    const bool written = written_role[p->code] == role;
    dnnl_primitive_desc_t reorder = NULL;
    out->inner_bytes[role] = d->memory_desc_get_size(inner);
    bool made = !d->memory_create(&out->inner[role], inner, d->engine, DNNL_MEMORY_NONE) &&
                !d->reorder_primitive_desc_create(&reorder, written ? inner : user, d->engine,
                                                  written ? user : inner, d->engine, NULL) &&
                !d->primitive_create(&out->reorder[role], reorder);
    if (reorder) {
        d->primitive_desc_destroy(reorder);
    }
    return made;
}

static bool build(const tni_dnnl_library *d, const tn_k_conv *p, primitive *out) {
    static const dnnl_prop_kind_t kinds[3] = {[TN_CONV_FORWARD] = dnnl_forward_training,
                                              [TN_CONV_INPUT] = dnnl_backward_data,
                                              [TN_CONV_WEIGHT] = dnnl_backward_weights};
    descriptors m;
    dnnl_primitive_desc_t hint = NULL, desc = NULL;
    bool made = describe(d, p, &m);
    if (made && p->code != TN_CONV_FORWARD) {
        made = primitive_desc(d, p, &m, dnnl_forward_training, NULL, &hint);
    }
    made = made && primitive_desc(d, p, &m, kinds[p->code], hint, &desc) &&
           !d->primitive_create(&out->run, desc);
    for (int r = 0; made && r < ROLES; r++) {
        made = make_memory(d, p, &m, desc, r, out);
    }
    if (made && p->bias) {
        made = !d->memory_create(&out->bias, &m.bias, d->engine, DNNL_MEMORY_NONE);
    }
    if (hint) {
        d->primitive_desc_destroy(hint);
    }
    if (desc) {
        d->primitive_desc_destroy(desc);
    }
    if (!made) {
        destroy(d, out);
    }
    return made;
}

/* The thread's primitive for a shape; NULL when oneDNN does not take it. */
static primitive *find(const tni_dnnl_library *d, thread_state *state, const tn_k_conv *p) {
    const key k = key_of(p);
    slot *s = &state->slots[hash(&k) % CACHE_SLOTS];
    if (s->used && memcmp(&s->key, &k, sizeof k) == 0) {
        return &s->primitive;
    }
    destroy(d, &s->primitive);
    s->used = build(d, p, &s->primitive);
    s->key = k;
    return s->used ? &s->primitive : NULL;
}

/* ---- Running --------------------------------------------------------------------------------- */

static bool reserve(thread_state *state, int role, size_t bytes) {
    if (bytes <= state->scratch_bytes[role]) {
        return true;
    }
    free(state->scratch[role]);
    state->scratch_bytes[role] = 0;
    state->scratch[role] =
        tni_may_allocate_quietly(bytes) ? aligned_alloc(64, (bytes + 4095) / 4096 * 4096) : NULL;
    if (!state->scratch[role]) {
        return false;
    }
    state->scratch_bytes[role] = bytes;
    return true;
}

static bool run_reorder(const tni_dnnl_library *d, thread_state *state, primitive *q, int role,
                        bool written) {
    const dnnl_exec_arg_t args[2] = {{DNNL_ARG_FROM, written ? q->inner[role] : q->user[role]},
                                     {DNNL_ARG_TO, written ? q->user[role] : q->inner[role]}};
    return !d->primitive_execute(q->reorder[role], state->stream, 2, args);
}

static bool execute(const tni_dnnl_library *d, thread_state *state, primitive *q,
                    const tn_k_conv *p) {
    void *const data[ROLES] = {p->input, p->weight, p->output};
    const int written = written_role[p->code];
    dnnl_exec_arg_t args[ROLES + 1];
    for (int r = 0; r < ROLES; r++) {
        d->memory_set_data_handle(q->user[r], data[r]);
        if (q->inner[r]) {
            if (!reserve(state, r, q->inner_bytes[r])) {
                return false;
            }
            d->memory_set_data_handle(q->inner[r], state->scratch[r]);
            if (r != written && !run_reorder(d, state, q, r, false)) {
                return false;
            }
        }
        args[r] = (dnnl_exec_arg_t){arguments[p->code][r], q->inner[r] ? q->inner[r] : q->user[r]};
    }
    if (p->bias) {
        d->memory_set_data_handle(q->bias, (void *)p->bias);
        args[ROLES] = (dnnl_exec_arg_t){DNNL_ARG_BIAS, q->bias};
    }
    return !d->primitive_execute(q->run, state->stream, ROLES + (p->bias != NULL), args) &&
           (!q->inner[written] || run_reorder(d, state, q, written, true)) &&
           !d->stream_wait(state->stream);
}

/* One call of oneDNN with `threads` threads: 1, 0 or -1 as tni_conv_dnnl. */
static int run_one(const tni_dnnl_library *d, const tn_k_conv *p, int threads) {
    const int former = omp_get_max_threads();
    omp_set_num_threads(threads);
    thread_state *state = this_thread(d);
    primitive *q = state ? find(d, state, p) : NULL;
    int result = !state ? -1 : !q ? 0 : execute(d, state, q, p) ? 1 : -1;
    omp_set_num_threads(former);
    return result;
}

/* Pieces of the batch for the weight gradient: a function of the shape. */
static int64_t weight_pieces(const tn_k_conv *p) {
    const int64_t work = p->out_channels * p->out[0] * p->out[1] * (p->in_channels / p->groups) *
                         p->kernel[0] * p->kernel[1];
    if (p->batch < PIECES || p->batch * work < (int64_t)1 << 27) {
        return 1;
    }
    return PIECES;
}

static void sum_pieces(float *out, const float *pieces, int64_t n, int64_t numel) {
    for (int64_t i = 0; i < numel; i++) {
        float sum = out[i];
        for (int64_t k = 1; k < n; k++) {
            sum += pieces[(k - 1) * numel + i];
        }
        out[i] = sum;
    }
}

/* Piece k covers samples [k * batch / n, (k + 1) * batch / n); piece 0 writes the result itself. */
static int run_pieces(const tni_dnnl_library *d, const tn_k_conv *p, int64_t n) {
    const int64_t numel =
        p->out_channels * (p->in_channels / p->groups) * p->kernel[0] * p->kernel[1];
    const int64_t in_stride = p->in_channels * p->in[0] * p->in[1];
    const int64_t out_stride = p->out_channels * p->out[0] * p->out[1];
    const size_t bytes = (size_t)(n - 1) * (size_t)numel * sizeof(float);
    float *sums = tni_may_allocate_quietly(bytes) ? malloc(bytes) : NULL;
    if (!sums) {
        return -1;
    }
    int result = 1;
#pragma omp parallel for num_threads(tn_num_threads()) schedule(dynamic) reduction(min : result)
    for (int64_t k = 0; k < n; k++) {
        const int64_t begin = k * p->batch / n, end = (k + 1) * p->batch / n;
        tn_k_conv part = *p;
        part.batch = end - begin;
        part.input = (float *)p->input + begin * in_stride;
        part.output = (float *)p->output + begin * out_stride;
        part.weight = k == 0 ? p->weight : sums + (k - 1) * numel;
        const int done = run_one(d, &part, 1);
        result = done < result ? done : result;
    }
    if (result == 1) {
        sum_pieces(p->weight, sums, n, numel);
    }
    free(sums);
    return result;
}

bool tni_conv_dnnl_has_bf16(void) {
    const tni_dnnl_library *d = tni_dnnl();
    const unsigned isa = d ? (unsigned)d->get_effective_cpu_isa() : 0;
    return (isa & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
}

int tni_conv_dnnl(const tn_k_conv *p) {
    const tni_dnnl_library *d = tni_dnnl();
    if (!d || (p->dtype != TN_F32 && !(p->dtype == TN_BF16 && tni_conv_dnnl_has_bf16()))) {
        return 0;
    }
    if (p->code != TN_CONV_WEIGHT) {
        return run_one(d, p, tn_num_threads());
    }
    const int64_t n = p->dtype == TN_F32 ? weight_pieces(p) : 1;
    return n == 1 ? run_one(d, p, 1) : run_pieces(d, p, n);
}
