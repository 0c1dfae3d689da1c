/* number_text.h: the text of single elements, in one common format a tensor. */
#ifndef TNI_NUMBER_TEXT_H
#define TNI_NUMBER_TEXT_H

#include "core/core.h"

/* Most digits after the point, and room for any text of one element. */
enum { TNI_PRECISION_MAX = 60, TNI_NUMBER_BYTES = 512 };

/* How all elements of a tensor are written: found by looking at each of them twice. */
typedef struct tni_number_format {
    int precision;
    int width;     /* of the longest text */
    bool integral; /* every element is a whole number */
    bool sci;
    double smallest, largest; /* magnitudes of finite elements that are not zero; 0: none yet */
} tni_number_format;

tni_number_format tni_number_format_start(int precision);
/* First look: range and wholeness. Only for float elements. */
void tni_number_format_range(tni_number_format *f, double value);
/* Between the looks. */
void tni_number_format_choose(tni_number_format *f);
/* Second look: width. */
void tni_number_format_fit(tni_number_format *f, tn_value v);
/* Writes one element, padded on the left to the width; returns its length. */
int tni_number_text(const tni_number_format *f, tn_value v, char text[TNI_NUMBER_BYTES]);

#endif
