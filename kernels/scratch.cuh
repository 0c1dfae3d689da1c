/* scratch.cuh: memory between the launches of one call, without allocating any.
 *
 * Each file that needs it declares a TN_SCRATCH, which holds one slot a stream. Invariant: launches
 * that share a slot are all on one stream and are queued under one lock, so that those of two
 * callers never mix. Streams are few and live as long as the process. */
#ifndef TN_SCRATCH_CUH
#define TN_SCRATCH_CUH

#include <pthread.h>

#include "kernels/launch.cuh"

namespace tn {

constexpr int scratch_slots = 16; /* as many as there may be devices, of one stream each */

inline pthread_mutex_t scratch_lock = PTHREAD_MUTEX_INITIALIZER;
inline const void *scratch_owners[scratch_slots];

/* Holds the lock while a call queues its launches. */
class scratch_turn {
  public:
    explicit scratch_turn(void *stream) {
        const void *owner = stream ? stream : scratch_owners; /* a slot without an owner has NULL */
        pthread_mutex_lock(&scratch_lock);
        for (int s = 0; s < scratch_slots && slot < 0; s++) {
            if (!scratch_owners[s] || scratch_owners[s] == owner) {
                scratch_owners[s] = owner;
                slot = s;
            }
        }
    }
    ~scratch_turn() {
        pthread_mutex_unlock(&scratch_lock);
    }
    scratch_turn(const scratch_turn &) = delete;
    scratch_turn &operator=(const scratch_turn &) = delete;

    /* 0, or a status when all slots belong to other streams. */
    int status() const {
        return slot >= 0
                   ? 0
                   : tn_kernel_fail(TN_ERR_UNSUPPORTED,
                                    "%d streams have scratch memory for reductions and scans; "
                                    "use no more streams",
                                    scratch_slots);
    }
    int slot = -1;
};

/* One result of a part of the work, of any type that is accumulated in. */
struct alignas(16) scratch_cell {
    unsigned char bytes[16];
};
constexpr int64_t scratch_cells = 8192, scratch_middles = scratch_cells / 2;

struct scratch_slot {
    scratch_cell cells[scratch_cells], middles[scratch_middles];
};
#define TN_SCRATCH(name) static __device__ tn::scratch_slot name[tn::scratch_slots]

template <class T> __device__ __forceinline__ T &cell_as(scratch_cell &cell) {
    static_assert(sizeof(T) <= sizeof(scratch_cell), "a cell has 16 bytes");
    return *reinterpret_cast<T *>(cell.bytes);
}

} // namespace tn

#endif
