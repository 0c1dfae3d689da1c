/* pickle.h: data that Python's pickle wrote (protocols 2 to 5), as what JSON would have of it:
 * tuples are arrays, bytes are text. Only data: what would call something is refused. */
#ifndef TENON_PICKLE_H
#define TENON_PICKLE_H

#include <stddef.h>

struct json_t;
/* NULL with a problem of at most `room` bytes. The caller drops it. */
struct json_t *pickle_read(const char *data, size_t bytes, char *problem, size_t room);

#endif
