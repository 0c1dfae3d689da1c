#include "solver_case.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

cusolver_functions solver;
cusolverDnHandle_t handle;
cusolverDnParams_t params;
cudaStream_t stream;

static void close_solver(void) {
    if (params) {
        solver.cusolverDnDestroyParams(params);
    }
    solver.cusolverDnDestroy(handle);
}

void open_solver(void) {
#define FIND(name, parameters) \
    *(void **)&solver.name = simulated_function("libcusolver.so.12", #name);
    TNI_CUSOLVER_CALLS(FIND)
#undef FIND
    stream = new_stream();
    TRY(cusolverDnCreate(&handle));
    TRY(cusolverDnSetStream(handle, stream));
    TRY(cusolverDnCreateParams(&params));
    end_with_test(close_solver);
}

matrix random_matrix(int rows, int cols, int type) {
    matrix m = {.rows = rows, .cols = cols};
    for (int i = 0; i < AREA; i++) {
        m.x[i] = next_number() + (is_complex_type(type) ? next_number() * I : 0);
    }
    return m;
}

matrix product(const matrix *a, const matrix *b) {
    matrix p = {.rows = a->rows, .cols = b->cols};
    for (int i = 0; i < p.rows; i++) {
        for (int j = 0; j < p.cols; j++) {
            for (int k = 0; k < a->cols; k++) {
                p.x[j * SIDE + i] += at(a, i, k) * at(b, k, j);
            }
        }
    }
    return p;
}

matrix turned(const matrix *a, bool conjugates) {
    matrix t = {.rows = a->cols, .cols = a->rows};
    for (int i = 0; i < t.rows; i++) {
        for (int j = 0; j < t.cols; j++) {
            t.x[j * SIDE + i] = conjugates ? conj(at(a, j, i)) : at(a, j, i);
        }
    }
    return t;
}

matrix identity(int n) {
    matrix m = {.rows = n, .cols = n};
    for (int i = 0; i < n; i++) {
        m.x[i * SIDE + i] = 1;
    }
    return m;
}

matrix triangle(const matrix *a, bool is_lower, bool has_unit_diagonal) {
    const int least = a->rows < a->cols ? a->rows : a->cols;
    matrix t = {.rows = is_lower ? a->rows : least, .cols = is_lower ? least : a->cols};
    for (int i = 0; i < t.rows; i++) {
        for (int j = 0; j < t.cols; j++) {
            if (i == j && has_unit_diagonal) {
                t.x[j * SIDE + i] = 1;
            } else if (is_lower ? i >= j : i <= j) {
                t.x[j * SIDE + i] = at(a, i, j);
            }
        }
    }
    return t;
}

void expect_near(const matrix *got, const matrix *want, int type, const char *what) {
    cr_assert(got->rows == want->rows && got->cols == want->cols, "%s: shapes", what);
    for (int i = 0; i < got->rows; i++) {
        for (int j = 0; j < got->cols; j++) {
            const double off = cabs(at(got, i, j) - at(want, i, j));
            cr_expect(off < 300 * unit_of(type), "%s, type %d, %d x %d: (%d, %d) is off by %g",
                      what, type, got->rows, got->cols, i, j, off);
        }
    }
}

void expect_orthonormal(const matrix *q, int type, const char *what) {
    const matrix back = turned(q, true), one = identity(q->cols), got = product(&back, q);
    expect_near(&got, &one, type, what);
}

static int ld_of(const matrix *m) {
    return m->rows + GAP;
}

static size_t place_of(const matrix *m, int row, int col) {
    return (size_t)col * (size_t)ld_of(m) + (size_t)row;
}

static size_t stored_bytes(const matrix *m, int type) {
    return (size_t)(ld_of(m) * m->cols - GAP) * bytes_of(type);
}

void *upload(const matrix *m, int type) {
    static unsigned char bytes[AREA * 2 * 16];
    memset(bytes, 0xee, sizeof bytes);
    for (int j = 0; j < m->cols; j++) {
        for (int i = 0; i < m->rows; i++) {
            put_element(bytes, place_of(m, i, j), type, at(m, i, j));
        }
    }
    return device_memory(stored_bytes(m, type), bytes);
}

matrix download(const void *from, int rows, int cols, int type) {
    static unsigned char bytes[AREA * 2 * 16];
    matrix m = {.rows = rows, .cols = cols};
    fetch(bytes, from, stored_bytes(&m, type), stream);
    for (int j = 0; j < cols; j++) {
        for (int i = 0; i < ld_of(&m); i++) {
            const size_t place = place_of(&m, i, j);
            if (i < rows) {
                m.x[j * SIDE + i] = element(bytes, place, type);
            } else if (j + 1 < cols) {
                cr_expect_eq(bytes[place * bytes_of(type)], 0xee, "below a column it is written");
            }
        }
    }
    return m;
}

matrix rounded(const matrix *m, int type) {
    matrix r = *m;
    for (int i = 0; i < AREA; i++) {
        unsigned char one[16];
        put_element(one, 0, type, m->x[i]);
        r.x[i] = element(one, 0, type);
    }
    return r;
}

void take(workspace *w) {
    w->device = device_memory(w->bytes + 16, NULL);
    w->host = w->host_bytes ? malloc(w->host_bytes) : NULL;
    w->info = device_memory(sizeof(int), NULL);
}

static void give_back(const workspace *w) {
    cuda()->cudaFree(w->device);
    cuda()->cudaFree(w->info);
    free(w->host);
}

void expect_info(const workspace *w, int wanted) {
    int info = -1;
    fetch(&info, w->info, sizeof info, stream);
    cr_expect_eq(info, wanted, "info is %d, not %d", info, wanted);
    give_back(w);
}

cudaDataType_t real_of(int type) {
    return type == CUDA_C_64F ? CUDA_R_64F : type == CUDA_C_32F ? CUDA_R_32F : (cudaDataType_t)type;
}
