/* pickle_writer.h: data as Python's pickle of protocol 2, in instructions that every reader has:
 * pickle.c, Python, and the page of PyTorch that shows snapshots. */
#ifndef TENON_PICKLE_WRITER_H
#define TENON_PICKLE_WRITER_H

#include <stdint.h>
#include <stdio.h>

/* Writes fail in `out` (ferror). */
typedef struct pickle_writer {
    FILE *out;
    uint32_t n_kept;
} pickle_writer;

pickle_writer pickle_begin(FILE *out);
void pickle_end(pickle_writer *p);

/* Lists and dicts: opened empty, then filled any number of times by what is between begin and end
 * of items: values of a list, keys and values in turn of a dict. */
void pickle_open_list(pickle_writer *p);
void pickle_open_dict(pickle_writer *p);
void pickle_begin_items(pickle_writer *p);
void pickle_end_items_of_list(pickle_writer *p);
void pickle_end_items_of_dict(pickle_writer *p);

void pickle_text(pickle_writer *p, const char *text, size_t bytes); /* UTF-8 */
void pickle_integer(pickle_writer *p, uint64_t value);
void pickle_false(pickle_writer *p);
void pickle_pair(pickle_writer *p); /* a tuple of the last two values */

/* Numbers the last value, from 1 on; what is numbered can be written again by its number. */
uint32_t pickle_keep(pickle_writer *p);
void pickle_again(pickle_writer *p, uint32_t kept);

#endif
