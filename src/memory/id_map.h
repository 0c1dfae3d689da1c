/* id_map.h: which of its owner's numbers an id stands for: open addressing, linear probing. */
#ifndef TNI_ID_MAP_H
#define TNI_ID_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zeroed, it is empty. */
typedef struct tni_id_map {
    struct tni_id_entry {
        uint64_t id;
        int64_t value; /* one more than the owner's; 0: nothing is here */
    } * entries;
    size_t capacity, count; /* capacity is a power of two, or 0 */
} tni_id_map;

int64_t tni_id_find(const tni_id_map *map, uint64_t id); /* -1 when it is not in it */
/* Of an id that is not in it; value >= 0. False with an error. */
bool tni_id_put(tni_id_map *map, uint64_t id, int64_t value);
void tni_id_remove(tni_id_map *map, uint64_t id); /* is in it */
void tni_id_map_close(tni_id_map *map);

#endif
