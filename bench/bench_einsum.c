/* bench_einsum.c: contractions by equation, which is the name of the case. */
#include "bench_cases.h"

static bool make_two(tn_ints a, tn_ints b) {
    return bench_make(0, TN_F32, a, false) && bench_make(1, TN_F32, b, false);
}

static bool batched(void) {
    return make_two(TN_SHAPE(32, 128, 128), TN_SHAPE(32, 128, 128));
}

static bool scores(void) {
    return make_two(TN_SHAPE(8, 8, 128, 64), TN_SHAPE(8, 128, 8, 64));
}

static bool four_dims(void) {
    return make_two(TN_SHAPE(64, 16, 16, 16), TN_SHAPE(16, 16, 16, 64));
}

static bool vectors(void) {
    return make_two(TN_SHAPE(64, 32, 32), TN_SHAPE(64, 32, 32, 32));
}

static bool weights(void) {
    return make_two(TN_SHAPE(32, 32), TN_SHAPE(32, 32, 32, 32));
}

/* From the left the products are large ones. */
static bool chain(void) {
    static const int64_t sizes[] = {512, 256, 512, 256, 512, 256, 4};
    bool made = true;
    for (int i = 0; made && i < 6; i++) {
        made = bench_make(i, TN_F32, TN_SHAPE(sizes[i], sizes[i + 1]), false);
    }
    return made;
}

static tn_tensor *of_two(const char *equation) {
    return tn_einsum(equation, bench_in[0], bench_in[1]);
}

static tn_tensor *run_batched(void) {
    return of_two("bij,bjk->bik");
}

static tn_tensor *run_scores(void) {
    return of_two("bhqd,bkhd->bhqk");
}

static tn_tensor *run_four_dims(void) {
    return of_two("abcd,cdbe->ae");
}

static tn_tensor *run_vectors(void) {
    return of_two("bic,bicf->bif");
}

static tn_tensor *run_weights(void) {
    return of_two("ij,ijkl->kl");
}

static tn_tensor *run_chain(void) {
    return tn_einsum_list("ab,bc,cd,de,ef,fg->ag", ((tn_tensors){bench_in, 6}));
}

static const bench_case cases[] = {
    {"bij,bjk->bik", batched, run_batched},      {"bhqd,bkhd->bhqk", scores, run_scores},
    {"abcd,cdbe->ae", four_dims, run_four_dims}, {"bic,bicf->bif", vectors, run_vectors},
    {"ij,ijkl->kl", weights, run_weights},       {"ab,bc,cd,de,ef,fg->ag", chain, run_chain},
};
const bench_group bench_einsum = BENCH_GROUP(cases);
