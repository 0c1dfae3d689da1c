/* IDX files: every class of lie is refused by name, packed or not; elements come out in this
 * machine's byte order. */
#include "io_support.h"

#include <tenon/io.h>

#include <zlib.h>

enum { FILE_MAX = 4096 };

static bool read_idx(const char *bytes, int64_t size, char *out) {
    tni_idx idx;
    return tni_idx_parse(bytes, size, &idx) && tni_idx_unpack(bytes, size, &idx, out);
}

static int64_t pack(const char *bytes, size_t size, char *out) {
    z_stream z = {0};
    cr_assert_eq(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)(uintptr_t)bytes;
    z.avail_in = (uInt)size;
    z.next_out = (Bytef *)out;
    z.avail_out = FILE_MAX;
    cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return (int64_t)z.total_out;
}

/* X(name of the lie, bytes, their number, what the message says plain, and packed) */
#define LIES(X)                                                                                 \
    X(an_empty_file, "", 0, "too few for an IDX header", "ends early")                          \
    X(three_bytes, "\0\0\10", 3, "too few for an IDX header", "ends early")                     \
    X(another_magic, "\1\0\10\0", 4, "two zero bytes", "two zero bytes")                        \
    X(an_unknown_type, "\0\0\12\0", 4, "type code 0x0a is none", "type code 0x0a is none")      \
    X(more_than_16_dims, "\0\0\10\21", 4, "has 17 dims, more than 16",                          \
      "has 17 dims, more than 16")                                                              \
    X(sizes_cut_short, "\0\0\10\2\0\0\0\1", 8, "the header ends early", "ends early")           \
    X(a_shape_that_overflows, "\0\0\10\3\377\377\377\377\377\377\377\377\377\377\377\377", 16,  \
      "more bytes than 64 bits count", "more bytes than 64 bits count")                         \
    X(more_elements_than_there_are, "\0\0\10\1\0\0\0\5abcd", 12, "needs 5 bytes, 4 are there",  \
      "ends early")                                                                             \
    X(fewer_elements_than_there_are, "\0\0\10\1\0\0\0\3abcd", 12, "1 trailing bytes",           \
      "more bytes than it should")                                                              \
    X(a_size_that_nobody_packed, "\0\0\10\1\177\377\377\377abcd", 12, "needs 2147483647 bytes", \
      "packed ones cannot hold")

#define LIE_TEST(name, bytes, size, plain, packed)    \
    Test(idx, refuses_##name) {                       \
        char out[FILE_MAX];                           \
        cr_expect(!read_idx(bytes, size, out));       \
        expect_error(TN_ERR_FORMAT, plain);           \
    }                                                 \
    Test(idx, refuses_##name##_when_packed) {         \
        char out[FILE_MAX], gz[FILE_MAX];             \
        const int64_t length = pack(bytes, size, gz); \
        cr_expect(!read_idx(gz, length, out));        \
        expect_error(TN_ERR_FORMAT, packed);          \
    }
LIES(LIE_TEST)

Test(idx, refuses_a_bomb) {
    /* A megabyte of zeros packs into a thousand bytes, and the header says that there are 4. */
    static char zeros[1 << 20], gz[FILE_MAX];
    char out[4];
    put_bytes(zeros, "\0\0\10\1\0\0\0\4", 8);
    const int64_t length = pack(zeros, sizeof zeros, gz);
    cr_expect(!read_idx(gz, length, out));
    expect_error(TN_ERR_FORMAT, "more bytes than it should");
}

Test(idx, refuses_bytes_after_the_packed_data) {
    char gz[FILE_MAX], out[8];
    const int64_t length = pack("\0\0\10\1\0\0\0\2ab", 10, gz);
    gz[length] = 'x';
    cr_expect(!read_idx(gz, length + 1, out));
    expect_error(TN_ERR_FORMAT, "1 bytes follow the end of the compressed data");
}

Test(idx, refuses_every_changed_byte_of_the_packed_sum) {
    char gz[FILE_MAX], out[8];
    const int64_t length = pack("\0\0\10\1\0\0\0\2ab", 10, gz);
    cr_assert(read_idx(gz, length, out));
    for (int64_t i = length - 8; i < length; i++) {
        gz[i] ^= 1;
        cr_expect(!read_idx(gz, length, out));
        expect_error(TN_ERR_FORMAT, "the compressed data is damaged");
        gz[i] ^= 1;
    }
}

Test(idx, refuses_every_cut_of_packed_data) {
    char gz[FILE_MAX], out[8];
    const int64_t length = pack("\0\0\10\1\0\0\0\2ab", 10, gz);
    for (int64_t cut = 2; cut < length; cut++) {
        cr_expect(!read_idx(gz, cut, out));
        expect_error(TN_ERR_FORMAT, "ends early");
    }
}

/* X(dtype, code, bytes of two elements, the value of the second) */
#define TYPES(X)                                  \
    X(U8, "\10", "\1\377", 255)                   \
    X(I8, "\11", "\1\377", -1)                    \
    X(I16, "\13", "\0\1\1\2", 258)                \
    X(I32, "\14", "\0\0\0\1\377\377\377\376", -2) \
    X(F32, "\15", "\0\0\0\0\77\200\0\0", 1)       \
    X(F64, "\16", "\0\0\0\0\0\0\0\0\300\0\0\0\0\0\0\0", -2)

#define TYPE_TEST(NAME, code, data, value)                                         \
    Test(idx, reads_##NAME) {                                                      \
        TN_SCOPE(s);                                                               \
        static const char bytes[] = "\0\0" code "\1\0\0\0\2" data;                 \
        char gz[FILE_MAX];                                                         \
        write_file(scratch("plain"), bytes, sizeof bytes - 1);                     \
        const int64_t length = pack(bytes, sizeof bytes - 1, gz);                  \
        write_file(scratch("packed"), gz, (size_t)length);                         \
        tn_tensor *t = tn_load_idx(scratch("plain"));                              \
        expect_ok();                                                               \
        cr_assert_eq(tn_dtype_of(t), TN_##NAME);                                   \
        cr_expect_eq(tn_numel(t), 2);                                              \
        const char *second = (const char *)tn_data(t) + tn_dtype_bytes(TN_##NAME); \
        cr_expect_eq(tni_value_real(tni_load_value(second, TN_##NAME)), (value));  \
        expect_same(tn_load_idx(scratch("packed")), t);                            \
        scratch_remove();                                                          \
    }
TYPES(TYPE_TEST)

Test(idx, reads_fashion_mnist) {
    TN_SCOPE(s);
    tn_tensor *labels = tn_load_idx("/usr/share/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz");
    expect_ok();
    cr_expect_eq(tn_numel(labels), 10000);
    cr_expect_eq(((const uint8_t *)tn_data(labels))[0], 9);
}

Test(idx, maps_plain_bytes) {
    TN_SCOPE(s);
    write_file(scratch("text"), "hello", 5);
    tn_tensor *t = tn_load_bytes(scratch("text"));
    cr_expect_eq(tn_numel(t), 5);
    cr_expect_eq(memcmp(tn_data(t), "hello", 5), 0);
    write_file(scratch("none"), "", 0);
    cr_expect_eq(tn_numel(tn_load_bytes(scratch("none"))), 0);
    expect_ok();
    scratch_remove();
}
