/* record_memory.c: linked in front of the library's allocator (ld --wrap), it writes every
 * allocation and free of the host to the file that RECORD_MEMORY names: `alloc,ADDRESS,BYTES` or
 * `free,ADDRESS,0` a line. tests/golden/memory_traces.py makes traces of them. */
#include "memory/allocator.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

void *__real_tni_device_alloc(tn_device device, int64_t bytes, const tni_clock *clock,
                              tni_stamp *last);
void __real_tni_device_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last);
void *__wrap_tni_device_alloc(tn_device device, int64_t bytes, const tni_clock *clock,
                              tni_stamp *last);
void __wrap_tni_device_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last);

/* Held around the call too, so that an address is never taken again before its free is noted. */
static pthread_mutex_t recording = PTHREAD_MUTEX_INITIALIZER;
static FILE *file;

__attribute__((constructor)) static void open_file(void) {
    const char *path = getenv("RECORD_MEMORY");
    file = path ? fopen(path, "w") : NULL;
}

__attribute__((destructor)) static void close_file(void) {
    if (file && fclose(file) != 0) {
        perror("record_memory");
    }
    file = NULL;
}

void *__wrap_tni_device_alloc(tn_device device, int64_t bytes, const tni_clock *clock,
                              tni_stamp *last) {
    pthread_mutex_lock(&recording);
    void *data = __real_tni_device_alloc(device, bytes, clock, last);
    if (data && file) {
        fprintf(file, "alloc,%" PRIuPTR ",%" PRId64 "\n", (uintptr_t)data, bytes);
    }
    pthread_mutex_unlock(&recording);
    return data;
}

void __wrap_tni_device_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last) {
    pthread_mutex_lock(&recording);
    if (data && file) {
        fprintf(file, "free,%" PRIuPTR ",0\n", (uintptr_t)data);
    }
    __real_tni_device_free(device, data, bytes, last);
    pthread_mutex_unlock(&recording);
}
