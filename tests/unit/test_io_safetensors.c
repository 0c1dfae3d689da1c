/* Safetensors: every class of lie is refused by name; what is saved comes back bit for bit. */
#include "io_support.h"

#include <tenon/io.h>

enum { FILE_MAX = 1 << 16 };

/* A file with this header, not padded, and `data` bytes of data. */
static size_t build(char *out, const char *header, size_t data) {
    const size_t length = strlen(header);
    tni_put_little(out, 8, length);
    put_bytes(out + 8, header, length);
    memset(out + 8 + length, 0, data);
    return 8 + length + data;
}

static void refuse(const char *header, size_t data, const char *message) {
    char file[FILE_MAX];
    tni_index index;
    const size_t size = build(file, header, data);
    cr_expect(!tni_safetensors_parse(file, (int64_t)size, &index));
    expect_error(TN_ERR_FORMAT, message);
}

/* ---- Lies ------------------------------------------------------------------------------------ */

#define U8(shape, begin, end) \
    "{\"dtype\":\"U8\",\"shape\":" shape ",\"data_offsets\":[" #begin "," #end "]}"
#define F32(shape, begin, end) \
    "{\"dtype\":\"F32\",\"shape\":" shape ",\"data_offsets\":[" #begin "," #end "]}"

/* X(name of the lie, header, bytes of data, what the message says) */
#define LIES(X)                                                                                    \
    X(a_header_that_is_no_object, "[1]", 0, "does not start with '{'")                             \
    X(a_header_that_starts_with_a_space, " {}", 0, "does not start with '{'")                      \
    X(json_that_does_not_end, "{\"a\":", 0, "no valid JSON")                                       \
    X(text_after_the_header, "{} x", 0, "no valid JSON")                                           \
    X(deep_nesting, "{\"a\":[[[[[[]]]]]]}", 0, "nested deeper than 4")                             \
    X(duplicate_names, "{\"a\":" U8("[1]", 0, 1) ",\"a\":" U8("[1]", 1, 2) "}", 2, "duplicate")    \
    X(duplicate_keys_in_a_tensor,                                                                  \
      "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}", 1,        \
      "duplicate")                                                                                 \
    X(a_tensor_that_is_no_object, "{\"a\":3}", 0, "is no object of dtype")                         \
    X(a_missing_shape, "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,1]}}", 1, "is no object of")  \
    X(an_unknown_key, "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1],\"x\":1}}", 1, \
      "is no object of")                                                                           \
    X(a_dtype_that_is_no_string, "{\"a\":{\"dtype\":1,\"shape\":[],\"data_offsets\":[0,1]}}", 1,   \
      "dtype is no string")                                                                        \
    X(an_unknown_dtype, "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[],\"data_offsets\":[0,1]}}", 1,  \
      "dtype 'F8_E4M3' is not known")                                                              \
    X(unsigned_64_bit_integers, "{\"a\":{\"dtype\":\"U64\",\"shape\":[],\"data_offsets\":[0,8]}}", \
      8, "dtype 'U64' is not known")                                                               \
    X(a_shape_that_is_no_list, "{\"a\":" U8("3", 0, 1) "}", 1, "shape is no list")                 \
    X(more_than_16_dims, "{\"a\":" U8("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", 0, 1) "}", 1,         \
      "shape is no list of at most 16")                                                            \
    X(a_size_that_is_no_integer, "{\"a\":" U8("[1.5]", 0, 1) "}", 1, "is no integer")              \
    X(a_negative_size, "{\"a\":" U8("[-1]", 0, 1) "}", 1, "size -1 of dim 0 is negative")          \
    X(a_huge_size, "{\"a\":" U8("[99999999999999999999]", 0, 1) "}", 1, "no valid JSON")           \
    X(a_shape_that_overflows, "{\"a\":" U8("[4294967296,4294967296]", 0, 1) "}", 1,                \
      "more bytes than 64 bits count")                                                             \
    X(bytes_that_overflow, "{\"a\":" F32("[4611686018427387904]", 0, 4) "}", 4,                    \
      "more bytes than 64 bits count")                                                             \
    X(offsets_that_are_no_list, "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":1}}", 1,   \
      "no list of two integers")                                                                   \
    X(three_offsets, "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1,2]}}", 1,        \
      "no list of two integers")                                                                   \
    X(real_offsets, "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1.0]}}", 1,         \
      "no list of two integers")                                                                   \
    X(a_negative_offset, "{\"a\":" U8("[2]", -1, 1) "}", 1, "[-1, 1] are no range")                \
    X(offsets_in_reverse, "{\"a\":" U8("[1]", 1, 0) "}", 1, "[1, 0] are no range")                 \
    X(an_end_past_the_data, "{\"a\":" U8("[9]", 0, 9) "}", 8, "the file is cut short")             \
    X(a_huge_end, "{\"a\":" U8("[9]", 0, 9223372036854775807) "}", 8, "the file is cut short")     \
    X(too_few_bytes_for_the_shape, "{\"a\":" F32("[2]", 0, 4) "}", 4, "needs 8 bytes")             \
    X(too_many_bytes_for_the_shape, "{\"a\":" U8("[2]", 0, 4) "}", 4, "needs 2 bytes")             \
    X(overlapping_tensors, "{\"a\":" U8("[4]", 0, 4) ",\"b\":" U8("[4]", 2, 6) "}", 6, "overlap")  \
    X(two_tensors_in_one_place, "{\"a\":" U8("[4]", 0, 4) ",\"b\":" U8("[4]", 0, 4) "}", 4,        \
      "overlap")                                                                                   \
    X(a_hole, "{\"a\":" U8("[1]", 0, 1) ",\"b\":" U8("[1]", 2, 3) "}", 3,                          \
      "1 bytes before tensor 'b' belong to no tensor")                                             \
    X(a_hole_at_the_start, "{\"a\":" U8("[1]", 3, 4) "}", 4, "3 bytes before tensor 'a'")          \
    X(trailing_bytes, "{\"a\":" U8("[1]", 0, 1) "}", 6, "5 trailing bytes")                        \
    X(data_without_tensors, "{}", 2, "2 trailing bytes")                                           \
    X(an_unaligned_tensor, "{\"b\":" U8("[1]", 0, 1) ",\"a\":" F32("[1]", 1, 5) "          }", 5,  \
      "unaligned")                                                                                 \
    X(metadata_that_is_no_object, "{\"__metadata__\":3}", 0, "__metadata__ is no object")          \
    X(metadata_that_is_no_text, "{\"__metadata__\":{\"k\":3}}", 0, "'k' is no string")             \
    X(a_name_with_a_nul, "{\"a\\u0000b\":" U8("[1]", 0, 1) "}", 1, "no valid JSON")                \
    X(a_name_that_is_not_utf_8, "{\"\xff\":" U8("[1]", 0, 1) "}", 1, "no valid JSON")

#define LIE_TEST(name, header, data, message) \
    Test(safetensors, refuses_##name) {       \
        refuse(header, data, message);        \
    }
LIES(LIE_TEST)

/* X(name, bytes of the file, their number, message) */
#define TORN(X)                                                                       \
    X(an_empty_file, "", 0, "too few for a header length")                            \
    X(seven_bytes, "\2\0\0\0\0\0\0", 7, "too few for a header length")                \
    X(a_header_of_no_bytes, "\0\0\0\0\0\0\0\0", 8, "does not start with '{'")         \
    X(a_header_past_the_end, "\3\0\0\0\0\0\0\0{}", 10, "does not fit into 10")        \
    X(a_header_over_the_limit, "\1\341\365\5\0\0\0\0{}", 10, "longer than the limit") \
    X(a_header_of_2_to_the_64, "\377\377\377\377\377\377\377\377{}", 10, "longer than the limit")

#define TORN_TEST(name, bytes, size, message)                   \
    Test(safetensors, refuses_##name) {                         \
        tni_index index;                                        \
        cr_expect(!tni_safetensors_parse(bytes, size, &index)); \
        expect_error(TN_ERR_FORMAT, message);                   \
    }
TORN(TORN_TEST)

Test(safetensors, names_the_file_in_errors) {
    TN_SCOPE(s);
    const char *path = scratch("bad.safetensors");
    write_file(path, "\3\0\0\0\0\0\0\0{}", 10);
    cr_expect_eq(tn_load_safetensors(path).count, 0);
    expect_error(TN_ERR_FORMAT, "bad.safetensors': a header of 3 bytes");
    tn_load_safetensors(scratch("missing"));
    expect_error(TN_ERR_IO, "No such file or directory; check the path");
    tn_load_safetensors(scratch_folder);
    expect_error(TN_ERR_IO, "is no regular file");
    tn_load_safetensors(NULL);
    expect_error(TN_ERR_ARGUMENT, "the path is missing");
    scratch_remove();
}

/* Tensors without elements lie where others begin, whatever their order in the header. */
Test(safetensors, takes_empty_tensors_anywhere) {
    char file[512];
    tni_index index;
    const size_t size =
        build(file,
              "{\"a\":" U8("[4]", 0, 4) ",\"b\":" U8("[0]", 0, 0) ",\"c\":" U8(
                  "[2]", 4, 6) ",\"d\":" U8("[0,3]", 4, 4) ",\"e\":" U8("[0]", 6, 6) "}",
              6);
    cr_assert(tni_safetensors_parse(file, (int64_t)size, &index));
    cr_expect_eq(index.count, 5);
    tni_index_free(&index);
}

Test(safetensors, refuses_a_bool_of_2) {
    TN_SCOPE(s);
    char file[256];
    const char *path = scratch("bool.safetensors");
    const size_t size =
        build(file, "{\"a\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
    file[size - 1] = 2;
    write_file(path, file, size);
    tn_load_safetensors(path);
    expect_error(TN_ERR_FORMAT, "element 1 of a bool tensor is 2");
    scratch_remove();
}

/* ---- Round trips ----------------------------------------------------------------------------- */

static const int64_t shapes[][3] = {{0, 0, 0}, {5, 0, 0}, {2, 3, 0}, {2, 0, 3}, {2, 3, 4}};
static const int shape_dims[] = {0, 1, 2, 3, 3};

static void round_trip(tn_dtype dtype) {
    TN_SCOPE(s);
    const char *path = scratch("x.safetensors");
    tn_named in[5];
    const char *names[] = {"e", "d", "c", "b", "a"};
    for (int i = 0; i < 5; i++) {
        in[i] = (tn_named){names[i], counting(dtype, shapes[i], shape_dims[i])};
    }
    cr_assert_eq(tn_save_safetensors(path, {in, 5}), TN_OK);
    const tn_named_list out = tn_load_safetensors(path);
    expect_ok();
    cr_assert_eq(out.count, 5);
    for (int i = 0; i < 5; i++) {
        cr_expect_str_eq(out.data[i].name, names[4 - i]);
        expect_same(out.data[i].tensor, in[4 - i].tensor);
    }
    scratch_remove();
}

#define ROUND_TRIP(NAME)                    \
    Test(safetensors, brings_back_##NAME) { \
        round_trip(TN_##NAME);              \
    }
ROUND_TRIP(BOOL)
ROUND_TRIP(U8)
ROUND_TRIP(I8)
ROUND_TRIP(I16)
ROUND_TRIP(I32)
ROUND_TRIP(I64)
ROUND_TRIP(F16)
ROUND_TRIP(BF16)
ROUND_TRIP(F32)
ROUND_TRIP(F64)
ROUND_TRIP(C64)

Test(safetensors, refuses_to_save_c128_by_name) {
    TN_SCOPE(s);
    const tn_named in[] = {{"z", counting(TN_C128, shapes[1], 1)}};
    tn_save_safetensors(scratch("z.safetensors"), {in, 1});
    expect_error(TN_ERR_DTYPE, "tensor 'z' is c128, which safetensors lacks");
    cr_expect(access(scratch("z.safetensors"), F_OK) != 0);
    scratch_remove();
}

static tn_named_list three(tn_named *out, bool reversed) {
    out[reversed ? 2 : 0] = (tn_named){"w", counting(TN_F32, shapes[2], 2)};
    out[1] = (tn_named){"n", counting(TN_I64, shapes[1], 1)};
    out[reversed ? 0 : 2] = (tn_named){"b", counting(TN_U8, shapes[1], 1)};
    return (tn_named_list){out, 3};
}

Test(safetensors, writes_the_same_bytes_for_any_order) {
    TN_SCOPE(s);
    tn_named a[3], b[3];
    char x[2048], y[2048];
    const tn_metadata up[] = {{"a", "1"}, {"b", "2"}}, down[] = {{"b", "2"}, {"a", "1"}};
    tn_save_safetensors(scratch("a"), three(a, false), .metadata = {up, 2});
    tn_save_safetensors(scratch("b"), three(b, true), .metadata = {down, 2});
    expect_ok();
    const size_t n = read_file(scratch("a"), x, sizeof x);
    cr_assert_eq(read_file(scratch("b"), y, sizeof y), n);
    cr_expect_eq(memcmp(x, y, n), 0);
    scratch_remove();
}

Test(safetensors, starts_data_at_a_multiple_of_64) {
    TN_SCOPE(s);
    tn_named a[3];
    char x[2048];
    tn_save_safetensors(scratch("a"), three(a, false));
    read_file(scratch("a"), x, sizeof x);
    cr_expect_eq((8 + tni_little(x, 8)) % 64, 0);
    cr_expect_eq(x[8], '{');
    scratch_remove();
}

Test(safetensors, writes_strided_views_in_row_major_order) {
    TN_SCOPE(s);
    tn_tensor *t = counting(TN_I32, shapes[2], 2);
    tn_tensor *view = tni_view(t, 2, (int64_t[]){3, 2}, (int64_t[]){1, 3}, 0);
    const tn_named in[] = {{"v", view}};
    tn_save_safetensors(scratch("v"), {in, 1});
    expect_same(tn_load_safetensors(scratch("v")).data[0].tensor, view);
    scratch_remove();
}

Test(safetensors, refuses_lists_that_cannot_be_saved) {
    TN_SCOPE(s);
    tn_tensor *t = counting(TN_F32, shapes[1], 1);
    const char *path = scratch("x");
    const tn_named twice[] = {{"a", t}, {"a", t}}, nameless[] = {{"", t}}, empty[] = {{"a", NULL}};
    const tn_named reserved[] = {{"__metadata__", t}}, broken[] = {{"\xff\xfe", t}};
    tn_save_safetensors(path, {twice, 2});
    expect_error(TN_ERR_ARGUMENT, "two tensors are called 'a'");
    tn_save_safetensors(path, {nameless, 1});
    expect_error(TN_ERR_ARGUMENT, "member 0 of the list has no name");
    tn_save_safetensors(path, {empty, 1});
    expect_error(TN_ERR_ARGUMENT, "member 0 of the list has no tensor");
    tn_save_safetensors(path, {reserved, 1});
    expect_error(TN_ERR_ARGUMENT, "cannot be called '__metadata__'");
    tn_save_safetensors(path, {broken, 1});
    expect_error(TN_ERR_ARGUMENT, "no valid UTF-8");
    const tn_metadata keys[] = {{"k", "1"}, {"k", "2"}}, valueless[] = {{"k", NULL}};
    tn_save_safetensors(path, {0}, .metadata = {keys, 2});
    expect_error(TN_ERR_ARGUMENT, "metadata has 'k' twice");
    tn_save_safetensors(path, {0}, .metadata = {valueless, 1});
    expect_error(TN_ERR_ARGUMENT, "has no key or no value");
    cr_expect(access(path, F_OK) != 0);
    scratch_remove();
}

Test(safetensors, saves_an_empty_list) {
    TN_SCOPE(s);
    cr_expect_eq(tn_save_safetensors(scratch("none"), {0}), TN_OK);
    cr_expect_eq(tn_load_safetensors(scratch("none")).count, 0);
    expect_ok();
    scratch_remove();
}

/* ---- Open files ------------------------------------------------------------------------------ */

Test(safetensors, lists_what_a_file_holds) {
    TN_SCOPE(s);
    tn_named a[3];
    const tn_metadata meta[] = {{"step", "3"}, {"author", "you"}};
    tn_save_safetensors(scratch("a"), three(a, false), .metadata = {meta, 2});
    tn_safetensors *file = tn_safetensors_open(scratch("a"));
    cr_assert(file);
    cr_expect_eq(tn_safetensors_count(file), 3);
    tn_stored_tensor t;
    cr_assert(tn_safetensors_at(file, 2, &t));
    cr_expect_str_eq(t.name, "w");
    cr_expect_eq(t.dtype, TN_F32);
    cr_expect_eq(t.size.count, 2);
    cr_expect_eq(t.size.data[1], 3);
    cr_expect_eq(t.bytes, 24);
    cr_expect(!tn_safetensors_at(file, 3, &t));
    cr_expect(!tn_safetensors_at(file, -1, &t));
    cr_expect_str_eq(tn_safetensors_metadata(file, "step"), "3");
    cr_expect_null(tn_safetensors_metadata(file, "nothing"));
    cr_expect_str_eq(tn_safetensors_metadata_list(file).data[0].key, "author");
    cr_expect_null(tn_safetensors_get(file, "nothing", TN_CPU));
    expect_error(TN_ERR_ARGUMENT, "the file has no tensor 'nothing' among its 3");
    tn_safetensors_close(file);
    scratch_remove();
}

Test(safetensors, keeps_tensors_after_the_file_is_closed) {
    tn_tensor *kept = NULL;
    {
        TN_SCOPE(s);
        tn_named a[3];
        tn_save_safetensors(scratch("a"), three(a, false));
        tn_safetensors *file = tn_safetensors_open(scratch("a"));
        tn_set(&kept, tn_safetensors_get(file, "w", TN_CPU));
        tn_safetensors_close(file);
    }
    scratch_remove();
    cr_expect_eq(((const char *)tn_const_data(kept))[1], 8);
    tn_drop(kept);
}

Test(safetensors, never_changes_the_file_through_a_tensor) {
    TN_SCOPE(s);
    tn_named a[3];
    char before[2048], after[2048];
    tn_save_safetensors(scratch("a"), three(a, false));
    const size_t n = read_file(scratch("a"), before, sizeof before);
    tn_tensor *w = tn_load_safetensors(scratch("a")).data[2].tensor;
    memset(tn_data(w), 0x55, 24);
    cr_expect_eq(read_file(scratch("a"), after, sizeof after), n);
    cr_expect_eq(memcmp(before, after, n), 0);
    scratch_remove();
}

Test(safetensors, takes_null_for_nothing) {
    cr_expect_eq(tn_safetensors_count(NULL), 0);
    cr_expect_null(tn_safetensors_get(NULL, "a", TN_CPU));
    cr_expect_null(tn_safetensors_metadata(NULL, "a"));
    cr_expect_eq(tn_safetensors_all(NULL, TN_CPU).count, 0);
    tn_safetensors_close(NULL);
    expect_ok();
}

Test(safetensors, does_nothing_while_an_error_is_pending) {
    tn_raise(TN_HERE, TN_ERR_STATE, "first");
    cr_expect_null(tn_safetensors_open("/nowhere"));
    cr_expect_eq(tn_save_safetensors(scratch("x"), {0}), TN_ERR_STATE);
    cr_expect(access(scratch("x"), F_OK) != 0);
    expect_error(TN_ERR_STATE, "first");
    scratch_remove();
}
