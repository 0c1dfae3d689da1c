/* .npy and .npz: every class of lie is refused by name; NumPy and this library read each other. */
#include "io_support.h"

#include <tenon/io.h>
#include <tenon/ops.h>

#include <pthread.h>
#include <sys/stat.h>

#include <zlib.h>

enum { FILE_MAX = 4096 };

/* ---- .npy: lies ------------------------------------------------------------------------------ */

/* A version 1 file with this literal and `data` bytes of data. */
static size_t build(char *out, const char *literal, size_t data) {
    const size_t length = strlen(literal);
    put_bytes(out, "\x93NUMPY\1\0", 8);
    tni_put_little(out + 8, 2, length);
    put_bytes(out + 10, literal, length);
    memset(out + 10 + length, 0, data);
    return 10 + length + data;
}

static void refuse(const char *literal, size_t data, const char *message) {
    char file[FILE_MAX];
    tni_npy npy;
    cr_expect(!tni_npy_parse(file, (int64_t)build(file, literal, data), &npy));
    expect_error(TN_ERR_FORMAT, message);
}

#define NPY(descr, order, shape) \
    "{'descr': " descr ", 'fortran_order': " order ", 'shape': " shape ", }\n"

/* X(name of the lie, literal, bytes of data, what the message says) */
#define LIES(X)                                                                                \
    X(a_literal_that_is_no_dict, "[1]", 0, "does not start with '{'")                          \
    X(a_literal_that_does_not_end, "{'descr': '<f4'", 0, "a ',' or '}' was expected")          \
    X(text_after_the_literal, NPY("'<f4'", "False", "()") "x", 4, "something follows the '}'") \
    X(a_missing_key, "{'descr': '<f4', 'shape': ()}", 4, "is missing")                         \
    X(an_empty_dict, "{}", 0, "is missing")                                                    \
    X(a_key_given_twice, "{'shape': (), 'shape': ()}", 0, "key 'shape' is given twice")        \
    X(an_unknown_key, "{'order': ()}", 0, "key 'order' is not known")                          \
    X(a_key_without_value, "{'descr'}", 0, "a key has no value")                               \
    X(a_key_that_is_no_string, "{3: 4}", 0, "a string was expected")                           \
    X(an_escape, "{'de\\x73cr': '<f4'}", 0, "a character that it should not")                  \
    X(an_endless_string, "{'descr", 0, "a string does not end")                                \
    X(a_long_string, "{'descrdescrdescrdescrdescrdescrdescr': 1}", 0, "a string is too long")  \
    X(an_order_that_is_no_bool, NPY("'<f4'", "None", "()"), 4, "neither True nor False")       \
    X(a_shape_that_is_a_number, NPY("'<f4'", "False", "3"), 12, "shape is no tuple")           \
    X(a_shape_that_is_a_list, NPY("'<f4'", "False", "[3]"), 12, "shape is no tuple")           \
    X(a_tuple_of_one_without_comma, NPY("'<f4'", "False", "(3)"), 12, "shape is no tuple")     \
    X(a_negative_size, NPY("'<f4'", "False", "(-3,)"), 12, "a size is negative")               \
    X(a_size_that_is_text, NPY("'<f4'", "False", "('a',)"), 12, "a size is no number")         \
    X(deep_nesting, NPY("'<f4'", "False", "((((((1,),),),),),)"), 4, "a size is no number")    \
    X(a_size_that_overflows, NPY("'<f4'", "False", "(99999999999999999999,)"), 12,             \
      "does not fit 64 bits")                                                                  \
    X(a_shape_that_overflows, NPY("'<f4'", "False", "(4294967296, 4294967296)"), 12,           \
      "more bytes than 64 bits count")                                                         \
    X(bytes_that_overflow, NPY("'<f8'", "False", "(2305843009213693952,)"), 8,                 \
      "more bytes than 64 bits count")                                                         \
    X(more_than_16_dims, NPY("'<f4'", "False", "(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)"), 4,      \
      "more than 16 dims")                                                                     \
    X(pickled_objects, NPY("'|O'", "False", "(1,)"), 8, "pickled objects (dtype '|O')")        \
    X(records, NPY("[('a', '<f4')]", "False", "(1,)"), 4, "holds records")                     \
    X(text_arrays, NPY("'<U3'", "False", "(1,)"), 12, "dtype '<U3' has no counterpart")        \
    X(unsigned_16_bit_integers, NPY("'<u2'", "False", "(1,)"), 2, "dtype '<u2' has no")        \
    X(unsigned_64_bit_integers, NPY("'<u8'", "False", "(1,)"), 8, "dtype '<u8' has no")        \
    X(long_doubles, NPY("'<f16'", "False", "(1,)"), 16, "dtype '<f16' has no counterpart")     \
    X(dates, NPY("'<M8[ns]'", "False", "(1,)"), 8, "has no counterpart")                       \
    X(a_native_byte_order, NPY("'=f4'", "False", "(1,)"), 4, "has no counterpart")             \
    X(an_order_that_is_missing, NPY("'|f4'", "False", "(1,)"), 4, "has no counterpart")        \
    X(an_empty_dtype, NPY("''", "False", "(1,)"), 4, "dtype '' has no counterpart")            \
    X(a_file_cut_short, NPY("'<f4'", "False", "(3,)"), 11, "needs 12 bytes, 11 are there")     \
    X(trailing_bytes, NPY("'<f4'", "False", "(3,)"), 13, "1 trailing bytes")

#define LIE_TEST(name, literal, data, message) \
    Test(npy, refuses_##name) {                \
        refuse(literal, data, message);        \
    }
LIES(LIE_TEST)

#define TORN(X)                                                                          \
    X(an_empty_file, "", 0, "this is no .npy file")                                      \
    X(another_magic, "\x93NUMPI\1\0\2\0{}", 12, "this is no .npy file")                  \
    X(version_4, "\x93NUMPY\4\0\2\0{}", 12, "version 4.0 of the format is not known")    \
    X(version_1_1, "\x93NUMPY\1\1\2\0{}", 12, "version 1.1 of the format is not known")  \
    X(a_header_past_the_end, "\x93NUMPY\1\0\3\0{}", 12, "does not fit into 12")          \
    X(a_header_of_4_gib, "\x93NUMPY\2\0\xff\xff\xff\xff{}", 14, "longer than the limit") \
    X(a_cut_header_length, "\x93NUMPY\2\0\2\0", 10, "does not fit into 10")

#define TORN_TEST(name, bytes, size, message)         \
    Test(npy, refuses_##name) {                       \
        tni_npy npy;                                  \
        cr_expect(!tni_npy_parse(bytes, size, &npy)); \
        expect_error(TN_ERR_FORMAT, message);         \
    }
TORN(TORN_TEST)

Test(npy, writes_through_a_link_and_onto_nothing_but_files) {
    TN_SCOPE(s);
    const tn_tensor *x = tn_ones(TN_SHAPE(3));
    cr_assert_eq(tn_save_npy(scratch("x.npy"), tn_zeros(TN_SHAPE(3))), TN_OK);
    cr_assert_eq(symlink("x.npy", scratch("link.npy")), 0);
    cr_assert_eq(tn_save_npy(scratch("link.npy"), x), TN_OK);
    expect_same(tn_load_npy(scratch("x.npy")), x);
    cr_assert_eq(mkfifo(scratch("pipe"), 0600), 0);
    cr_expect_eq(tn_save_npy(scratch("pipe"), x), TN_ERR_IO);
    expect_error(TN_ERR_IO, "is no regular file");
    scratch_remove();
}

static void *save_often(void *path) {
    TN_SCOPE(s);
    const tn_tensor *x = tn_ones(TN_SHAPE(5000));
    for (int i = 0; i < 60; i++) {
        tn_save_npy(path, x);
    }
    return tn_ok() ? path : NULL;
}

Test(npy, savers_of_one_name_do_not_meet) {
    TN_SCOPE(s);
    pthread_t other;
    char path[160];
    snprintf(path, sizeof path, "%s", scratch("x.npy"));
    void *saved;
    cr_assert_eq(pthread_create(&other, NULL, save_often, path), 0);
    cr_expect(save_often(path));
    pthread_join(other, &saved);
    cr_expect(saved);
    expect_same(tn_load_npy(path), tn_ones(TN_SHAPE(5000)));
    scratch_remove();
}

Test(npy, a_name_of_250_bytes_can_be_saved) {
    TN_SCOPE(s);
    char name[256];
    memset(name, 'n', 250);
    name[250] = '\0';
    char path[512];
    snprintf(path, sizeof path, "%s/%s", scratch("."), name);
    cr_expect_eq(tn_save_npy(path, tn_ones(TN_SHAPE(3))), TN_OK);
    unlink(path);
    scratch_remove();
}

Test(npy, accepts_sizes_as_python_2_wrote_them) {
    char file[FILE_MAX];
    tni_npy npy;
    const size_t size = build(file, NPY("\"<f4\"", "True", "(2L, 3L,)"), 24);
    cr_assert(tni_npy_parse(file, (int64_t)size, &npy));
    cr_expect(npy.fortran);
    cr_expect_eq(npy.shape.sizes[1], 3);
}

/* ---- Round trips ----------------------------------------------------------------------------- */

static const int64_t shapes[][3] = {{0, 0, 0}, {5, 0, 0}, {2, 3, 0}, {2, 0, 3}, {2, 3, 4}};
static const int shape_dims[] = {0, 1, 2, 3, 3};

static void round_trip(tn_dtype dtype) {
    for (int i = 0; i < 5; i++) {
        TN_SCOPE(s);
        tn_tensor *t = counting(dtype, shapes[i], shape_dims[i]);
        cr_assert_eq(tn_save_npy(scratch("x.npy"), t), TN_OK);
        expect_same(tn_load_npy(scratch("x.npy")), t);
        const tn_named in[] = {{"t", t}, {"a/b", t}};
        cr_assert_eq(tn_save_npz(scratch("x.npz"), {in, 2}), TN_OK);
        const tn_named_list out = tn_load_npz(scratch("x.npz"));
        expect_ok();
        cr_assert_eq(out.count, 2);
        cr_expect_str_eq(out.data[0].name, "a/b");
        expect_same(out.data[1].tensor, t);
    }
    scratch_remove();
}

#define ROUND_TRIP(NAME)            \
    Test(npy, brings_back_##NAME) { \
        round_trip(TN_##NAME);      \
    }
ROUND_TRIP(BOOL)
ROUND_TRIP(U8)
ROUND_TRIP(I8)
ROUND_TRIP(I16)
ROUND_TRIP(I32)
ROUND_TRIP(I64)
ROUND_TRIP(F16)
ROUND_TRIP(F32)
ROUND_TRIP(F64)
ROUND_TRIP(C64)
ROUND_TRIP(C128)

Test(npy, refuses_to_save_bf16_by_name) {
    TN_SCOPE(s);
    tn_tensor *t = counting(TN_BF16, shapes[1], 1);
    tn_save_npy(scratch("x"), t);
    expect_error(TN_ERR_DTYPE, "NumPy has no bf16");
    const tn_named in[] = {{"t", t}};
    tn_save_npz(scratch("x"), {in, 1});
    expect_error(TN_ERR_DTYPE, "NumPy has no bf16");
    cr_expect(access(scratch("x"), F_OK) != 0);
    scratch_remove();
}

Test(npy, reports_what_cannot_be_opened) {
    TN_SCOPE(s);
    cr_expect_null(tn_load_npy(scratch("none")));
    expect_error(TN_ERR_IO, "No such file");
    tn_save_npy(scratch("no/where"), counting(TN_F32, shapes[1], 1));
    expect_error(TN_ERR_IO, "cannot create");
    tn_save_npy(scratch("x"), NULL);
    expect_error(TN_ERR_ARGUMENT, "the tensor is NULL");
    tn_save_npy("", counting(TN_F32, shapes[1], 1));
    expect_error(TN_ERR_ARGUMENT, "the path is missing");
    scratch_remove();
}

/* ---- NumPy on the other side ----------------------------------------------------------------- */

static int numpy(const char *command) {
    char line[256];
    snprintf(line, sizeof line, "/usr/bin/python3 tests/golden/numpy_files.py %s '%s' 1>&2",
             command, scratch_folder);
    return system(line);
}

static const tn_dtype numpy_dtypes[] = {TN_BOOL, TN_U8,  TN_I8,  TN_I16, TN_I32, TN_I64,
                                        TN_F16,  TN_F32, TN_F64, TN_C64, TN_C128};

Test(npy, is_read_by_numpy) {
    TN_SCOPE(s);
    char name[64];
    tn_named in[11];
    for (int i = 0; i < 11; i++) {
        in[i] = (tn_named){tn_dtype_name(numpy_dtypes[i]), counting(numpy_dtypes[i], shapes[4], 3)};
        snprintf(name, sizeof name, "%s.npy", in[i].name);
        cr_expect_eq(tn_save_npy(scratch(name), in[i].tensor), TN_OK);
    }
    cr_expect_eq(tn_save_npz(scratch("all.npz"), {in, 11}), TN_OK);
    cr_expect_eq(numpy("check"), 0);
    scratch_remove();
}

/* numpy_files.py writes each dtype in several ways; all hold what counting() makes. */
static void read_from_numpy(const char *suffix) {
    char name[64];
    scratch("");
    cr_assert_eq(numpy("write"), 0);
    for (int i = 0; i < 11; i++) {
        TN_SCOPE(s);
        snprintf(name, sizeof name, "%s%s", tn_dtype_name(numpy_dtypes[i]), suffix);
        tn_tensor *t = tn_load_npy(scratch(name));
        expect_ok();
        expect_same(t, counting(numpy_dtypes[i], shapes[4], 3));
    }
    scratch_remove();
}

Test(npy, reads_what_numpy_writes) {
    read_from_numpy(".npy");
}

Test(npy, reads_fortran_order) {
    read_from_numpy("_fortran.npy");
}

Test(npy, reads_the_other_byte_order) {
    read_from_numpy("_big.npy");
}

Test(npy, reads_fortran_order_in_the_other_byte_order) {
    read_from_numpy("_big_fortran.npy");
}

Test(npy, reads_versions_2_and_3) {
    read_from_numpy("_v2.npy");
    read_from_numpy("_v3.npy");
}

static void read_archive(const char *name) {
    TN_SCOPE(s);
    scratch("");
    cr_assert_eq(numpy("write"), 0);
    const tn_named_list list = tn_load_npz(scratch(name));
    expect_ok();
    cr_assert_eq(list.count, 11);
    for (int i = 0; i < 11; i++) {
        expect_same(list.data[i].tensor, counting(tn_dtype_of(list.data[i].tensor), shapes[4], 3));
    }
    tn_named_list one = tn_load_npz(scratch(name), .name = "f32");
    cr_assert_eq(one.count, 1);
    expect_same(one.data[0].tensor, counting(TN_F32, shapes[4], 3));
    tn_load_npz(scratch(name), .name = "f33");
    expect_error(TN_ERR_ARGUMENT, "the file has no array 'f33'");
    scratch_remove();
}

Test(npz, reads_what_numpy_stores) {
    read_archive("stored.npz");
}

Test(npz, reads_what_numpy_deflates) {
    read_archive("deflated.npz");
}

/* ---- .npz: lies ------------------------------------------------------------------------------ */

enum { LOCAL = 30, CENTRAL = 46 };

/* An archive of one stored member, and where its parts are. */
typedef struct archive {
    char bytes[FILE_MAX];
    int64_t size;
    char *central, *end, *data;
} archive;

static void make_archive(archive *a, const char *name, const char *data, size_t bytes) {
    TN_SCOPE(s);
    memset(a, 0, sizeof *a);
    const size_t length = strlen(name);
    char *p = a->bytes;
    put_bytes(p, "PK\3\4", 4);
    tni_put_little(p + 14, 4, crc32(0, (const Bytef *)data, (uInt)bytes));
    tni_put_little(p + 18, 4, bytes);
    tni_put_little(p + 22, 4, bytes);
    tni_put_little(p + 26, 2, length);
    put_bytes(p + LOCAL, name, length);
    a->data = p + LOCAL + length;
    memcpy(a->data, data, bytes);
    a->central = a->data + bytes;
    memcpy(a->central, "PK\1\2", 4);
    memcpy(a->central + 16, p + 14, 12);
    tni_put_little(a->central + 28, 2, length);
    memcpy(a->central + CENTRAL, name, length);
    a->end = a->central + CENTRAL + length;
    memcpy(a->end, "PK\5\6", 4);
    tni_put_little(a->end + 8, 2, 1);
    tni_put_little(a->end + 10, 2, 1);
    tni_put_little(a->end + 12, 4, CENTRAL + length);
    tni_put_little(a->end + 16, 4, (uint64_t)(a->central - a->bytes));
    a->size = a->end + 22 - a->bytes;
}

static void refuse_archive(const archive *a, const char *message) {
    tni_zip zip;
    const bool parsed = tni_zip_parse(a->bytes, a->size, &zip);
    char out[FILE_MAX];
    if (parsed) {
        cr_expect(!tni_zip_unpack(a->bytes, &zip.entries[0], out));
        tni_zip_free(&zip);
    }
    expect_error(TN_ERR_FORMAT, message);
}

Test(npz, accepts_the_archive_that_the_lies_start_from) {
    archive a;
    tni_zip zip;
    char out[8];
    make_archive(&a, "x.npy", "hello", 5);
    cr_assert(tni_zip_parse(a.bytes, a.size, &zip));
    cr_expect_eq(zip.count, 1);
    cr_expect_str_eq(zip.entries[0].name, "x.npy");
    cr_expect(tni_zip_unpack(a.bytes, &zip.entries[0], out));
    cr_expect_eq(memcmp(out, "hello", 5), 0);
    tni_zip_free(&zip);
}

/* X(name of the lie, place, bytes there, their new value, what the message says) */
#define CHANGES(X)                                                                                 \
    X(a_missing_end_record, a.end, 1, 0, "no end record")                                          \
    X(several_parts, a.end + 4, 2, 1, "consists of several parts")                                 \
    X(another_number_of_members, a.end + 10, 2, 2, "consists of several parts")                    \
    X(a_directory_elsewhere, a.end + 16, 4, 3, "does not end where the end record starts")         \
    X(zip64, a.end + 16, 4, 0xffffffff, "zip64 form, which is not read")                           \
    X(a_missing_directory_record, a.central, 1, 0, "a directory record is missing")                \
    X(a_member_without_name, a.central + 28, 2, 0, "has no proper name")                           \
    X(a_name_past_the_end, a.central + 28, 2, 999, "a directory record reaches past its end")      \
    X(a_shorter_name, a.central + 28, 2, 4, "has another name in its local header")                \
    X(a_name_with_a_nul, a.central + CENTRAL, 1, 0, "has no proper name")                          \
    X(encryption, a.central + 8, 2, 1, "is encrypted")                                             \
    X(an_unknown_method, a.central + 10, 2, 14, "is packed by method 14")                          \
    X(a_member_in_zip64_form, a.central + 24, 4, 0xffffffff, "zip64 form, which is not read")      \
    X(a_stored_size_that_differs, a.central + 24, 4, 6, "claims 6 bytes, which 5 cannot hold")     \
    X(a_header_past_the_data, a.central + 42, 4, 0x7fffffff, "no local header where it should be") \
    X(a_header_that_is_none, a.bytes, 1, 0, "no local header where it should be")                  \
    X(another_name_in_the_header, a.bytes + LOCAL, 1, 'y', "another name in its local header")     \
    X(data_past_the_end, a.bytes + 28, 2, 60000, "reaches past the end of the data")               \
    X(data_that_changed, a.data, 1, 'H', "is damaged: its CRC differs")                            \
    X(a_sum_that_changed, a.central + 16, 4, 0, "is damaged: its CRC differs")

#define CHANGE_TEST(name, place, bytes_, value, message) \
    Test(npz, refuses_##name) {                          \
        archive a;                                       \
        make_archive(&a, "x.npy", "hello", 5);           \
        tni_put_little(place, bytes_, value);            \
        refuse_archive(&a, message);                     \
    }
CHANGES(CHANGE_TEST)

Test(npz, refuses_a_packed_size_that_nobody_can_reach) {
    archive a;
    make_archive(&a, "x.npy", "hello", 5);
    tni_put_little(a.central + 10, 2, 8);
    tni_put_little(a.central + 24, 4, 5 * 1032 + 1);
    refuse_archive(&a, "claims 5161 bytes, which 5 cannot hold");
}

Test(npz, refuses_packed_data_that_is_damaged) {
    archive a;
    make_archive(&a, "x.npy", "hello", 5);
    tni_put_little(a.central + 10, 2, 8);
    refuse_archive(&a, "the compressed data");
}

Test(npz, refuses_more_members_than_the_directory_has_room_for) {
    archive a;
    make_archive(&a, "x.npy", "hello", 5);
    tni_put_little(a.end + 8, 2, 1000);
    tni_put_little(a.end + 10, 2, 1000);
    refuse_archive(&a, "too short for its number of members");
}

/* Two directory records for one member: the classic archive that unpacks to many times its size. */
Test(npz, refuses_members_that_overlap) {
    archive a;
    make_archive(&a, "x.npy", "hello", 5);
    const size_t record = (size_t)(a.end - a.central);
    memmove(a.end + record, a.end, 22);
    memcpy(a.end, a.central, record);
    a.end += record;
    a.size += (int64_t)record;
    tni_put_little(a.end + 8, 2, 2);
    tni_put_little(a.end + 10, 2, 2);
    tni_put_little(a.end + 12, 4, 2 * record);
    refuse_archive(&a, "'x.npy' and 'x.npy' overlap");
}

Test(npz, refuses_duplicate_names) {
    TN_SCOPE(s);
    char bytes[FILE_MAX];
    const int64_t size[] = {3};
    tn_tensor *t = counting(TN_F32, size, 1);
    const tn_named in[] = {{"a", t}, {"b", t}};
    tn_save_npz(scratch("twice.npz"), {in, 2});
    const size_t n = read_file(scratch("twice.npz"), bytes, sizeof bytes);
    for (size_t i = 0; i + 5 <= n; i++) {
        if (memcmp(bytes + i, "b.npy", 5) == 0) {
            bytes[i] = 'a';
        }
    }
    write_file(scratch("twice.npz"), bytes, n);
    tn_load_npz(scratch("twice.npz"));
    expect_error(TN_ERR_FORMAT, "two members are called 'a.npy'");
    scratch_remove();
}

Test(npz, refuses_an_empty_file) {
    archive a = {.size = 0};
    refuse_archive(&a, "no end record");
}

Test(npz, refuses_a_member_that_is_no_array) {
    TN_SCOPE(s);
    archive a;
    make_archive(&a, "x.txt", "hello", 5);
    write_file(scratch("a.npz"), a.bytes, (size_t)a.size);
    tn_load_npz(scratch("a.npz"));
    expect_error(TN_ERR_FORMAT, "member 'x.txt' is no .npy file");
    scratch_remove();
}

Test(npz, writes_the_same_bytes_for_any_order) {
    TN_SCOPE(s);
    tn_tensor *t = counting(TN_F32, shapes[2], 2);
    const tn_named ab[] = {{"a", t}, {"b", t}}, ba[] = {{"b", t}, {"a", t}};
    char x[2048], y[2048];
    tn_save_npz(scratch("ab"), {ab, 2});
    tn_save_npz(scratch("ba"), {ba, 2});
    const size_t n = read_file(scratch("ab"), x, sizeof x);
    cr_assert_eq(read_file(scratch("ba"), y, sizeof y), n);
    cr_expect_eq(memcmp(x, y, n), 0);
    scratch_remove();
}
