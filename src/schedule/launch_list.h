/* launch_list.h: launches that were put off: copies of their records, in the order in which a
 * stream is to get them. Two lists can be compared, and what moves from step to step (numbers of
 * random ops, an optimiser's learning rate and corrections) can be taken out of one. */
#ifndef TNI_LAUNCH_LIST_H
#define TNI_LAUNCH_LIST_H

#include "schedule/launch.h"

typedef struct tni_launch_list {
    char *data;
    size_t bytes, room;
    uint32_t n;
} tni_launch_list;

/* Appends a copy of the record's block and of what it points to on the host. False with an error,
 * and nothing is appended. */
bool tni_list_add(tni_launch_list *list, const tni_launch_record *record, tn_kernel *run);
/* The same for a copy between places of one device. */
bool tni_list_add_copy(tni_launch_list *list, tni_copy_end to, tni_copy_end from, size_t bytes);
void tni_list_clear(tni_launch_list *list); /* its memory stays */
void tni_list_free(tni_launch_list *list);

/* Whether both are the same work on the same memory, but for numbers that move. */
bool tni_lists_are_alike(const tni_launch_list *known, const tni_launch_list *now);
/* Notes in `known` which number of each random op moves: a list's second time tells. */
void tni_list_learn(tni_launch_list *known, const tni_launch_list *now);
/* Writes the numbers that move; how many bytes, SIZE_MAX when they do not fit. */
size_t tni_list_numbers(const tni_launch_list *list, char *numbers, size_t room);

/* Gives all of it to a stream of the device, whose device is the thread's. With `moving`, a place
 * in device memory, the numbers that move are read from there. False with an error, and what comes
 * after it in the list is not given. Errors are those of the calls that were put off. */
bool tni_list_give(const tni_launch_list *list, const tni_device_table *table, void *stream,
                   const char *moving);

#endif
