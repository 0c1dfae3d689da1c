/* sort_host.c: stable sorting of rows, what comes first in them, and binary search in sorted rows.
 * Values become unsigned keys of the same order (NaN is last, -0 equals 0), so that one radix sort
 * serves every dtype; a descending sort complements the keys, which keeps it stable. A row is one
 * thread's.
 *
 * Entries of a narrow key and a narrow index are one word: half of what moves. */
#include "host/host.h"

#include <omp.h>

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

/* Key of element i; its width is that of key_bytes. */
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

/* ---- Keys of many elements ------------------------------------------------------------------- */

/* Keys of elements [first, first + n) of a row, without branches so that they are computed many at
 * a time. A descending order has complemented keys. */
typedef struct key_source {
    const void *row;
    tn_dtype dtype;
    uint64_t flip;  /* all ones of a key's width: descending */
    uint64_t least; /* is subtracted: that of all keys where what is left is narrow, else 0 */
} key_source;

static int key_bytes(tn_dtype dtype) {
    return dtype == TN_F16 || dtype == TN_BF16 ? 4 : (int)tn_dtype_bytes(dtype);
}

static uint32_t quick_key_f32(uint32_t bits) {
    const uint32_t size = bits & 0x7fffffffu, sign = (uint32_t)((int32_t)bits >> 31);
    const uint32_t number = size == 0 ? 1u << 31 : bits ^ (sign | 1u << 31);
    return size > 0x7f800000u ? UINT32_MAX : number;
}

static uint64_t quick_key_f64(uint64_t bits) {
    const uint64_t top = (uint64_t)1 << 63, size = bits & ~top;
    const uint64_t sign = (uint64_t)((int64_t)bits >> 63);
    const uint64_t number = size == 0 ? top : bits ^ (sign | top);
    return size > (uint64_t)0x7ff << 52 ? UINT64_MAX : number;
}

static void make_wide_keys(const key_source *s, int64_t first, int64_t n, uint64_t *keys) {
    const uint64_t flip = s->flip, least = s->least;
    if (s->dtype == TN_F64) {
        const uint64_t *x = (const uint64_t *)s->row + first;
        for (int64_t i = 0; i < n; i++) {
            keys[i] = (quick_key_f64(x[i]) ^ flip) - least;
        }
    } else if (s->dtype == TN_I64) {
        const uint64_t *x = (const uint64_t *)s->row + first;
        for (int64_t i = 0; i < n; i++) {
            keys[i] = (x[i] ^ (uint64_t)1 << 63 ^ flip) - least;
        }
    } else {
        for (int64_t i = 0; i < n; i++) {
            keys[i] = (key_at(s->row, first + i, s->dtype) ^ flip) - least;
        }
    }
}

static void make_narrow_keys(const key_source *s, int64_t first, int64_t n, uint32_t *keys) {
    if (s->dtype == TN_F32) {
        const uint32_t *x = (const uint32_t *)s->row + first, flip = (uint32_t)s->flip;
        for (int64_t i = 0; i < n; i++) {
            keys[i] = quick_key_f32(x[i]) ^ flip;
        }
    } else if (s->dtype == TN_I64) {
        const uint64_t *x = (const uint64_t *)s->row + first;
        const uint64_t flip = s->flip ^ (uint64_t)1 << 63, least = s->least;
        for (int64_t i = 0; i < n; i++) {
            keys[i] = (uint32_t)((x[i] ^ flip) - least);
        }
    } else {
        for (int64_t i = 0; i < n; i++) {
            keys[i] = (uint32_t)((key_at(s->row, first + i, s->dtype) ^ s->flip) - s->least);
        }
    }
}

/* ---- Entries: a key and where it was --------------------------------------------------------- */

typedef struct wide_entry {
    uint64_t key;
    int64_t index;
} wide_entry;
typedef uint64_t narrow_entry; /* the key above, the index below: both of 32 bits */

enum {
    INSERTION = 32,  /* entries that are sorted by inserting them */
    MANY = 4096,     /* entries from which on counting longer digits pays */
    SHORT_DIGIT = 8, /* bits */
    LONG_DIGIT = 10,
    BLOCK = 256 /* keys made at a time */
};

/* Then what comes first is kept while going through the row. */
static bool keeps_few(int64_t n, int64_t kept) {
    return kept < n / 4 - 2 * BLOCK;
}

#define ENTRY         narrow_entry
#define KEY           uint32_t
#define OF(name)      name##_narrow
#define KEY_OF(e)     ((uint32_t)((e) >> 32))
#define INDEX_OF(e)   ((int64_t)((e)&UINT32_MAX))
#define MAKE(key, at) ((narrow_entry)(key) << 32 | (uint32_t)(at))
#define MAKE_KEYS     make_narrow_keys
#include "host/sort_entries.h"

#define ENTRY       wide_entry
#define KEY         uint64_t
#define OF(name)    name##_wide
#define KEY_OF(e)   ((e).key)
#define INDEX_OF(e) ((e).index)
#define MAKE(k, at) ((wide_entry){.key = (k), .index = (at)})
#define MAKE_KEYS   make_wide_keys
#include "host/sort_entries.h"

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Bits in which keys of the row may differ, once s->least is taken off: often few of integers. */
static int bits_that_differ(key_source *s, int64_t n) {
    const int bits = 8 * key_bytes(s->dtype);
    if (s->dtype != TN_I64) {
        return bits;
    }
    const int64_t *x = s->row;
    int64_t least = x[0], most = x[0];
    for (int64_t i = 1; i < n; i++) {
        least = x[i] < least ? x[i] : least;
        most = x[i] > most ? x[i] : most;
    }
    const uint64_t spread = (uint64_t)most - (uint64_t)least;
    s->least = ((uint64_t)(s->flip ? most : least) ^ (uint64_t)1 << 63) ^ s->flip;
    return spread == 0 ? 0 : 64 - __builtin_clzll(spread);
}

static void pick_elements(const void *row, const int64_t *indices, int64_t n, size_t bytes,
                          void *values) {
    switch (bytes) {
#define PICK(T)                                              \
    case sizeof(T):                                          \
        for (int64_t i = 0; i < n; i++) {                    \
            ((T *)values)[i] = ((const T *)row)[indices[i]]; \
        }                                                    \
        break;
        PICK(uint8_t)
        PICK(uint16_t)
        PICK(uint32_t)
        PICK(uint64_t)
#undef PICK
    }
}

/* work has room for two rows of entries, or for what keep_first needs. */
static void sort_row(const tn_k_sort *p, int64_t row, void *work) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const size_t bytes = tn_dtype_bytes(dtype);
    key_source s = {.row = (const char *)p->in + (size_t)(row * p->n) * bytes,
                    .dtype = dtype,
                    .flip = p->descending ? ~(uint64_t)0 >> (64 - 8 * key_bytes(dtype)) : 0};
    char *values = (char *)p->values + (size_t)(row * p->kept) * bytes;
    int64_t *indices = p->indices + row * p->kept;
    const int bits = bits_that_differ(&s, p->n);
    if (bits <= 32 && p->n <= UINT32_MAX) {
        order_row_narrow(&s, p->n, p->kept, bits, work, indices);
    } else {
        order_row_wide(&s, p->n, p->kept, bits, work, indices);
    }
    pick_elements(s.row, indices, p->kept, bytes, values);
}

/* Entries of a row in each of two places. */
static int64_t room_of(const tn_k_sort *p) {
    return keeps_few(p->n, p->kept) ? 2 * p->kept + 2 * BLOCK : p->n;
}

static int threads_of(const tn_k_sort *p) {
    return p->rows == 1 ? 1 : tni_host_threads(p->rows * p->n);
}

static int64_t bytes_a_thread(const tn_k_sort *p) {
    const bool is_narrow = key_bytes((tn_dtype)p->dtype) <= 4 && p->n <= UINT32_MAX;
    const int64_t entry = is_narrow ? (int64_t)sizeof(narrow_entry) : (int64_t)sizeof(wide_entry);
    int64_t bytes;
    return tni_mul(room_of(p), 2 * entry, &bytes) ? bytes : -1;
}

int64_t tni_host_sort_workspace(const void *params) {
    const tn_k_sort *p = params;
    int64_t bytes = bytes_a_thread(p);
    if (bytes < 0 || !tni_mul(bytes, threads_of(p), &bytes)) {
        return -tn_kernel_fail(TN_ERR_MEMORY, "rows of %lld elements are too long",
                               (long long)p->n);
    }
    return bytes;
}

int tni_host_sort(const void *params, void *stream) {
    (void)stream;
    const tn_k_sort *p = params;
    const int threads = threads_of(p);
    const int64_t bytes = bytes_a_thread(p);
#pragma omp parallel num_threads(threads) if (threads > 1)
    {
        char *mine = (char *)p->workspace + omp_get_thread_num() * bytes;
#pragma omp for schedule(static)
        for (int64_t row = 0; row < p->rows; row++) {
            sort_row(p, row, mine);
        }
    }
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
