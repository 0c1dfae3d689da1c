/* small_factor.c: moving small matrices to lanes, and their factors, once per type and instruction
 * set. */
#define T    float
#define WORD int32_t
#define S    f32
#include "host/lanes.h"

#include "host/factor_lanes.h"
#include "host/lane_moves.h"

#include "host/lanes_end.h"

#define T    double
#define WORD int64_t
#define S    f64
#include "host/lanes.h"

#include "host/factor_lanes.h"
#include "host/lane_moves.h"

#include "host/lanes_end.h"
