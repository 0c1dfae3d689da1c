/* checkpoint_verify.c: the sums that a checkpoint carries.
 *
 * Invariant: what was verified is what was saved: the sums of tensors cover the data, the header's
 * sum covers them and everything else, so that a changed bit anywhere is noticed. */
#include "io/reader.h"

#include <stdio.h>

static bool add_text(tni_digest *digest, const char *text) {
    return tni_digest_add(digest, text, (int64_t)strlen(text) + 1);
}

static bool add_entry(tni_digest *digest, const tni_entry *e) {
    char number[32];
    bool added = add_text(digest, e->name) && add_text(digest, tn_dtype_name(e->dtype));
    for (int d = 0; added && d < e->shape.ndim; d++) {
        snprintf(number, sizeof number, "%lld", (long long)e->shape.sizes[d]);
        added = add_text(digest, number);
    }
    return added && add_text(digest, "");
}

static bool add_header(tni_digest *digest, const tni_entry *entries, int64_t count,
                       const tn_metadata *metadata, int64_t n_metadata) {
    bool added = true;
    for (int64_t i = 0; added && i < count; i++) {
        added = add_entry(digest, &entries[i]);
    }
    for (int64_t i = 0; added && i < n_metadata; i++) {
        if (strcmp(metadata[i].key, "sha256") != 0) {
            added = add_text(digest, metadata[i].key) && add_text(digest, metadata[i].value);
        }
    }
    return added;
}

bool tni_header_digest(const tni_entry *entries, int64_t count, const tn_metadata *metadata,
                       int64_t n_metadata, char out[TNI_SHA256_TEXT]) {
    tni_digest *digest = tni_digest_new();
    const bool done = digest && add_header(digest, entries, count, metadata, n_metadata) &&
                      tni_digest_text(digest, out);
    tni_digest_free(digest);
    return done;
}

static bool verify_header(const tni_index *index) {
    const char *wanted = tni_index_metadata(index, "sha256");
    char found[TNI_SHA256_TEXT];
    if (!wanted) {
        tni_fail(TN_ERR_FORMAT, "the metadata has no sum \"sha256\": this is no checkpoint");
        return false;
    }
    if (!tni_header_digest(index->entries, index->count, index->metadata, index->n_metadata,
                           found)) {
        return false;
    }
    if (strcmp(found, wanted) != 0) {
        tni_fail(TN_ERR_FORMAT, "the header is damaged: its SHA-256 differs");
        return false;
    }
    return true;
}

static const char *sum_of(const tni_index *index, const char *name) {
    static const char prefix[] = "sha256.";
    const size_t bytes = strlen(name) + sizeof prefix;
    char *key = tni_host_alloc(bytes);
    if (!key) {
        return NULL;
    }
    snprintf(key, bytes, "%s%s", prefix, name);
    const char *sum = tni_index_metadata(index, key);
    tni_host_free(key);
    return sum ? sum : TNI_FAIL_NULL(TN_ERR_FORMAT, "tensor '%.200s' has no SHA-256", name);
}

static bool verify_entry(const char *bytes, const tni_index *index, const tni_entry *e) {
    const char *wanted = sum_of(index, e->name);
    char found[TNI_SHA256_TEXT];
    tni_digest *digest = wanted ? tni_digest_new() : NULL;
    const bool done = digest && tni_digest_add(digest, bytes + e->begin, e->bytes) &&
                      tni_digest_text(digest, found);
    tni_digest_free(digest);
    if (done && strcmp(found, wanted) != 0) {
        tni_fail(TN_ERR_FORMAT, "tensor '%.200s' is damaged: its SHA-256 differs", e->name);
        return false;
    }
    return done;
}

bool tni_checkpoint_verify(const char *bytes, const tni_index *index) {
    bool good = verify_header(index);
    for (int64_t i = 0; good && i < index->count; i++) {
        good = verify_entry(bytes, index, &index->entries[i]);
    }
    return good;
}
