/* index_case.h: random items between the brackets of a tensor, and the elements that they stand
 * for, one after the other. */
#ifndef TEST_INDEX_CASE_H
#define TEST_INDEX_CASE_H

#include <tenon/tenon.h>

#include <stdbool.h>
#include <stdint.h>

enum {
    INDEX_DIMS = 4,  /* of the table, whose sizes are at most 4 */
    INDEX_ITEMS = 8, /* new dims and an ellipsis included */
    INDEX_TABLE_MAX = 256,
    INDEX_PICKED_MAX = 1 << 14
};

typedef struct index_tensor {
    int ndim;
    int64_t size[INDEX_DIMS];
    int64_t entry[INDEX_TABLE_MAX]; /* of a mask: 0 or 1 */
} index_tensor;

typedef struct index_case {
    int ndim;
    int64_t size[INDEX_DIMS];
    int n;
    tn_index_item item[INDEX_ITEMS]; /* whose tensors are made on a device later */
    index_tensor tensor[INDEX_ITEMS];
    bool leads_outside; /* an entry of a tensor does not exist */
    /* What is picked: places in the table, row-major. */
    int out_ndim;
    int64_t out_size[INDEX_DIMS + INDEX_ITEMS];
    int64_t n_picked, picked[INDEX_PICKED_MAX];
} index_case;

/* Case number `seed`, always the same one. */
void make_index_case(uint64_t seed, index_case *x);
/* "", or how tn_index differs from that on a device, of a table whose strides are not always those
 * of rows; a case that leads outside must give an error, at the latest when somebody waits. */
const char *check_index_read(const index_case *x, uint64_t seed, tn_device device);
/* The same of tn_index_put_, with or without accumulate; a refused one must change nothing on the
 * host. */
const char *check_index_write(const index_case *x, uint64_t seed, tn_device device);

#endif
