/* sort_host.c: stable sorting of rows, what comes first in them, and binary search in sorted rows.
 * Values become unsigned keys of the same order (NaN is last, -0 equals 0), so that one radix sort
 * serves every dtype; a descending sort complements the keys, which keeps it stable. A row is one
 * thread's. */
#include "host/host.h"

#include <omp.h>
#include <stdlib.h>

/* ---- Keys ------------------------------------------------------------------------------------ */

static uint64_t key_of_f32(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return x != x ? UINT32_MAX : x == 0 ? 1u << 31 : bits >> 31 ? ~bits : bits | 1u << 31;
}

static uint64_t key_of_f64(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t sign = (uint64_t)1 << 63;
    return x != x ? UINT64_MAX : x == 0 ? sign : bits & sign ? ~bits : bits | sign;
}

/* Key of element i; the widths of keys are those of key_bytes. */
static uint64_t key_at(const void *row, int64_t i, tn_dtype dtype) {
    switch (dtype) {
    case TN_BOOL:
        return ((const uint8_t *)row)[i] != 0;
    case TN_U8:
        return ((const uint8_t *)row)[i];
    case TN_I8:
        return ((const uint8_t *)row)[i] ^ 0x80u;
    case TN_I16:
        return ((const uint16_t *)row)[i] ^ 0x8000u;
    case TN_I32:
        return ((const uint32_t *)row)[i] ^ 0x80000000u;
    case TN_I64:
        return ((const uint64_t *)row)[i] ^ (uint64_t)1 << 63;
    case TN_F16:
        return key_of_f32(tni_f16_to_f32(((const uint16_t *)row)[i]));
    case TN_BF16:
        return key_of_f32(tni_bf16_to_f32(((const uint16_t *)row)[i]));
    case TN_F32:
        return key_of_f32(((const float *)row)[i]);
    default:
        return key_of_f64(((const double *)row)[i]);
    }
}

static int key_bytes(tn_dtype dtype) {
    return dtype == TN_F16 || dtype == TN_BF16 ? 4 : (int)tn_dtype_bytes(dtype);
}

/* ---- Sorting one row ------------------------------------------------------------------------- */

typedef struct entry {
    uint64_t key;
    int64_t index;
} entry;

enum { INSERTION = 32 };

static void insertion_sort(entry *e, int64_t n) {
    for (int64_t i = 1; i < n; i++) {
        const entry held = e[i];
        int64_t k = i;
        for (; k > 0 && e[k - 1].key > held.key; k--) {
            e[k] = e[k - 1];
        }
        e[k] = held;
    }
}

/* Least significant byte first; bytes that are equal everywhere are passed over. Returns where the
 * sorted entries are. */
static entry *radix_sort(entry *e, entry *other, int64_t n, int bytes) {
    for (int byte = 0; byte < bytes; byte++) {
        int64_t starts[256] = {0}, sum = 0;
        for (int64_t i = 0; i < n; i++) {
            starts[e[i].key >> 8 * byte & 255]++;
        }
        if (starts[e[0].key >> 8 * byte & 255] == n) {
            continue;
        }
        for (int v = 0; v < 256; v++) {
            const int64_t count = starts[v];
            starts[v] = sum;
            sum += count;
        }
        for (int64_t i = 0; i < n; i++) {
            other[starts[e[i].key >> 8 * byte & 255]++] = e[i];
        }
        entry *const held = e;
        e = other;
        other = held;
    }
    return e;
}

static entry *sort_entries(entry *e, entry *other, int64_t n, int bytes) {
    if (n <= INSERTION) {
        insertion_sort(e, n);
        return e;
    }
    return radix_sort(e, other, n, bytes);
}

/* Moves the `kept` entries that come first to `first`, of equal keys in their order. Most
 * significant byte first: entries whose byte decides are taken or left out, the others looked at
 * again. */
static void select_entries(entry *e, int64_t n, int64_t kept, int bytes, entry *first) {
    int64_t taken = 0;
    for (int byte = bytes - 1; byte >= 0; byte--) {
        int64_t counts[256] = {0}, before = 0, undecided = 0;
        for (int64_t i = 0; i < n; i++) {
            counts[e[i].key >> 8 * byte & 255]++;
        }
        unsigned last = 0;
        while (before + counts[last] < kept - taken) {
            before += counts[last++];
        }
        for (int64_t i = 0; i < n; i++) {
            const unsigned digit = e[i].key >> 8 * byte & 255;
            if (digit < last) {
                first[taken++] = e[i];
            } else if (digit == last) {
                e[undecided++] = e[i];
            }
        }
        n = undecided;
        if (n == kept - taken) {
            break;
        }
    }
    memcpy(first + taken, e, (size_t)(kept - taken) * sizeof *e);
}

/* e has room for two rows. */
static void sort_row(const tn_k_sort *p, int64_t row, entry *e) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const size_t bytes = tn_dtype_bytes(dtype);
    const char *in = (const char *)p->in + (size_t)(row * p->n) * bytes;
    char *values = (char *)p->values + (size_t)(row * p->kept) * bytes;
    int64_t *indices = p->indices + row * p->kept;
    const uint64_t flip = p->descending ? ~(uint64_t)0 >> (64 - 8 * key_bytes(dtype)) : 0;
    entry *other = e + p->n;
    for (int64_t i = 0; i < p->n; i++) {
        e[i] = (entry){key_at(in, i, dtype) ^ flip, i};
    }
    if (p->kept < p->n) {
        select_entries(e, p->n, p->kept, key_bytes(dtype), other);
        e = sort_entries(other, e, p->kept, key_bytes(dtype));
    } else {
        e = sort_entries(e, other, p->n, key_bytes(dtype));
    }
    for (int64_t i = 0; i < p->kept; i++) {
        indices[i] = e[i].index;
        memcpy(values + (size_t)i * bytes, in + (size_t)e[i].index * bytes, bytes);
    }
}

int tni_host_sort(const void *params, void *stream) {
    (void)stream;
    const tn_k_sort *p = params;
    int64_t bytes;
    if (!tni_mul(p->n, 2 * (int64_t)sizeof(entry), &bytes)) {
        return tn_kernel_fail(TN_ERR_MEMORY, "rows of %lld elements are too long", (long long)p->n);
    }
    const int threads = p->rows == 1 ? 1 : tni_host_threads(p->rows * p->n);
    int64_t all_bytes;
    char *work = NULL;
    if (tni_mul(bytes, threads, &all_bytes) && tni_may_allocate_quietly((size_t)all_bytes)) {
        work = malloc((size_t)all_bytes + 1);
    }
    if (!work) {
        return tn_kernel_fail(TN_ERR_MEMORY, "no memory to sort rows of %lld elements",
                              (long long)p->n);
    }
#pragma omp parallel num_threads(threads) if (threads > 1)
    {
        entry *mine = (entry *)(work + omp_get_thread_num() * bytes);
#pragma omp for schedule(static)
        for (int64_t row = 0; row < p->rows; row++) {
            sort_row(p, row, mine);
        }
    }
    free(work);
    return 0;
}

/* ---- Searching ------------------------------------------------------------------------------- */

/* Entries below key (right: not above it); the row is sorted through `order` when there is one. */
static int64_t search_row(const void *row, const int64_t *order, int64_t n, tn_dtype dtype,
                          uint64_t key, bool right) {
    int64_t lo = 0, hi = n;
    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        const uint64_t at = key_at(row, order ? order[middle] : middle, dtype);
        if (right ? at <= key : at < key) {
            lo = middle + 1;
        } else {
            hi = middle;
        }
    }
    return lo;
}

int tni_host_search(const void *params, void *stream) {
    (void)stream;
    const tn_k_search *p = params;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const size_t bytes = tn_dtype_bytes(dtype);
    for (int64_t i = 0; p->order && i < p->rows * p->n; i++) {
        if (p->order[i] < 0 || p->order[i] >= p->n) {
            return tn_kernel_fail(TN_ERR_ARGUMENT, "sorter holds %lld, not an index below %lld",
                                  (long long)p->order[i], (long long)p->n);
        }
    }
    const int threads = tni_host_threads(p->queries);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t i = 0; i < p->queries; i++) {
        const int64_t row = p->rows == 1 ? 0 : i / (p->queries / p->rows);
        p->out[i] = search_row((const char *)p->sorted + (size_t)(row * p->n) * bytes,
                               p->order ? p->order + row * p->n : NULL, p->n, dtype,
                               key_at(p->values, i, dtype), p->right);
    }
    return 0;
}
