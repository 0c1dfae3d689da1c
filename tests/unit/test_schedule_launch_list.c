/* Lists of launches that were put off: which are alike, which numbers move, and what is given. */
#include "schedule/launch_list.h"

#include <criterion/criterion.h>

static char memory[64]; /* addresses; nothing is read or written there */
static char dirt = 0x55;

/* What the kernels below were given last. */
static tn_k_random given_random;
static tn_k_optim given_optim;
static tn_k_optim_tensor given_tensor;
static tn_k_elementwise given_elementwise;
static int n_given;

static int run_random(const void *params, void *stream) {
    cr_expect_eq(stream, memory);
    given_random = *(const tn_k_random *)params;
    n_given++;
    return 0;
}
static int run_optim(const void *params, void *stream) {
    (void)stream;
    given_optim = *(const tn_k_optim *)params;
    given_tensor = given_optim.tensors[given_optim.n - 1];
    n_given++;
    return 0;
}
static int run_elementwise(const void *params, void *stream) {
    (void)stream;
    given_elementwise = *(const tn_k_elementwise *)params;
    n_given++;
    return 0;
}
static int run_any(const void *params, void *stream) {
    (void)params, (void)stream;
    n_given++;
    return 0;
}
static int refuse(const void *params, void *stream) {
    (void)params, (void)stream;
    return tn_kernel_fail(TN_ERR_DEVICE, "no luck");
}

static void add(tni_launch_list *list, tn_kernel_family family, const void *params, size_t bytes,
                tn_kernel *run) {
    cr_assert(tni_list_add(
        list,
        &(tni_launch_record){
            .op = "work", .device = TN_CPU, .family = family, .params = params, .bytes = bytes},
        run));
}
#define ADD(list, family, params, run) add((list), TN_K_##family, (params), sizeof *(params), (run))

/* Whether two lists are alike, each with one launch. */
static bool are_alike(tn_kernel_family family, const void *a, const void *b, size_t bytes) {
    tni_launch_list one = {0}, other = {0};
    char junk[2048];
    memset(junk, dirt, sizeof junk);
    add(&other, TN_K_fill, junk, sizeof junk, run_any);
    tni_list_clear(&other); /* it stands in memory that was used before */
    add(&one, family, a, bytes, run_any);
    add(&other, family, b, bytes, run_any);
    const bool alike = tni_lists_are_alike(&one, &other);
    tni_list_free(&one);
    tni_list_free(&other);
    return alike;
}

/* ---- Alike ----------------------------------------------------------------------------------- */

/* Blocks hold what was there before in bytes that no field has. */
#define DIRTY(type, name) \
    type name;            \
    memset(&name, dirt, sizeof name)
#define EXPECT_ALIKE(family, fill, change)                                          \
    do {                                                                            \
        dirt = 0x55;                                                                \
        DIRTY(tn_k_##family, a);                                                    \
        fill(&a);                                                                   \
        dirt = (char)0xaa;                                                          \
        DIRTY(tn_k_##family, b);                                                    \
        fill(&b);                                                                   \
        cr_expect(are_alike(TN_K_##family, &a, &b, sizeof a), #family);             \
        b.change;                                                                   \
        cr_expect(!are_alike(TN_K_##family, &a, &b, sizeof a), #family " changes"); \
    } while (0)

/* All fields, by their widths: whatever is left is between them. */
#define SET(field) memset(&p->field, 1, sizeof p->field)
static void fill_fill(tn_k_fill *p) {
    SET(dtype), SET(ndim), SET(numel), SET(data), SET(extents), SET(strides), SET(value);
}
static void fill_reduce(tn_k_reduce *p) {
    SET(code), SET(in_dtype), SET(out_dtype), SET(kept_ndim), SET(reduced_ndim), SET(kept_numel);
    SET(reduced_numel), SET(kept_extents), SET(kept_strides), SET(reduced_extents);
    SET(reduced_strides), SET(in), SET(out), SET(out2), SET(param), SET(workspace);
}
static void fill_matmul(tn_k_matmul *p) {
    SET(dtype), SET(conj_a), SET(conj_b), SET(tf32), SET(workspace), SET(batch), SET(m), SET(n),
        SET(k), SET(a), SET(b);
    SET(c), SET(a_batch), SET(a_row), SET(a_col), SET(b_batch), SET(b_row), SET(b_col);
    SET(c_batch), SET(c_row), SET(alpha), SET(beta);
}
static void fill_contract(tn_k_contract *p) {
    SET(dtype), SET(conj_a), SET(conj_b), SET(tf32), SET(first), SET(count), SET(extents);
    SET(a_strides), SET(b_strides), SET(out_strides), SET(a), SET(b), SET(out), SET(workspace);
}
static void fill_conv(tn_k_conv *p) {
    SET(code), SET(dtype), SET(tf32), SET(workspace), SET(batch), SET(in_channels),
        SET(out_channels), SET(groups), SET(in);
    SET(out), SET(kernel), SET(stride), SET(padding), SET(dilation), SET(input), SET(weight);
    SET(output), SET(bias);
}
static void fill_pool(tn_k_pool *p) {
    SET(code), SET(dtype), SET(adaptive), SET(count_padding), SET(planes), SET(in), SET(out);
    SET(kernel), SET(stride), SET(padding), SET(dilation), SET(divisor), SET(input), SET(output);
    SET(indices);
}
static void fill_rows(tn_k_rows *p) {
    SET(code), SET(dtype), SET(dim), SET(unordered), SET(outer), SET(size), SET(count), SET(inner);
    SET(index), SET(picked_index), SET(picked_size), SET(table), SET(picked), SET(workspace),
        SET(alpha);
}
static void fill_ravel(tn_k_ravel *p) {
    SET(ndim), SET(n_terms), SET(numel), SET(extents), SET(index), SET(strides);
    SET(size), SET(step), SET(out), SET(call), SET(dim);
}
static void fill_fft(tn_k_fft *p) {
    SET(code), SET(dtype), SET(real), SET(inverse), SET(whole), SET(outer), SET(n), SET(inner);
    SET(given), SET(from), SET(to), SET(scale), SET(in), SET(window), SET(out), SET(workspace);
}
static void fill_fft_conv(tn_k_fft_conv *p) {
    SET(dtype), SET(signal), SET(filter), SET(lines), SET(first), SET(n), SET(out), SET(workspace);
}
static void fill_reflect(tn_k_reflect *p) {
    SET(code), SET(dtype), SET(left), SET(transpose), SET(batch), SET(m), SET(columns), SET(count);
    SET(row), SET(reflectors), SET(tau), SET(in), SET(out), SET(workspace);
}
static void fill_svd(tn_k_svd *p) {
    SET(dtype), SET(driver), SET(wanted), SET(batch), SET(m), SET(n), SET(in), SET(u), SET(s);
    SET(vh), SET(info), SET(workspace);
}
static void fill_eigh(tn_k_eigh *p) {
    SET(dtype), SET(driver), SET(vectors), SET(upper), SET(batch), SET(n), SET(in), SET(w), SET(v);
    SET(info), SET(workspace);
}
static void fill_check(tn_k_check *p) {
    SET(code), SET(batch), SET(info);
}
static void fill_gather(tn_k_gather *p) {
    SET(code), SET(dtype), SET(unordered), SET(is_copy), SET(ndim), SET(dim), SET(size);
    SET(extents), SET(table_strides), SET(picked_strides), SET(index), SET(table), SET(picked);
    SET(workspace);
}
static void fill_softmax(tn_k_softmax *p) {
    SET(code), SET(dtype), SET(outer), SET(n), SET(inner), SET(in), SET(y), SET(out);
}
static void fill_norm(tn_k_norm *p) {
    SET(code), SET(dtype), SET(rms), SET(rows), SET(n), SET(channels), SET(repeat), SET(eps);
    SET(in), SET(weight), SET(bias), SET(grad), SET(out), SET(mean), SET(rstd), SET(grad_weight);
    SET(grad_bias), SET(workspace);
}
static void fill_scan(tn_k_scan *p) {
    SET(code), SET(in_dtype), SET(out_dtype), SET(outer), SET(size), SET(inner), SET(in);
    SET(out), SET(indices), SET(workspace);
}
static void fill_range(tn_k_range *p) {
    SET(code), SET(dtype), SET(whole), SET(n), SET(whole_start), SET(whole_step), SET(start);
    SET(step), SET(end), SET(out);
}
static void fill_sort(tn_k_sort *p) {
    SET(dtype), SET(descending), SET(rows), SET(n), SET(kept), SET(in), SET(values);
    SET(indices), SET(workspace);
}
static void fill_search(tn_k_search *p) {
    SET(dtype), SET(right), SET(rows), SET(n), SET(queries), SET(sorted), SET(values), SET(order);
    SET(out);
}

static void fill_attention(tn_k_attention *p) {
    SET(code), SET(dtype), SET(mask_dtype), SET(causal), SET(lead_ndim), SET(lead_extents);
    SET(batch), SET(queries), SET(keys), SET(size), SET(value_size), SET(scale), SET(query);
    SET(key), SET(value), SET(mask), SET(out), SET(grad), SET(grad_query), SET(grad_key);
    SET(grad_value), SET(logsumexp), SET(workspace);
}

/* Two dims, two inputs, the second of them a number. */
static void fill_elementwise(tn_k_elementwise *p) {
    p->code = 3;
    p->n_in = 2;
    p->compute = TN_F32;
    p->ndim = 2;
    p->numel = 6;
    p->numbers = 1 << 2;
    for (int k = 0; k <= 2; k++) {
        p->dtype[k] = TN_F32;
        p->data[k] = k == 2 ? (void *)p->number[2] : memory + k;
        p->strides[k][0] = 3;
        p->strides[k][1] = 1;
    }
    p->extents[0] = 2;
    p->extents[1] = 3;
    memcpy(p->number[2], &(const float){1.5f}, sizeof(float));
}

Test(schedule_launch_list, blocks_are_alike_when_their_fields_are) {
    EXPECT_ALIKE(fill, fill_fill, value[15]++);
    EXPECT_ALIKE(reduce, fill_reduce, workspace = memory);
    EXPECT_ALIKE(matmul, fill_matmul, beta[1] = 2);
    EXPECT_ALIKE(matmul, fill_matmul, tf32 = false);
    EXPECT_ALIKE(contract, fill_contract, first[4]++);
    EXPECT_ALIKE(contract, fill_contract, workspace = memory);
    EXPECT_ALIKE(conv, fill_conv, bias = memory);
    EXPECT_ALIKE(conv, fill_conv, tf32 = false);
    EXPECT_ALIKE(attention, fill_attention, grad_value.column++);
    EXPECT_ALIKE(pool, fill_pool, indices++);
    EXPECT_ALIKE(rows, fill_rows, alpha[0]++);
    EXPECT_ALIKE(rows, fill_rows, picked_index++);
    EXPECT_ALIKE(rows, fill_rows, unordered = false);
    EXPECT_ALIKE(gather, fill_gather, unordered = false);
    EXPECT_ALIKE(ravel, fill_ravel, dim[0]++);
    EXPECT_ALIKE(ravel, fill_ravel, call++);
    EXPECT_ALIKE(fft, fill_fft, inverse = false);
    EXPECT_ALIKE(fft_conv, fill_fft_conv, first++);
    EXPECT_ALIKE(reflect, fill_reflect, transpose = false);
    EXPECT_ALIKE(svd, fill_svd, wanted++);
    EXPECT_ALIKE(eigh, fill_eigh, upper = false);
    EXPECT_ALIKE(check, fill_check, info++);
    EXPECT_ALIKE(gather, fill_gather, dim++);
    EXPECT_ALIKE(softmax, fill_softmax, code++);
    EXPECT_ALIKE(norm, fill_norm, grad_bias = memory);
    EXPECT_ALIKE(scan, fill_scan, indices++);
    EXPECT_ALIKE(range, fill_range, n++);
    EXPECT_ALIKE(sort, fill_sort, indices++);
    EXPECT_ALIKE(sort, fill_sort, kept++);
    EXPECT_ALIKE(search, fill_search, out++);
    EXPECT_ALIKE(elementwise, fill_elementwise, data[1] = memory);
    EXPECT_ALIKE(elementwise, fill_elementwise, strides[2][1]++);
    EXPECT_ALIKE(elementwise, fill_elementwise, number[2][3]++);
}

Test(schedule_launch_list, lists_of_other_lengths_and_copies_differ) {
    tni_launch_list one = {0}, other = {0};
    cr_expect(tni_lists_are_alike(&one, &other));
    const tni_copy_end to = {TN_CPU, memory, NULL}, from = {TN_CPU, memory + 8, NULL};
    cr_assert(tni_list_add_copy(&one, to, from, 4));
    cr_expect_not(tni_lists_are_alike(&one, &other));
    cr_assert(tni_list_add_copy(&other, to, from, 4));
    cr_expect(tni_lists_are_alike(&one, &other));
    tni_list_clear(&other);
    cr_assert(tni_list_add_copy(&other, from, to, 4));
    cr_expect_not(tni_lists_are_alike(&one, &other));
    tni_list_free(&one);
    tni_list_free(&other);
}

/* ---- Random ops ------------------------------------------------------------------------------ */

static tn_k_random random_at(uint64_t step, uint64_t ordinal) {
    return (tn_k_random){.code = TN_RANDOM_NORMAL,
                         .dtype = TN_F32,
                         .numel = 7,
                         .out = memory,
                         .seed = 5,
                         .step = step,
                         .shard = 2,
                         .ordinal = ordinal,
                         .b = 1,
                         .high = 4};
}

static bool random_is_alike(tn_k_random a, tn_k_random b) {
    return are_alike(TN_K_random, &a, &b, sizeof a);
}

Test(schedule_launch_list, of_a_random_op_its_step_or_its_ordinal_moves) {
    const tn_k_random p = random_at(1, 1);
    cr_expect(random_is_alike(p, random_at(1, 1)));
    cr_expect(random_is_alike(p, random_at(2, 1)));
    cr_expect(random_is_alike(p, random_at(1, 2)));
    cr_expect_not(random_is_alike(p, random_at(2, 2)));
#define EXPECT_OTHER(change)                        \
    do {                                            \
        tn_k_random q = p;                          \
        q.change;                                   \
        cr_expect(!random_is_alike(p, q), #change); \
    } while (0)
    EXPECT_OTHER(code = 0);
    EXPECT_OTHER(dtype = TN_F64);
    EXPECT_OTHER(numel++);
    EXPECT_OTHER(out = memory + 4);
    EXPECT_OTHER(seed++);
    EXPECT_OTHER(shard++);
    EXPECT_OTHER(a++);
    EXPECT_OTHER(b++);
    EXPECT_OTHER(low--);
    EXPECT_OTHER(high++);
}

/* A list that was there at (1, 1), then at `second`: what is given with its numbers in memory. */
static void learn(tni_launch_list *known, tn_k_random second) {
    const tn_k_random first = random_at(1, 1);
    tni_launch_list now = {0};
    ADD(known, random, &first, run_random);
    ADD(&now, random, &second, run_random);
    cr_assert(tni_lists_are_alike(known, &now));
    tni_list_learn(known, &now);
    uint64_t numbers[2];
    cr_expect_eq(tni_list_numbers(&now, (char *)numbers, sizeof numbers), sizeof numbers);
    cr_expect(numbers[0] == second.step && numbers[1] == second.ordinal);
    cr_expect_eq(tni_list_numbers(&now, (char *)numbers, sizeof numbers - 1), SIZE_MAX);
    cr_expect(tni_list_give(known, &tni_host_table, memory, memory + 16));
    cr_expect_eq((const char *)given_random.moving, memory + 16);
    tni_list_free(&now);
}

static bool is_alike_at(const tni_launch_list *known, uint64_t step, uint64_t ordinal) {
    const tn_k_random p = random_at(step, ordinal);
    tni_launch_list now = {0};
    ADD(&now, random, &p, run_random);
    const bool alike = tni_lists_are_alike(known, &now);
    tni_list_free(&now);
    return alike;
}

Test(schedule_launch_list, which_of_them_moves_the_second_time_tells) {
    tni_launch_list known = {0};
    learn(&known, random_at(2, 1));
    cr_expect(!given_random.relative && given_random.step == 0 && given_random.ordinal == 1);
    cr_expect(is_alike_at(&known, 9, 1) && !is_alike_at(&known, 1, 2));
    tni_list_free(&known);
    learn(&known, random_at(1, 2));
    cr_expect(given_random.relative && given_random.step == 1 && given_random.ordinal == 0);
    cr_expect(is_alike_at(&known, 1, 9) && !is_alike_at(&known, 2, 1));
    tni_list_free(&known);
}

/* ---- Gradients ------------------------------------------------------------------------------- */

static const tn_k_grads_tensor *given_gradients;

static int run_grads(const void *params, void *stream) {
    (void)stream;
    const tn_k_grads *given = params;
    given_gradients = given->tensors;
    cr_expect(given->code == TN_GRADS_SCALE && given->n == 2 && given->max_norm == 1);
    cr_expect_eq(given_gradients[1].data, memory + 8);
    return 0;
}

Test(schedule_launch_list, gradients_are_those_they_were_when_it_was_put_off) {
    tn_k_grads_tensor tensors[2] = {{memory, 3, TN_F32}, {memory + 8, 5, TN_F32}}, others[2];
    const tn_k_grads a = {.code = TN_GRADS_SCALE, .max_norm = 1, .n = 2, .tensors = tensors};
    memcpy(others, tensors, sizeof others);
    tn_k_grads b = a;
    b.tensors = others;
    cr_expect(are_alike(TN_K_grads, &a, &b, sizeof a), "their list may lie elsewhere");
    others[1].numel++;
    cr_expect_not(are_alike(TN_K_grads, &a, &b, sizeof a));
    b.tensors = tensors;
    b.max_norm = 2;
    cr_expect_not(are_alike(TN_K_grads, &a, &b, sizeof a));
    tni_launch_list list = {0};
    ADD(&list, grads, &a, run_grads);
    tensors[1].data = NULL;
    cr_expect(tni_list_give(&list, &tni_host_table, memory, NULL));
    cr_expect_neq((const void *)given_gradients, tensors);
    tni_list_free(&list);
}

/* ---- Optimisers ------------------------------------------------------------------------------ */

typedef struct optim_block {
    tn_k_optim block;
    tn_k_optim_tensor tensors[2];
} optim_block;

static void fill_optim(optim_block *o) {
    memset(o->tensors, dirt++, sizeof o->tensors);
    for (int i = 0; i < 2; i++) {
        o->tensors[i].param = memory;
        o->tensors[i].grad = memory + 8;
        memset(o->tensors[i].state, 0, sizeof o->tensors[i].state);
        o->tensors[i].numel = 2;
        o->tensors[i].dtype = TN_F32;
    }
    o->block = (tn_k_optim){
        .code = TN_OPTIM_ADAM, .lr = 0.5, .bias1 = 0.25, .n = 2, .tensors = o->tensors};
}

static bool optim_is_alike(const optim_block *a, const optim_block *b) {
    return are_alike(TN_K_optim, &a->block, &b->block, sizeof a->block);
}

Test(schedule_launch_list, options_of_an_optimiser_move_and_its_tensors_do_not) {
    optim_block a, b;
    fill_optim(&a);
    fill_optim(&b);
    b.block.lr = b.block.bias1 = b.block.scale = b.block.beta1 = 0.125;
    b.block.first = true;
    cr_expect(optim_is_alike(&a, &b));
    b.tensors[1].state[2] = memory;
    cr_expect_not(optim_is_alike(&a, &b));
    fill_optim(&b);
    b.block.code = TN_OPTIM_ADAMW;
    cr_expect_not(optim_is_alike(&a, &b));
    fill_optim(&b);
    b.block.nesterov = true;
    cr_expect_not(optim_is_alike(&a, &b));
    fill_optim(&b);
    b.block.n = 1;
    cr_expect_not(optim_is_alike(&a, &b));
}

Test(schedule_launch_list, an_optimiser_gets_the_tensors_it_had_when_it_was_put_off) {
    optim_block a;
    fill_optim(&a);
    tni_launch_list list = {0};
    const tn_k_random before = random_at(1, 1);
    ADD(&list, random, &before, run_random);
    add(&list, TN_K_optim, &a.block, sizeof a.block, run_optim);
    a.tensors[1].grad = NULL;
    cr_expect(tni_list_give(&list, &tni_host_table, memory, NULL));
    cr_expect_eq((const char *)given_tensor.grad, memory + 8);
    cr_expect(!given_optim.moving && !given_random.moving && given_optim.lr == 0.5);
    _Alignas(16) char numbers[sizeof(tn_k_optim) + 32];
    cr_expect_geq(tni_list_numbers(&list, numbers, sizeof numbers), 16 + sizeof(tn_k_optim));
    const tn_k_optim *moving = (const tn_k_optim *)(const void *)(numbers + 16);
    cr_expect(moving->lr == 0.5 && moving->bias1 == 0.25 && !moving->tensors);
    cr_expect(tni_list_give(&list, &tni_host_table, memory, numbers));
    cr_expect_eq((const void *)given_optim.moving, moving);
    tni_list_free(&list);
}

/* ---- Giving ---------------------------------------------------------------------------------- */

Test(schedule_launch_list, a_number_is_given_in_the_copy_itself) {
    tni_launch_list list = {0};
    DIRTY(tn_k_elementwise, p);
    fill_elementwise(&p);
    ADD(&list, elementwise, &p, run_elementwise);
    memset(&p, 0, sizeof p);
    cr_expect(tni_list_give(&list, &tni_host_table, NULL, NULL));
    float number;
    memcpy(&number, given_elementwise.number[2], sizeof number);
    cr_expect(number == 1.5f && given_elementwise.data[1] == memory + 1);
    cr_expect(given_elementwise.numel == 6 && given_elementwise.extents[1] == 3);
    tni_list_free(&list);
}

Test(schedule_launch_list, what_comes_after_a_launch_that_fails_is_not_given) {
    tni_launch_list list = {0};
    const tn_k_fill p = {.numel = 1};
    ADD(&list, fill, &p, run_any);
    {
        TNI_CALL("paint", ((tn_site){"here.c", 7}));
        ADD(&list, fill, &p, refuse);
    }
    ADD(&list, fill, &p, run_any);
    TNI_CALL("later", ((tn_site){0}));
    cr_expect_not(tni_list_give(&list, &tni_host_table, NULL, NULL));
    cr_expect_eq(n_given, 1);
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect_str_eq(e.message, "paint: fill kernel on cpu: no luck");
    cr_expect(e.site.line == 7 && strcmp(e.site.file, "here.c") == 0);
    tni_list_free(&list);
}

Test(schedule_launch_list, without_memory_nothing_is_added) {
    tni_launch_list list = {0};
    const tn_k_fill p = {.numel = 1};
    const tni_launch_record r = {
        .op = "work", .family = TN_K_fill, .params = &p, .bytes = sizeof p};
    tni_memory_fail_at(1);
    cr_expect_not(tni_list_add(&list, &r, run_any));
    cr_expect(tn_error_take(NULL) && list.n == 0 && list.bytes == 0);
    tni_memory_fail_at(UINT64_MAX);
    for (int i = 0; i < 1000; i++) {
        cr_assert(tni_list_add(&list, &r, run_any));
    }
    tni_memory_fail_at(0);
    cr_expect(tni_list_give(&list, &tni_host_table, NULL, NULL));
    cr_expect_eq(n_given, 1000);
    tni_list_free(&list);
}
