/* solver_case.h: cuSOLVER as the plug-in finds it, and matrices to try it with. */
#ifndef TEST_CUDA_SOLVER_CASE_H
#define TEST_CUDA_SOLVER_CASE_H

#include "bare_cuda.h"

#include "cuda/cusolver_api.h"

typedef struct cusolver_functions {
#define MEMBER(name, parameters) cusolverStatus_t(*name) parameters;
    TNI_CUSOLVER_CALLS(MEMBER)
#undef MEMBER
} cusolver_functions;
extern cusolver_functions solver;
extern cusolverDnHandle_t handle;
extern cusolverDnParams_t params;
extern cudaStream_t stream;
/* The functions, and a handle with a stream and parameters: all end with the test. */
void open_solver(void);
#define TRY(call) cr_assert_eq(solver.call, CUSOLVER_STATUS_SUCCESS, #call ": %s", sim()->fault())

/* ---- Matrices on the host -------------------------------------------------------------------- */

enum { SIDE = 12, AREA = SIDE * SIDE, GAP = 2 };

/* Column after column, SIDE apart. */
typedef struct matrix {
    int rows, cols;
    double _Complex x[AREA];
} matrix;

static inline double _Complex at(const matrix *m, int row, int col) {
    return m->x[col * SIDE + row];
}

matrix random_matrix(int rows, int cols, int type);
matrix identity(int n);
matrix product(const matrix *a, const matrix *b);
matrix turned(const matrix *a, bool conjugates);
/* A triangle with its diagonal, which is of ones where it is not stored. */
matrix triangle(const matrix *a, bool is_lower, bool has_unit_diagonal);
/* As the type keeps its numbers. */
matrix rounded(const matrix *m, int type);
void expect_near(const matrix *got, const matrix *want, int type, const char *what);
void expect_orthonormal(const matrix *q, int type, const char *what);

/* ---- On the device --------------------------------------------------------------------------- */

/* With GAP unused rows below each column. */
void *upload(const matrix *m, int type);
matrix download(const void *from, int rows, int cols, int type);
cudaDataType_t real_of(int type);

/* What a call works with besides its matrices; ended by expect_info(). */
typedef struct workspace {
    size_t bytes, host_bytes;
    void *device, *host;
    int *info;
} workspace;

void take(workspace *w);
void expect_info(const workspace *w, int wanted);
#define WORK w.device, w.bytes, w.host, w.host_bytes, w.info

#endif
