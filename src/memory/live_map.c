/* live_map.c: live runs by address: open addressing, linear probing.
 *
 * Invariant: a run is found by going right from its own slot until an empty one; removing closes
 * gaps, so there are no tombstones. At most half of the slots are in use. */
#include "memory/cache.h"

#include <assert.h>

enum { MAP_FIRST = 256 };

static size_t slot_of(const address_map *map, const void *data) {
    return (size_t)(((uintptr_t)data >> 9) * 0x9e3779b97f4a7c15u >> 20) & (map->capacity - 1);
}

void tni_live_put(address_map *map, run *r) {
    size_t i = slot_of(map, r->data);
    while (map->slots[i]) {
        i = (i + 1) & (map->capacity - 1);
    }
    map->slots[i] = r;
    map->count++;
}

/* Room for one more, at most half full. */
bool tni_live_reserve(address_map *map) {
    if (2 * (map->count + 1) <= map->capacity) {
        return true;
    }
    const address_map old = *map;
    const size_t capacity = old.capacity ? 2 * old.capacity : MAP_FIRST;
    run **slots = tni_host_alloc_zeroed(capacity * sizeof *slots);
    if (!slots) {
        return false;
    }
    *map = (address_map){.slots = slots, .capacity = capacity};
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.slots[i]) {
            tni_live_put(map, old.slots[i]);
        }
    }
    tni_host_free(old.slots);
    return true;
}

run *tni_run_find(const tni_cache *cache, const void *data) {
    const address_map *map = &cache->live;
    if (map->capacity == 0) {
        return NULL;
    }
    size_t i = slot_of(map, data);
    while (map->slots[i] && map->slots[i]->data != data) {
        i = (i + 1) & (map->capacity - 1);
    }
    return map->slots[i];
}

/* Closes the gap by moving back what was pushed past it, so that no tombstones are needed. */
void tni_live_remove(address_map *map, const run *r) {
    const size_t mask = map->capacity - 1;
    size_t hole = slot_of(map, r->data);
    while (map->slots[hole] != r) {
        assert(map->slots[hole] && "a live run is in the map");
        hole = (hole + 1) & mask;
    }
    for (size_t i = (hole + 1) & mask; map->slots[i]; i = (i + 1) & mask) {
        const size_t home = slot_of(map, map->slots[i]->data);
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            map->slots[hole] = map->slots[i];
            hole = i;
        }
    }
    map->slots[hole] = NULL;
    map->count--;
}
