/* fourier.cpp: transforms by the smallest factor of the length, down to prime ones, which are sums.
 */
#include "fourier.hpp"

#include <cmath>

namespace sim {

namespace {

int64_t smallest_factor(int64_t n) {
    int64_t p = 2;
    while (p * p <= n && n % p != 0) {
        p++;
    }
    return p * p <= n ? p : n;
}

/* y = the transform of x[0], x[step] ...; of `roots`, all powers of a root of one, those for n are
 * evenly spaced. */
void transform_line(const number *x, int64_t step, number *y, int64_t n,
                    const complex_array &roots) {
    if (n == 1) {
        *y = *x;
        return;
    }
    const int64_t p = smallest_factor(n), m = n / p, unit = int64_t(roots.size()) / n;
    for (int64_t r = 0; r < p; r++) {
        transform_line(x + r * step, step * p, y + r * m, m, roots);
    }
    complex_array parts(p);
    for (int64_t k = 0; k < m; k++) {
        for (int64_t r = 0; r < p; r++) {
            parts[r] = y[r * m + k];
        }
        for (int64_t q = 0; q < p; q++) {
            number sum = 0;
            for (int64_t r = 0; r < p; r++) {
                sum += parts[r] * roots[r * (k + q * m) % n * unit];
            }
            y[k + q * m] = sum;
        }
    }
}

complex_array roots_of_one(int64_t n, int sign) {
    complex_array roots(n);
    for (int64_t k = 0; k < n; k++) {
        roots[k] = std::polar(1.0, sign * 2 * M_PI * double(k) / double(n));
    }
    return roots;
}

/* The row that holds the conjugates of this one. */
int64_t mirrored_row(int64_t row, const array_lengths &lengths) {
    int64_t mirrored = 0, step = 1;
    for (size_t d = lengths.size() - 1; d-- > 0;) {
        mirrored += (lengths[d] - row % lengths[d]) % lengths[d] * step;
        row /= lengths[d];
        step *= lengths[d];
    }
    return mirrored;
}

} // namespace

int64_t product_of(const array_lengths &lengths) {
    int64_t product = 1;
    for (const int64_t n : lengths) {
        product *= n;
    }
    return product;
}

void transform(complex_array *data, const array_lengths &lengths, int sign) {
    int64_t step = product_of(lengths);
    for (const int64_t n : lengths) {
        step /= n;
        const complex_array roots = roots_of_one(n, sign);
        complex_array line(n);
        for (int64_t i = 0; i < int64_t(data->size()); i++) {
            if (i / step % n == 0) {
                number *x = data->data() + i;
                transform_line(x, step, line.data(), n, roots);
                for (int64_t k = 0; k < n; k++) {
                    x[k * step] = line[k];
                }
            }
        }
    }
}

complex_array completed(const complex_array &half, const array_lengths &lengths) {
    const int64_t n = lengths.back(), kept = n / 2 + 1;
    complex_array all(product_of(lengths));
    for (int64_t i = 0; i < int64_t(all.size()); i++) {
        const int64_t row = i / n, k = i % n;
        all[i] = k < kept ? half[row * kept + k]
                          : std::conj(half[mirrored_row(row, lengths) * kept + n - k]);
    }
    return all;
}

} // namespace sim
