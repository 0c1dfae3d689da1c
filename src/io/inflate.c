/* inflate.c: unpacking of gzip and deflate through zlib.
 *
 * Invariant: as many bytes come out as the caller asked for, and it knows how many those are before
 * it asks: nothing grows with what the packed data says, so a decompression bomb has no effect. */
#include "io/reader.h"

#include <zlib.h>

struct tni_inflater {
    z_stream z;
    const char *in;
    int64_t left; /* input that zlib has not been given yet */
    bool ended;
};

/* Deflate packs at most 258 bytes into 2 bits, which is 1032 to 1. */
enum { RATIO_MAX = 1032, CHUNK = 1 << 30 };

bool tni_inflate_plausible(int64_t stored, int64_t bytes) {
    int64_t most;
    return bytes >= 0 && (!tni_mul(stored, RATIO_MAX, &most) || bytes <= most);
}

tni_inflater *tni_inflater_new(const char *in, int64_t bytes, tni_wrapping wrapping) {
    tni_inflater *inflater = tni_host_alloc_zeroed(sizeof *inflater);
    if (!inflater) {
        return NULL;
    }
    inflater->in = in;
    inflater->left = bytes;
    const int window = wrapping == TNI_GZIP ? MAX_WBITS + 16 : -MAX_WBITS;
    if (inflateInit2(&inflater->z, window) != Z_OK) {
        tni_host_free(inflater);
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "zlib found no memory for its window");
    }
    return inflater;
}

static void feed(tni_inflater *inflater) {
    z_stream *z = &inflater->z;
    if (z->avail_in == 0) {
        z->next_in = (Bytef *)inflater->in;
        z->avail_in = (uInt)(inflater->left < CHUNK ? inflater->left : CHUNK);
        inflater->in += z->avail_in;
        inflater->left -= z->avail_in;
    }
}

static bool fail(tni_inflater *inflater, int code) {
    if (code == Z_BUF_ERROR) {
        tni_fail(TN_ERR_FORMAT, "the compressed data ends early; the file is cut short");
    } else if (code == Z_MEM_ERROR) {
        tni_fail(TN_ERR_MEMORY, "zlib found no memory");
    } else {
        tni_fail(TN_ERR_FORMAT, "the compressed data is damaged: %s",
                 inflater->z.msg ? inflater->z.msg : "invalid stream");
    }
    return false;
}

bool tni_inflater_read(tni_inflater *inflater, char *out, int64_t bytes) {
    z_stream *z = &inflater->z;
    while (bytes > 0) {
        if (inflater->ended) {
            return fail(inflater, Z_BUF_ERROR);
        }
        feed(inflater);
        const uInt room = (uInt)(bytes < CHUNK ? bytes : CHUNK);
        z->next_out = (Bytef *)out;
        z->avail_out = room;
        const int code = inflate(z, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END) {
            return fail(inflater, code);
        }
        inflater->ended = code == Z_STREAM_END;
        out += room - z->avail_out;
        bytes -= room - z->avail_out;
    }
    return true;
}

bool tni_inflater_finish(tni_inflater *inflater) {
    z_stream *z = &inflater->z;
    char more;
    while (!inflater->ended) {
        feed(inflater);
        z->next_out = (Bytef *)&more;
        z->avail_out = 1;
        const int code = inflate(z, Z_NO_FLUSH);
        if (z->avail_out == 0) {
            tni_fail(TN_ERR_FORMAT, "the compressed data holds more bytes than it should");
            return false;
        }
        if (code != Z_OK && code != Z_STREAM_END) {
            return fail(inflater, code);
        }
        inflater->ended = code == Z_STREAM_END;
    }
    if (z->avail_in > 0 || inflater->left > 0) {
        tni_fail(TN_ERR_FORMAT, "%lld bytes follow the end of the compressed data",
                 (long long)z->avail_in + (long long)inflater->left);
        return false;
    }
    return true;
}

void tni_inflater_free(tni_inflater *inflater) {
    if (inflater) {
        inflateEnd(&inflater->z);
        tni_host_free(inflater);
    }
}
