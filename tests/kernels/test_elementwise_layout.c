/* The walks of the elementwise kernel: whatever the strides, dtypes, instruction set and threads,
 * an element has the bits that the plain loop gives it. */
#include "kernel_case.h"

enum { MAX_ELEMENTS = 1 << 18 };

static float source[2][4 * MAX_ELEMENTS], got[2 * MAX_ELEMENTS], want[2 * MAX_ELEMENTS];

static void fill_sources(void) {
    for (int i = 0; i < 4 * MAX_ELEMENTS; i++) {
        source[0][i] = (float)case_uniform((uint64_t)i, -3, 3);
        source[1][i] = (float)case_uniform((uint64_t)i + 77777777, -3, 3);
    }
}

/* A binary function over f32; strides of out, a and b. */
typedef struct layout {
    int ndim;
    int64_t extents[4], out[4], a[4], b[4];
} layout;

static tn_k_elementwise layout_block(const char *name, const layout *l, float *out) {
    tn_k_elementwise k = {.code = (uint16_t)case_code(name),
                          .n_in = 2,
                          .compute = TN_F32,
                          .dtype = {TN_F32, TN_F32, TN_F32},
                          .ndim = l->ndim,
                          .numel = 1,
                          .data = {out, source[0], source[1]}};
    for (int d = 0; d < l->ndim; d++) {
        k.extents[d] = l->extents[d];
        k.numel *= l->extents[d];
        k.strides[0][d] = l->out[d];
        k.strides[1][d] = l->a[d];
        k.strides[2][d] = l->b[d];
    }
    return k;
}

/* One element a call: the definition of what a walk must give. */
static void element_by_element(const tn_k_elementwise *block) {
    for (int64_t i = 0; i < block->numel; i++) {
        tn_k_elementwise one = *block;
        one.ndim = 0;
        one.numel = 1;
        for (int op = 0; op <= block->n_in; op++) {
            int64_t rest = i, offset = 0;
            for (int d = block->ndim - 1; d >= 0; d--) {
                offset += rest % block->extents[d] * block->strides[op][d];
                rest /= block->extents[d];
            }
            one.data[op] = (float *)block->data[op] + offset;
        }
        case_run(&one);
    }
}

static void check_layout(const char *name, const layout *l) {
    fill_sources();
    memset(want, 0, sizeof want);
    const tn_k_elementwise plain = layout_block(name, l, want);
    element_by_element(&plain);
    for (CASE_EACH_ISA(isa)) {
        for (int threads = 1; threads <= 3; threads++) {
            tn_set_num_threads(threads);
            memset(got, 0, sizeof got);
            const tn_k_elementwise k = layout_block(name, l, got);
            case_run(&k);
            cr_expect_arr_eq(got, want, sizeof got, "%s, %d threads, %s", name, threads,
                             tni_isa_name((tni_isa)isa));
        }
    }
}

#define LAYOUT(name, ...)               \
    Test(elementwise_layout, name) {    \
        const layout l = {__VA_ARGS__}; \
        check_layout("add", &l);        \
        check_layout("logaddexp", &l);  \
    }
LAYOUT(contiguous_operands, 1, {100003}, {1}, {1}, {1})
LAYOUT(few_elements, 1, {7}, {1}, {1}, {1})
LAYOUT(a_number_on_the_right, 1, {70001}, {1}, {1}, {0})
LAYOUT(a_number_on_the_left, 1, {70001}, {1}, {0}, {1})
LAYOUT(two_numbers, 1, {5001}, {1}, {0}, {0})
LAYOUT(every_second_element, 1, {70001}, {1}, {2}, {1})
LAYOUT(a_strided_output, 1, {70001}, {2}, {1}, {3})
LAYOUT(a_row_for_every_row, 2, {301, 257}, {257, 1}, {257, 1}, {0, 1})
LAYOUT(a_number_for_every_row, 2, {301, 257}, {257, 1}, {257, 1}, {1, 0})
LAYOUT(an_outer_sum, 2, {301, 257}, {257, 1}, {1, 0}, {0, 1})
LAYOUT(short_rows, 2, {20011, 3}, {3, 1}, {3, 1}, {0, 1})
LAYOUT(short_rows_with_gaps, 2, {9001, 5}, {7, 1}, {9, 1}, {5, 1})
LAYOUT(a_transposed_operand, 2, {259, 301}, {301, 1}, {1, 259}, {301, 1})
LAYOUT(two_transposed_operands, 2, {259, 301}, {301, 1}, {1, 259}, {1, 260})
LAYOUT(a_transposed_operand_in_three_dims, 3, {5, 67, 91}, {6097, 91, 1}, {6097, 1, 67},
       {6097, 91, 1})
LAYOUT(the_outermost_dim_is_the_contiguous_one, 3, {67, 5, 91}, {455, 91, 1}, {1, 67, 335},
       {455, 91, 1})
LAYOUT(a_transposed_operand_and_a_row, 2, {259, 301}, {301, 1}, {1, 259}, {0, 1})
LAYOUT(a_transposed_output, 2, {259, 301}, {1, 259}, {301, 1}, {301, 1})
LAYOUT(a_slice_of_a_slice, 3, {13, 17, 29}, {493, 29, 1}, {2000, 60, 2}, {1000, 31, 1})
LAYOUT(four_dims_of_broadcasting, 4, {7, 9, 11, 13}, {1287, 143, 13, 1}, {0, 13, 0, 1},
       {11, 0, 1, 0})
LAYOUT(narrow_tiles, 2, {5, 30001}, {30001, 1}, {1, 5}, {30001, 1})

Test(elementwise_layout, nothing_is_done_for_no_elements) {
    const layout l = {2, {0, 5}, {5, 1}, {5, 1}, {5, 1}};
    const tn_k_elementwise k = layout_block("add", &l, NULL);
    case_run(&k);
}

Test(elementwise_layout, an_output_may_be_its_own_input) {
    fill_sources();
    for (int64_t n = 1; n <= MAX_ELEMENTS; n = n * 7 + 1) {
        memcpy(got, source[0], sizeof *got * (size_t)n);
        const case_operand in[2] = {{TN_F32, got}, {TN_F32, source[1]}};
        const tn_k_elementwise k = case_block(case_code("mul"), TN_F32, n, TN_F32, got, 2, in);
        case_run(&k);
        for (int64_t i = 0; i < n; i++) {
            cr_assert_eq(got[i], source[0][i] * source[1][i], "element %d of %d", (int)i, (int)n);
        }
    }
}

Test(elementwise_layout, outputs_beyond_the_caches_are_written_whole) {
    const int64_t n = (tni_host_cache_bytes() / 4) + 12345;
    float *in = tni_host_alloc((size_t)n * 4), *out = tni_host_alloc((size_t)n * 4 + 64);
    cr_assert(in && out);
    for (int64_t i = 0; i < n; i++) {
        in[i] = (float)(i & 0xffff);
    }
    /* An output that is not aligned for non-temporal stores. */
    float *shifted = (float *)(void *)((char *)out + 4);
    const case_operand a = {TN_F32, in};
    const tn_k_elementwise k = case_block(case_code("neg"), TN_F32, n, TN_F32, shifted, 1, &a);
    case_run(&k);
    int64_t wrong = 0;
    for (int64_t i = 0; i < n; i++) {
        wrong += shifted[i] != -(float)(i & 0xffff);
    }
    cr_assert_eq(wrong, 0);
    tni_host_free(in);
    tni_host_free(out);
}

/* ---- Storage dtypes -------------------------------------------------------------------------- */

/* Values that every dtype but bool holds exactly. */
static double exact_value(int i) {
    return (double)(i % 100);
}

static void check_copy(tn_dtype from, tn_dtype to, tn_dtype compute, int64_t n, int64_t stride) {
    static unsigned char in[16 * 5000 * 3], out[16 * 5000];
    static double values[5000];
    for (int i = 0; i < n; i++) {
        values[i] = exact_value(i);
    }
    tni_host_store(TN_F64, from)(n, in, values, stride);
    tn_k_elementwise k = {.code = TN_EW_copy,
                          .n_in = 1,
                          .compute = (uint8_t)compute,
                          .dtype = {(uint8_t)to, (uint8_t)from},
                          .ndim = 1,
                          .numel = n,
                          .extents = {n},
                          .strides = {{1}, {stride}},
                          .data = {out, in}};
    case_run(&k);
    for (int i = 0; i < n; i++) {
        const bool to_bool = to == TN_BOOL || from == TN_BOOL;
        const double expected = to_bool ? values[i] != 0 : values[i];
        tn_value v = tni_load_value(out + (size_t)i * tn_dtype_bytes(to), to);
        const double found = creal(tni_value_complex(v));
        cr_assert_float_eq(found, expected, 0, "element %d, %s to %s", i, tn_dtype_name(from),
                           tn_dtype_name(to));
    }
}

/* Copies compute in the wider of both, as the dispatcher does. */
#define COPY_FROM(NAME, name, bytes, category)                                   \
    Test(elementwise_layout, copies_##name##_to_every_dtype) {                   \
        for (int to = TN_BOOL; to < TN_DTYPE_COUNT; to++) {                      \
            const tn_dtype compute = tn_promote_dtypes(TN_##NAME, (tn_dtype)to); \
            check_copy(TN_##NAME, (tn_dtype)to, compute, 5000, 1);               \
            check_copy(TN_##NAME, (tn_dtype)to, compute, 4999, 3);               \
            check_copy(TN_##NAME, (tn_dtype)to, compute, 1, 1);                  \
        }                                                                        \
    }
TN_DTYPES(COPY_FROM)

Test(elementwise_layout, floats_become_integers_without_undefined_behaviour) {
    const float in[6] = {1e20f, -1e20f, NAN, -1.7f, 300.5f, INFINITY};
    for (int to = TN_U8; to <= TN_I64; to++) {
        int64_t out[6];
        const case_operand a = {TN_F32, in};
        const tn_k_elementwise k = case_block(TN_EW_copy, TN_F32, 6, (tn_dtype)to, out, 1, &a);
        case_run(&k);
    }
    int32_t narrow[6];
    const case_operand a = {TN_F32, in};
    const tn_k_elementwise k = case_block(TN_EW_copy, TN_F32, 6, TN_I32, narrow, 1, &a);
    case_run(&k);
    cr_expect_eq(narrow[0], INT32_MIN);
    cr_expect_eq(narrow[2], INT32_MIN);
    cr_expect_eq(narrow[3], -1);
    cr_expect_eq(narrow[4], 300);
}

Test(elementwise_layout, halves_are_rounded_once) {
    /* 1 + 2^-11 is half a step of f16: added in f32, then rounded to even. */
    const uint16_t one = 0x3c00, step = 0x1000; /* 2^-11 */
    uint16_t sum;
    const case_operand in[2] = {{TN_F16, &one}, {TN_F16, &step}};
    const tn_k_elementwise k = case_block(case_code("add"), TN_F16, 1, TN_F16, &sum, 2, in);
    case_run(&k);
    cr_expect_eq(sum, 0x3c00);
}

Test(elementwise_layout, a_bool_condition_chooses_between_floats) {
    static bool condition[1000];
    static float a[1000], b[1000], out[1000];
    for (int i = 0; i < 1000; i++) {
        condition[i] = case_bits((uint64_t)i) & 1;
        a[i] = (float)i;
        b[i] = NAN;
    }
    const case_operand in[3] = {{TN_BOOL, condition}, {TN_F32, a}, {TN_F32, b}};
    const tn_k_elementwise k = case_block(case_code("where"), TN_F32, 1000, TN_F32, out, 3, in);
    case_run(&k);
    for (int i = 0; i < 1000; i++) {
        cr_assert(condition[i] ? out[i] == a[i] : isnan(out[i]), "element %d", i);
    }
}
