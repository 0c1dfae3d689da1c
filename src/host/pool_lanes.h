/* pool_lanes.h: max pooling of LANES neighbouring windows of an output row. The including file
 * defines T, INT (a signed integer of T's size), LANES, EVENS (even elements of two vectors that
 * overlap by one) and NAME. */
typedef T NAME(values)
    __attribute__((vector_size(LANES * sizeof(T)), aligned(sizeof(T)), may_alias));
typedef INT NAME(bits) __attribute__((vector_size(LANES * sizeof(T))));
typedef int64_t NAME(indices) __attribute__((vector_size(LANES * 8), aligned(8), may_alias));

/* *v = x[0], x[step], x[2 * step] ...; nothing past the last of them is read. */
static inline __attribute__((always_inline)) void NAME(take)(NAME(values) * v, const T *x,
                                                             int64_t step) {
    if (step == 1) {
        *v = *(const NAME(values) *)(const void *)x;
    } else if (step == 2) {
        const NAME(values) low = *(const NAME(values) *)(const void *)x;
        const NAME(values) high = *(const NAME(values) *)(const void *)(x + LANES - 1);
        *v = __builtin_shufflevector(low, high, EVENS);
    } else {
        for (int l = 0; l < LANES; l++) {
            (*v)[l] = x[l * step];
        }
    }
}

/* The first window starts at element `first` of the plane, which is x[0]. */
static inline __attribute__((always_inline)) void
NAME(windows)(const pooling *p, const T *x, int64_t first, T *y, int64_t *indices) {
    NAME(values) value, v;
    NAME(take)(&value, x, p->step);
    NAME(bits) at = {0};
    for (int64_t i = 0; i < p->kh; i++) {
        for (int64_t j = 0; j < p->kw; j++) {
            NAME(take)(&v, x + i * p->width + j, p->step);
            const NAME(bits) wins = (NAME(bits))((v > value) | (v != v));
            value = (NAME(values))((wins & (NAME(bits))v) | (~wins & (NAME(bits))value));
            at = (wins & (INT)(i * p->width + j)) | (~wins & at);
        }
    }
    *(NAME(values) *)(void *)y = value;
    NAME(indices) index = __builtin_convertvector(at, NAME(indices));
    for (int l = 0; l < LANES; l++) {
        index[l] += first + l * p->step;
    }
    *(NAME(indices) *)(void *)indices = index;
}

/* The last vector ends with the row, and may overlap the one before. */
static inline __attribute__((always_inline)) void NAME(row)(const pooling *p, const T *x,
                                                            int64_t first, T *y, int64_t *indices) {
    for (int64_t q = 0; q < p->columns; q += LANES) {
        const int64_t at = q + LANES <= p->columns ? q : p->columns - LANES;
        const int64_t skip = at * p->step;
        NAME(windows)(p, x + skip, first + skip, y + at, indices + at);
    }
}

#undef LANES
#undef EVENS
#undef NAME
