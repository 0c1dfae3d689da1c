/* bytes.c: numbers as files hold them, and ranges within files.
 *
 * Invariant: no function reads or computes past what it was given; a size that does not fit 63 bits
 * is an error of its own, never a wrapped number. */
#include "io/reader.h"

#include <zlib.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "files are read as they lie in memory");

uint64_t tni_little(const char *bytes, int count) {
    uint64_t value = 0;
    memcpy(&value, bytes, (size_t)count);
    return value;
}

uint64_t tni_big(const char *bytes, int count) {
    uint64_t value = 0;
    for (int i = 0; i < count; i++) {
        ((char *)&value)[i] = bytes[count - 1 - i];
    }
    return value;
}

void tni_put_little(char *bytes, int count, uint64_t value) {
    memcpy(bytes, &value, (size_t)count);
}

static void reverse(char *part, int64_t bytes) {
    for (int64_t i = 0, k = bytes - 1; i < k; i++, k--) {
        const char kept = part[i];
        part[i] = part[k];
        part[k] = kept;
    }
}

void tni_swap_bytes(char *data, int64_t bytes, tn_dtype dtype) {
    const int64_t part = (int64_t)tn_dtype_bytes(tni_real_of(dtype));
    if (part > 1) {
        for (int64_t at = 0; at < bytes; at += part) {
            reverse(data + at, part);
        }
    }
}

bool tni_in_range(int64_t begin, int64_t length, int64_t size) {
    int64_t end;
    return tni_add(begin, length, &end) && end <= size;
}

bool tni_payload(const char *name, const tni_shape *shape, tn_dtype dtype, int64_t *bytes) {
    int64_t numel = 1;
    bool empty = false, fits = true;
    for (int d = 0; d < shape->ndim; d++) {
        if (shape->sizes[d] < 0) {
            tni_fail(TN_ERR_FORMAT, "tensor '%.200s': size %lld of dim %d is negative", name,
                     (long long)shape->sizes[d], d);
            return false;
        }
        empty = empty || shape->sizes[d] == 0;
    }
    for (int d = 0; d < shape->ndim && !empty && fits; d++) {
        fits = tni_mul(numel, shape->sizes[d], &numel);
    }
    if (!fits || !tni_mul(empty ? 0 : numel, (int64_t)tn_dtype_bytes(dtype), bytes)) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': shape %s of %s has more bytes than 64 bits count",
                 name, tni_shape_text(shape->sizes, shape->ndim), tn_dtype_name(dtype));
        return false;
    }
    return true;
}

uint32_t tni_crc32(uint32_t crc, const char *data, int64_t bytes) {
    const int64_t most = 1 << 30; /* zlib counts in 32 bits */
    while (bytes > 0) {
        const uInt part = (uInt)(bytes < most ? bytes : most);
        crc = (uint32_t)crc32(crc, (const Bytef *)data, part);
        data += part;
        bytes -= part;
    }
    return crc;
}
