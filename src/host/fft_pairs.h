/* fft_pairs.h: complex numbers of a line in each lane, and the small transforms that passes are
 * made of, for one element type. The including file defines T, TYPE, NAME, LANES, the lists of
 * lanes for shuffles, and FMADD(a, b, c) and FMSUB: a * b + c and a * b - c. */
#define vector               NAME(vector)
#define pair                 NAME(pair)
#define LIST(x)              JOIN(JOIN(JOIN(x, _), TYPE), JOIN(_, LANES))
#define SHUFFLE(a, b, list)  __builtin_shufflevector(a, b, LIST(list))
#define EXCHANGE(a, b, list) __builtin_shufflevector(a, b, JOIN(JOIN(list, _), LANES))

typedef T vector __attribute__((vector_size(LANES * sizeof(T))));
typedef T NAME(loose)
    __attribute__((vector_size(LANES * sizeof(T)), aligned(sizeof(T)), may_alias));
typedef struct pair {
    vector re, im;
} pair;

INLINE vector NAME(load)(const T *at) {
    return *(const NAME(loose) *)(const void *)at;
}

INLINE void NAME(store)(T *at, vector v) {
    *(NAME(loose) *)(void *)at = v;
}

INLINE vector NAME(all)(T x) {
    return x - (vector){0};
}

INLINE pair NAME(plus)(pair a, pair b) {
    return (pair){a.re + b.re, a.im + b.im};
}

INLINE pair NAME(minus)(pair a, pair b) {
    return (pair){a.re - b.re, a.im - b.im};
}

/* a - i b and a + i b. */
INLINE pair NAME(turned)(pair a, pair b) {
    return (pair){a.re + b.im, a.im - b.re};
}
INLINE pair NAME(unturned)(pair a, pair b) {
    return (pair){a.re - b.im, a.im + b.re};
}

INLINE pair NAME(scaled)(vector c, pair a) {
    return (pair){c * a.re, c * a.im};
}

INLINE pair NAME(add_scaled)(vector c, pair a, pair b) {
    return (pair){FMADD(c, a.re, b.re), FMADD(c, a.im, b.im)};
}

/* (1 - i) h a. */
INLINE pair NAME(eighth)(vector h, pair a) {
    return (pair){h * (a.re + a.im), h * (a.im - a.re)};
}

INLINE pair NAME(times)(pair a, vector re, vector im) {
    return (pair){FMSUB(a.re, re, a.im * im), FMADD(a.re, im, a.im * re)};
}

/* a times a twiddle that all lanes share. */
INLINE pair NAME(times_root)(pair a, const T *w) {
    return NAME(times)(a, NAME(all)(w[0]), NAME(all)(w[1]));
}

#define PAIR            pair
#define PART            vector
#define CODELET(n)      INLINE void NAME(codelet_##n)(pair * x)
#define TRANSFORM(n, x) NAME(codelet_##n)(x)
#define CONSTANT(c)     NAME(all)((T)(c))
#define PLUS            NAME(plus)
#define MINUS           NAME(minus)
#define TURNED          NAME(turned)
#define UNTURNED        NAME(unturned)
#define SCALED          NAME(scaled)
#define ADD_SCALED      NAME(add_scaled)
#define EIGHTH          NAME(eighth)
#define TIMES           NAME(times)
#include "kernels/fft_codelets.h"
