/* matmul_loops.h: the product of two packed matrices, for one element type: small sizes, integers,
 * and every size where no BLAS is found. The including file defines T, WRAP (T or its unsigned
 * type), NAME and TABLE.
 *
 * C is made in blocks of ROWS x WIDTH that stay in registers; each element sums over k in order, so
 * its bits do not depend on the blocks. */
enum { NAME(ROWS) = 4 };

/* Half of the registers hold sums; a wider block would keep some in memory. */
#if defined __AVX512F__
#define REGISTER_BYTES (32 * 64)
#elif defined __AVX2__
#define REGISTER_BYTES (16 * 32)
#else
#define REGISTER_BYTES (16 * 16)
#endif
#define FITS(WIDTH) (2 * NAME(ROWS) * (WIDTH) * sizeof(T) <= REGISTER_BYTES)

/* Rows of a block are vectors of the compiler: left to itself it vectorises across the rows. */
#define VECTOR(WIDTH)                 \
    typedef WRAP NAME(vector_##WIDTH) \
        __attribute__((vector_size(WIDTH * sizeof(T)), aligned(sizeof(T)), may_alias));
VECTOR(4)
VECTOR(8)
VECTOR(16)

#define BLOCK(rows, WIDTH)                                                                      \
    static inline void NAME(block_##rows##_##WIDTH)(int64_t k, const T *a, int64_t lda,         \
                                                    const T *b, int64_t ldb, T *c, int64_t ldc, \
                                                    WRAP alpha, WRAP beta) {                    \
        typedef NAME(vector_##WIDTH) vector;                                                    \
        vector acc[rows];                                                                       \
        memset(acc, 0, sizeof acc);                                                             \
        for (int64_t p = 0; p < k; p++) {                                                       \
            const vector y = *(const vector *)(const void *)(b + p * ldb);                      \
            _Pragma("GCC unroll 4") for (int r = 0; r < rows; r++) {                            \
                acc[r] += (WRAP)a[r * lda + p] * y;                                             \
            }                                                                                   \
        }                                                                                       \
        _Pragma("GCC unroll 4") for (int r = 0; r < rows; r++) {                                \
            vector *out = (vector *)(void *)(c + r * ldc);                                      \
            *out = beta == 0 ? alpha * acc[r] : alpha * acc[r] + beta * *out;                   \
        }                                                                                       \
    }
BLOCK(4, 16)
BLOCK(4, 8)
BLOCK(4, 4)
BLOCK(1, 16)
BLOCK(1, 8)
BLOCK(1, 4)

#define COLUMN(rows)                                                                          \
    static inline void NAME(block_##rows##_1)(int64_t k, const T *a, int64_t lda, const T *b, \
                                              int64_t ldb, T *c, int64_t ldc, WRAP alpha,     \
                                              WRAP beta) {                                    \
        for (int r = 0; r < rows; r++) {                                                      \
            WRAP acc = 0;                                                                     \
            for (int64_t p = 0; p < k; p++) {                                                 \
                acc += (WRAP)a[r * lda + p] * (WRAP)b[p * ldb];                               \
            }                                                                                 \
            const WRAP kept = beta == 0 ? 0 : beta * (WRAP)c[r * ldc];                        \
            c[r * ldc] = (T)(alpha * acc + kept);                                             \
        }                                                                                     \
    }
COLUMN(4)
COLUMN(1)

#define COLUMNS_LOOP(rows)                                                               \
    for (int64_t j = 0; j < n;) {                                                        \
        const T *bj = b + j;                                                             \
        T *cj = c + i * ldc + j;                                                         \
        if (FITS(16) && n - j >= 16) {                                                   \
            NAME(block_##rows##_16)(k, a + i * lda, lda, bj, ldb, cj, ldc, alpha, beta); \
            j += 16;                                                                     \
        } else if (FITS(8) && n - j >= 8) {                                              \
            NAME(block_##rows##_8)(k, a + i * lda, lda, bj, ldb, cj, ldc, alpha, beta);  \
            j += 8;                                                                      \
        } else if (n - j >= 4) {                                                         \
            NAME(block_##rows##_4)(k, a + i * lda, lda, bj, ldb, cj, ldc, alpha, beta);  \
            j += 4;                                                                      \
        } else {                                                                         \
            NAME(block_##rows##_1)(k, a + i * lda, lda, bj, ldb, cj, ldc, alpha, beta);  \
            j += 1;                                                                      \
        }                                                                                \
    }

void TABLE(int64_t m, int64_t n, int64_t k, const void *from_a, int64_t lda, const void *from_b,
           int64_t ldb, void *into, int64_t ldc, const void *alpha_at, const void *beta_at);
void TABLE(int64_t m, int64_t n, int64_t k, const void *from_a, int64_t lda, const void *from_b,
           int64_t ldb, void *into, int64_t ldc, const void *alpha_at, const void *beta_at) {
    const T *a = from_a, *b = from_b;
    const WRAP alpha = (WRAP) * (const T *)alpha_at, beta = (WRAP) * (const T *)beta_at;
    T *c = into;
    int64_t i = 0;
    for (; i + NAME(ROWS) <= m; i += NAME(ROWS)) {
        COLUMNS_LOOP(4)
    }
    for (; i < m; i++) {
        COLUMNS_LOOP(1)
    }
}

#undef T
#undef WRAP
#undef NAME
#undef TABLE
#undef BLOCK
#undef COLUMN
#undef FITS
#undef REGISTER_BYTES
#undef VECTOR
#undef COLUMNS_LOOP
