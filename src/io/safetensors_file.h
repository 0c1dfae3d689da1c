/* safetensors_file.h: the insides of an open safetensors file. */
#ifndef TNI_SAFETENSORS_FILE_H
#define TNI_SAFETENSORS_FILE_H

#include "io/reader.h"
#include "io/stored.h"

struct tn_safetensors {
    tni_mapping *mapping;
    tni_index index;
};

/* As tn_safetensors_open, within the caller's frame. */
tn_safetensors *tni_safetensors_open(const char *path);

#endif
