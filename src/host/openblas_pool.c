/* openblas_pool.c: makes an OpenBLAS that was built without threads safe to call from several.
 *
 * All that such a build shares between calls is its pool of work buffers, and it takes one without
 * a lock: two callers may get the same buffer, and both results come out wrong (2 of 6,000 dgemm
 * calls on 2 threads, version 0.3.21). Its pool is two functions, blas_memory_alloc and
 * blas_memory_free, which the rest of the library reaches through its own table of addresses (its
 * GOT). The entries of these two are led to functions that hold a lock around the originals, which
 * is what a build with USE_LOCKING does. A program that shares this copy of the library gets the
 * lock, too, and no other change.
 *
 * Copies of the library, one a thread, cost 35 MB of memory each (the file has to have an inode of
 * its own); dlmopen shares the file but brings a second libc, and 15 is all there can be.
 *
 * Invariant: a library that could not be helped still serves callers that take turns. */
#include "host/openblas_pool.h"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FUNCTIONS = 2, MAX_ENTRIES = 8 };

/* ---- The lock -------------------------------------------------------------------------------- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *(*unlocked_alloc)(int where);
static void (*unlocked_free)(void *buffer);

static void *locked_alloc(int where) {
    pthread_mutex_lock(&lock);
    void *buffer = unlocked_alloc(where);
    pthread_mutex_unlock(&lock);
    return buffer;
}

static void locked_free(void *buffer) {
    pthread_mutex_lock(&lock);
    unlocked_free(buffer);
    pthread_mutex_unlock(&lock);
}

/* ---- The library's table of addresses -------------------------------------------------------- */

/* An opened library's dynamic section, as the ELF specification describes it. */
typedef struct image {
    const struct link_map *map;
    const ElfW(Sym) * symbols;
    const char *names;
    const ElfW(Rela) * tables[2]; /* data and calls */
    size_t counts[2];
    uintptr_t sealed_begin, sealed_end; /* made read-only after loading */
} image;

/* glibc has made addresses of the dynamic section absolute, musl has not. */
static const void *address(const struct link_map *map, ElfW(Addr) value) {
    return (const void *)(value < map->l_addr ? value + map->l_addr : value);
}

static bool read_dynamic(image *im) {
    for (const ElfW(Dyn) *d = im->map->l_ld; d->d_tag != DT_NULL; d++) {
        switch (d->d_tag) {
        case DT_SYMTAB:
            im->symbols = address(im->map, d->d_un.d_ptr);
            break;
        case DT_STRTAB:
            im->names = address(im->map, d->d_un.d_ptr);
            break;
        case DT_RELA:
            im->tables[0] = address(im->map, d->d_un.d_ptr);
            break;
        case DT_RELASZ:
            im->counts[0] = d->d_un.d_val / sizeof(ElfW(Rela));
            break;
        case DT_JMPREL:
            im->tables[1] = address(im->map, d->d_un.d_ptr);
            break;
        case DT_PLTRELSZ:
            im->counts[1] = d->d_un.d_val / sizeof(ElfW(Rela));
            break;
        case DT_PLTREL:
            if (d->d_un.d_val != DT_RELA) {
                return false;
            }
            break;
        default:
            break;
        }
    }
    return im->symbols && im->names;
}

static int find_sealed(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    image *im = context;
    if (info->dlpi_addr != im->map->l_addr) {
        return 0;
    }
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *p = &info->dlpi_phdr[i];
        if (p->p_type == PT_GNU_RELRO) {
            im->sealed_begin = info->dlpi_addr + p->p_vaddr;
            im->sealed_end = im->sealed_begin + p->p_memsz;
        }
    }
    return 1;
}

/* The index of a relocation's symbol: the upper half of r_info in 64-bit files. */
static const char *name_of(const image *im, const ElfW(Rela) * entry) {
    return im->names + im->symbols[entry->r_info >> 32].st_name;
}

/* Addresses of the entries that lead to `name`; 0 when there are none or too many. */
static int entries_of(const image *im, const char *name, void **found[MAX_ENTRIES]) {
    int n = 0;
    for (int t = 0; t < 2; t++) {
        for (size_t i = 0; im->tables[t] && i < im->counts[t]; i++) {
            const ElfW(Rela) *entry = &im->tables[t][i];
            if (strcmp(name_of(im, entry), name) != 0) {
                continue;
            }
            if (n == MAX_ENTRIES || entry->r_addend != 0) {
                return 0;
            }
            found[n++] = (void **)(im->map->l_addr + entry->r_offset);
        }
    }
    return n;
}

static bool write_entry(const image *im, void **entry, void *function) {
    const uintptr_t at = (uintptr_t)entry, page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const bool sealed = at >= im->sealed_begin && at < im->sealed_end;
    void *start = (void *)(at & ~(page - 1));
    if (sealed && mprotect(start, page, PROT_READ | PROT_WRITE) != 0) {
        return false;
    }
    __atomic_store_n(entry, function, __ATOMIC_RELEASE);
    if (sealed) {
        mprotect(start, page, PROT_READ);
    }
    return true;
}

/* ---- Both together --------------------------------------------------------------------------- */

/* POSIX gives data pointers for functions: copied, since C has no cast between them. */
static void *bits_of(const void *function) {
    void *bits;
    memcpy(&bits, function, sizeof bits);
    return bits;
}

static bool redirect(const image *im) {
    static const char *const names[FUNCTIONS] = {"blas_memory_alloc", "blas_memory_free"};
    void *(*const alloc)(int) = locked_alloc;
    void (*const release)(void *) = locked_free;
    void *const functions[FUNCTIONS] = {bits_of(&alloc), bits_of(&release)};
    void **entries[FUNCTIONS][MAX_ENTRIES];
    int n[FUNCTIONS];
    for (int f = 0; f < FUNCTIONS; f++) {
        n[f] = entries_of(im, names[f], entries[f]);
        if (n[f] == 0) {
            return false;
        }
    }
    bool written = true;
    for (int f = 0; f < FUNCTIONS; f++) {
        for (int i = 0; i < n[f]; i++) {
            written = write_entry(im, entries[f][i], functions[f]) && written;
        }
    }
    return written;
}

bool tni_openblas_lock_pool(void *library) {
    void *alloc = dlsym(library, "blas_memory_alloc"),
         *release = dlsym(library, "blas_memory_free");
    image im = {0};
    struct link_map *map = NULL;
    if (sizeof(void *) != 8 || !alloc || !release || dlinfo(library, RTLD_DI_LINKMAP, &map) != 0) {
        return false;
    }
    memcpy(&unlocked_alloc, &alloc, sizeof alloc);
    memcpy(&unlocked_free, &release, sizeof release);
    im.map = map;
    if (!read_dynamic(&im)) {
        return false;
    }
    dl_iterate_phdr(find_sealed, &im);
    return redirect(&im);
}
