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
 * end is enough. Names and meaning are PyTorch's.
 *
 * In C++17 the same calls are functions. They take what C requires, and the rest in one struct, the
 * one that C fills by name (tn_NAME_args for ops); lists made at the call end with it:
 *
 *     tn_from_args options = {};
 *     options.requires_grad = true;
 *     tn_tensor *x = tn_from(values, TN_SHAPE(3, 3), TN_F32, options);
 *     const int64_t last[] = {-1};
 *     tn_sum_args over = {};
 *     over.dim = {last, 1};
 *     tn_tensor *rows = tn_sum(x, over); */
#ifndef TENON_TENON_H
#define TENON_TENON_H

#include <tenon/autograd.h>
#include <tenon/base.h>
#include <tenon/data.h>
#include <tenon/device.h>
#include <tenon/dist.h>
#include <tenon/einsum.h>
#include <tenon/index.h>
#include <tenon/io.h>
#include <tenon/linalg.h>
#include <tenon/memory.h>
#include <tenon/memory_trace.h>
#include <tenon/nn.h>
#include <tenon/ops.h>
#include <tenon/optim.h>
#include <tenon/published.h>
#include <tenon/stream.h>
#include <tenon/tensor.h>
#include <tenon/tune.h>

#endif
