/* cpu.c: what the machine offers to host kernels: the instruction set that they use, decided once,
 * its cache, and from how much work on threads pay. Invariant: the choice never
 * changes while kernels run, so that a program sees one set of bits. */
#include "host/host.h"

#include <unistd.h>

enum { CACHE_LIMIT = 32 << 20 };

static const char *const names[TNI_ISA_COUNT] = {"base", "avx2", "avx512"};
static _Atomic int chosen = -1;

static bool cpu_has(tni_isa isa) {
    if (isa == TNI_ISA_AVX512) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    }
    return isa == TNI_ISA_BASE || (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"));
}

/* An ISA that the CPU lacks, or an unknown name, falls back to the best there is. */
static tni_isa choose(void) {
    int wanted;
    if (tni_env_choice("TENON_ISA", names, TNI_ISA_COUNT, &wanted)) {
        if (cpu_has((tni_isa)wanted)) {
            return (tni_isa)wanted;
        }
        tni_warn("TENON_ISA=%s: this processor lacks it; the best it has is used", names[wanted]);
    }
    return cpu_has(TNI_ISA_AVX512) ? TNI_ISA_AVX512
           : cpu_has(TNI_ISA_AVX2) ? TNI_ISA_AVX2
                                   : TNI_ISA_BASE;
}

tni_isa tni_host_isa(void) {
    int isa = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (isa < 0) {
        isa = choose();
        atomic_store(&chosen, isa);
    }
    return (tni_isa)isa;
}

bool tni_host_set_isa(tni_isa isa) {
    if (!cpu_has(isa)) {
        return false;
    }
    atomic_store(&chosen, (int)isa);
    return true;
}

const char *tni_isa_name(tni_isa isa) {
    return names[isa];
}

_Atomic int64_t tni_host_least_work = INT64_C(2) * TNI_PIECE;

int64_t tni_host_cache_bytes(void) {
    static _Atomic int64_t bytes;
    int64_t known = atomic_load_explicit(&bytes, memory_order_relaxed);
    if (known == 0) {
        const long asked = sysconf(_SC_LEVEL3_CACHE_SIZE);
        /* Virtual machines report more cache than they may use. */
        known = asked > 0 && asked < CACHE_LIMIT ? (int64_t)asked : CACHE_LIMIT;
        atomic_store(&bytes, known);
    }
    return known;
}
