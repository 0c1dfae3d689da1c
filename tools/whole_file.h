/* whole_file.h: a file that is there as a whole or not at all: it is written beside its place and
 * moved there when it is complete. */
#ifndef TENON_WHOLE_FILE_H
#define TENON_WHOLE_FILE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct whole_file {
    FILE *out;
    char *place, *beside;
} whole_file;

/* False with errno. What is there and no file, as a device, is left alone: EEXIST. */
bool whole_file_open(whole_file *file, const char *path);
/* Puts it into its place, or drops it. False with errno: it was not kept. */
bool whole_file_close(whole_file *file, bool keep);

#endif
