/* fault_sweep.h: a piece of work on a simulated device, with each of its calls of CUDA and cuBLAS
 * failing in turn. */
#ifndef TEST_CUDA_FAULT_SWEEP_H
#define TEST_CUDA_FAULT_SWEEP_H

#include <stdbool.h>

/* Gives a number that rests on all that it computes; anything with an error pending. It leaves no
 * tensor behind. */
typedef double fault_scenario(void);

/* Fails the k-th call, or all from it on, for each k. Then either there is an error that names a
 * call that failed (or says that memory ran out, where a call did), or the number is the right one
 * to the last bit; nothing is left behind; and the next run gives the right number. Gives how many
 * of the runs raised an error. */
int fail_each_call(fault_scenario *run, bool for_good);

/* Whether the text names one of the calls that were told to fail, and failed. */
bool names_failed_call(const char *text);

#endif
