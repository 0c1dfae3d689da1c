/* reduce_loops.h: expands the loops of reduce.h for one real type. The including file defines T,
 * WRAP (T, or its unsigned type where sums wrap),
 * LOWEST and HIGHEST (identities of max and min), MAPS (1 for floats) with EXP and POW, NAME(x),
 * and TABLE.
 *
 * A chunk is folded in LANES lanes (256 bytes), which are folded pairwise; what is left over
 * follows in order. */
#define LANES ((int64_t)(256 / sizeof(T)))

/* max and min keep a NaN once they meet it. */
#define OP_SUM(a, b)  ((T)((WRAP)(a) + (WRAP)(b)))
#define OP_PROD(a, b) ((T)((WRAP)(a) * (WRAP)(b)))
#define OP_MAX(a, b)  ((((b) > (a)) | ((b) != (b))) ? (b) : (a))
#define OP_MIN(a, b)  ((((b) < (a)) | ((b) != (b))) ? (b) : (a))

#define FOLD(name, OP, IDENTITY)                                               \
    static void NAME(fold_##name)(int64_t n, const void *from, void *value) {  \
        const T *x = from;                                                     \
        T lane[256 / sizeof(T)], result = IDENTITY;                            \
        int64_t i = 0;                                                         \
        if (n >= LANES) {                                                      \
            memcpy(lane, x, sizeof lane);                                      \
            for (i = LANES; i + LANES <= n; i += LANES) {                      \
                _Pragma("omp simd") for (int64_t j = 0; j < LANES; j++) {      \
                    lane[j] = OP(lane[j], x[i + j]);                           \
                }                                                              \
            }                                                                  \
            for (int64_t half = LANES / 2; half > 0; half /= 2) {              \
                for (int64_t j = 0; j < half; j++) {                           \
                    lane[j] = OP(lane[j], lane[j + half]);                     \
                }                                                              \
            }                                                                  \
            result = lane[0];                                                  \
        }                                                                      \
        for (; i < n; i++) {                                                   \
            result = OP(result, x[i]);                                         \
        }                                                                      \
        memcpy(value, &result, sizeof result);                                 \
    }                                                                          \
    static void NAME(column_##name)(int64_t n, void *into, const void *from) { \
        T *acc = into;                                                         \
        const T *x = from;                                                     \
        _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                  \
            acc[i] = OP(acc[i], x[i]);                                         \
        }                                                                      \
    }
FOLD(sum, OP_SUM, 0)
FOLD(prod, OP_PROD, 1)
FOLD(max, OP_MAX, LOWEST)
FOLD(min, OP_MIN, HIGHEST)

#define MAP_LOOP(...)                                     \
    _Pragma("omp simd") for (int64_t i = 0; i < n; i++) { \
        const T v = x[i], m = pm[i * m_stride];           \
        (void)m;                                          \
        o[i] = __VA_ARGS__;                               \
    }                                                     \
    break;
static void NAME(map)(tni_map map, int64_t n, void *out, const void *from, const void *param,
                      int m_stride) {
    static const T none = 0;
    T *o = out;
    const T *x = from, *pm = param ? param : &none;
    m_stride = param ? m_stride : 0;
    switch (map) {
    case TNI_MAP_ABS:
        MAP_LOOP(v < 0 ? -v : v + 0)
    case TNI_MAP_SQUARE:
        MAP_LOOP(v * v)
    case TNI_MAP_CENTER:
        MAP_LOOP((v - m) * (v - m))
    case TNI_MAP_NAN0:
        MAP_LOOP(v != v ? 0 : v)
#if MAPS
    case TNI_MAP_POW:
        MAP_LOOP(POW(v < 0 ? -v : v, m))
    case TNI_MAP_EXP:
        MAP_LOOP(EXP(v == m ? 0 : v - m))
#endif
    default:
        MAP_LOOP(v)
    }
}

const tni_reduce_loops TABLE = {
    {NAME(fold_sum), NAME(fold_prod), NAME(fold_max), NAME(fold_min)},
    {NAME(column_sum), NAME(column_prod), NAME(column_max), NAME(column_min)},
    NAME(map),
};

#undef T
#undef WRAP
#undef LANES
#undef OP_SUM
#undef OP_PROD
#undef OP_MAX
#undef OP_MIN
#undef FOLD
#undef MAP_LOOP
#undef NAME
#undef TABLE
#undef LOWEST
#undef HIGHEST
#undef MAPS
#undef EXP
#undef POW
