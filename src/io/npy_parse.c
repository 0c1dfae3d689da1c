/* npy_parse.c: the header of a .npy file, checked.
 *
 * The file is: "\x93NUMPY", version, header length, a Python literal
 * {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }, the elements. (numpy.lib.format.)
 * The literal is read by hand: three known keys, no escapes, no arithmetic, never evaluated.
 *
 * Invariant: an accepted descriptor's bytes are exactly the rest of the file. */
#include "io/reader.h"

enum { MAGIC_BYTES = 6, HEADER_MAX = 65535, WORD_MAX = 32 };

/* X(dtype, kind and bytes as NumPy writes them) */
#define DTYPES(X) \
    X(BOOL, "b1") \
    X(U8, "u1")   \
    X(I8, "i1")   \
    X(I16, "i2")  \
    X(I32, "i4") X(I64, "i8") X(F16, "f2") X(F32, "f4") X(F64, "f8") X(C64, "c8") X(C128, "c16")

static const struct {
    const char *kind, *text;
} names[TN_DTYPE_COUNT] = {
#define ROW(NAME, text) [TN_##NAME] = {text, (text)[1] == '1' && !(text)[2] ? "|" text : "<" text},
    DTYPES(ROW)
#undef ROW
};

const char *tni_npy_dtype(tn_dtype dtype) {
    return names[dtype].text;
}

/* ---- The literal ----------------------------------------------------------------------------- */

typedef struct cursor {
    const char *at, *end;
} cursor;

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static char peek(cursor *c) {
    while (c->at < c->end && is_space(*c->at)) {
        c->at++;
    }
    return c->at < c->end ? *c->at : '\0';
}

static bool take(cursor *c, char wanted) {
    if (peek(c) != wanted || c->at == c->end) {
        return false;
    }
    c->at++;
    return true;
}

static bool malformed(const char *what) {
    tni_fail(TN_ERR_FORMAT, "the header is malformed: %s", what);
    return false;
}

static bool take_string(cursor *c, char word[WORD_MAX]) {
    const char quote = peek(c);
    if (quote != '\'' && quote != '"') {
        return malformed("a string was expected");
    }
    c->at++;
    int length = 0;
    while (c->at < c->end && *c->at != quote) {
        if (*c->at < ' ' || *c->at == '\\' || *c->at > '~' || length == WORD_MAX - 1) {
            return malformed("a string is too long or holds a character that it should not");
        }
        word[length++] = *c->at++;
    }
    word[length] = '\0';
    return take(c, quote) || malformed("a string does not end");
}

static bool take_bool(cursor *c, bool *out) {
    peek(c);
    const size_t left = (size_t)(c->end - c->at);
    *out = left >= 4 && memcmp(c->at, "True", 4) == 0;
    if (!*out && !(left >= 5 && memcmp(c->at, "False", 5) == 0)) {
        return malformed("fortran_order is neither True nor False");
    }
    c->at += *out ? 4 : 5;
    return true;
}

static bool take_size(cursor *c, int64_t *out) {
    const char first = peek(c);
    if (first == '-') {
        return malformed("a size is negative");
    }
    if (first < '0' || first > '9') {
        return malformed("a size is no number");
    }
    *out = 0;
    for (; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++) {
        if (!tni_mul(*out, 10, out) || !tni_add(*out, *c->at - '0', out)) {
            return malformed("a size does not fit 64 bits");
        }
    }
    if (c->at < c->end && *c->at == 'L') { /* as Python 2 wrote it */
        c->at++;
    }
    return true;
}

/* "()", "(3,)" or "(3, 4)". */
static bool take_shape(cursor *c, tni_shape *out) {
    if (!take(c, '(')) {
        return malformed("shape is no tuple");
    }
    out->ndim = 0;
    while (peek(c) != ')') {
        if (out->ndim == TN_MAX_DIMS) {
            tni_fail(TN_ERR_FORMAT, "the array has more than %d dims", TN_MAX_DIMS);
            return false;
        }
        if (!take_size(c, &out->sizes[out->ndim++])) {
            return false;
        }
        if (!take(c, ',') && (out->ndim == 1 || peek(c) != ')')) {
            return malformed("shape is no tuple");
        }
    }
    return take(c, ')');
}

/* "<f4" and so on. */
static bool parse_descr(const char *descr, tni_npy *out) {
    const char order = descr[0];
    for (int d = 0; d < TN_DTYPE_COUNT && order; d++) {
        if (names[d].kind && strcmp(names[d].kind, descr + 1) == 0) {
            const bool one = names[d].text[0] == '|';
            if (order != '<' && order != '>' && !(order == '|' && one)) {
                break;
            }
            out->dtype = (tn_dtype)d;
            out->swapped = order == '>' && !one;
            return true;
        }
    }
    if (order && descr[1] == 'O') {
        tni_fail(TN_ERR_FORMAT,
                 "the array holds pickled objects (dtype '%s'), which are never loaded", descr);
    } else {
        tni_fail(TN_ERR_FORMAT, "dtype '%s' has no counterpart here; convert it with astype",
                 descr);
    }
    return false;
}

enum { HAS_DESCR = 1, HAS_ORDER = 2, HAS_SHAPE = 4, HAS_ALL = 7 };

static bool take_member(cursor *c, tni_npy *out, int *seen) {
    char key[WORD_MAX], descr[WORD_MAX];
    if (!take_string(c, key)) {
        return false;
    }
    if (!take(c, ':')) {
        return malformed("a key has no value");
    }
    const int which = strcmp(key, "descr") == 0           ? HAS_DESCR
                      : strcmp(key, "fortran_order") == 0 ? HAS_ORDER
                      : strcmp(key, "shape") == 0         ? HAS_SHAPE
                                                          : 0;
    if (which == 0 || (*seen & which)) {
        tni_fail(TN_ERR_FORMAT, "the header is malformed: key '%s' is %s", key,
                 which ? "given twice" : "not known");
        return false;
    }
    *seen |= which;
    if (which == HAS_ORDER) {
        return take_bool(c, &out->fortran);
    }
    if (which == HAS_SHAPE) {
        return take_shape(c, &out->shape);
    }
    if (peek(c) == '[') {
        tni_fail(TN_ERR_FORMAT, "the array holds records (a structured dtype); save its fields "
                                "as arrays of their own");
        return false;
    }
    return take_string(c, descr) && parse_descr(descr, out);
}

static bool take_literal(cursor *c, tni_npy *out) {
    int seen = 0;
    if (!take(c, '{')) {
        return malformed("it does not start with '{'");
    }
    while (peek(c) != '}') {
        if (!take_member(c, out, &seen)) {
            return false;
        }
        if (!take(c, ',') && peek(c) != '}') {
            return malformed("a ',' or '}' was expected");
        }
    }
    take(c, '}');
    if (seen != HAS_ALL) {
        return malformed("descr, fortran_order or shape is missing");
    }
    peek(c);
    return c->at == c->end || malformed("something follows the '}'");
}

/* ---- The file -------------------------------------------------------------------------------- */

static bool header_range(const char *bytes, int64_t size, int64_t *begin, int64_t *end) {
    if (size < MAGIC_BYTES + 4 || memcmp(bytes, "\x93NUMPY", MAGIC_BYTES) != 0) {
        tni_fail(TN_ERR_FORMAT, "the file does not start with NumPy's magic: this is no .npy file");
        return false;
    }
    const int major = (unsigned char)bytes[6], minor = (unsigned char)bytes[7];
    if (major < 1 || major > 3 || minor != 0) {
        tni_fail(TN_ERR_FORMAT, "version %d.%d of the format is not known; 1.0 to 3.0 are", major,
                 minor);
        return false;
    }
    const int width = major == 1 ? 2 : 4;
    *begin = MAGIC_BYTES + 2 + width;
    const int64_t length = *begin <= size ? (int64_t)tni_little(bytes + 8, width) : 0;
    if (length > HEADER_MAX) {
        tni_fail(TN_ERR_FORMAT, "a header of %lld bytes is longer than the limit of %d",
                 (long long)length, HEADER_MAX);
        return false;
    }
    if (!tni_in_range(*begin, length, size)) {
        tni_fail(TN_ERR_FORMAT, "a header of %lld bytes does not fit into %lld; the file is cut",
                 (long long)length, (long long)size);
        return false;
    }
    *end = *begin + length;
    return true;
}

bool tni_npy_parse(const char *bytes, int64_t size, tni_npy *out) {
    *out = (tni_npy){0};
    int64_t begin;
    if (!header_range(bytes, size, &begin, &out->begin)) {
        return false;
    }
    cursor c = {bytes + begin, bytes + out->begin};
    if (!take_literal(&c, out) || !tni_payload("array", &out->shape, out->dtype, &out->bytes)) {
        return false;
    }
    const int64_t there = size - out->begin;
    if (there < out->bytes) {
        tni_fail(TN_ERR_FORMAT, "shape %s of %s needs %lld bytes, %lld are there; the file is cut",
                 tni_shape_text(out->shape.sizes, out->shape.ndim), tn_dtype_name(out->dtype),
                 (long long)out->bytes, (long long)there);
    } else if (there > out->bytes) {
        tni_fail(TN_ERR_FORMAT, "%lld trailing bytes follow the elements",
                 (long long)(there - out->bytes));
    }
    return there == out->bytes;
}
