/* block_name.h: a block's name read as a path: "encoder/layer.3/matmul gpt.c:120" is the op matmul,
 * called at gpt.c:120 in a region of a region. "forward (model.py:7)", as the readers of PyTorch's
 * records write it, is the op forward with its call site. */
#ifndef TENON_BLOCK_NAME_H
#define TENON_BLOCK_NAME_H

#include <stddef.h>

typedef struct name_part {
    const char *at; /* in the name */
    size_t bytes;
} name_part;

enum { NAME_PARTS_MAX = 16 };
typedef struct name_path {
    name_part parts[NAME_PARTS_MAX]; /* regions, the outermost first, then the op; at least one */
    int n;
    name_part site; /* of no bytes: nobody knows */
} name_path;

/* More regions than there is room for stay in one part with the op. */
name_path name_path_of(const char *name);

#endif
