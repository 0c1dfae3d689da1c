/* lane_moves.h: whole groups of matrices to lanes and back, in tiles: vectors are taken together
 * from pieces of 16 bytes, and turned within those. Included after lanes.h. */

enum {
    LOCAL(PIECE) = (int)(16 / sizeof(T)),  /* elements of a piece */
    LOCAL(PIECES) = (int)(LANE_BYTES / 16) /* of a vector */
};

typedef T LOCAL(loose) __attribute__((vector_size(LANE_BYTES), aligned(sizeof(T)), may_alias));

/* Pieces that are so many elements apart. */
static inline vec LOCAL(take_pieces)(const T *from, int64_t apart) {
#if LANE_BYTES == 64
    __m512 v = _mm512_castps128_ps512(_mm_loadu_ps((const float *)from));
    v = _mm512_insertf32x4(v, _mm_loadu_ps((const float *)(from + apart)), 1);
    v = _mm512_insertf32x4(v, _mm_loadu_ps((const float *)(from + 2 * apart)), 2);
    return (vec)_mm512_insertf32x4(v, _mm_loadu_ps((const float *)(from + 3 * apart)), 3);
#elif LANE_BYTES == 32
    const __m256 v = _mm256_castps128_ps256(_mm_loadu_ps((const float *)from));
    return (vec)_mm256_insertf128_ps(v, _mm_loadu_ps((const float *)(from + apart)), 1);
#else
    (void)apart;
    return (vec)_mm_loadu_ps((const float *)from);
#endif
}

/* Of each piece the lower (upper) halves of a and b, in turn: elements of 4 or 8 bytes. */
#if LANE_BYTES == 64
#define UNPACKED(half, bits, kind, a, b) \
    ((vec)_mm512_unpack##half##_p##bits((__m512##kind)(a), (__m512##kind)(b)))
#elif LANE_BYTES == 32
#define UNPACKED(half, bits, kind, a, b) \
    ((vec)_mm256_unpack##half##_p##bits((__m256##kind)(a), (__m256##kind)(b)))
#else
#define UNPACKED(half, bits, kind, a, b) \
    ((vec)_mm_unpack##half##_p##bits((__m128##kind)(a), (__m128##kind)(b)))
#endif

/* Row j of a tile is made of pieces `apart` from each other, j * next behind the first; its
 * columns are turned to rows within the pieces. */
static inline void LOCAL(take_tile)(const T *from, int64_t next, int64_t apart, vec *tile) {
    vec row[LOCAL(PIECE)];
    _Pragma("GCC unroll 4") for (int j = 0; j < LOCAL(PIECE); j++) {
        row[j] = LOCAL(take_pieces)(from + j * next, apart);
    }
    if (LOCAL(PIECE) == 2) {
        tile[0] = UNPACKED(lo, d, d, row[0], row[1]);
        tile[1] = UNPACKED(hi, d, d, row[0], row[1]);
        return;
    }
    const vec a = UNPACKED(lo, s, , row[0], row[1]), b = UNPACKED(hi, s, , row[0], row[1]);
    const vec c = UNPACKED(lo, s, , row[LOCAL(PIECE) - 2], row[LOCAL(PIECE) - 1]);
    const vec d = UNPACKED(hi, s, , row[LOCAL(PIECE) - 2], row[LOCAL(PIECE) - 1]);
    tile[0] = UNPACKED(lo, d, d, a, c);
    tile[1] = UNPACKED(hi, d, d, a, c);
    tile[LOCAL(PIECE) - 2] = UNPACKED(lo, d, d, b, d);
    tile[LOCAL(PIECE) - 1] = UNPACKED(hi, d, d, b, d);
}

/* to[i * step] = element i of all lanes, lane l's beginning at from[l * matrix]. */
void EXPORTED(tni_small_spread)(int64_t n, const void *matrices, int64_t matrix, void *to,
                                int64_t step) {
    const T *from = matrices;
    vec *lanes = to, tile[LOCAL(PIECE)];
    int64_t i = 0;
    for (; i + LOCAL(PIECE) <= n; i += LOCAL(PIECE)) {
        LOCAL(take_tile)(from + i, matrix, LOCAL(PIECE) * matrix, tile);
        _Pragma("GCC unroll 4") for (int j = 0; j < LOCAL(PIECE); j++) {
            lanes[(i + j) * step] = tile[j];
        }
    }
    for (; i < n; i++) {
        for (int l = 0; l < LANES; l++) {
            lanes[i * step][l] = from[l * matrix + i];
        }
    }
}

/* And back. */
void EXPORTED(tni_small_collect)(int64_t n, const void *from, int64_t step, void *matrices,
                                 int64_t matrix) {
    const T *lanes = from;
    T *to = matrices;
    int64_t i = 0;
    step *= LANES;
    for (; i + LANES <= n; i += LANES) {
        _Pragma("GCC unroll 4") for (int h = 0; h < LOCAL(PIECES); h++) {
            vec tile[LOCAL(PIECE)];
            LOCAL(take_tile)
            (lanes + i * step + h * LOCAL(PIECE), step, LOCAL(PIECE) * step, tile);
            _Pragma("GCC unroll 4") for (int j = 0; j < LOCAL(PIECE); j++) {
                *(LOCAL(loose) *)(to + (h * LOCAL(PIECE) + j) * matrix + i) = tile[j];
            }
        }
    }
    for (; i < n; i++) {
        for (int l = 0; l < LANES; l++) {
            to[l * matrix + i] = lanes[i * step + l];
        }
    }
}
#undef UNPACKED
