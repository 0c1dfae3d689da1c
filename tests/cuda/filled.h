/* filled.h: tensors with one number in them. */
#ifndef TEST_CUDA_FILLED_H
#define TEST_CUDA_FILLED_H

#include <tenon/tenon.h>

/* Fails the test unless all numbers of the tensor are `value`. It looks at a copy on the host: a
 * simulated device takes long for millions of them. */
void expect_filled(tn_tensor *t, double value);

#endif
