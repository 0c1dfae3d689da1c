/* byte_text.h: numbers of bytes as people write and read them. */
#ifndef TENON_BYTE_TEXT_H
#define TENON_BYTE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* "80G", "512 MiB", "4096": K, M, G and T are powers of 1024. False when it is none of these. */
bool bytes_parse(const char *text, uint64_t *out);

typedef struct bytes_text {
    char at[24];
} bytes_text;
bytes_text bytes_exactly(uint64_t bytes); /* the same, or "4090 B" where it would be rounded */
bytes_text bytes_of(uint64_t bytes);      /* "512 B", "36.0 MiB", "2.402 GiB" */

#endif
