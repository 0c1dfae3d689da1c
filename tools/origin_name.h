/* origin_name.h: who asked for memory, as records call it. */
#ifndef TENON_ORIGIN_NAME_H
#define TENON_ORIGIN_NAME_H

#include <tenon/tenon.h>

/* "region/op file.c:12"; "" when nobody knows. */
typedef struct origin_text {
    char at[256];
} origin_text;
origin_text origin_name(tn_published *view, uint32_t origin);
origin_text origin_name_of(const char *region, const char *op, const char *file, int64_t line);

#endif
