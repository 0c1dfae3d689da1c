/* lapack.c: routines of LAPACK by dtype, the order of elements that it wants, and loops over
 * batches. Invariant: a piece of a loop is the same work on any number of threads. */
#include "host/lapack.h"

#include "host/openblas.h"

#include <limits.h>
#include <math.h>
#include <omp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Routines -------------------------------------------------------------------------------- */

static char letter_of(tn_dtype dtype) {
    return dtype == TN_F32 ? 's' : dtype == TN_F64 ? 'd' : dtype == TN_C64 ? 'c' : 'z';
}

static bool take(void *slot, const char *name, int *failed) {
    void *symbol = tni_openblas_symbol(name);
    if (!symbol) {
        *failed =
            tn_kernel_fail(TN_ERR_LIBRARY, "needs %s of OpenBLAS (%s); install libopenblas0-serial",
                           name, tni_openblas_status());
        return false;
    }
    memcpy(slot, &symbol, sizeof symbol);
    return true;
}

bool tni_lapack_find(void *slot, tn_dtype dtype, const char *real, const char *complex_name,
                     int *failed) {
    char name[32];
    snprintf(name, sizeof name, "%c%s_", letter_of(dtype),
             tni_is_complex(dtype) ? complex_name : real);
    return take(slot, name, failed);
}

bool tni_cblas_find(void *slot, tn_dtype dtype, const char *base, int *failed) {
    char name[32];
    snprintf(name, sizeof name, "cblas_%c%s", letter_of(dtype), base);
    return take(slot, name, failed);
}

bool tni_lapack_takes(int64_t m, int64_t n, int *failed) {
    if (m <= INT_MAX && n <= INT_MAX) {
        return true;
    }
    *failed = tn_kernel_fail(TN_ERR_UNSUPPORTED, "matrices of %lld x %lld are too large",
                             (long long)m, (long long)n);
    return false;
}

int64_t tni_queried(const void *number, tn_dtype dtype) {
    const bool single = tni_real_of(dtype) == TN_F32;
    const double value = single ? (double)*(const float *)number : *(const double *)number;
    return (int64_t)(value * (single ? 1 + 0x1p-22 : 1)) + 1;
}

bool tni_lapack_work(const void *number, tn_dtype dtype, int *elements, int *failed) {
    const int64_t wanted = tni_queried(number, dtype);
    if (wanted <= INT_MAX) {
        *elements = (int)wanted;
        return true;
    }
    *failed = tn_kernel_fail(TN_ERR_UNSUPPORTED,
                             "a matrix is too large for LAPACK: it needs work of %lld elements, "
                             "and may have %d; use smaller matrices, or fewer vectors",
                             (long long)wanted, INT_MAX);
    return false;
}

/* ---- Elements -------------------------------------------------------------------------------- */

void tni_flip_part(void *to, const void *from, int64_t rows, int64_t columns, int64_t row,
                   tn_dtype dtype) {
    enum { TILE = 32 };
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    for (int64_t r = 0; r < rows; r += TILE) {
        for (int64_t c = 0; c < columns; c += TILE) {
            const int64_t nr = rows - r < TILE ? rows - r : TILE;
            const int64_t nc = columns - c < TILE ? columns - c : TILE;
            tni_host_transpose((char *)to + (c * rows + r) * bytes, rows,
                               (const char *)from + (r * row + c) * bytes, row, (int)nr, (int)nc,
                               (int)bytes);
        }
    }
}

void tni_flip(void *to, const void *from, int64_t rows, int64_t columns, tn_dtype dtype) {
    tni_flip_part(to, from, rows, columns, columns, dtype);
}

void tni_conjugate(void *x, int64_t count, tn_dtype dtype) {
    for (int64_t i = 0; dtype == TN_C64 && i < count; i++) {
        ((float *)x)[2 * i + 1] = -((float *)x)[2 * i + 1];
    }
    for (int64_t i = 0; dtype == TN_C128 && i < count; i++) {
        ((double *)x)[2 * i + 1] = -((double *)x)[2 * i + 1];
    }
}

static int64_t numbers_in(int64_t count, tn_dtype dtype) {
    return tni_is_complex(dtype) ? 2 * count : count;
}

bool tni_all_finite(const void *x, int64_t count, tn_dtype dtype) {
    const int64_t n = numbers_in(count, dtype);
    int other = 0;
    if (tni_real_of(dtype) == TN_F32) {
        for (int64_t i = 0; i < n; i++) {
            other |= !(fabsf(((const float *)x)[i]) < INFINITY);
        }
    } else {
        for (int64_t i = 0; i < n; i++) {
            other |= !(fabs(((const double *)x)[i]) < (double)INFINITY);
        }
    }
    return !other;
}

void tni_fill_nan(void *x, int64_t count, tn_dtype dtype) {
    const int64_t n = x ? numbers_in(count, dtype) : 0;
    for (int64_t i = 0; i < n; i++) {
        if (tni_real_of(dtype) == TN_F32) {
            ((float *)x)[i] = NAN;
        } else {
            ((double *)x)[i] = (double)NAN;
        }
    }
}

/* ---- Batches --------------------------------------------------------------------------------- */

static int no_memory(int64_t bytes) {
    return tn_kernel_fail(TN_ERR_MEMORY, "no memory for %lld bytes of work", (long long)bytes);
}

/* A failure's text belongs to the thread that met it: the caller gets the status, and the text of
 * one of them. */
typedef struct failure {
    atomic_flag is_kept;
    int status;
    char text[TN_KERNEL_ERROR_BYTES];
} failure;

static void keep_failure(failure *f, int status) {
    if (!atomic_flag_test_and_set(&f->is_kept)) {
        f->status = status;
        snprintf(f->text, sizeof f->text, "%s", tn_kernel_error());
    }
}

int tni_each_matrix(const tni_matrix_loop *l) {
    int64_t work, bytes = tni_aligned_bytes(l->scratch_bytes), all;
    if (!tni_mul(l->count, l->work, &work)) {
        work = INT64_MAX;
    }
    const int wanted = l->count == 1 ? 1 : tni_host_threads(work);
    const int threads = l->count < wanted ? (int)l->count : wanted;
    char *memory = NULL;
    if (!tni_mul(bytes, threads, &all) || !tni_may_allocate_quietly((size_t)all) ||
        (all > 0 && !(memory = aligned_alloc(64, (size_t)all)))) {
        return no_memory(bytes);
    }
    const int64_t share = tni_host_share(l->count, threads);
    failure f = {.is_kept = ATOMIC_FLAG_INIT};
#pragma omp parallel for num_threads(threads) schedule(dynamic, share) if (threads > 1)
    for (int64_t i = 0; i < l->count; i++) {
        char *mine = memory ? memory + omp_get_thread_num() * bytes : NULL;
        const int status = l->each(l->params, l->context, i, mine);
        if (status) {
            keep_failure(&f, status);
        }
    }
    free(memory);
    return f.status ? tn_kernel_fail((tn_status)f.status, "%s", f.text) : 0;
}
