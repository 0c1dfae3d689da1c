/* number_text.c: how the elements of a tensor are written: whole, with a point, or with an
 * exponent.
 *
 * Invariant: the choice depends on the values alone, and is PyTorch 1.13's (torch/_tensor_str.py),
 * bit for bit: scientific when the largest magnitude is over 1e8 or over 1000 times the smallest,
 * or, unless all are whole, when the smallest is below 1e-4. Zeros and non-finite elements do not
 * take part. */
#include "tensor/number_text.h"

#include <math.h>
#include <stdio.h>

tni_number_format tni_number_format_start(int precision) {
    return (tni_number_format){.precision = precision, .width = 1, .integral = true};
}

static bool counts(double value) {
    return isfinite(value) && value != 0;
}

void tni_number_format_range(tni_number_format *f, double value) {
    if (!counts(value)) {
        return;
    }
    const double magnitude = fabs(value);
    f->smallest = f->smallest == 0 || magnitude < f->smallest ? magnitude : f->smallest;
    f->largest = magnitude > f->largest ? magnitude : f->largest;
    f->integral = f->integral && value == ceil(value);
}

void tni_number_format_choose(tni_number_format *f) {
    f->sci = f->smallest > 0 && (f->largest / f->smallest > 1000.0 || f->largest > 1.0e8 ||
                                 (!f->integral && f->smallest < 1.0e-4));
}

static int float_text(const tni_number_format *f, double value, char *text) {
    if (isnan(value)) {
        return snprintf(text, TNI_NUMBER_BYTES, "nan");
    }
    if (isinf(value)) {
        return snprintf(text, TNI_NUMBER_BYTES, "%s", value < 0 ? "-inf" : "inf");
    }
    if (f->sci) {
        snprintf(text, TNI_NUMBER_BYTES, "%.*e", f->precision, value);
    } else if (f->integral) {
        snprintf(text, TNI_NUMBER_BYTES, "%.0f.", value);
    } else {
        snprintf(text, TNI_NUMBER_BYTES, "%.*f", f->precision, value);
    }
    return tni_plain_number(text);
}

static int plain_text(const tni_number_format *f, tn_value v, char *text) {
    switch (v.kind) {
    case TN_VALUE_BOOL:
        return snprintf(text, TNI_NUMBER_BYTES, "%s", v.as.boolean ? "True" : "False");
    case TN_VALUE_INT:
        return snprintf(text, TNI_NUMBER_BYTES, "%lld", (long long)v.as.integer);
    default:
        return float_text(f, v.as.real, text);
    }
}

void tni_number_format_fit(tni_number_format *f, tn_value v) {
    if (v.kind == TN_VALUE_FLOAT && !counts(v.as.real)) {
        return;
    }
    char text[TNI_NUMBER_BYTES];
    const int length = plain_text(f, v, text);
    f->width = length > f->width ? length : f->width;
}

int tni_number_text(const tni_number_format *f, tn_value v, char text[TNI_NUMBER_BYTES]) {
    char plain[TNI_NUMBER_BYTES];
    plain_text(f, v, plain);
    return snprintf(text, TNI_NUMBER_BYTES, "%*s", f->width, plain);
}
