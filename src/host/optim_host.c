/* optim_host.c: one optimiser step over all parameters: tensors are cut into pieces of a fixed
 * size, and threads take pieces. Half floats are updated in f32, piece by piece. */
#include "host/optim_loops.h"

static tni_optim_loop *loop_of(uint8_t code, tn_dtype compute) {
    static tni_optim_loop *const *const tables[TNI_ISA_COUNT][2] = {
        [TNI_ISA_BASE] = {tni_optim_f32_base, tni_optim_f64_base},
        [TNI_ISA_AVX2] = {tni_optim_f32_avx2, tni_optim_f64_avx2},
        [TNI_ISA_AVX512] = {tni_optim_f32_avx512, tni_optim_f64_avx512}};
    return tables[tni_host_isa()][compute == TN_F64][code];
}

/* ---- Half floats ----------------------------------------------------------------------------- */

enum { CHUNK = 512 };

static void run_half(const tn_k_optim *p, const tn_k_optim_tensor *t, int64_t begin, int64_t end) {
    tni_convert *load = tni_host_load((tn_dtype)t->dtype, TN_F32);
    tni_convert *store = tni_host_store(TN_F32, (tn_dtype)t->dtype);
    tni_optim_loop *loop = loop_of(p->code, TN_F32);
    float param[CHUNK], grad[CHUNK], state[TN_K_OPTIM_STATES][CHUNK];
    for (int64_t i = begin; i < end; i += CHUNK) {
        const int64_t n = end - i < CHUNK ? end - i : CHUNK;
        void *states[TN_K_OPTIM_STATES];
        load(n, param, (const uint16_t *)t->param + i, 1);
        load(n, grad, (const uint16_t *)t->grad + i, 1);
        for (int k = 0; k < TN_K_OPTIM_STATES; k++) {
            states[k] = t->state[k] ? state[k] : NULL;
            if (t->state[k]) {
                load(n, state[k], (const uint16_t *)t->state[k] + i, 1);
            }
        }
        loop(p, n, param, grad, states);
        store(n, (uint16_t *)t->param + i, param, 1);
        for (int k = 0; k < TN_K_OPTIM_STATES; k++) {
            if (t->state[k]) {
                store(n, (uint16_t *)t->state[k] + i, state[k], 1);
            }
        }
    }
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

static void run_piece(const tn_k_optim *p, const tn_k_optim_tensor *t, int64_t begin, int64_t end) {
    if (t->dtype == TN_F16 || t->dtype == TN_BF16) {
        run_half(p, t, begin, end);
        return;
    }
    const size_t offset = (size_t)begin * tn_dtype_bytes((tn_dtype)t->dtype);
    void *state[TN_K_OPTIM_STATES];
    for (int k = 0; k < TN_K_OPTIM_STATES; k++) {
        state[k] = t->state[k] ? (char *)t->state[k] + offset : NULL;
    }
    loop_of(p->code, (tn_dtype)t->dtype)(p, end - begin, (char *)t->param + offset,
                                         (const char *)t->grad + offset, state);
}

static int64_t pieces_of(const tn_k_optim_tensor *t) {
    return (t->numel + TNI_PIECE - 1) / TNI_PIECE;
}

/* Piece `index` of all tensors' pieces, counted one after another. */
static void run_nth(const tn_k_optim *p, int64_t index) {
    const tn_k_optim_tensor *t = p->tensors;
    while (index >= pieces_of(t)) {
        index -= pieces_of(t++);
    }
    const int64_t begin = index * TNI_PIECE, end = begin + TNI_PIECE;
    run_piece(p, t, begin, end < t->numel ? end : t->numel);
}

int tni_host_optim(const void *params, void *stream) {
    (void)stream;
    const tn_k_optim *p = params;
    int64_t pieces = 0, numel = 0;
    for (int64_t i = 0; i < p->n; i++) {
        pieces += pieces_of(&p->tensors[i]);
        numel += p->tensors[i].numel;
    }
    const int threads = tni_host_threads(numel);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t i = 0; i < pieces; i++) {
        run_nth(p, i);
    }
    return 0;
}
