/* id_map.c: ids of recorded blocks.
 *
 * Invariant: an id is found by going right from its own place until an empty one; removing closes
 * gaps, so there are no tombstones. At most half of the entries are in use. */
#include "memory/id_map.h"

#include "core/core.h"

enum { FIRST_CAPACITY = 256 };

static size_t home_of(const tni_id_map *map, uint64_t id) {
    const int bits = __builtin_ctzll(map->capacity);
    return (size_t)(id * 0x9e3779b97f4a7c15u >> (64 - bits)); /* the high ones depend on all */
}

/* Where the id is, or the empty place where it would be. */
static size_t place_of(const tni_id_map *map, uint64_t id) {
    size_t i = home_of(map, id);
    while (map->entries[i].value && map->entries[i].id != id) {
        i = (i + 1) & (map->capacity - 1);
    }
    return i;
}

int64_t tni_id_find(const tni_id_map *map, uint64_t id) {
    return map->capacity ? map->entries[place_of(map, id)].value - 1 : -1;
}

static bool grow(tni_id_map *map) {
    const tni_id_map old = *map;
    const size_t capacity = old.capacity ? 2 * old.capacity : FIRST_CAPACITY;
    struct tni_id_entry *entries = tni_host_alloc_zeroed(capacity * sizeof *entries);
    if (!entries) {
        return false;
    }
    *map = (tni_id_map){.entries = entries, .capacity = capacity, .count = old.count};
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.entries[i].value) {
            entries[place_of(map, old.entries[i].id)] = old.entries[i];
        }
    }
    tni_host_free(old.entries);
    return true;
}

bool tni_id_put(tni_id_map *map, uint64_t id, int64_t value) {
    if (2 * (map->count + 1) > map->capacity && !grow(map)) {
        return false;
    }
    map->entries[place_of(map, id)] = (struct tni_id_entry){id, value + 1};
    map->count++;
    return true;
}

/* Closes the gap by moving back what was pushed past it. */
void tni_id_remove(tni_id_map *map, uint64_t id) {
    const size_t mask = map->capacity - 1;
    size_t hole = place_of(map, id);
    for (size_t i = (hole + 1) & mask; map->entries[i].value; i = (i + 1) & mask) {
        if (((i - home_of(map, map->entries[i].id)) & mask) >= ((i - hole) & mask)) {
            map->entries[hole] = map->entries[i];
            hole = i;
        }
    }
    map->entries[hole].value = 0;
    map->count--;
}

void tni_id_map_close(tni_id_map *map) {
    tni_host_free(map->entries);
    *map = (tni_id_map){0};
}
