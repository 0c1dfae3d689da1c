/* DLPack both ways, and what is refused of a stranger's struct. */
#include "tensor/handle.h"

#include <criterion/criterion.h>
#include <tenon/dlpack.h>

static void expect_error(tn_status code, const char *part) {
    tn_error e = {0};
    cr_expect(tn_error_take(&e), "no error is pending");
    cr_expect_eq(e.code, code, "%s: %s", tn_status_name(e.code), e.message);
    cr_expect(strstr(e.message, part), "%s", e.message);
}

/* ---- The layout ------------------------------------------------------------------------------ */

/* Offsets as published for 64-bit machines. */
Test(dlpack, structs_have_the_published_layout) {
    cr_expect_eq(sizeof(DLDataType), 4);
    cr_expect_eq(sizeof(DLDevice), 8);
    cr_expect_eq(offsetof(DLTensor, device), 8);
    cr_expect_eq(offsetof(DLTensor, ndim), 16);
    cr_expect_eq(offsetof(DLTensor, dtype), 20);
    cr_expect_eq(offsetof(DLTensor, shape), 24);
    cr_expect_eq(offsetof(DLTensor, strides), 32);
    cr_expect_eq(offsetof(DLTensor, byte_offset), 40);
    cr_expect_eq(sizeof(DLTensor), 48);
    cr_expect_eq(offsetof(DLManagedTensor, manager_ctx), 48);
    cr_expect_eq(offsetof(DLManagedTensor, deleter), 56);
}

/* ---- There and back -------------------------------------------------------------------------- */

static const struct {
    tn_dtype dtype;
    int code, bits;
} DTYPES[] = {
    {TN_BOOL, 6, 8}, {TN_U8, 1, 8},   {TN_I8, 0, 8},   {TN_I16, 0, 16},
    {TN_I32, 0, 32}, {TN_I64, 0, 64}, {TN_F16, 2, 16}, {TN_BF16, 4, 16},
    {TN_F32, 2, 32}, {TN_F64, 2, 64}, {TN_C64, 5, 64}, {TN_C128, 5, 128},
};

Test(dlpack, every_dtype_returns) {
    for (size_t i = 0; i < sizeof DTYPES / sizeof *DTYPES; i++) {
        TN_SCOPE(s);
        const tni_meta meta = {DTYPES[i].dtype, TN_CPU, {2, {2, 3}}};
        tn_tensor *t = tni_new(&meta);
        DLManagedTensor *m = tn_to_dlpack(t);
        cr_assert(m);
        cr_expect_eq(m->dl_tensor.dtype.code, DTYPES[i].code);
        cr_expect_eq(m->dl_tensor.dtype.bits, DTYPES[i].bits);
        cr_expect_eq(m->dl_tensor.dtype.lanes, 1);
        tn_tensor *back = tn_from_dlpack(m);
        cr_expect(tni_tensor_is_valid(back));
        cr_expect_eq(tn_dtype_of(back), DTYPES[i].dtype);
        cr_expect_eq(tn_data(back), tn_data(t));
    }
}

Test(dlpack, lends_strides_and_the_first_element) {
    TN_SCOPE(s);
    const int64_t data[] = {0, 1, 2, 3, 4, 5};
    tn_tensor *t = tn_from(data, TN_SHAPE(2, 3), TN_I64);
    tn_tensor *column = tni_view(t, 1, (int64_t[]){2}, (int64_t[]){3}, 1);
    DLManagedTensor *m = tn_to_dlpack(column);
    cr_assert(m);
    cr_expect_eq(m->dl_tensor.device.device_type, kDLCPU);
    cr_expect_eq(m->dl_tensor.ndim, 1);
    cr_expect_eq(m->dl_tensor.shape[0], 2);
    cr_expect_eq(m->dl_tensor.strides[0], 3);
    cr_expect_eq(m->dl_tensor.byte_offset, 0);
    cr_expect_eq(((int64_t *)m->dl_tensor.data)[3], 4);
    m->deleter(m);
}

Test(dlpack, a_loan_keeps_the_memory_alive) {
    DLManagedTensor *m;
    {
        TN_SCOPE(s);
        const double data[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        m = tn_to_dlpack(tn_from(data, TN_SHAPE(9), TN_F64));
    }
    cr_expect_eq(((double *)m->dl_tensor.data)[8], 9);
    m->deleter(m);
}

Test(dlpack, scalars_and_empty_tensors_return) {
    TN_SCOPE(s);
    tn_tensor *scalar = tni_from_number(tn_value_float(2.5), TN_F64, TN_CPU);
    cr_expect_eq(tn_item(tn_from_dlpack(tn_to_dlpack(scalar))), 2.5);
    tn_tensor *empty = tn_from_dlpack(tn_to_dlpack(tn_from(NULL, TN_SHAPE(3, 0), TN_F32)));
    cr_expect(tni_tensor_is_valid(empty));
    cr_expect_eq(tn_size(empty, 0), 3);
}

Test(dlpack, sixteen_dims_return) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_U8, TN_CPU, {16, {1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3}}};
    tn_tensor *t = tni_new(&meta), *back = tn_from_dlpack(tn_to_dlpack(t));
    cr_expect_eq(tn_ndim(back), 16);
    cr_expect_eq(tn_size(back, -1), 3);
}

Test(dlpack, does_not_lend_what_cannot_be_shared) {
    TN_SCOPE(s);
    const float data[] = {1};
    cr_expect_null(tn_to_dlpack(tn_from(data, TN_SHAPE(1), TN_F32, .requires_grad = true)));
    expect_error(TN_ERR_STATE, "detach");
    cr_expect_null(tn_to_dlpack(tn_from(NULL, TN_SHAPE(1), TN_F32, .device = TN_META)));
    expect_error(TN_ERR_DEVICE, "meta");
    cr_expect_null(tn_to_dlpack(NULL));
    cr_expect(tn_ok());
}

/* ---- A stranger's tensor --------------------------------------------------------------------- */

static int returned;

static void count_returned(DLManagedTensor *self) {
    returned += self->manager_ctx == &returned;
}

static _Alignas(16) float memory[24];
static int64_t shape[20] = {2, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static int64_t strides[20] = {3, 1};

static DLManagedTensor stranger(void) {
    for (int i = 0; i < 24; i++) {
        memory[i] = (float)i;
    }
    return (DLManagedTensor){.dl_tensor = {.data = memory,
                                           .device = {kDLCPU, 0},
                                           .ndim = 2,
                                           .dtype = {kDLFloat, 32, 1},
                                           .shape = shape,
                                           .strides = strides},
                             .manager_ctx = &returned,
                             .deleter = count_returned};
}

Test(dlpack, gives_back_after_the_last_view) {
    DLManagedTensor m = stranger();
    TN_SCOPE(outer);
    tn_tensor *view;
    {
        TN_SCOPE(s);
        tn_tensor *t = tn_from_dlpack(&m);
        cr_expect_eq(tn_data(t), memory);
        view = tn_escape(&s, tni_view(t, 1, (int64_t[]){3}, (int64_t[]){1}, 3));
    }
    cr_expect_eq(returned, 0);
    cr_expect_eq(*(float *)tn_data(view), 3);
    tn_scope_close(&outer);
    cr_expect_eq(returned, 1);
}

Test(dlpack, without_strides_is_contiguous) {
    DLManagedTensor m = stranger();
    m.dl_tensor.strides = NULL;
    TN_SCOPE(s);
    tn_tensor *t = tn_from_dlpack(&m);
    cr_expect(tn_is_contiguous(t));
    cr_expect_eq(tn_stride(t, 0), 3);
}

Test(dlpack, adds_the_byte_offset) {
    DLManagedTensor m = stranger();
    m.dl_tensor.byte_offset = 20;
    TN_SCOPE(s);
    cr_expect_eq(*(float *)tn_data(tn_from_dlpack(&m)), 5);
}

Test(dlpack, takes_pinned_host_memory) {
    DLManagedTensor m = stranger();
    m.dl_tensor.device.device_type = kDLCUDAHost;
    TN_SCOPE(s);
    cr_expect_eq(tn_device_of(tn_from_dlpack(&m)).type, TN_DEVICE_CPU);
}

Test(dlpack, ignores_strides_of_single_elements) {
    DLManagedTensor m = stranger();
    TN_SCOPE(s);
    m.dl_tensor.shape = (int64_t[]){1, 3};
    m.dl_tensor.strides = (int64_t[]){-7, 1};
    tn_tensor *t = tn_from_dlpack(&m);
    cr_expect(tni_tensor_is_valid(t));
    cr_expect_eq(tn_stride(t, 0), 3);
}

Test(dlpack, takes_a_tensor_that_needs_no_deleter) {
    DLManagedTensor m = stranger();
    m.deleter = NULL;
    TN_SCOPE(s);
    cr_expect(tn_from_dlpack(&m));
}

Test(dlpack, of_null_is_null) {
    cr_expect_null(tn_from_dlpack(NULL));
    cr_expect(tn_ok());
}

/* Each changes one field of a good tensor, and must be refused with the named part. */
static void expect_refused(DLManagedTensor m, tn_status code, const char *part) {
    TN_SCOPE(s);
    cr_expect_null(tn_from_dlpack(&m));
    expect_error(code, part);
    cr_expect_eq(returned, 0, "it still belongs to the caller");
    cr_expect_eq(tni_scope_handles(), 0);
}

#define REFUSES(name, code, part, change) \
    Test(dlpack_refuses, name) {          \
        DLManagedTensor m = stranger();   \
        change;                           \
        expect_refused(m, code, part);    \
    }

REFUSES(lanes, TN_ERR_DTYPE, "4 lanes", m.dl_tensor.dtype.lanes = 4)
REFUSES(no_lanes, TN_ERR_DTYPE, "0 lanes", m.dl_tensor.dtype.lanes = 0)
REFUSES(odd_bits, TN_ERR_DTYPE, "24 bits", m.dl_tensor.dtype.bits = 24)
REFUSES(unsigned_words, TN_ERR_DTYPE, "code 1", (m.dl_tensor.dtype = (DLDataType){1, 16, 1}))
REFUSES(opaque_handles, TN_ERR_DTYPE, "code 3", m.dl_tensor.dtype.code = kDLOpaqueHandle)
REFUSES(unknown_codes, TN_ERR_DTYPE, "code 200", m.dl_tensor.dtype.code = 200)
REFUSES(seventeen_dims, TN_ERR_SHAPE, "17 dims", m.dl_tensor.ndim = 17)
REFUSES(negative_dims, TN_ERR_SHAPE, "-1 dims", m.dl_tensor.ndim = -1)
REFUSES(no_shape, TN_ERR_ARGUMENT, "shape is NULL", m.dl_tensor.shape = NULL)
REFUSES(negative_sizes, TN_ERR_SHAPE, "-3", m.dl_tensor.shape = ((int64_t[]){2, -3}))
REFUSES(negative_strides, TN_ERR_SHAPE, "stride -1", m.dl_tensor.strides = ((int64_t[]){3, -1}))
REFUSES(sizes_that_overflow, TN_ERR_MEMORY, "shape",
        m.dl_tensor.shape = ((int64_t[]){INT64_MAX, INT64_MAX}))
REFUSES(strides_that_overflow, TN_ERR_MEMORY, "spans",
        m.dl_tensor.strides = ((int64_t[]){INT64_MAX, INT64_MAX}))
REFUSES(no_data, TN_ERR_ARGUMENT, "data is NULL", m.dl_tensor.data = NULL)
REFUSES(misaligned_data, TN_ERR_ARGUMENT, "aligned", m.dl_tensor.data = (char *)memory + 2)
REFUSES(misaligned_offsets, TN_ERR_ARGUMENT, "aligned", m.dl_tensor.byte_offset = 3)
REFUSES(huge_offsets, TN_ERR_MEMORY, "offset", m.dl_tensor.byte_offset = UINT64_MAX - 3)
REFUSES(other_devices, TN_ERR_DEVICE, "type 7", m.dl_tensor.device.device_type = kDLVulkan)
REFUSES(negative_devices, TN_ERR_DEVICE, "index -1", (m.dl_tensor.device = (DLDevice){kDLCUDA, -1}))

Test(dlpack, is_left_alone_while_an_error_is_pending) {
    DLManagedTensor m = stranger();
    TN_SCOPE(s);
    tn_raise(TN_HERE, TN_ERR_IO, "first");
    cr_expect_null(tn_from_dlpack(&m));
    cr_expect_eq(returned, 0);
    expect_error(TN_ERR_IO, "first");
}
