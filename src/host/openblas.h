/* openblas.h: the one place that knows OpenBLAS: opened privately at first use. */
#ifndef TNI_OPENBLAS_H
#define TNI_OPENBLAS_H

/* CBLAS numbers of its C interface. */
enum {
    TNI_ROW_MAJOR = 101,
    TNI_NO_TRANS = 111,
    TNI_TRANS = 112,
    TNI_CONJ_TRANS = 113,
    TNI_CONJ = 114
};

typedef struct tni_openblas {
    void (*sgemm)(int order, int ta, int tb, int m, int n, int k, float alpha, const float *a,
                  int lda, const float *b, int ldb, float beta, float *c, int ldc);
    void (*dgemm)(int order, int ta, int tb, int m, int n, int k, double alpha, const double *a,
                  int lda, const double *b, int ldb, double beta, double *c, int ldc);
    void (*cgemm)(int order, int ta, int tb, int m, int n, int k, const void *alpha, const void *a,
                  int lda, const void *b, int ldb, const void *beta, void *c, int ldc);
    void (*zgemm)(int order, int ta, int tb, int m, int n, int k, const void *alpha, const void *a,
                  int lda, const void *b, int ldb, const void *beta, void *c, int ldc);
    void (*sgemv)(int order, int ta, int m, int n, float alpha, const float *a, int lda,
                  const float *x, int incx, float beta, float *y, int incy);
    void (*dgemv)(int order, int ta, int m, int n, double alpha, const double *a, int lda,
                  const double *x, int incx, double beta, double *y, int incy);
} tni_openblas;

/* NULL when the library is absent or lacks a symbol. */
const tni_openblas *tni_openblas_get(void);
/* Around each call of any of its functions, LAPACK's too, by a thread that found the library: keeps
 * the number of callers to what the build bears. Not to be nested. */
void tni_openblas_enter(void);
void tni_openblas_leave(void);
/* A symbol of the library ("sgesdd_"); NULL when absent. */
void *tni_openblas_symbol(const char *name);
/* Where it was found, or why not. Static storage. */
const char *tni_openblas_status(void);
/* "0.3.21 Haswell": its version and the kernels it chose; "none" when absent. Static storage. */
const char *tni_openblas_version(void);

#endif
