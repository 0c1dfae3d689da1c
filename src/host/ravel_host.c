/* ravel_host.c: one position in a table from one index a dim. All indices of a term are added
 * before the next term's. */
#include "host/host.h"

#include <string.h>

/* Where the next line along the last dim begins. */
typedef struct line_walk {
    int64_t at[TN_K_MAX_DIMS];
    const int64_t *index;
} line_walk;

static void next_line(const tn_k_ravel *p, int t, line_walk *w) {
    for (int d = p->ndim - 2; d >= 0; d--) {
        w->index += p->strides[t][d];
        if (++w->at[d] < p->extents[d]) {
            return;
        }
        w->at[d] = 0;
        w->index -= p->extents[d] * p->strides[t][d];
    }
}

static int bad_index(const tn_k_ravel *p, int t, int64_t index) {
    const long long size = p->size[t];
    return tn_kernel_fail(TN_ERR_ARGUMENT,
                          "index %lld of dim %d must be at least %lld and less than %lld",
                          (long long)index, p->dim[t], -size, size);
}

/* The line's positions get more; the first index that leads nowhere is found afterwards, so that
 * the loop has no way out. */
static int add_line(const tn_k_ravel *p, int t, const int64_t *index, int64_t stride, int64_t n,
                    int64_t *out) {
    const int64_t size = p->size[t];
    const uint64_t step = (uint64_t)p->step[t]; /* wrong indices may wrap */
    bool inside = true;
    for (int64_t i = 0; i < n; i++) {
        const int64_t given = index[i * stride];
        inside &= given >= -size && given < size;
        const uint64_t entry = (uint64_t)given + (uint64_t)(given < 0 ? size : 0);
        out[i] = (int64_t)((uint64_t)out[i] + entry * step);
    }
    for (int64_t i = 0; !inside && i < n; i++) {
        if (index[i * stride] < -size || index[i * stride] >= size) {
            return bad_index(p, t, index[i * stride]);
        }
    }
    return 0;
}

int tni_host_ravel(const void *params, void *stream) {
    (void)stream;
    const tn_k_ravel *p = params;
    if (p->numel == 0) {
        return 0;
    }
    memset(p->out, 0, (size_t)p->numel * sizeof p->out[0]);
    const int64_t n = p->ndim > 0 ? p->extents[p->ndim - 1] : 1;
    for (int t = 0; t < p->n_terms; t++) {
        line_walk w = {.index = p->index[t]};
        const int64_t stride = p->ndim > 0 ? p->strides[t][p->ndim - 1] : 0;
        for (int64_t first = 0; first < p->numel; first += n) {
            const int status = add_line(p, t, w.index, stride, n, p->out + first);
            if (status) {
                return status;
            }
            next_line(p, t, &w);
        }
    }
    return 0;
}
