/* crossover.h: up to which size Tenon's kernels serve on a device. */
#ifndef TNI_CROSSOVER_H
#define TNI_CROSSOVER_H

#include "core/core.h"

#include <stdatomic.h>

/* What the host's lanes have room for (host/small_matrix.h). */
enum { TNI_SMALL_SVD = 32, TNI_SMALL_EIGH = 32, TNI_SMALL_FACTOR = 24 };

typedef enum tni_crossover_id {
#define X(name, type, fallback, most, meaning) TNI_CROSS_##name,
#include "device/crossover.def"
#undef X
    TNI_CROSSOVERS
} tni_crossover_id;

/* Of the file or the default, as long as nobody set it. Devices beyond those that there is room for
 * have the defaults. */
int64_t tni_crossover(tn_device device, tni_crossover_id id);
/* ", blas_work=0": those that are not the defaults. A text slot. */
const char *tni_crossovers_text(tn_device device);
/* What is read and written, and the device's section in it: text slots. */
const char *tni_crossovers_path(void);
const char *tni_device_model_text(tn_device device);

/* ---- crossover_text.c: what the file says ---------------------------------------------------- */

/* Where the section of a model is in a text: from its heading to the next one or the end. Both are
 * `bytes` when there is none. */
typedef struct tni_section {
    size_t begin, end;
} tni_section;
tni_section tni_crossovers_section(const char *text, size_t bytes, const char *model);
/* Sets those of values[] that the model's section names, within 0..most; warns of lines that say
 * something else. No such file is no fault. */
void tni_crossovers_read(const char *path, const char *model, tn_device_type type, int64_t *values);

/* The row of a crossover. */
typedef struct tni_crossover_row {
    const char *name, *meaning;
    tn_device_type type;
    int64_t fallback, most;
} tni_crossover_row;
extern const tni_crossover_row tni_crossover_rows[TNI_CROSSOVERS];
/* TNI_CROSSOVERS when the type has none of this name. */
tni_crossover_id tni_crossover_named(tn_device_type type, const char *name);

#endif
