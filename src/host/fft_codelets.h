/* fft_codelets.h: the small transforms that passes are made of, on a line in each lane, for one
 * element type. The including file defines T, TYPE, NAME, LANES, the lists of lanes for shuffles,
 * and FMADD(a, b, c) and FMSUB: a * b + c and a * b - c. */
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

INLINE pair NAME(times)(pair a, vector re, vector im) {
    return (pair){FMSUB(a.re, re, a.im * im), FMADD(a.re, im, a.im * re)};
}

/* a times a twiddle that all lanes share. */
INLINE pair NAME(times_root)(pair a, const T *w) {
    return NAME(times)(a, NAME(all)(w[0]), NAME(all)(w[1]));
}

/* ---- Codelets: x[0 … radix - 1] transformed in place --------------------------------------- */

INLINE void NAME(codelet_2)(pair *x) {
    const pair a = x[0], b = x[1];
    x[0] = NAME(plus)(a, b);
    x[1] = NAME(minus)(a, b);
}

INLINE void NAME(codelet_4)(pair *x) {
    const pair a = NAME(plus)(x[0], x[2]), b = NAME(minus)(x[0], x[2]);
    const pair c = NAME(plus)(x[1], x[3]), d = NAME(minus)(x[1], x[3]);
    x[0] = NAME(plus)(a, c);
    x[1] = NAME(turned)(b, d);
    x[2] = NAME(minus)(a, c);
    x[3] = NAME(unturned)(b, d);
}

INLINE void NAME(codelet_8)(pair *x) {
    const vector h = NAME(all)((T)0.70710678118654752440084436210484904);
    pair a[4] = {x[0], x[2], x[4], x[6]}, b[4] = {x[1], x[3], x[5], x[7]};
    NAME(codelet_4)(a);
    NAME(codelet_4)(b);
    const pair b1 = {h * (b[1].re + b[1].im), h * (b[1].im - b[1].re)};
    const pair b3 = {h * (b[3].im - b[3].re), -h * (b[3].re + b[3].im)};
    x[0] = NAME(plus)(a[0], b[0]);
    x[1] = NAME(plus)(a[1], b1);
    x[2] = NAME(turned)(a[2], b[2]);
    x[3] = NAME(plus)(a[3], b3);
    x[4] = NAME(minus)(a[0], b[0]);
    x[5] = NAME(minus)(a[1], b1);
    x[6] = NAME(unturned)(a[2], b[2]);
    x[7] = NAME(minus)(a[3], b3);
}

/* Odd radices: sums a and differences b of elements j and radix - j; results k and radix - k are
 * x[0] + sum of cos(2 pi j k / radix) a[j], -+ i times sum of sin(2 pi j k / radix) b[j]. A row
 * says which cosine and which sine belong to j = 1, 2, …; p and m are sines and their opposites. */
#define FOLD(r)                                                  \
    pair a[(r) / 2 + 1], b[(r) / 2 + 1], sum = x[0];             \
    const pair x0 = x[0];                                        \
    _Pragma("GCC unroll 8") for (int j = 1; j <= (r) / 2; j++) { \
        a[j] = NAME(plus)(x[j], x[(r)-j]);                       \
        b[j] = NAME(minus)(x[j], x[(r)-j]);                      \
        sum = NAME(plus)(sum, a[j]);                             \
    }                                                            \
    x[0] = sum;
#define ROOT(k, cosine, sine)                                                \
    const vector c##k = NAME(all)((T)(cosine)), p##k = NAME(all)((T)(sine)), \
                 m##k = NAME(all)((T)(-(sine)));                             \
    (void)p##k, (void)m##k;

#define EVEN(j, c, sum)                                          \
    (pair) {                                                     \
        FMADD(c, a[j].re, (sum).re), FMADD(c, a[j].im, (sum).im) \
    }
#define ODD(j, s, sum)                                           \
    (pair) {                                                     \
        FMADD(s, b[j].re, (sum).re), FMADD(s, b[j].im, (sum).im) \
    }
#define ODD_FIRST(s)           \
    (pair) {                   \
        s *b[1].re, s *b[1].im \
    }
#define ROW_END(r, k)          \
    x[k] = NAME(turned)(t, u); \
    x[(r) - (k)] = NAME(unturned)(t, u);
#define ROW_1(r, k, c_1, s_1)      \
    {                              \
        pair t = EVEN(1, c_1, x0); \
        pair u = ODD_FIRST(s_1);   \
        ROW_END(r, k)              \
    }
#define ROW_2(r, k, c_1, c_2, s_1, s_2)                \
    {                                                  \
        pair t = EVEN(1, c_1, x0), u = ODD_FIRST(s_1); \
        t = EVEN(2, c_2, t), u = ODD(2, s_2, u);       \
        ROW_END(r, k)                                  \
    }
#define ROW_3(r, k, c_1, c_2, c_3, s_1, s_2, s_3)      \
    {                                                  \
        pair t = EVEN(1, c_1, x0), u = ODD_FIRST(s_1); \
        t = EVEN(2, c_2, t), u = ODD(2, s_2, u);       \
        t = EVEN(3, c_3, t), u = ODD(3, s_3, u);       \
        ROW_END(r, k)                                  \
    }
#define ROW_5(r, k, c_1, c_2, c_3, c_4, c_5, s_1, s_2, s_3, s_4, s_5) \
    {                                                                 \
        pair t = EVEN(1, c_1, x0), u = ODD_FIRST(s_1);                \
        t = EVEN(2, c_2, t), u = ODD(2, s_2, u);                      \
        t = EVEN(3, c_3, t), u = ODD(3, s_3, u);                      \
        t = EVEN(4, c_4, t), u = ODD(4, s_4, u);                      \
        t = EVEN(5, c_5, t), u = ODD(5, s_5, u);                      \
        ROW_END(r, k)                                                 \
    }
#define ROW_6(r, k, c_1, c_2, c_3, c_4, c_5, c_6, s_1, s_2, s_3, s_4, s_5, s_6) \
    {                                                                           \
        pair t = EVEN(1, c_1, x0), u = ODD_FIRST(s_1);                          \
        t = EVEN(2, c_2, t), u = ODD(2, s_2, u);                                \
        t = EVEN(3, c_3, t), u = ODD(3, s_3, u);                                \
        t = EVEN(4, c_4, t), u = ODD(4, s_4, u);                                \
        t = EVEN(5, c_5, t), u = ODD(5, s_5, u);                                \
        t = EVEN(6, c_6, t), u = ODD(6, s_6, u);                                \
        ROW_END(r, k)                                                           \
    }

INLINE void NAME(codelet_3)(pair *x){
    FOLD(3) ROOT(1, -0.500000000000000000000000000000000000, 0.866025403784438646763723170752936183)
        ROW_1(3, 1, c1, p1)}

INLINE void NAME(codelet_5)(pair *x){
    FOLD(5) ROOT(1, 0.309016994374947424102293417182819059, 0.951056516295153572116439333379382143)
        ROOT(2, -0.809016994374947424102293417182819059, 0.587785252292473129168705954639072769)
            ROW_2(5, 1, c1, c2, p1, p2) ROW_2(5, 2, c2, c1, p2, m1)}

INLINE void NAME(codelet_7)(pair *x){
    FOLD(7) ROOT(1, 0.623489801858733530525004884004239811, 0.781831482468029808708444526674057750)
        ROOT(2, -0.222520933956314404288902564496794759, 0.974927912181823607018131682993931217)
            ROOT(3, -0.900968867902419126236102319507445051, 0.433883739117558120475768332848358755)
                ROW_3(7, 1, c1, c2, c3, p1, p2, p3) ROW_3(7, 2, c2, c3, c1, p2, m3, m1)
                    ROW_3(7, 3, c3, c1, c2, p3, m1, p2)}

INLINE void NAME(codelet_11)(pair *x){
    FOLD(11) ROOT(1, 0.841253532831181168861811648919367718, 0.540640817455597582107635954318691695)
        ROOT(2, 0.415415013001886425529274149229623204, 0.909631995354518371411715383079028460)
            ROOT(3, -0.142314838273285140443792668616369669, 0.989821441880932732376092037776718787)
                ROOT(4, -0.654860733945285064056925072466293553,
                     0.755749574354258283774035843972344420)
                    ROOT(5, -0.959492973614497389890368057066327699,
                         0.281732556841429697711417915346616899)
                        ROW_5(11, 1, c1, c2, c3, c4, c5, p1, p2, p3, p4, p5)
                            ROW_5(11, 2, c2, c4, c5, c3, c1, p2, p4, m5, m3, m1)
                                ROW_5(11, 3, c3, c5, c2, c1, c4, p3, m5, m2, p1, p4)
                                    ROW_5(11, 4, c4, c3, c1, c5, c2, p4, m3, p1, p5, m2)
                                        ROW_5(11, 5, c5, c1, c4, c2, c3, p5, m1, p4, m2, p3)}

INLINE void NAME(codelet_13)(pair *x){
    FOLD(13) ROOT(1, 0.885456025653209895900375522015098879, 0.464723172043768545656015335133104778)
        ROOT(2, 0.568064746731155802511807559127516625,
             0.822983865893656394579617423439381991) ROOT(3, 0.120536680255323053349067687452543582,
                                                          0.992708874098053992800751649492520179)
            ROOT(4, -0.354604887042535625969637892600018474, 0.935016242685414823439784599837830729)
                ROOT(5, -0.748510748171101098634630599701351384,
                     0.663122658240795202376785492666766280)
                    ROOT(6, -0.970941817426052027156982276293789227,
                         0.239315664287557767148753726260211895) ROW_6(13, 1, c1, c2, c3, c4, c5,
                                                                       c6, p1, p2, p3, p4, p5, p6)
                        ROW_6(13, 2, c2, c4, c6, c5, c3, c1, p2, p4, p6, m5, m3,
                              m1) ROW_6(13, 3, c3, c6, c4, c1, c2, c5, p3, p6, m4, m1, p2, p5)
                            ROW_6(13, 4, c4, c5, c1, c3, c6, c2, p4, m5, m1, p3, m6, m2)
                                ROW_6(13, 5, c5, c3, c2, c6, c1, c4, p5, m3, p2, m6, m1, p4)
                                    ROW_6(13, 6, c6, c1, c5, c2, c4, c3, p6, m1, p5, m2, p4, m3)}

/* 6 = 2 * 3 without twiddles, by the Chinese remainder theorem: element 3 i + 2 j mod 6, frequency
 * 3 k + 4 l mod 6. */
INLINE void NAME(codelet_6)(pair *x) {
    pair a[3] = {x[0], x[2], x[4]}, b[3] = {x[3], x[5], x[1]};
    NAME(codelet_3)(a);
    NAME(codelet_3)(b);
    x[0] = NAME(plus)(a[0], b[0]);
    x[3] = NAME(minus)(a[0], b[0]);
    x[4] = NAME(plus)(a[1], b[1]);
    x[1] = NAME(minus)(a[1], b[1]);
    x[2] = NAME(plus)(a[2], b[2]);
    x[5] = NAME(minus)(a[2], b[2]);
}

/* 9 = 3 * 3: element 3 i + j, frequency k + 3 l. */
INLINE void NAME(codelet_9)(pair *x) {
    static const T w[] = {
        (T)0.766044443118978035202392650555416674,  (T)-0.642787609686539326322643409907263433,
        (T)0.173648177666930348851716626769314796,  (T)-0.984807753012208059366743024589523014,
        (T)-0.939692620785908384054109277324731470, (T)-0.342020143325668733044099614682259581};
    pair a[3][3];
    _Pragma("GCC unroll 3") for (int j = 0; j < 3; j++) {
        a[j][0] = x[j], a[j][1] = x[3 + j], a[j][2] = x[6 + j];
        NAME(codelet_3)(a[j]);
    }
    a[1][1] = NAME(times_root)(a[1][1], w);
    a[1][2] = NAME(times_root)(a[1][2], w + 2);
    a[2][1] = NAME(times_root)(a[2][1], w + 2);
    a[2][2] = NAME(times_root)(a[2][2], w + 4);
    _Pragma("GCC unroll 3") for (int k = 0; k < 3; k++) {
        pair y[3] = {a[0][k], a[1][k], a[2][k]};
        NAME(codelet_3)(y);
        x[k] = y[0], x[k + 3] = y[1], x[k + 6] = y[2];
    }
}
