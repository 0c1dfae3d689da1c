/* transfer.c: bytes from the host to a device through blocks of pinned memory: the host fills a
 * block and goes on, the device fetches it when its copy stream comes to it.
 *
 * Invariant: a block belongs to the list `under_way` until the host knows that its copy is done,
 * from what it waited for anyway: nobody asks. Only when too much is under way does the host wait,
 * for the oldest. Without pinned memory the host's own is copied, and waited for: the program may
 * have pinned it past us. */
#include "tensor/transfer.h"

#include "memory/allocator.h"
#include "schedule/capture.h"

#include <pthread.h>

enum { PIECE_BYTES = 4 << 20, COPIES_MAX = 1024, UNDER_WAY_BYTES = 64 << 20 };

typedef struct copy {
    void *block;
    int64_t bytes;
    tni_stamp stamp;
} copy;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* never held while the host waits */
static copy under_way[COPIES_MAX];                       /* from `first` on, the oldest first */
static uint32_t first, count;
static int64_t bytes_under_way;
static tni_stamp not_waited_for; /* copies from pinned tensors whose wait failed */

/* ---- Copies under way ------------------------------------------------------------------------ */

/* Under the lock: those at the front that are known to be done. */
static void end_copies(void) {
    while (count > 0 && tni_stamp_covered(&under_way[first].stamp, tni_host_clock())) {
        tni_pinned_free(under_way[first].block, under_way[first].bytes);
        bytes_under_way -= under_way[first].bytes;
        first = (first + 1) % COPIES_MAX;
        count--;
    }
}

/* Leaves at most so many copies and bytes under way; false with an error of the device. */
static bool await_copies(uint32_t copies, int64_t bytes) {
    bool fine = true;
    pthread_mutex_lock(&lock);
    end_copies();
    while (fine && (count > copies || bytes_under_way > bytes)) {
        const tni_stamp oldest = under_way[first].stamp;
        pthread_mutex_unlock(&lock);
        fine = tni_host_wait(&oldest);
        pthread_mutex_lock(&lock);
        end_copies();
    }
    pthread_mutex_unlock(&lock);
    return fine;
}

static void await_all(void) {
    await_copies(0, 0);
}
__attribute__((constructor)) static void watch_trims(void) {
    tni_before_pinned_trim = await_all;
}

/* When the list is full the host waits for this copy. */
bool tni_pinned_free_behind(void *block, int64_t bytes, const tni_stamp *stamp) {
    pthread_mutex_lock(&lock);
    const bool has_room = count < COPIES_MAX;
    if (has_room) {
        under_way[(first + count++) % COPIES_MAX] = (copy){block, bytes, *stamp};
        bytes_under_way += bytes;
    }
    pthread_mutex_unlock(&lock);
    const bool fine = has_room || tni_host_wait(stamp);
    if (!has_room && fine) {
        tni_pinned_free(block, bytes);
    }
    return fine;
}

void tni_pinned_give(void *data, int64_t bytes) {
    pthread_mutex_lock(&lock);
    const tni_stamp last = not_waited_for;
    pthread_mutex_unlock(&lock);
    if (TNI_LIKELY(last.n == 0) || tni_stamp_covered(&last, tni_host_clock())) {
        tni_pinned_free(data, bytes);
    } else {
        tni_pinned_free_behind(data, bytes, &last);
    }
}

/* ---- One piece ------------------------------------------------------------------------------- */

/* The source is read before this returns, because the host waits for that. */
static bool copy_in_place(tni_copy_end to, const void *data, size_t bytes) {
    tni_stamps read;
    tni_stamps_init(&read);
    const bool fine = tni_submit_copy(to, (tni_copy_end){TN_CPU, (void *)data, &read}, bytes);
    const tni_stamp last = tni_stamps_last(&read);
    const bool waited = tni_host_wait(&last);
    if (!waited) {
        pthread_mutex_lock(&lock);
        tni_stamp_join(&not_waited_for, &last);
        pthread_mutex_unlock(&lock);
    }
    return waited && fine;
}

static bool copy_through(void *block, tni_copy_end to, const void *data, size_t bytes) {
    tni_stamps read;
    tni_stamps_init(&read);
    memcpy(block, data, bytes);
    const bool fine = tni_submit_copy(to, (tni_copy_end){TN_CPU, block, &read}, bytes);
    const tni_stamp last = tni_stamps_last(&read);
    return tni_pinned_free_behind(block, (int64_t)bytes, &last) && fine;
}

static bool copy_piece(tni_copy_end to, const void *data, size_t bytes) {
    if (!await_copies(COPIES_MAX - 1, UNDER_WAY_BYTES - (int64_t)bytes)) {
        return false;
    }
    void *block = tni_pinned_alloc(to.device, (int64_t)bytes);
    if (!block && tni_pending()) {
        return false;
    }
    return block ? copy_through(block, to, data, bytes) : copy_in_place(to, data, bytes);
}

bool tni_transfer(tni_copy_end to, tni_copy_end from, size_t bytes) {
    const bool goes_in = from.device.type == TN_DEVICE_CPU && to.device.type == TN_DEVICE_CUDA;
    if (!goes_in || bytes == 0 || tni_capture_of(to.device)) {
        return tni_submit_copy(to, from, bytes);
    }
    if (tni_is_pinned(from.data)) {
        return copy_in_place(to, from.data, bytes);
    }
    bool fine = true;
    for (size_t done = 0; done < bytes && fine; done += PIECE_BYTES) {
        const size_t left = bytes - done, piece = left < PIECE_BYTES ? left : PIECE_BYTES;
        to.data = done == 0 ? to.data : (char *)to.data + PIECE_BYTES;
        fine = copy_piece(to, (const char *)from.data + done, piece);
    }
    return fine;
}
