/* fill_host.c: one value into every element of a strided output. Rows of the innermost dim are
 * filled by doubling copies, or element by element when strided. */
#include "host/host.h"

#define FILL(type)                              \
    {                                           \
        type value, *d = at;                    \
        memcpy(&value, k->value, sizeof value); \
        for (int64_t i = 0; i < n; i++) {       \
            d[i * stride] = value;              \
        }                                       \
        break;                                  \
    }

typedef struct wide {
    uint64_t half[2];
} wide;

static void fill_row(const tn_k_fill *k, void *at, int64_t n, int64_t stride, size_t bytes) {
    switch (bytes) {
    case 1:
        if (stride == 1) {
            memset(at, k->value[0], (size_t)n);
            break;
        }
        FILL(uint8_t)
    case 2:
        FILL(uint16_t)
    case 4:
        FILL(uint32_t)
    case 8:
        FILL(uint64_t)
    default:
        FILL(wide)
    }
}

/* Row `row` of the outer dims, or a piece of the one dim. */
static void fill_piece(const tn_k_fill *k, int64_t row, int64_t begin, int64_t n) {
    const size_t bytes = tn_dtype_bytes(k->dtype);
    const int inner = k->ndim - 1;
    int64_t offset = inner >= 0 ? begin * k->strides[inner] : 0;
    for (int d = inner - 1; d >= 0; d--) {
        offset += row % k->extents[d] * k->strides[d];
        row /= k->extents[d];
    }
    fill_row(k, (char *)k->data + offset * (int64_t)bytes, n, inner >= 0 ? k->strides[inner] : 1,
             bytes);
}

int tni_host_fill(const void *params, void *stream) {
    const tn_k_fill *k = params;
    (void)stream;
    if (k->numel <= 0) {
        return TN_OK;
    }
    const int64_t inner = k->ndim > 0 ? k->extents[k->ndim - 1] : 1;
    const int64_t rows = k->numel / inner, parts = (inner + TNI_PIECE - 1) / TNI_PIECE;
    const int threads = tni_host_threads(k->numel);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < rows * parts; i++) {
        const int64_t begin = i % parts * TNI_PIECE;
        fill_piece(k, i / parts, begin, inner - begin < TNI_PIECE ? inner - begin : TNI_PIECE);
    }
    return TN_OK;
}
