/* digest.c: SHA-256 through libcrypto. */
#include "io/reader.h"

#include <openssl/evp.h>
#include <stdio.h>

struct tni_digest {
    EVP_MD_CTX *context;
};

tni_digest *tni_digest_new(void) {
    tni_digest *digest = tni_host_alloc_zeroed(sizeof *digest);
    if (!digest) {
        return NULL;
    }
    digest->context = EVP_MD_CTX_new();
    if (!digest->context || EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1) {
        tni_digest_free(digest);
        return TNI_FAIL_NULL(TN_ERR_LIBRARY, "libcrypto offers no SHA-256");
    }
    return digest;
}

bool tni_digest_add(tni_digest *digest, const void *data, int64_t bytes) {
    if (bytes > 0 && EVP_DigestUpdate(digest->context, data, (size_t)bytes) != 1) {
        tni_fail(TN_ERR_LIBRARY, "libcrypto failed to compute a SHA-256");
        return false;
    }
    return true;
}

bool tni_digest_text(tni_digest *digest, char out[TNI_SHA256_TEXT]) {
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned int bytes = 0;
    if (EVP_DigestFinal_ex(digest->context, sum, &bytes) != 1 || bytes != 32) {
        tni_fail(TN_ERR_LIBRARY, "libcrypto failed to compute a SHA-256");
        return false;
    }
    static const char hex[] = "0123456789abcdef";
    for (unsigned i = 0; i < bytes; i++) {
        out[i + i] = hex[sum[i] / 16];
        out[i + i + 1] = hex[sum[i] % 16];
    }
    out[TNI_SHA256_TEXT - 1] = '\0';
    return true;
}

void tni_digest_free(tni_digest *digest) {
    if (digest) {
        EVP_MD_CTX_free(digest->context);
        tni_host_free(digest);
    }
}
