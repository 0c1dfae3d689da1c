/* fft_codelets.h: Fourier transforms of 2 to 13 points, in place: x[k] becomes the sum over j of
 * x[j] exp(-2 pi i j k / n). Written by tools/gencodelets.c (`make regen`); do not edit.
 *
 * The including file says what numbers are: PAIR, a complex one, and PART, its real or imaginary
 * part; CODELET(n), the head of the function that transforms x, and TRANSFORM(n, x), a call of it;
 * CONSTANT(c), a PART; PLUS and MINUS; TURNED(a, b) = a - i b and UNTURNED(a, b) = a + i b;
 * SCALED(c, a) = c a and ADD_SCALED(c, a, b) = c a + b with a PART c; EIGHTH(h, a) = (1 - i) h a;
 * TIMES(a, re, im) = a (re + i im). */

/* clang-format off */

/* 2 points: the sum and the difference. */
CODELET(2) {
    const PAIR a = x[0], b = x[1];
    x[0] = PLUS(a, b), x[1] = MINUS(a, b);
}

/* 3 points: sums and differences of elements that mirror each other. */
CODELET(3) {
    const PART c1 = CONSTANT(-0.500000000000000000), s1 = CONSTANT(0.866025403784438647);
    const PAIR x0 = x[0];
    const PAIR a1 = PLUS(x[1], x[2]), b1 = MINUS(x[1], x[2]);
    x[0] = PLUS(x[0], a1);
    PAIR t1 = ADD_SCALED(c1, a1, x0), u1 = SCALED(s1, b1);
    x[1] = TURNED(t1, u1), x[2] = UNTURNED(t1, u1);
}

/* 4 points: two by two. */
CODELET(4) {
    const PAIR a = PLUS(x[0], x[2]), b = MINUS(x[0], x[2]);
    const PAIR c = PLUS(x[1], x[3]), d = MINUS(x[1], x[3]);
    x[0] = PLUS(a, c), x[2] = MINUS(a, c);
    x[1] = TURNED(b, d), x[3] = UNTURNED(b, d);
}

/* 5 points: sums and differences of elements that mirror each other. */
CODELET(5) {
    const PART c1 = CONSTANT(0.309016994374947424), s1 = CONSTANT(0.951056516295153572);
    const PART c2 = CONSTANT(-0.809016994374947424), s2 = CONSTANT(0.587785252292473129);
    const PAIR x0 = x[0];
    const PAIR a1 = PLUS(x[1], x[4]), b1 = MINUS(x[1], x[4]);
    const PAIR a2 = PLUS(x[2], x[3]), b2 = MINUS(x[2], x[3]);
    x[0] = PLUS(x[0], a1);
    x[0] = PLUS(x[0], a2);
    PAIR t1 = ADD_SCALED(c1, a1, x0), u1 = SCALED(s1, b1);
    t1 = ADD_SCALED(c2, a2, t1), u1 = ADD_SCALED(s2, b2, u1);
    x[1] = TURNED(t1, u1), x[4] = UNTURNED(t1, u1);
    PAIR t2 = ADD_SCALED(c2, a1, x0), u2 = SCALED(s2, b1);
    t2 = ADD_SCALED(c1, a2, t2), u2 = ADD_SCALED(-s1, b2, u2);
    x[2] = TURNED(t2, u2), x[3] = UNTURNED(t2, u2);
}

/* 6 points: 2 by 3 without twiddles. */
CODELET(6) {
    PAIR a0[3] = {x[0], x[2], x[4]};
    TRANSFORM(3, a0);
    PAIR a1[3] = {x[3], x[5], x[1]};
    TRANSFORM(3, a1);
    PAIR y0[2] = {a0[0], a1[0]};
    TRANSFORM(2, y0);
    x[0] = y0[0], x[3] = y0[1];
    PAIR y1[2] = {a0[1], a1[1]};
    TRANSFORM(2, y1);
    x[4] = y1[0], x[1] = y1[1];
    PAIR y2[2] = {a0[2], a1[2]};
    TRANSFORM(2, y2);
    x[2] = y2[0], x[5] = y2[1];
}

/* 7 points: sums and differences of elements that mirror each other. */
CODELET(7) {
    const PART c1 = CONSTANT(0.623489801858733531), s1 = CONSTANT(0.781831482468029809);
    const PART c2 = CONSTANT(-0.222520933956314404), s2 = CONSTANT(0.974927912181823607);
    const PART c3 = CONSTANT(-0.900968867902419126), s3 = CONSTANT(0.433883739117558120);
    const PAIR x0 = x[0];
    const PAIR a1 = PLUS(x[1], x[6]), b1 = MINUS(x[1], x[6]);
    const PAIR a2 = PLUS(x[2], x[5]), b2 = MINUS(x[2], x[5]);
    const PAIR a3 = PLUS(x[3], x[4]), b3 = MINUS(x[3], x[4]);
    x[0] = PLUS(x[0], a1);
    x[0] = PLUS(x[0], a2);
    x[0] = PLUS(x[0], a3);
    PAIR t1 = ADD_SCALED(c1, a1, x0), u1 = SCALED(s1, b1);
    t1 = ADD_SCALED(c2, a2, t1), u1 = ADD_SCALED(s2, b2, u1);
    t1 = ADD_SCALED(c3, a3, t1), u1 = ADD_SCALED(s3, b3, u1);
    x[1] = TURNED(t1, u1), x[6] = UNTURNED(t1, u1);
    PAIR t2 = ADD_SCALED(c2, a1, x0), u2 = SCALED(s2, b1);
    t2 = ADD_SCALED(c3, a2, t2), u2 = ADD_SCALED(-s3, b2, u2);
    t2 = ADD_SCALED(c1, a3, t2), u2 = ADD_SCALED(-s1, b3, u2);
    x[2] = TURNED(t2, u2), x[5] = UNTURNED(t2, u2);
    PAIR t3 = ADD_SCALED(c3, a1, x0), u3 = SCALED(s3, b1);
    t3 = ADD_SCALED(c1, a2, t3), u3 = ADD_SCALED(-s1, b2, u3);
    t3 = ADD_SCALED(c2, a3, t3), u3 = ADD_SCALED(s2, b3, u3);
    x[3] = TURNED(t3, u3), x[4] = UNTURNED(t3, u3);
}

/* 8 points: those at even and at odd places, and eighths of a turn. */
CODELET(8) {
    const PART h = CONSTANT(0.707106781186547524);
    PAIR a[4] = {x[0], x[2], x[4], x[6]}, b[4] = {x[1], x[3], x[5], x[7]};
    TRANSFORM(4, a);
    TRANSFORM(4, b);
    const PAIR b1 = EIGHTH(h, b[1]), b3 = EIGHTH(h, b[3]);
    x[0] = PLUS(a[0], b[0]), x[4] = MINUS(a[0], b[0]);
    x[1] = PLUS(a[1], b1), x[5] = MINUS(a[1], b1);
    x[2] = TURNED(a[2], b[2]), x[6] = UNTURNED(a[2], b[2]);
    x[3] = TURNED(a[3], b3), x[7] = UNTURNED(a[3], b3);
}

/* 9 points: rows, twiddles, columns. */
CODELET(9) {
    PAIR a0[3] = {x[0], x[3], x[6]};
    TRANSFORM(3, a0);
    PAIR a1[3] = {x[1], x[4], x[7]};
    TRANSFORM(3, a1);
    PAIR a2[3] = {x[2], x[5], x[8]};
    TRANSFORM(3, a2);
    a1[1] = TIMES(a1[1], CONSTANT(0.766044443118978035),
                  CONSTANT(-0.642787609686539326));
    a1[2] = TIMES(a1[2], CONSTANT(0.173648177666930349),
                  CONSTANT(-0.984807753012208059));
    a2[1] = TIMES(a2[1], CONSTANT(0.173648177666930349),
                  CONSTANT(-0.984807753012208059));
    a2[2] = TIMES(a2[2], CONSTANT(-0.939692620785908384),
                  CONSTANT(-0.342020143325668733));
    PAIR y0[3] = {a0[0], a1[0], a2[0]};
    TRANSFORM(3, y0);
    x[0] = y0[0], x[3] = y0[1], x[6] = y0[2];
    PAIR y1[3] = {a0[1], a1[1], a2[1]};
    TRANSFORM(3, y1);
    x[1] = y1[0], x[4] = y1[1], x[7] = y1[2];
    PAIR y2[3] = {a0[2], a1[2], a2[2]};
    TRANSFORM(3, y2);
    x[2] = y2[0], x[5] = y2[1], x[8] = y2[2];
}

/* 10 points: 2 by 5 without twiddles. */
CODELET(10) {
    PAIR a0[5] = {x[0], x[2], x[4], x[6], x[8]};
    TRANSFORM(5, a0);
    PAIR a1[5] = {x[5], x[7], x[9], x[1], x[3]};
    TRANSFORM(5, a1);
    PAIR y0[2] = {a0[0], a1[0]};
    TRANSFORM(2, y0);
    x[0] = y0[0], x[5] = y0[1];
    PAIR y1[2] = {a0[1], a1[1]};
    TRANSFORM(2, y1);
    x[6] = y1[0], x[1] = y1[1];
    PAIR y2[2] = {a0[2], a1[2]};
    TRANSFORM(2, y2);
    x[2] = y2[0], x[7] = y2[1];
    PAIR y3[2] = {a0[3], a1[3]};
    TRANSFORM(2, y3);
    x[8] = y3[0], x[3] = y3[1];
    PAIR y4[2] = {a0[4], a1[4]};
    TRANSFORM(2, y4);
    x[4] = y4[0], x[9] = y4[1];
}

/* 11 points: sums and differences of elements that mirror each other. */
CODELET(11) {
    const PART c1 = CONSTANT(0.841253532831181169), s1 = CONSTANT(0.540640817455597582);
    const PART c2 = CONSTANT(0.415415013001886425), s2 = CONSTANT(0.909631995354518371);
    const PART c3 = CONSTANT(-0.142314838273285140), s3 = CONSTANT(0.989821441880932732);
    const PART c4 = CONSTANT(-0.654860733945285064), s4 = CONSTANT(0.755749574354258284);
    const PART c5 = CONSTANT(-0.959492973614497390), s5 = CONSTANT(0.281732556841429698);
    const PAIR x0 = x[0];
    const PAIR a1 = PLUS(x[1], x[10]), b1 = MINUS(x[1], x[10]);
    const PAIR a2 = PLUS(x[2], x[9]), b2 = MINUS(x[2], x[9]);
    const PAIR a3 = PLUS(x[3], x[8]), b3 = MINUS(x[3], x[8]);
    const PAIR a4 = PLUS(x[4], x[7]), b4 = MINUS(x[4], x[7]);
    const PAIR a5 = PLUS(x[5], x[6]), b5 = MINUS(x[5], x[6]);
    x[0] = PLUS(x[0], a1);
    x[0] = PLUS(x[0], a2);
    x[0] = PLUS(x[0], a3);
    x[0] = PLUS(x[0], a4);
    x[0] = PLUS(x[0], a5);
    PAIR t1 = ADD_SCALED(c1, a1, x0), u1 = SCALED(s1, b1);
    t1 = ADD_SCALED(c2, a2, t1), u1 = ADD_SCALED(s2, b2, u1);
    t1 = ADD_SCALED(c3, a3, t1), u1 = ADD_SCALED(s3, b3, u1);
    t1 = ADD_SCALED(c4, a4, t1), u1 = ADD_SCALED(s4, b4, u1);
    t1 = ADD_SCALED(c5, a5, t1), u1 = ADD_SCALED(s5, b5, u1);
    x[1] = TURNED(t1, u1), x[10] = UNTURNED(t1, u1);
    PAIR t2 = ADD_SCALED(c2, a1, x0), u2 = SCALED(s2, b1);
    t2 = ADD_SCALED(c4, a2, t2), u2 = ADD_SCALED(s4, b2, u2);
    t2 = ADD_SCALED(c5, a3, t2), u2 = ADD_SCALED(-s5, b3, u2);
    t2 = ADD_SCALED(c3, a4, t2), u2 = ADD_SCALED(-s3, b4, u2);
    t2 = ADD_SCALED(c1, a5, t2), u2 = ADD_SCALED(-s1, b5, u2);
    x[2] = TURNED(t2, u2), x[9] = UNTURNED(t2, u2);
    PAIR t3 = ADD_SCALED(c3, a1, x0), u3 = SCALED(s3, b1);
    t3 = ADD_SCALED(c5, a2, t3), u3 = ADD_SCALED(-s5, b2, u3);
    t3 = ADD_SCALED(c2, a3, t3), u3 = ADD_SCALED(-s2, b3, u3);
    t3 = ADD_SCALED(c1, a4, t3), u3 = ADD_SCALED(s1, b4, u3);
    t3 = ADD_SCALED(c4, a5, t3), u3 = ADD_SCALED(s4, b5, u3);
    x[3] = TURNED(t3, u3), x[8] = UNTURNED(t3, u3);
    PAIR t4 = ADD_SCALED(c4, a1, x0), u4 = SCALED(s4, b1);
    t4 = ADD_SCALED(c3, a2, t4), u4 = ADD_SCALED(-s3, b2, u4);
    t4 = ADD_SCALED(c1, a3, t4), u4 = ADD_SCALED(s1, b3, u4);
    t4 = ADD_SCALED(c5, a4, t4), u4 = ADD_SCALED(s5, b4, u4);
    t4 = ADD_SCALED(c2, a5, t4), u4 = ADD_SCALED(-s2, b5, u4);
    x[4] = TURNED(t4, u4), x[7] = UNTURNED(t4, u4);
    PAIR t5 = ADD_SCALED(c5, a1, x0), u5 = SCALED(s5, b1);
    t5 = ADD_SCALED(c1, a2, t5), u5 = ADD_SCALED(-s1, b2, u5);
    t5 = ADD_SCALED(c4, a3, t5), u5 = ADD_SCALED(s4, b3, u5);
    t5 = ADD_SCALED(c2, a4, t5), u5 = ADD_SCALED(-s2, b4, u5);
    t5 = ADD_SCALED(c3, a5, t5), u5 = ADD_SCALED(s3, b5, u5);
    x[5] = TURNED(t5, u5), x[6] = UNTURNED(t5, u5);
}

/* 12 points: 4 by 3 without twiddles. */
CODELET(12) {
    PAIR a0[3] = {x[0], x[4], x[8]};
    TRANSFORM(3, a0);
    PAIR a1[3] = {x[3], x[7], x[11]};
    TRANSFORM(3, a1);
    PAIR a2[3] = {x[6], x[10], x[2]};
    TRANSFORM(3, a2);
    PAIR a3[3] = {x[9], x[1], x[5]};
    TRANSFORM(3, a3);
    PAIR y0[4] = {a0[0], a1[0], a2[0], a3[0]};
    TRANSFORM(4, y0);
    x[0] = y0[0], x[9] = y0[1], x[6] = y0[2], x[3] = y0[3];
    PAIR y1[4] = {a0[1], a1[1], a2[1], a3[1]};
    TRANSFORM(4, y1);
    x[4] = y1[0], x[1] = y1[1], x[10] = y1[2], x[7] = y1[3];
    PAIR y2[4] = {a0[2], a1[2], a2[2], a3[2]};
    TRANSFORM(4, y2);
    x[8] = y2[0], x[5] = y2[1], x[2] = y2[2], x[11] = y2[3];
}

/* 13 points: sums and differences of elements that mirror each other. */
CODELET(13) {
    const PART c1 = CONSTANT(0.885456025653209896), s1 = CONSTANT(0.464723172043768546);
    const PART c2 = CONSTANT(0.568064746731155802), s2 = CONSTANT(0.822983865893656395);
    const PART c3 = CONSTANT(0.120536680255323053), s3 = CONSTANT(0.992708874098053993);
    const PART c4 = CONSTANT(-0.354604887042535626), s4 = CONSTANT(0.935016242685414823);
    const PART c5 = CONSTANT(-0.748510748171101099), s5 = CONSTANT(0.663122658240795202);
    const PART c6 = CONSTANT(-0.970941817426052027), s6 = CONSTANT(0.239315664287557767);
    const PAIR x0 = x[0];
    const PAIR a1 = PLUS(x[1], x[12]), b1 = MINUS(x[1], x[12]);
    const PAIR a2 = PLUS(x[2], x[11]), b2 = MINUS(x[2], x[11]);
    const PAIR a3 = PLUS(x[3], x[10]), b3 = MINUS(x[3], x[10]);
    const PAIR a4 = PLUS(x[4], x[9]), b4 = MINUS(x[4], x[9]);
    const PAIR a5 = PLUS(x[5], x[8]), b5 = MINUS(x[5], x[8]);
    const PAIR a6 = PLUS(x[6], x[7]), b6 = MINUS(x[6], x[7]);
    x[0] = PLUS(x[0], a1);
    x[0] = PLUS(x[0], a2);
    x[0] = PLUS(x[0], a3);
    x[0] = PLUS(x[0], a4);
    x[0] = PLUS(x[0], a5);
    x[0] = PLUS(x[0], a6);
    PAIR t1 = ADD_SCALED(c1, a1, x0), u1 = SCALED(s1, b1);
    t1 = ADD_SCALED(c2, a2, t1), u1 = ADD_SCALED(s2, b2, u1);
    t1 = ADD_SCALED(c3, a3, t1), u1 = ADD_SCALED(s3, b3, u1);
    t1 = ADD_SCALED(c4, a4, t1), u1 = ADD_SCALED(s4, b4, u1);
    t1 = ADD_SCALED(c5, a5, t1), u1 = ADD_SCALED(s5, b5, u1);
    t1 = ADD_SCALED(c6, a6, t1), u1 = ADD_SCALED(s6, b6, u1);
    x[1] = TURNED(t1, u1), x[12] = UNTURNED(t1, u1);
    PAIR t2 = ADD_SCALED(c2, a1, x0), u2 = SCALED(s2, b1);
    t2 = ADD_SCALED(c4, a2, t2), u2 = ADD_SCALED(s4, b2, u2);
    t2 = ADD_SCALED(c6, a3, t2), u2 = ADD_SCALED(s6, b3, u2);
    t2 = ADD_SCALED(c5, a4, t2), u2 = ADD_SCALED(-s5, b4, u2);
    t2 = ADD_SCALED(c3, a5, t2), u2 = ADD_SCALED(-s3, b5, u2);
    t2 = ADD_SCALED(c1, a6, t2), u2 = ADD_SCALED(-s1, b6, u2);
    x[2] = TURNED(t2, u2), x[11] = UNTURNED(t2, u2);
    PAIR t3 = ADD_SCALED(c3, a1, x0), u3 = SCALED(s3, b1);
    t3 = ADD_SCALED(c6, a2, t3), u3 = ADD_SCALED(s6, b2, u3);
    t3 = ADD_SCALED(c4, a3, t3), u3 = ADD_SCALED(-s4, b3, u3);
    t3 = ADD_SCALED(c1, a4, t3), u3 = ADD_SCALED(-s1, b4, u3);
    t3 = ADD_SCALED(c2, a5, t3), u3 = ADD_SCALED(s2, b5, u3);
    t3 = ADD_SCALED(c5, a6, t3), u3 = ADD_SCALED(s5, b6, u3);
    x[3] = TURNED(t3, u3), x[10] = UNTURNED(t3, u3);
    PAIR t4 = ADD_SCALED(c4, a1, x0), u4 = SCALED(s4, b1);
    t4 = ADD_SCALED(c5, a2, t4), u4 = ADD_SCALED(-s5, b2, u4);
    t4 = ADD_SCALED(c1, a3, t4), u4 = ADD_SCALED(-s1, b3, u4);
    t4 = ADD_SCALED(c3, a4, t4), u4 = ADD_SCALED(s3, b4, u4);
    t4 = ADD_SCALED(c6, a5, t4), u4 = ADD_SCALED(-s6, b5, u4);
    t4 = ADD_SCALED(c2, a6, t4), u4 = ADD_SCALED(-s2, b6, u4);
    x[4] = TURNED(t4, u4), x[9] = UNTURNED(t4, u4);
    PAIR t5 = ADD_SCALED(c5, a1, x0), u5 = SCALED(s5, b1);
    t5 = ADD_SCALED(c3, a2, t5), u5 = ADD_SCALED(-s3, b2, u5);
    t5 = ADD_SCALED(c2, a3, t5), u5 = ADD_SCALED(s2, b3, u5);
    t5 = ADD_SCALED(c6, a4, t5), u5 = ADD_SCALED(-s6, b4, u5);
    t5 = ADD_SCALED(c1, a5, t5), u5 = ADD_SCALED(-s1, b5, u5);
    t5 = ADD_SCALED(c4, a6, t5), u5 = ADD_SCALED(s4, b6, u5);
    x[5] = TURNED(t5, u5), x[8] = UNTURNED(t5, u5);
    PAIR t6 = ADD_SCALED(c6, a1, x0), u6 = SCALED(s6, b1);
    t6 = ADD_SCALED(c1, a2, t6), u6 = ADD_SCALED(-s1, b2, u6);
    t6 = ADD_SCALED(c5, a3, t6), u6 = ADD_SCALED(s5, b3, u6);
    t6 = ADD_SCALED(c2, a4, t6), u6 = ADD_SCALED(-s2, b4, u6);
    t6 = ADD_SCALED(c4, a5, t6), u6 = ADD_SCALED(s4, b5, u6);
    t6 = ADD_SCALED(c3, a6, t6), u6 = ADD_SCALED(-s3, b6, u6);
    x[6] = TURNED(t6, u6), x[7] = UNTURNED(t6, u6);
}

/* clang-format on */
