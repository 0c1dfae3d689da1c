/* tenon.h: all of Tenon.
 *
 *     #include <tenon/tenon.h>
 *
 *     int main(void) {
 *         TN_SCOPE(s);
 *         tn_tensor *x = tn_randn(TN_SHAPE(3, 3), .requires_grad = true);
 *         tn_tensor *y = tn_sum(tn_pow(tn_relu(tn_matmul(x, x)), 2.0));
 *         tn_backward(y);
 *         tn_print(tn_grad(x));
 *         return tn_ok() ? 0 : 1;
 *     }
 *
 *     cc hello.c $(pkg-config --cflags --libs tenon)
 *
 * What a function returns belongs to the innermost scope: nothing has to be freed. After an error
 * functions return NULL and do nothing until tn_error_take(), so that one look at tn_ok() at the
 * end is enough. Names and meaning are PyTorch's. */
#ifndef TENON_TENON_H
#define TENON_TENON_H

#include <tenon/autograd.h>
#include <tenon/base.h>
#include <tenon/data.h>
#include <tenon/device.h>
#include <tenon/dist.h>
#include <tenon/io.h>
#include <tenon/memory.h>
#include <tenon/nn.h>
#include <tenon/ops.h>
#include <tenon/optim.h>
#include <tenon/tensor.h>

#endif
