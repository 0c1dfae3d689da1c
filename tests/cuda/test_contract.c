/* Contractions that CUDA devices read where they lie, against sums term by term: which kernel takes
 * them, into how many pieces their terms are cut, and that einsum copies nothing for them. */
#include "simulator.h"

#include "ops/op.h"
#include "support/contract_case.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

/* ---- Blocks ---------------------------------------------------------------------------------- */

static int64_t stride_or_none(const contract_case *k, const char *term, char letter) {
    const int64_t stride = contract_stride(k, term, letter);
    return stride < 0 ? 0 : stride;
}

static int group_of(const contract_case *k, char letter) {
    const bool in_a = stride_or_none(k, k->a, letter) > 0;
    const bool in_b = stride_or_none(k, k->b, letter) > 0;
    return contract_stride(k, k->out, letter) < 0 ? TN_CONTRACT_INNER
           : in_a && in_b                         ? TN_CONTRACT_BATCH
           : in_a                                 ? TN_CONTRACT_ROWS
                                                  : TN_CONTRACT_COLUMNS;
}

/* Dims of results in the order of the result, summed ones in that of a, then of b. */
static tn_k_contract block_of(const contract_case *k, tn_dtype dtype) {
    tn_k_contract block = {.dtype = (uint8_t)dtype, .conj_a = *k->a == '*', .conj_b = *k->b == '*'};
    int n = 0;
    for (int group = 0; group < TN_CONTRACT_GROUPS; group++) {
        char seen[CONTRACT_LETTERS + 1] = "";
        const char *const terms[] = {k->out, contract_letters(k->a), contract_letters(k->b)};
        block.count[group] = 1;
        for (int term = 0; term < 3; term++) {
            for (const char *at = terms[term]; *at; at++) {
                const char letter = (char)tolower(*at);
                if (isdigit((unsigned char)letter) || strchr(seen, letter) ||
                    group_of(k, letter) != group) {
                    continue;
                }
                strncat(seen, &letter, 1);
                block.extents[n] = k->size[letter - 'a'];
                block.a_strides[n] = stride_or_none(k, k->a, letter);
                block.b_strides[n] = stride_or_none(k, k->b, letter);
                block.out_strides[n] = stride_or_none(k, k->out, letter);
                block.count[group] *= block.extents[n++];
            }
        }
        block.first[group + 1] = n;
    }
    return block;
}

/* ---- Running one ----------------------------------------------------------------------------- */

static tn_tensor *bytes_there(const void *data, int64_t bytes) {
    tn_tensor *host = tn_empty(TN_SHAPE(bytes), .dtype = TN_U8, .device = TN_CPU);
    memcpy(tn_data(host), data, (size_t)bytes);
    return tn_to(host, .device = CUDA);
}

static const tn_kernels *kernels(void) {
    return tni_device_of_type(TN_DEVICE_CUDA, NULL)->kernels;
}

/* a begins behind skipped bytes: nothing says that operands are aligned to 16. */
static const void *launch(tn_k_contract k, int64_t skipped, tn_tensor *a, tn_tensor *b,
                          int64_t out_bytes) {
    tn_tensor *out = tn_zeros(TN_SHAPE(out_bytes), .dtype = TN_U8, .device = CUDA);
    const int64_t more = kernels()->workspace[TN_K_contract](&k);
    tn_tensor *workspace = tn_zeros(TN_SHAPE(more > 0 ? more : 1), .dtype = TN_U8, .device = CUDA);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    k.a = tni_ptr(a) + skipped;
    k.b = tni_ptr(b);
    k.out = tni_ptr(out);
    k.workspace = more > 0 ? tni_ptr(workspace) : NULL;
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_writes(&o, workspace);
    tni_reads(&o, a);
    tni_reads(&o, b);
    cr_assert(tni_submit(&(tni_launch_record){.op = "contract",
                                              .device = CUDA,
                                              .family = TN_K_contract,
                                              .params = &k,
                                              .bytes = sizeof k,
                                              .operands = o.at,
                                              .n_operands = o.n,
                                              .n_written = o.n_written}),
              "%s", tn_error_pending()->message);
    return tn_data(tn_to(out, .device = TN_CPU));
}

static void check(const contract_case *k, tn_dtype dtype, bool tf32, int skipped) {
    TN_SCOPE(s);
    tn_k_contract block = block_of(k, dtype);
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    block.tf32 = tf32;
    const void *a = contract_draw(k, dtype, 0, skipped), *b = contract_draw(k, dtype, 1, 0);
    contract_add_up(k);
    const char *way = kernels()->explain[TN_K_contract](&block);
    cr_expect(strncmp(way, k->way, strlen(k->way)) == 0, "%s,%s->%s: %s", k->a, k->b, k->out, way);
    cr_expect_eq(kernels()->workspace[TN_K_contract](&block) > 0, k->in_pieces,
                 "%s,%s->%s is cut into pieces, or is not", k->a, k->b, k->out);
    tn_tensor *x = bytes_there(a, (contract_elements(k, k->a) + skipped) * bytes);
    tn_tensor *y = bytes_there(b, contract_elements(k, k->b) * bytes);
    const void *got = launch(block, skipped * bytes, x, y, contract_elements(k, k->out) * bytes);
    const char *difference = contract_difference(k, dtype, tf32, got);
    cr_assert_str_empty(difference, "%s", difference);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
}

static void check_all(tn_dtype dtype, bool tf32) {
    need_devices(1);
    for (int i = 0; i < contract_n_cases; i++) {
        check(&contract_cases[i], dtype, tf32, 0);
    }
    check(&contract_cases[0], dtype, tf32, 1);
    check(&contract_cases[7], dtype, tf32, 1);
    expect_no_fault();
}

#define OF_DTYPE(name, dtype, tf32)                                                 \
    Test(cuda_contract, name##_contractions_are_sums_of_products, .timeout = 900) { \
        check_all(dtype, tf32);                                                     \
    }
OF_DTYPE(f16, TN_F16, false)
OF_DTYPE(bf16, TN_BF16, false)
OF_DTYPE(tf32, TN_F32, true)
OF_DTYPE(f32, TN_F32, false)
OF_DTYPE(f64, TN_F64, false)
OF_DTYPE(c64, TN_C64, false)
OF_DTYPE(c128, TN_C128, false)
OF_DTYPE(u8, TN_U8, false)
OF_DTYPE(i8, TN_I8, false)
OF_DTYPE(i16, TN_I16, false)
OF_DTYPE(i32, TN_I32, false)
OF_DTYPE(i64, TN_I64, false)

/* ---- What einsum does ------------------------------------------------------------------------ */

typedef struct work {
    uint64_t launches, products, copies;
} work;

static work work_so_far(void) {
    const sim_counts c = sim()->get_counts();
    return (work){c.launches, c.products, c.copies};
}

static void expect_work(work before, uint64_t launches, uint64_t products, const char *equation) {
    const work now = work_so_far();
    cr_expect(now.launches - before.launches == launches &&
                  now.products - before.products == products && now.copies == before.copies,
              "%s: %d launches and %d products of cuBLAS", equation,
              (int)(now.launches - before.launches), (int)(now.products - before.products));
}

static tn_tensor *drawn(const int64_t *sizes, int n) {
    return tn_randn(((tn_ints){sizes, n}), .dtype = TN_F64, .device = CUDA, .requires_grad = true);
}

/* A contraction is one launch, as are its gradients, and those lie in memory as the operands do. */
static void expect_contraction(const char *equation, tn_tensor *a, tn_tensor *b,
                               uint64_t forward_products, uint64_t backward_products) {
    work before = work_so_far();
    tn_tensor *r = tn_einsum(equation, a, b);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    expect_work(before, forward_products ? 0 : 1, forward_products, equation);
    tn_tensor *seed = tn_ones_like(r);
    before = work_so_far();
    tn_tensor *grads[2];
    tn_autograd_grad(TN_TENSORS(r), .inputs = TN_TENSORS(a, b), .grads = grads,
                     .grad_outputs = TN_TENSORS(seed));
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    expect_work(before, 2 - backward_products, backward_products, equation);
    for (int i = 0; i < 2; i++) {
        cr_expect(tn_is_contiguous(grads[i]), "%s: gradient %d", equation, i);
    }
}

Test(cuda_contract, einsum_and_its_gradients_copy_nothing) {
    TN_SCOPE(s);
    sim();
    need_devices(1);
    tn_tensor *const a = drawn((const int64_t[]){6, 5, 4, 7}, 4);
    tn_tensor *const b = drawn((const int64_t[]){4, 7, 5, 18}, 4);
    expect_contraction("abcd,cdbe->ae", a, b, 0, 0);
    tn_tensor *const q = drawn((const int64_t[]){2, 3, 17, 18}, 4);
    tn_tensor *const k = drawn((const int64_t[]){2, 19, 3, 18}, 4);
    expect_contraction("bhqd,bkhd->bhqk", q, k, 0, 0);
    tn_tensor *const v = drawn((const int64_t[]){3, 4, 5}, 3);
    tn_tensor *const w = drawn((const int64_t[]){3, 4, 5, 6}, 4);
    expect_contraction("bic,bicf->bif", v, w, 0, 0);
    tn_tensor *const x = drawn((const int64_t[]){3, 30, 40}, 3);
    expect_contraction("bij,bij->b", x, drawn((const int64_t[]){3, 30, 40}, 3), 0, 0);
    /* large enough for cuBLAS, and no use for its tiles */
    tn_tensor *const y = drawn((const int64_t[]){300, 30, 40}, 3);
    expect_contraction("bij,bij->b", y, drawn((const int64_t[]){300, 30, 40}, 3), 0, 0);
    expect_no_fault();
}

Test(cuda_contract, large_products_are_still_products) {
    TN_SCOPE(s);
    sim();
    need_devices(1);
    tn_tensor *const a = drawn((const int64_t[]){2, 65, 66}, 3);
    tn_tensor *const b = drawn((const int64_t[]){2, 66, 67}, 3);
    expect_contraction("bij,bjk->bik", a, b, 1, 2);
    /* Three that add up, since summed dims do not lie one inside the other. Gradients are batches
     * whose matrices lie between each other, which are not cuBLAS's. */
    tn_tensor *const c = drawn((const int64_t[]){256, 3, 16, 16}, 4);
    tn_tensor *const d = drawn((const int64_t[]){16, 16, 3, 256}, 4);
    expect_contraction("abcd,cdbe->ae", c, d, 3, 0);
    tn_tensor *flat = tn_mm(tn_reshape(tn_permute(c, TN_DIMS(0, 2, 3, 1)), TN_SHAPE(256, -1)),
                            tn_reshape(d, TN_SHAPE(-1, 256)));
    tn_tensor *off = tn_sub(tn_einsum("abcd,cdbe->ae", c, d), flat);
    cr_expect_lt(tn_item(tn_max(tn_abs(off))), 1e-10);
    expect_no_fault();
}
