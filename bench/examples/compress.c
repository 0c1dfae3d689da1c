/* compress.c: a picture in fewer numbers: its singular value decomposition, of which the largest
 * values are kept.
 *
 *     compress IN.pgm RANK OUT.pgm      grey pictures, binary PGM (P5) of at most 255 levels
 *
 * Says what is kept of the picture, and in how many numbers. */
#include <tenon/tenon.h>

#include <stdio.h>
#include <stdlib.h>

/* [rows, columns] in f32, 0 to 1; NULL when the file is none. */
static tn_tensor *read_picture(const char *path) {
    FILE *file = fopen(path, "rb");
    int columns = 0, rows = 0, levels = 0;
    tn_tensor *picture = NULL;
    if (file && fscanf(file, "P5 %d %d %d", &columns, &rows, &levels) == 3 && fgetc(file) != EOF &&
        columns > 0 && rows > 0 && levels > 0 && levels < 256) {
        const size_t bytes = (size_t)rows * (size_t)columns;
        unsigned char *pixels = malloc(bytes);
        if (pixels && fread(pixels, 1, bytes, file) == bytes) {
            tn_tensor *grey = tn_from(pixels, TN_SHAPE(rows, columns), TN_U8);
            picture = tn_div(tn_to(grey, .dtype = TN_F32), levels);
        }
        free(pixels);
    }
    if (file) {
        fclose(file);
    }
    return picture;
}

static bool write_picture(const char *path, tn_tensor *picture) {
    tn_tensor *grey = tn_round(tn_mul(tn_clamp(picture, TN_ARG(0), TN_ARG(1)), 255));
    const int64_t rows = tn_size(picture, 0), columns = tn_size(picture, 1);
    const size_t bytes = (size_t)(rows * columns);
    unsigned char *pixels = malloc(bytes);
    FILE *file = fopen(path, "wb");
    bool done = pixels && file &&
                tn_copy_to_host(tn_to(grey, .dtype = TN_U8), pixels, bytes) == TN_OK &&
                fprintf(file, "P5\n%lld %lld\n255\n", (long long)columns, (long long)rows) > 0 &&
                fwrite(pixels, 1, bytes, file) == bytes;
    done = file && fclose(file) == 0 && done;
    free(pixels);
    return done;
}

int main(int argc, char **argv) {
    const int64_t rank = argc == 4 ? atoll(argv[2]) : 0;
    if (rank < 1) {
        fprintf(stderr, "usage: compress IN.pgm RANK OUT.pgm, RANK at least 1\n");
        return 2;
    }
    TN_SCOPE(s);
    tn_tensor *picture = read_picture(argv[1]);
    if (!picture) {
        fprintf(stderr, "compress: %s is no binary PGM of at most 255 levels\n", argv[1]);
        return 1;
    }
    const tn_linalg_svd_result d = tn_linalg_svd(picture, .no_full_matrices = true);
    const int64_t most = tn_numel(d.S), k = rank < most ? rank : most;
    tn_tensor *u = tn_index(d.U, TN_ALL, TN_SLICE(0, k, 1));
    tn_tensor *values = tn_index(d.S, TN_SLICE(0, k, 1));
    tn_tensor *vh = tn_index(d.Vh, TN_SLICE(0, k, 1));
    tn_tensor *smaller = tn_matmul(tn_mul(u, values), vh);
    const double error = tn_item(tn_norm(tn_sub(smaller, picture)));
    const double size = tn_item(tn_norm(picture));
    const double kept = (double)(k * (tn_size(picture, 0) + tn_size(picture, 1) + 1));
    if (!tn_ok()) {
        fprintf(stderr, "%s\n", tn_error_pending()->message);
        return 1;
    }
    if (!write_picture(argv[3], smaller)) {
        fprintf(stderr, "compress: %s cannot be written\n", argv[3]);
        return 1;
    }
    printf("rank %lld of %lld: %.1f%% of the numbers, off by %.2f%%\n", (long long)k,
           (long long)most, 100 * kept / (double)tn_numel(picture), 100 * error / size);
    return 0;
}
