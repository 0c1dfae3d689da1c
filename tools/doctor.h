/* doctor.h: what the checks of `tenon doctor` share: one finding is one line, printed when it is
 * made, so that whoever is looked at last may hang. */
#ifndef TENON_DOCTOR_H
#define TENON_DOCTOR_H

#include <tenon/tenon.h>

typedef enum verdict {
    VERDICT_OK,
    VERDICT_NOTE,    /* as it is, but good to know: something optional is not there */
    VERDICT_WARNING, /* it works, but slower or otherwise than meant */
    VERDICT_PROBLEM  /* what was asked for or installed does not work */
} verdict;

typedef struct report {
    bool is_json;
    int findings, problems;
} report;

/* A text that a caller makes on the spot: textf("%d GPUs", n).at. */
typedef struct text {
    char at[1024];
} text;
text textf(const char *format, ...) TN_PRINTF(1, 2);

/* `remedy` says what to do; "" for the first two verdicts. */
void report_finding(report *r, const char *check, verdict v, const char *found, const char *remedy);

/* A plug-in that fits, with `about` it; else why it does not, an absent one as `absent`. */
void report_plugin(report *r, const char *check, const tn_plugin_info *plugin, const char *about,
                   verdict absent, const char *remedy);
/* By its name ("cuda"); absent where the library knows none. */
tn_plugin_info find_plugin(const char *name);
/* By its name ("OpenBLAS"), which opens it; false where the library knows none. */
bool find_library(const char *name, tn_library_info *out);

void check_host(report *r);      /* the library, OpenBLAS, oneDNN, MPI, shared memory */
void check_gpus(report *r);      /* the CUDA plug-in, driver, GPUs, their files, NCCL, cuBLAS */
void check_variables(report *r); /* the environment */

#endif
