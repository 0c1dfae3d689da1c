/* memory.hpp: the memory of simulated devices and pinned memory of the host. */
#ifndef SIM_MEMORY_HPP
#define SIM_MEMORY_HPP

#include <cstddef>

namespace sim {

/* nullptr when the device has no room. */
void *memory_alloc(int device, size_t bytes);
/* Whether it was a live block; its pages hold a pattern afterwards. */
bool memory_free(void *data);
bool memory_is_device(const void *address);
/* Whether all bytes are inside of one live block. */
bool memory_is_live(const void *address, size_t bytes);
/* The device of a live block; -1 for none. */
int memory_device(const void *address);
/* Faults in the running kernel when the bytes are not inside of one live block. */
void memory_check(const void *address, size_t bytes);
size_t memory_used(int device);
size_t memory_total();
void memory_set_total(size_t bytes);
size_t memory_live_blocks();

/* For pages.cpp: bytes of a device that are in use, addresses, and memory at some of them. */
bool memory_take(int device, size_t bytes);
void memory_give(int device, size_t bytes);
char *memory_addresses(size_t bytes, size_t alignment);
void memory_open_page(int device, char *at, size_t bytes);
void memory_close_page(char *at);
size_t pages_live();

void *pinned_alloc(size_t bytes);
bool pinned_free(void *data);
bool pinned_is_live(const void *address, size_t bytes);

/* Device memory faults when the host touches it, but within these two. */
void memory_open();
void memory_close();

} // namespace sim

#endif
