/* gencodelets.c: writes kernels/fft_codelets.h, the small Fourier transforms that longer ones are
 * made of, as straight lines of sums and products for host vectors and CUDA threads alike.
 *
 * How a number of points is transformed: 2 and 4 by sums and differences; 8 as two of 4 joined by
 * eighths of a turn; odd primes by folding: sums and differences of elements j and n - j, times
 * cosines and sines; 9 as three by three with twiddles between; products of numbers without a
 * common factor as one inside the other without twiddles, elements and frequencies in the orders of
 * the Chinese remainder theorem (Good, J. R. Stat. Soc. B 20, 1958). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LARGEST = 13 };

/* Roots of one with more digits than a double holds. */
static long double turn_of(int k, int n) {
    return 2 * acosl(-1.0L) * (long double)k / (long double)n;
}

static const char *constant(long double value) {
    static char texts[4][48];
    static int next;
    char *text = texts[next++ % 4];
    snprintf(text, sizeof texts[0], "CONSTANT(%.18Lf)", value);
    return text;
}

static const char head[] =
    "/* fft_codelets.h: Fourier transforms of 2 to 13 points, in place: x[k] becomes the sum over "
    "j "
    "of\n"
    " * x[j] exp(-2 pi i j k / n). Written by tools/gencodelets.c (`make regen`); do not edit.\n"
    " *\n"
    " * The including file says what numbers are: PAIR, a complex one, and PART, its real or "
    "imaginary\n"
    " * part; CODELET(n), the head of the function that transforms x, and TRANSFORM(n, x), a call "
    "of it;\n"
    " * CONSTANT(c), a PART; PLUS and MINUS; TURNED(a, b) = a - i b and UNTURNED(a, b) = a + i b;\n"
    " * SCALED(c, a) = c a and ADD_SCALED(c, a, b) = c a + b with a PART c; EIGHTH(h, a) = (1 - i) "
    "h "
    "a;\n"
    " * TIMES(a, re, im) = a (re + i im). */\n"
    "\n"
    "/* clang-format off */\n";

static void begin(int n, const char *how) {
    printf("\n/* %d points: %s. */\nCODELET(%d) {\n", n, how, n);
}

static void write_2(void) {
    begin(2, "the sum and the difference");
    printf("    const PAIR a = x[0], b = x[1];\n"
           "    x[0] = PLUS(a, b), x[1] = MINUS(a, b);\n"
           "}\n");
}

static void write_4(void) {
    begin(4, "two by two");
    printf("    const PAIR a = PLUS(x[0], x[2]), b = MINUS(x[0], x[2]);\n"
           "    const PAIR c = PLUS(x[1], x[3]), d = MINUS(x[1], x[3]);\n"
           "    x[0] = PLUS(a, c), x[2] = MINUS(a, c);\n"
           "    x[1] = TURNED(b, d), x[3] = UNTURNED(b, d);\n"
           "}\n");
}

static void write_8(void) {
    begin(8, "those at even and at odd places, and eighths of a turn");
    printf("    const PART h = %s;\n", constant(sqrtl(0.5L)));
    printf("    PAIR a[4] = {x[0], x[2], x[4], x[6]}, b[4] = {x[1], x[3], x[5], x[7]};\n"
           "    TRANSFORM(4, a);\n"
           "    TRANSFORM(4, b);\n"
           "    const PAIR b1 = EIGHTH(h, b[1]), b3 = EIGHTH(h, b[3]);\n"
           "    x[0] = PLUS(a[0], b[0]), x[4] = MINUS(a[0], b[0]);\n"
           "    x[1] = PLUS(a[1], b1), x[5] = MINUS(a[1], b1);\n"
           "    x[2] = TURNED(a[2], b[2]), x[6] = UNTURNED(a[2], b[2]);\n"
           "    x[3] = TURNED(a[3], b3), x[7] = UNTURNED(a[3], b3);\n"
           "}\n");
}

/* Which cosine or sine belongs to j k of n: a number up to n / 2, and the sine's sign. */
static int folded(int j, int k, int n, const char **sign) {
    const int at = j * k % n;
    *sign = at <= n / 2 ? "" : "-";
    return at <= n / 2 ? at : n - at;
}

/* Results k and n - k: the sums of cosines times sums, and of sines times differences. */
static void write_folded_pair(int n, int k) {
    const char *sign;
    for (int j = 1; j <= n / 2; j++) {
        const int i = folded(j, k, n, &sign);
        if (j == 1) {
            printf("    PAIR t%d = ADD_SCALED(c%d, a1, x0), u%d = SCALED(%ss%d, b1);\n", k, i, k,
                   sign, i);
        } else {
            printf("    t%d = ADD_SCALED(c%d, a%d, t%d), u%d = ADD_SCALED(%ss%d, b%d, u%d);\n", k,
                   i, j, k, k, sign, i, j, k);
        }
    }
    printf("    x[%d] = TURNED(t%d, u%d), x[%d] = UNTURNED(t%d, u%d);\n", k, k, k, n - k, k, k);
}

static void write_prime(int n) {
    begin(n, "sums and differences of elements that mirror each other");
    for (int k = 1; k <= n / 2; k++) {
        printf("    const PART c%d = %s, s%d = %s;\n", k, constant(cosl(turn_of(k, n))), k,
               constant(sinl(turn_of(k, n))));
    }
    printf("    const PAIR x0 = x[0];\n");
    for (int j = 1; j <= n / 2; j++) {
        printf("    const PAIR a%d = PLUS(x[%d], x[%d]), b%d = MINUS(x[%d], x[%d]);\n", j, j, n - j,
               j, j, n - j);
    }
    for (int j = 1; j <= n / 2; j++) {
        printf("    x[0] = PLUS(x[0], a%d);\n", j);
    }
    for (int k = 1; k <= n / 2; k++) {
        write_folded_pair(n, k);
    }
    printf("}\n");
}

/* n = root * root: element root i + j, frequency k + root l. */
static void write_square(int root) {
    const int n = root * root;
    begin(n, "rows, twiddles, columns");
    for (int j = 0; j < root; j++) {
        printf("    PAIR a%d[%d] = {", j, root);
        for (int i = 0; i < root; i++) {
            printf("%sx[%d]", i ? ", " : "", root * i + j);
        }
        printf("};\n    TRANSFORM(%d, a%d);\n", root, j);
    }
    for (int j = 1; j < root; j++) {
        for (int k = 1; k < root; k++) {
            printf("    a%d[%d] = TIMES(a%d[%d], %s,\n                  %s);\n", j, k, j, k,
                   constant(cosl(turn_of(j * k, n))), constant(-sinl(turn_of(j * k, n))));
        }
    }
    for (int k = 0; k < root; k++) {
        printf("    PAIR y%d[%d] = {", k, root);
        for (int j = 0; j < root; j++) {
            printf("%sa%d[%d]", j ? ", " : "", j, k);
        }
        printf("};\n    TRANSFORM(%d, y%d);\n   ", root, k);
        for (int l = 0; l < root; l++) {
            printf(" x[%d] = y%d[%d]%s", k + root * l, k, l, l < root - 1 ? "," : ";\n");
        }
    }
    printf("}\n");
}

/* The number below n that has the remainders k of a and l of b, n = a b. */
static int with_remainders(int k, int a, int l, int b) {
    int m = k;
    while (m % b != l) {
        m += a;
    }
    return m;
}

/* n = a b without a common factor: element b i + a j modulo n, transformed along j, then along i;
 * the frequency has remainders k of a and l of b. */
static void write_product(int a, int b) {
    const int n = a * b;
    char how[64];
    snprintf(how, sizeof how, "%d by %d without twiddles", a, b);
    begin(n, how);
    for (int i = 0; i < a; i++) {
        printf("    PAIR a%d[%d] = {", i, b);
        for (int j = 0; j < b; j++) {
            printf("%sx[%d]", j ? ", " : "", (b * i + a * j) % n);
        }
        printf("};\n    TRANSFORM(%d, a%d);\n", b, i);
    }
    for (int l = 0; l < b; l++) {
        printf("    PAIR y%d[%d] = {", l, a);
        for (int i = 0; i < a; i++) {
            printf("%sa%d[%d]", i ? ", " : "", i, l);
        }
        printf("};\n    TRANSFORM(%d, y%d);\n   ", a, l);
        for (int k = 0; k < a; k++) {
            printf(" x[%d] = y%d[%d]%s", with_remainders(k, a, l, b), l, k,
                   k < a - 1 ? "," : ";\n");
        }
    }
    printf("}\n");
}

static void write_codelets(void) {
    write_2();
    write_prime(3);
    write_4();
    write_prime(5);
    write_product(2, 3);
    write_prime(7);
    write_8();
    write_square(3);
    write_product(2, 5);
    write_prime(11);
    write_product(4, 3);
    write_prime(LARGEST);
}

int main(int argc, char **argv) {
    if (argc != 2 || !freopen(argv[1], "w", stdout)) {
        fprintf(stderr, "usage: gencodelets FILE (a file that can be written)\n");
        return EXIT_FAILURE;
    }
    fputs(head, stdout);
    write_codelets();
    printf("\n/* clang-format on */\n");
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "gencodelets: %s cannot be written\n", argv[1]);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
