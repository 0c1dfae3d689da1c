/* idx_parse.c: IDX files, the format of MNIST, packed by gzip or not.
 *
 * The file is: two zero bytes, a type code, the number of dims, their sizes and the elements, all
 * big-endian. (yann.lecun.com/exdb/mnist.)
 *
 * Invariant: the size that the header claims is compared with what is there, or with what the
 * packed bytes can hold at most, before anything of that size is allocated. */
#include "io/reader.h"

enum { MAGIC_BYTES = 4, HEADER_MAX = MAGIC_BYTES + 4 * TN_MAX_DIMS };

static tn_dtype dtype_of(int code) {
    switch (code) {
    case 0x08:
        return TN_U8;
    case 0x09:
        return TN_I8;
    case 0x0b:
        return TN_I16;
    case 0x0c:
        return TN_I32;
    case 0x0d:
        return TN_F32;
    case 0x0e:
        return TN_F64;
    default:
        return TN_DTYPE_NONE;
    }
}

static bool parse_magic(const char *head, tni_idx *out) {
    if (head[0] || head[1]) {
        tni_fail(TN_ERR_FORMAT, "the file does not start with two zero bytes: this is no IDX file");
        return false;
    }
    out->dtype = dtype_of((unsigned char)head[2]);
    out->shape.ndim = (unsigned char)head[3];
    if (!out->dtype) {
        tni_fail(TN_ERR_FORMAT, "type code 0x%02x is none of IDX", (unsigned char)head[2]);
        return false;
    }
    if (out->shape.ndim > TN_MAX_DIMS) {
        tni_fail(TN_ERR_FORMAT, "the array has %d dims, more than %d", out->shape.ndim,
                 TN_MAX_DIMS);
        return false;
    }
    out->begin = MAGIC_BYTES;
    for (int d = 0; d < out->shape.ndim; d++) {
        out->begin += 4;
    }
    return true;
}

static bool parse_sizes(const char *sizes, tni_idx *out) {
    for (int d = 0; d < out->shape.ndim; d++, sizes += 4) {
        out->shape.sizes[d] = (int64_t)tni_big(sizes, 4);
    }
    return tni_payload("array", &out->shape, out->dtype, &out->bytes);
}

static bool check_length(int64_t size, const tni_idx *idx) {
    const int64_t there = size - idx->begin;
    const char *shape = tni_shape_text(idx->shape.sizes, idx->shape.ndim);
    if (idx->packed && !tni_inflate_plausible(size, idx->bytes)) {
        tni_fail(TN_ERR_FORMAT, "shape %s needs %lld bytes, which %lld packed ones cannot hold",
                 shape, (long long)idx->bytes, (long long)size);
        return false;
    }
    if (!idx->packed && there < idx->bytes) {
        tni_fail(TN_ERR_FORMAT, "shape %s needs %lld bytes, %lld are there; the file is cut", shape,
                 (long long)idx->bytes, (long long)there);
        return false;
    }
    if (!idx->packed && there > idx->bytes) {
        tni_fail(TN_ERR_FORMAT, "%lld trailing bytes follow the elements",
                 (long long)(there - idx->bytes));
        return false;
    }
    return true;
}

static bool is_gzip(const char *bytes, int64_t size) {
    return size >= 2 && (unsigned char)bytes[0] == 0x1f && (unsigned char)bytes[1] == 0x8b;
}

static bool parse_packed(tni_inflater *inflater, tni_idx *out) {
    char head[HEADER_MAX];
    return tni_inflater_read(inflater, head, MAGIC_BYTES) && parse_magic(head, out) &&
           tni_inflater_read(inflater, head, out->begin - MAGIC_BYTES) && parse_sizes(head, out);
}

static bool parse_plain(const char *bytes, int64_t size, tni_idx *out) {
    if (size < MAGIC_BYTES) {
        tni_fail(TN_ERR_FORMAT, "%lld bytes are too few for an IDX header", (long long)size);
        return false;
    }
    if (!parse_magic(bytes, out)) {
        return false;
    }
    if (size < out->begin) {
        tni_fail(TN_ERR_FORMAT, "the header ends early; the file is cut short");
        return false;
    }
    return parse_sizes(bytes + MAGIC_BYTES, out);
}

bool tni_idx_parse(const char *bytes, int64_t size, tni_idx *out) {
    *out = (tni_idx){.packed = is_gzip(bytes, size)};
    bool parsed;
    if (out->packed) {
        tni_inflater *inflater = tni_inflater_new(bytes, size, TNI_GZIP);
        parsed = inflater && parse_packed(inflater, out);
        tni_inflater_free(inflater);
    } else {
        parsed = parse_plain(bytes, size, out);
    }
    return parsed && check_length(size, out);
}

static bool unpack(const char *bytes, int64_t size, const tni_idx *idx, char *out) {
    char head[HEADER_MAX];
    tni_inflater *inflater = tni_inflater_new(bytes, size, TNI_GZIP);
    const bool done = inflater && tni_inflater_read(inflater, head, idx->begin) &&
                      tni_inflater_read(inflater, out, idx->bytes) && tni_inflater_finish(inflater);
    tni_inflater_free(inflater);
    return done;
}

bool tni_idx_unpack(const char *bytes, int64_t size, const tni_idx *idx, char *out) {
    if (!idx->packed) {
        memcpy(out, bytes + idx->begin, (size_t)idx->bytes);
    } else if (!unpack(bytes, size, idx, out)) {
        return false;
    }
    tni_swap_bytes(out, idx->bytes, idx->dtype);
    return true;
}
