/* tune_cases.h: what `tenon tune` measures: for each crossover an op and sizes. */
#ifndef TENON_TUNE_CASES_H
#define TENON_TUNE_CASES_H

#include <tenon/tenon.h>

enum { TUNE_MAX_SIZES = 16 };

typedef struct tune_case {
    const char *crossover, *library; /* names, as of tn_crossover_at and tn_library_at */
    const char *option;            /* the environment option that takes the choice away; or NULL */
    const char *what;              /* "f32 [n, n] times [n, n]" */
    int64_t sizes[TUNE_MAX_SIZES]; /* rising, ended by 0 */
    bool cubed;                    /* the crossover counts n * n * n */
    tn_tensor *(*make)(int64_t n, tn_device device);
    void (*run)(tn_tensor *x); /* leaves its results to the scope */
} tune_case;

/* Ended by a NULL name. */
extern const tune_case tune_cases[];

#endif
