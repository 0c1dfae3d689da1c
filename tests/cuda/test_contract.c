/* Contractions that CUDA devices read where they lie, against sums term by term: which kernel takes
 * them, into how many pieces their terms are cut, and that einsum copies nothing for them. */
#include "simulator.h"

#include "ops/op.h"

#include <tenon/tenon.h>

#include <complex.h>
#include <criterion/criterion.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#undef I

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

/* ---- Cases ----------------------------------------------------------------------------------- */

/* Letters are dims in the order of memory; an operand repeats along a capital, and is conjugated
 * behind a '*'. Sizes are those of a, b, c … */
typedef struct contract_case {
    const char *a, *b, *out;
    int64_t size[8];
    const char *way; /* the beginning of what the kernels say */
    bool in_pieces;
} contract_case;

static const char TILES[] = "tiles", RESULTS[] = "neighbouring", TERMS[] = "threads share";

static const contract_case cases[] = {
    /* edges of tiles, one above and below; slices of terms that end anywhere */
    {"abc", "cbd", "ad", {17, 3, 33, 65}, TILES, false},
    {"bca", "dcb", "ad", {65, 5, 7, 17}, TILES, false},
    {"cab", "cbd", "da", {64, 16, 9, 64}, TILES, false},
    {"ab", "bc", "ac", {33, 17, 18}, TILES, false},
    {"ab", "cb", "ac", {130, 40, 5}, TILES, false},
    /* more than one dim in each group, in other orders for each operand */
    {"aebdfc", "bghafe", "bcagdh", {2, 2, 5, 4, 3, 7, 4, 5}, TILES, false},
    {"acebd", "dfaegb", "abcfg", {2, 3, 17, 4, 5, 3, 6}, TILES, false},
    /* runs of 16 bytes, whole and aligned, and runs that end between */
    {"acbd", "bdce", "ae", {40, 8, 3, 16, 72}, TILES, false},
    {"bca", "cbd", "ad", {48, 3, 16, 64}, TILES, false},
    {"acb", "bcd", "ad", {48, 9, 5, 20}, TILES, false},
    /* operands that repeat: a sum over what one has once, a batch of one matrix */
    {"abC", "bcd", "ad", {18, 5, 6, 19}, TILES, false},
    {"Aebc", "abdc", "aed", {3, 6, 5, 17, 18}, TILES, false},
    /* many terms for few results */
    {"abc", "cdb", "ad", {17, 33, 70, 17}, TILES, true},
    {"*abc", "cbd", "ad", {17, 70, 32, 18}, TILES, true},
    /* conjugated */
    {"*abc", "*cbd", "ad", {17, 3, 9, 18}, TILES, false},
    {"abc", "*cbd", "ad", {17, 3, 9, 18}, TILES, false},
    /* tiny ones: a result has few terms, or a matrix few results */
    {"ab", "bc", "ac", {33, 2, 35}, RESULTS, false},
    {"abc", "acd", "abd", {50, 3, 5, 4}, RESULTS, false},
    {"a", "b", "ab", {9, 300}, RESULTS, false},
    {"abc", "abc", "abc", {3, 4, 5}, RESULTS, false},
    {"a", "b", "ba", {7, 5}, RESULTS, false},
    /* multiply and sum */
    {"abc", "abc", "a", {5, 30, 41}, TERMS, false},
    {"acb", "abc", "a", {3, 40, 9}, TERMS, false},
    {"ab", "ab", "", {100, 170}, TERMS, true},
    {"a", "a", "", {6}, TERMS, false},
    {"ac", "acb", "ab", {3, 33, 7}, RESULTS, false},
    {"ab", "*abcd", "cd", {19, 32, 5, 8}, RESULTS, true},
    {"ba", "*ab", "b", {90, 40}, TERMS, false},
    {"ab", "*ab", "b", {90, 40}, RESULTS, false},
    {"cabd", "cd", "ba", {40, 10, 3, 50}, TERMS, false},
    {"ab", "bc", "c", {2, 70, 300}, RESULTS, false},
};
enum { N_CASES = sizeof cases / sizeof *cases, MOST = 1 << 17, DIMS = 8 };

static double _Complex factor[2][MOST], sum[MOST];
static double magnitude[MOST];
static unsigned char stored[2][MOST * 16], got[MOST * 16];

static const char *letters_of(const char *term) {
    return term + (*term == '*');
}

static int64_t size_of(const contract_case *k, char letter) {
    return k->size[tolower(letter) - 'a'];
}

/* The stride of a dim in a term; -1 where it is not there. */
static int64_t stride_in(const contract_case *k, const char *term, char letter) {
    int64_t stride = 1;
    const char *text = letters_of(term);
    for (int i = (int)strlen(text) - 1; i >= 0; i--) {
        if (tolower(text[i]) == letter) {
            return isupper((unsigned char)text[i]) ? 0 : stride;
        }
        stride *= isupper((unsigned char)text[i]) ? 1 : size_of(k, text[i]);
    }
    return -1;
}

static int64_t elements_of(const contract_case *k, const char *term) {
    int64_t n = 1;
    for (const char *at = letters_of(term); *at; at++) {
        n *= isupper((unsigned char)*at) ? 1 : size_of(k, *at);
    }
    cr_assert_leq(n, MOST);
    return n;
}

static int64_t stride_or_none(const contract_case *k, const char *term, char letter) {
    const int64_t stride = stride_in(k, term, letter);
    return stride < 0 ? 0 : stride;
}

static int group_of(const contract_case *k, char letter) {
    const bool in_a = stride_or_none(k, k->a, letter) > 0;
    const bool in_b = stride_or_none(k, k->b, letter) > 0;
    return stride_in(k, k->out, letter) < 0 ? TN_CONTRACT_INNER
           : in_a && in_b                   ? TN_CONTRACT_BATCH
           : in_a                           ? TN_CONTRACT_ROWS
                                            : TN_CONTRACT_COLUMNS;
}

/* Dims of results in the order of the result, summed ones in that of a, then of b. */
static tn_k_contract block_of(const contract_case *k, tn_dtype dtype) {
    tn_k_contract block = {.dtype = (uint8_t)dtype, .conj_a = *k->a == '*', .conj_b = *k->b == '*'};
    int n = 0;
    for (int group = 0; group < TN_CONTRACT_GROUPS; group++) {
        char seen[2 * DIMS + 1] = "";
        const char *const terms[] = {k->out, letters_of(k->a), letters_of(k->b)};
        block.count[group] = 1;
        for (int term = 0; term < 3; term++) {
            for (const char *at = terms[term]; *at; at++) {
                const char letter = (char)tolower(*at);
                if (strchr(seen, letter) || group_of(k, letter) != group) {
                    continue;
                }
                strncat(seen, &letter, 1);
                block.extents[n] = size_of(k, letter);
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

/* ---- Sums term by term ----------------------------------------------------------------------- */

static void draw(tn_dtype dtype, int operand, int64_t n, uint64_t *state) {
    for (int64_t i = 0; i < n; i++) {
        double part[2] = {0};
        for (int j = 0; j < 2; j++) {
            *state = *state * 6364136223846793005u + 1442695040888963407u;
            part[j] = (double)(*state >> 33) * 0x1p-30 - 1;
        }
        const bool is_float = tni_is_float(dtype) || tni_is_complex(dtype);
        const tn_value v = tni_is_complex(dtype) ? tn_value_complex(part[0], part[1])
                           : is_float            ? tn_value_float(part[0])
                                                 : tn_value_int((int64_t)(part[0] * 3) & 3);
        void *at = stored[operand] + (size_t)i * tn_dtype_bytes(dtype);
        tni_store_value(at, dtype, v);
        factor[operand][i] = tni_value_complex(tni_load_value(at, dtype));
    }
}

static void add_up(const tn_k_contract *k) {
    const int n = k->first[TN_CONTRACT_GROUPS];
    int64_t index[DIMS] = {0};
    memset(sum, 0, sizeof sum);
    memset(magnitude, 0, sizeof magnitude);
    for (int d = 0; d >= 0;) {
        int64_t a = 0, b = 0, out = 0;
        for (d = 0; d < n; d++) {
            a += index[d] * k->a_strides[d];
            b += index[d] * k->b_strides[d];
            out += index[d] * k->out_strides[d];
        }
        const double _Complex x = k->conj_a ? conj(factor[0][a]) : factor[0][a];
        const double _Complex y = k->conj_b ? conj(factor[1][b]) : factor[1][b];
        sum[out] += x * y;
        magnitude[out] += cabs(x) * cabs(y);
        for (d = n - 1; d >= 0 && ++index[d] == k->extents[d]; d--) {
            index[d] = 0;
        }
    }
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
static void launch(tn_k_contract k, int64_t skipped, int64_t a_bytes, int64_t b_bytes,
                   int64_t out_bytes) {
    tn_tensor *a = bytes_there(stored[0], a_bytes + skipped);
    tn_tensor *b = bytes_there(stored[1], b_bytes);
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
    memcpy(got, tn_data(tn_to(out, .device = TN_CPU)), (size_t)out_bytes);
}

/* Integers wrap. Half floats are rounded once, from sums of f32; so are factors to TF32. */
static bool is_near(double _Complex v, int64_t i, tn_dtype dtype, bool tf32) {
    if (tni_is_integral(dtype, false)) {
        const int bits = 8 * (int)tn_dtype_bytes(dtype);
        return fmod(creal(v) - creal(sum[i]), ldexp(1, bits)) == 0;
    }
    const double rounded = dtype == TN_F16 ? 0x1p-11 : dtype == TN_BF16 ? 0x1p-8 : 0;
    const double of_terms = tf32                                  ? 0x1p-10
                            : dtype == TN_F64 || dtype == TN_C128 ? 0x1p-50
                                                                  : 0x1p-21;
    return cabs(v - sum[i]) <= rounded * cabs(sum[i]) + of_terms * magnitude[i];
}

static void check(const contract_case *k, tn_dtype dtype, bool tf32, bool shifted) {
    TN_SCOPE(s);
    tn_k_contract block = block_of(k, dtype);
    const int64_t n = elements_of(k, k->out), bytes = (int64_t)tn_dtype_bytes(dtype);
    uint64_t state = 7;
    block.tf32 = tf32;
    draw(dtype, 0, elements_of(k, k->a) + shifted, &state);
    draw(dtype, 1, elements_of(k, k->b), &state);
    if (shifted) {
        memmove(factor[0], factor[0] + 1, (size_t)elements_of(k, k->a) * sizeof *factor[0]);
    }
    add_up(&block);
    const char *way = kernels()->explain[TN_K_contract](&block);
    cr_expect(strncmp(way, k->way, strlen(k->way)) == 0, "%s,%s->%s: %s", k->a, k->b, k->out, way);
    cr_expect_eq(kernels()->workspace[TN_K_contract](&block) > 0, k->in_pieces,
                 "%s,%s->%s is cut into pieces, or is not", k->a, k->b, k->out);
    launch(block, shifted * bytes, elements_of(k, k->a) * bytes, elements_of(k, k->b) * bytes,
           n * bytes);
    for (int64_t i = 0; i < n; i++) {
        const double _Complex v = tni_value_complex(tni_load_value(got + i * bytes, dtype));
        cr_assert(is_near(v, i, dtype, tf32),
                  "%s,%s->%s of %s: element %d is %.9g%+.9gi, not %.9g%+.9gi", k->a, k->b, k->out,
                  tn_dtype_name(dtype), (int)i, creal(v), cimag(v), creal(sum[i]), cimag(sum[i]));
    }
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
}

static void check_all(tn_dtype dtype, bool tf32) {
    need_devices(1);
    for (int i = 0; i < N_CASES; i++) {
        check(&cases[i], dtype, tf32, false);
    }
    check(&cases[0], dtype, tf32, true);
    check(&cases[7], dtype, tf32, true);
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
    expect_no_fault();
}

Test(cuda_contract, large_products_are_still_products) {
    TN_SCOPE(s);
    sim();
    need_devices(1);
    tn_tensor *const a = drawn((const int64_t[]){2, 65, 66}, 3);
    tn_tensor *const b = drawn((const int64_t[]){2, 66, 67}, 3);
    expect_contraction("bij,bjk->bik", a, b, 1, 2);
    expect_no_fault();
}
