/* safetensors_parse.c: the header of a safetensors file, checked.
 *
 * The file is: 8 bytes header length (little-endian), a JSON object, the data. Each member is
 * {"dtype", "shape", "data_offsets": [begin, end]}, offsets from the start of the data; the member
 * "__metadata__" maps strings to strings. (github.com/huggingface/safetensors, "Format".)
 *
 * Invariant: an index that was accepted describes ranges that cover the data exactly once, each
 * aligned for its dtype and as long as its shape says. */
#include "io/reader.h"

#include <jansson.h>
#include <stdlib.h>

enum { LENGTH_BYTES = 8, HEADER_MAX = 100000000, HEADER_DEPTH = 4 };

/* X(dtype, the format's name) */
#define DTYPES(X)   \
    X(BOOL, "BOOL") \
    X(U8, "U8")     \
    X(I8, "I8")     \
    X(I16, "I16")   \
    X(I32, "I32")   \
    X(I64, "I64") X(F16, "F16") X(BF16, "BF16") X(F32, "F32") X(F64, "F64") X(C64, "C64")

static const char *const names[TN_DTYPE_COUNT] = {
#define ROW(NAME, text) [TN_##NAME] = (text),
    DTYPES(ROW)
#undef ROW
};

const char *tni_safetensors_dtype(tn_dtype dtype) {
    return names[dtype];
}

/* ---- One tensor ------------------------------------------------------------------------------ */

static bool parse_dtype(const char *name, const json_t *value, tn_dtype *out) {
    const char *text = json_string_value(value);
    if (!text) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': dtype is no string", name);
        return false;
    }
    for (int d = 0; d < TN_DTYPE_COUNT; d++) {
        if (names[d] && strcmp(names[d], text) == 0) {
            *out = (tn_dtype)d;
            return true;
        }
    }
    tni_fail(TN_ERR_FORMAT, "tensor '%.200s': dtype '%.40s' is not known", name, text);
    return false;
}

static bool parse_shape(const char *name, const json_t *value, tni_shape *out) {
    const size_t ndim = json_array_size(value);
    if (!json_is_array(value) || ndim > TN_MAX_DIMS) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': shape is no list of at most %d sizes", name,
                 TN_MAX_DIMS);
        return false;
    }
    out->ndim = (int)ndim;
    for (size_t d = 0; d < ndim; d++) {
        const json_t *size = json_array_get(value, d);
        if (!json_is_integer(size)) {
            tni_fail(TN_ERR_FORMAT, "tensor '%.200s': size of dim %zu is no integer", name, d);
            return false;
        }
        out->sizes[d] = json_integer_value(size);
    }
    return true;
}

/* [begin, end) within `data` bytes that start at file position `base`. */
static bool parse_range(const char *name, const json_t *value, int64_t base, int64_t data,
                        tni_entry *out) {
    const json_t *first = json_array_get(value, 0), *last = json_array_get(value, 1);
    if (json_array_size(value) != 2 || !json_is_integer(first) || !json_is_integer(last)) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': data_offsets is no list of two integers", name);
        return false;
    }
    const int64_t begin = json_integer_value(first), end = json_integer_value(last);
    if (begin < 0 || end < begin) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': data_offsets [%lld, %lld] are no range", name,
                 (long long)begin, (long long)end);
        return false;
    }
    if (end > data) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': ends at byte %lld of %lld; the file is cut short",
                 name, (long long)end, (long long)data);
        return false;
    }
    out->begin = base + begin;
    if (end - begin != out->bytes) {
        tni_fail(TN_ERR_FORMAT,
                 "tensor '%.200s': shape %s of %s needs %lld bytes, data_offsets give %lld", name,
                 tni_shape_text(out->shape.sizes, out->shape.ndim), tn_dtype_name(out->dtype),
                 (long long)out->bytes, (long long)(end - begin));
        return false;
    }
    const int64_t part = (int64_t)tn_dtype_bytes(tni_real_of(out->dtype));
    if (out->bytes && out->begin % part) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': unaligned: byte %lld is no multiple of %lld",
                 name, (long long)out->begin, (long long)part);
        return false;
    }
    return true;
}

static bool parse_entry(const char *name, const json_t *value, int64_t base, int64_t data,
                        tni_entry *out) {
    out->name = name;
    if (!json_is_object(value) || json_object_size(value) != 3) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s': is no object of dtype, shape and data_offsets",
                 name);
        return false;
    }
    return parse_dtype(name, json_object_get(value, "dtype"), &out->dtype) &&
           parse_shape(name, json_object_get(value, "shape"), &out->shape) &&
           tni_payload(name, &out->shape, out->dtype, &out->bytes) &&
           parse_range(name, json_object_get(value, "data_offsets"), base, data, out);
}

static bool parse_metadata(json_t *object, tni_index *out) {
    if (!json_is_object(object)) {
        tni_fail(TN_ERR_FORMAT, "__metadata__ is no object");
        return false;
    }
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        if (!json_is_string(value)) {
            tni_fail(TN_ERR_FORMAT, "__metadata__: the value of '%.200s' is no string", key);
            return false;
        }
        out->metadata[out->n_metadata++] = (tn_metadata){key, json_string_value(value)};
    }
    return true;
}

/* ---- All of them ----------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b) {
    return strcmp(((const tni_entry *)a)->name, ((const tni_entry *)b)->name);
}

int tni_metadata_by_key(const void *a, const void *b) {
    return strcmp(((const tn_metadata *)a)->key, ((const tn_metadata *)b)->key);
}

/* Empty tensors come before what starts at the same byte. */
static int by_place(const void *a, const void *b) {
    const tni_entry *x = *(const tni_entry *const *)a, *y = *(const tni_entry *const *)b;
    if (x->begin != y->begin) {
        return x->begin < y->begin ? -1 : 1;
    }
    return (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

static bool check_neighbours(const tni_entry *const *places, int64_t count, int64_t base,
                             int64_t size) {
    int64_t end = base;
    for (int64_t i = 0; i < count; i++) {
        const tni_entry *e = places[i];
        if (e->begin < end) {
            tni_fail(TN_ERR_FORMAT, "tensors '%.200s' and '%.200s' overlap", places[i - 1]->name,
                     e->name);
            return false;
        }
        if (e->begin > end) {
            tni_fail(TN_ERR_FORMAT, "%lld bytes before tensor '%.200s' belong to no tensor",
                     (long long)(e->begin - end), e->name);
            return false;
        }
        end = e->begin + e->bytes;
    }
    if (end != size) {
        tni_fail(TN_ERR_FORMAT, "%lld trailing bytes belong to no tensor", (long long)(size - end));
    }
    return end == size;
}

static bool check_cover(const tni_index *index, int64_t base, int64_t size) {
    int64_t bytes;
    if (!tni_mul(index->count + 1, (int64_t)sizeof(tni_entry *), &bytes)) {
        return false;
    }
    const tni_entry **places = tni_host_alloc((size_t)bytes);
    if (!places) {
        return false;
    }
    for (int64_t i = 0; i < index->count; i++) {
        places[i] = &index->entries[i];
    }
    qsort(places, (size_t)index->count, sizeof *places, by_place);
    const bool covered = check_neighbours(places, index->count, base, size);
    tni_host_free(places);
    return covered;
}

/* Room for all members of the header. */
static bool reserve(tni_index *out) {
    int64_t entries, pairs;
    const json_t *metadata = json_object_get(out->header, "__metadata__");
    if (!tni_mul((int64_t)json_object_size(out->header) + 1, sizeof(tni_entry), &entries) ||
        !tni_mul((int64_t)json_object_size(metadata) + 1, sizeof(tn_metadata), &pairs)) {
        return false;
    }
    out->entries = tni_host_alloc_zeroed((size_t)entries);
    out->metadata = out->entries ? tni_host_alloc_zeroed((size_t)pairs) : NULL;
    return out->metadata != NULL;
}

static bool parse_members(int64_t base, int64_t size, tni_index *out) {
    const char *key;
    json_t *value;
    json_object_foreach(out->header, key, value) {
        if (strcmp(key, "__metadata__") == 0) {
            if (!parse_metadata(value, out)) {
                return false;
            }
        } else if (!parse_entry(key, value, base, size - base, &out->entries[out->count++])) {
            return false;
        }
    }
    qsort(out->entries, (size_t)out->count, sizeof *out->entries, by_name);
    qsort(out->metadata, (size_t)out->n_metadata, sizeof *out->metadata, tni_metadata_by_key);
    return check_cover(out, base, size);
}

/* The header's end, once its length was checked. */
static bool header_range(const char *bytes, int64_t size, int64_t *end) {
    if (size < LENGTH_BYTES) {
        tni_fail(TN_ERR_FORMAT, "%lld bytes are too few for a header length", (long long)size);
        return false;
    }
    const uint64_t length = tni_little(bytes, LENGTH_BYTES);
    if (length > HEADER_MAX) {
        tni_fail(TN_ERR_FORMAT, "a header of %llu bytes is longer than the limit of %d",
                 (unsigned long long)length, HEADER_MAX);
        return false;
    }
    if (!tni_in_range(LENGTH_BYTES, (int64_t)length, size)) {
        tni_fail(TN_ERR_FORMAT, "a header of %llu bytes does not fit into %lld; the file is cut",
                 (unsigned long long)length, (long long)size);
        return false;
    }
    if (length == 0 || bytes[LENGTH_BYTES] != '{') {
        tni_fail(TN_ERR_FORMAT, "the header does not start with '{': this is no safetensors file");
        return false;
    }
    *end = LENGTH_BYTES + (int64_t)length;
    return true;
}

bool tni_safetensors_parse(const char *bytes, int64_t size, tni_index *out) {
    *out = (tni_index){0};
    int64_t base;
    if (!header_range(bytes, size, &base)) {
        return false;
    }
    out->header =
        tni_json_object(bytes + LENGTH_BYTES, base - LENGTH_BYTES, HEADER_DEPTH, "the header");
    if (!out->header || !reserve(out) || !parse_members(base, size, out)) {
        tni_index_free(out);
        return false;
    }
    return true;
}

void tni_index_free(tni_index *index) {
    tni_host_free(index->metadata);
    tni_host_free(index->entries);
    json_decref(index->header);
    *index = (tni_index){0};
}

const tni_entry *tni_index_find(const tni_index *index, const char *name) {
    const tni_entry key = {.name = name};
    return bsearch(&key, index->entries, (size_t)index->count, sizeof key, by_name);
}

const char *tni_index_metadata(const tni_index *index, const char *key) {
    const tn_metadata wanted = {.key = key};
    const tn_metadata *found = bsearch(&wanted, index->metadata, (size_t)index->n_metadata,
                                       sizeof wanted, tni_metadata_by_key);
    return found ? found->value : NULL;
}
