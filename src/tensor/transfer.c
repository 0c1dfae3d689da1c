/* transfer.c: bytes from the host to a device through blocks of pinned memory: the host fills a
 * block and goes on, the device fetches it when its copy stream comes to it.
 *
 * Invariant: a block that work may still use belongs to the list `under_way` until the host knows
 * that the work is done, from what it waited for anyway: nobody asks. Only when too much is under
 * way does whoever wants a block wait, for the oldest. A block brings its place in the list, so
 * that giving it back cannot fail. Without pinned memory the host's own is copied, and waited for:
 * the program may have pinned it past us. */
#include "tensor/transfer.h"

#include "memory/allocator.h"
#include "schedule/capture.h"

#include <pthread.h>

enum { PIECE_BYTES = 4 << 20, BLOCKS_MAX = 1024, UNDER_WAY_BYTES = 64 << 20 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* never held while the host waits */
static struct {
    tni_pinned *first, **end; /* the oldest first */
    uint32_t n;
    int64_t bytes;
} under_way = {.end = &under_way.first};
static tni_stamp not_waited_for; /* copies from pinned tensors whose wait failed */

/* ---- Blocks under way ------------------------------------------------------------------------ */

static void end_block(tni_pinned *p) {
    tni_pinned_free(p->data, p->bytes);
    tni_pool_free(p, sizeof *p);
}

/* Under the lock: those at the front that are known to be done. */
static void end_blocks(void) {
    while (under_way.n > 0 && tni_stamp_covered(&under_way.first->last, &tni_host_clock)) {
        tni_pinned *p = under_way.first;
        under_way.first = p->next;
        under_way.end = under_way.first ? under_way.end : &under_way.first;
        under_way.n--;
        under_way.bytes -= p->bytes;
        end_block(p);
    }
}

/* Leaves at most so many blocks and bytes under way; false with an error of the device. */
static bool await_blocks(uint32_t n, int64_t bytes) {
    bool fine = true;
    pthread_mutex_lock(&lock);
    end_blocks();
    while (fine && under_way.n > 0 && (under_way.n > n || under_way.bytes > bytes)) {
        const tni_stamp oldest = under_way.first->last;
        pthread_mutex_unlock(&lock);
        fine = tni_host_wait(&oldest);
        pthread_mutex_lock(&lock);
        end_blocks();
    }
    pthread_mutex_unlock(&lock);
    return fine;
}

static void await_all(void) {
    await_blocks(0, 0);
}
__attribute__((constructor)) static void watch_trims(void) {
    tni_before_pinned_trim = await_all;
}

tni_pinned *tni_pinned_take(tn_device first, int64_t bytes) {
    tni_pinned *p = tni_pool_alloc(sizeof *p);
    void *data = p ? tni_pinned_alloc(first, bytes) : NULL;
    if (!data) {
        tni_pool_free(p, sizeof *p);
        return NULL;
    }
    *p = (tni_pinned){.data = data, .bytes = bytes};
    return p;
}

tni_pinned *tni_pinned_take_in_turn(tn_device first, int64_t bytes) {
    return await_blocks(BLOCKS_MAX - 1, UNDER_WAY_BYTES - bytes) ? tni_pinned_take(first, bytes)
                                                                 : NULL;
}

void tni_pinned_give_behind(tni_pinned *p, const tni_stamp *last) {
    pthread_mutex_lock(&lock);
    if (tni_stamp_covered(last, &tni_host_clock)) {
        end_block(p);
    } else {
        p->last = *last;
        p->next = NULL;
        *under_way.end = p;
        under_way.end = &p->next;
        under_way.n++;
        under_way.bytes += p->bytes;
    }
    end_blocks();
    pthread_mutex_unlock(&lock);
}

void tni_pinned_give(tni_pinned *p) {
    pthread_mutex_lock(&lock);
    const tni_stamp last = not_waited_for;
    pthread_mutex_unlock(&lock);
    tni_pinned_give_behind(p, &last);
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

static bool copy_through(tni_pinned *block, tni_copy_end to, const void *data, size_t bytes) {
    tni_stamps read;
    tni_stamps_init(&read);
    memcpy(block->data, data, bytes);
    const bool fine = tni_submit_copy(to, (tni_copy_end){TN_CPU, block->data, &read}, bytes);
    const tni_stamp last = tni_stamps_last(&read);
    tni_pinned_give_behind(block, &last);
    return fine;
}

static bool copy_piece(tni_copy_end to, const void *data, size_t bytes) {
    tni_pinned *block = tni_pinned_take_in_turn(to.device, (int64_t)bytes);
    if (!block && tni_pending()) {
        return false;
    }
    return block ? copy_through(block, to, data, bytes) : copy_in_place(to, data, bytes);
}

bool tni_transfer(tni_copy_end to, tni_copy_end from, size_t bytes) {
    const bool goes_in = from.device.type == TN_DEVICE_CPU && to.device.type == TN_DEVICE_CUDA;
    if (!goes_in || bytes == 0 || tni_capture_of(to.device) || tni_is_dry(to.device)) {
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
