/* small_factor.c: factors of small matrices, once per type and instruction set. */
#define T    float
#define WORD int32_t
#define S    f32
#include "host/lanes.h"

#include "host/factor_lanes.h"

#include "host/lanes_end.h"

#define T    double
#define WORD int64_t
#define S    f64
#include "host/lanes.h"

#include "host/factor_lanes.h"

#include "host/lanes_end.h"
