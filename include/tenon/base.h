/* base.h: what every other Tenon header needs: dtypes, devices, errors, values and number lists.
 *
 * Conventions that hold everywhere:
 *   - NULL in gives NULL out. The first error of a thread is kept until tn_error_take() clears it;
 *     while it is pending, functions that make tensors return NULL, in-place operations do nothing
 *     and functions that return tn_status return its code. Releasing always works.
 *   - Zero-initialised options mean the default.
 *   - Sizes are in elements unless a name ends in _bytes. */
#ifndef TENON_BASE_H
#define TENON_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TN_VERSION_MAJOR 0
#define TN_VERSION_MINOR 1
#define TN_VERSION_PATCH 0
#define TN_VERSION       "0.1.0"

#if defined(__GNUC__)
#define TN_API          __attribute__((visibility("default")))
#define TN_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define TN_API
#define TN_PRINTF(f, a)
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Source places --------------------------------------------------------------------------- */

/* A place in the caller's source, carried into error messages. */
typedef struct tn_site {
    const char *file;
    int line;
} tn_site;

#ifdef __cplusplus
#define TN_HERE (tn_site{__FILE__, __LINE__})
#else
#define TN_HERE ((tn_site){__FILE__, __LINE__})
#endif

/* ---- Dtypes ---------------------------------------------------------------------------------- */

/* X(NAME, name, bytes, category): the twelve dtypes in promotion order. */
#define TN_DTYPES(X)                    \
    X(BOOL, bool, 1, TN_CATEGORY_BOOL)  \
    X(U8, u8, 1, TN_CATEGORY_INT)       \
    X(I8, i8, 1, TN_CATEGORY_INT)       \
    X(I16, i16, 2, TN_CATEGORY_INT)     \
    X(I32, i32, 4, TN_CATEGORY_INT)     \
    X(I64, i64, 8, TN_CATEGORY_INT)     \
    X(F16, f16, 2, TN_CATEGORY_FLOAT)   \
    X(BF16, bf16, 2, TN_CATEGORY_FLOAT) \
    X(F32, f32, 4, TN_CATEGORY_FLOAT)   \
    X(F64, f64, 8, TN_CATEGORY_FLOAT)   \
    X(C64, c64, 8, TN_CATEGORY_COMPLEX) \
    X(C128, c128, 16, TN_CATEGORY_COMPLEX)

typedef enum tn_category {
    TN_CATEGORY_NONE,
    TN_CATEGORY_BOOL,
    TN_CATEGORY_INT,
    TN_CATEGORY_FLOAT,
    TN_CATEGORY_COMPLEX,
} tn_category;

/* TN_DTYPE_NONE is zero: "the default" in options, "unknown" in queries. */
typedef enum tn_dtype {
    TN_DTYPE_NONE,
#define TN_DTYPE_ENUM(NAME, name, bytes, category) TN_##NAME,
    TN_DTYPES(TN_DTYPE_ENUM)
#undef TN_DTYPE_ENUM
        TN_DTYPE_COUNT
} tn_dtype;

/* Bytes of one element; 0 for TN_DTYPE_NONE. */
TN_API size_t tn_dtype_bytes(tn_dtype dtype);
/* "f32", "bool", …; "none" for TN_DTYPE_NONE. Static storage. */
TN_API const char *tn_dtype_name(tn_dtype dtype);
TN_API tn_category tn_dtype_category(tn_dtype dtype);
/* The dtype that holds values of both, by PyTorch's promotion lattice. */
TN_API tn_dtype tn_promote_dtypes(tn_dtype a, tn_dtype b);
/* The dtype of new float tensors when none is given: f32 unless changed (f32 or f64). */
TN_API tn_dtype tn_default_dtype(void);
TN_API void tn_set_default_dtype(tn_dtype dtype);

/* ---- Devices --------------------------------------------------------------------------------- */

typedef enum tn_device_type {
    TN_DEVICE_DEFAULT,
    TN_DEVICE_CPU,
    TN_DEVICE_CUDA,
    TN_DEVICE_META,
} tn_device_type;

/* A device; the zero value is the default device. */
typedef struct tn_device {
    int16_t type; /* tn_device_type */
    int16_t index;
} tn_device;

#ifdef __cplusplus
#define TN_MAKE_DEVICE(type, index) (tn_device{(type), (int16_t)(index)})
#else
#define TN_MAKE_DEVICE(type, index) ((tn_device){(type), (int16_t)(index)})
#endif
#define TN_CPU     TN_MAKE_DEVICE(TN_DEVICE_CPU, 0)
#define TN_META    TN_MAKE_DEVICE(TN_DEVICE_META, 0)
#define TN_CUDA(i) TN_MAKE_DEVICE(TN_DEVICE_CUDA, i)

/* ---- Errors ---------------------------------------------------------------------------------- */

/* X(NAME, code, meaning) */
#define TN_STATUSES(X)                                                              \
    X(OK, 0, "no error")                                                            \
    X(ERR_ARGUMENT, 1, "an argument has a value that the function does not accept") \
    X(ERR_SHAPE, 2, "sizes of the arguments do not fit together")                   \
    X(ERR_DTYPE, 3, "a dtype is not accepted or dtypes do not fit together")        \
    X(ERR_DEVICE, 4, "tensors are on different devices or the device is missing")   \
    X(ERR_MEMORY, 5, "memory ran out or a size overflows")                          \
    X(ERR_IO, 6, "a file could not be read or written")                             \
    X(ERR_FORMAT, 7, "the contents of a file are not valid")                        \
    X(ERR_COMM, 8, "communication between ranks failed")                            \
    X(ERR_VERSION, 9, "a tensor saved for backward was changed in place")           \
    X(ERR_UNSUPPORTED, 10, "the operation is not available for these arguments")    \
    X(ERR_STATE, 11, "the call does not fit the state of the object")               \
    X(ERR_LIBRARY, 12, "a library that is needed could not be loaded or failed")    \
    X(ERR_INTERNAL, 13, "a bug in Tenon")

typedef enum tn_status {
#define TN_STATUS_ENUM(NAME, code, meaning) TN_##NAME = (code),
    TN_STATUSES(TN_STATUS_ENUM)
#undef TN_STATUS_ENUM
} tn_status;

enum { TN_ERROR_MESSAGE_BYTES = 1024 };

typedef struct tn_error {
    tn_status code;
    const char *op; /* static name of the failing op or function; "" when outside one */
    tn_site site;   /* the caller's place; file is NULL when unknown */
    char message[TN_ERROR_MESSAGE_BYTES]; /* asked, found, what to do */
} tn_error;

/* True while no error is pending on this thread. */
TN_API bool tn_ok(void);
/* The pending error of this thread, NULL when there is none. Borrowed until it is taken. */
TN_API const tn_error *tn_error_pending(void);
/* Moves the pending error to *out (may be NULL) and clears it; false when there was none. */
TN_API bool tn_error_take(tn_error *out);
/* "TN_ERR_SHAPE" and the meaning of a code. Static storage. */
TN_API const char *tn_status_name(tn_status code);
TN_API const char *tn_status_meaning(tn_status code);
/* Raises an error from user code (custom functions, data callbacks). Keeps the first. */
TN_API void tn_raise(tn_site at, tn_status code, const char *format, ...) TN_PRINTF(3, 4);

/* ---- Values ---------------------------------------------------------------------------------- */

typedef struct tn_tensor tn_tensor;

/* What a tn_value holds. The numbers are part of the binary interface. */
typedef enum tn_value_kind {
    TN_VALUE_NONE = 0,
    TN_VALUE_TENSOR = 1,
    TN_VALUE_BOOL = 2,
    TN_VALUE_INT = 3,
    TN_VALUE_FLOAT = 4,
    TN_VALUE_COMPLEX = 5,
    TN_VALUE_INTS = 6,
    TN_VALUE_FLOATS = 7,
    TN_VALUE_TENSORS = 8,
    TN_VALUE_STRING = 9,
    TN_VALUE_DTYPE = 10,
    TN_VALUE_DEVICE = 11,
    TN_VALUE_BOOLS = 12,
} tn_value_kind;

/* One argument or result of an op, 24 bytes: kind at 0, count (of lists) at 4, the value at 8.
 * Lists and strings are borrowed from whoever made the value. */
typedef struct tn_value {
    uint32_t kind; /* tn_value_kind */
    uint32_t count;
    union {
        tn_tensor *tensor;
        bool boolean;
        int64_t integer;
        double real;
        struct {
            double re, im;
        } z;
        const int64_t *ints;
        const double *floats;
        const bool *bools;
        tn_tensor *const *tensors;
        const char *string;
        int32_t dtype; /* tn_dtype */
        tn_device device;
    } as;
} tn_value;

/* A counted list of integers (sizes, dims, strides); {0} means "not given". */
typedef struct tn_ints {
    const int64_t *data;
    int64_t count;
} tn_ints;

typedef struct tn_floats {
    const double *data;
    int64_t count;
} tn_floats;

typedef struct tn_bools {
    const bool *data;
    int64_t count;
} tn_bools;

/* A counted list of tensors; as a result, the array belongs to the scope that was open. */
typedef struct tn_tensors {
    tn_tensor *const *data;
    int64_t count;
} tn_tensors;

TN_API tn_value tn_value_tensor(const tn_tensor *tensor);
TN_API tn_value tn_value_bool(bool value);
TN_API tn_value tn_value_int(int64_t value);
TN_API tn_value tn_value_float(double value);
TN_API tn_value tn_value_complex(double re, double im);
TN_API tn_value tn_value_ints(tn_ints list);
TN_API tn_value tn_value_floats(tn_floats list);
TN_API tn_value tn_value_bools(tn_bools list);
TN_API tn_value tn_value_tensors(tn_tensors list);
TN_API tn_value tn_value_string(const char *text);
TN_API tn_value tn_value_dtype(tn_dtype dtype);
TN_API tn_value tn_value_device(tn_device device);

#ifndef __cplusplus

TN_API tn_value tn_value_self(tn_value value);
TN_API tn_value tn_value_double_complex(double _Complex value);

/* Where an op takes a tensor or a number, TN_ARG turns either into a tn_value. */
#define TN_ARG(x) \
    _Generic((x), tn_tensor *                                                                      \
             : tn_value_tensor, const tn_tensor *                                                  \
             : tn_value_tensor, tn_value                                                           \
             : tn_value_self, void *                                                               \
             : tn_value_tensor, bool                                                               \
             : tn_value_bool, float                                                                \
             : tn_value_float, double                                                              \
             : tn_value_float, long double                                                         \
             : tn_value_float, float _Complex                                                      \
             : tn_value_double_complex, double _Complex                                            \
             : tn_value_double_complex, default                                                    \
             : tn_value_int)(x)

/* An optional number: tn_add(a, b, .alpha = TN_NUM(2)). */
#define TN_NUM(x) TN_ARG(x)
/* "Not given" for a positional argument that takes a tensor or a number. */
#define TN_NONE ((tn_value){0})

#define TN_LIST_(list, type, ...) \
    ((list){(const type[]){__VA_ARGS__}, sizeof((const type[]){__VA_ARGS__}) / sizeof(type)})
/* Counted lists at the call: TN_SHAPE(2, 3), TN_DIMS(0, -1). Valid until the block ends. */
#define TN_SHAPE(...)  TN_LIST_(tn_ints, int64_t, __VA_ARGS__)
#define TN_DIMS(...)   TN_LIST_(tn_ints, int64_t, __VA_ARGS__)
#define TN_FLOATS(...) TN_LIST_(tn_floats, double, __VA_ARGS__)
#define TN_BOOLS(...)  TN_LIST_(tn_bools, bool, __VA_ARGS__)
/* The shape of a 0-d tensor. */
#define TN_SHAPE_0D ((tn_ints){0})
#define TN_TENSORS(...)                              \
    ((tn_tensors){(tn_tensor *const[]){__VA_ARGS__}, \
                  sizeof((tn_tensor *const[]){__VA_ARGS__}) / sizeof(tn_tensor *)})

#endif /* __cplusplus */

#ifdef __cplusplus
} /* extern "C" */

#include <complex>
#include <initializer_list>
#include <type_traits>

/* What the C++ overloads take where C has macros: numbers or tensors, and lists. */
namespace tenon_detail {
template <class T>
constexpr bool is_number = std::is_arithmetic_v<T> ||
                           (std::is_enum_v<T> && std::is_convertible_v<T, int64_t>);

struct number : tn_value {
    number(const tn_tensor *t) : tn_value(tn_value_tensor(t)) {}
    number(tn_value v) : tn_value(v) {}
    template <class T, class = std::enable_if_t<is_number<T>>> number(T v) : tn_value(of(v)) {}
    template <class T>
    number(std::complex<T> v) : tn_value(tn_value_complex((double)v.real(), (double)v.imag())) {}

  private:
    template <class T> static tn_value of(T v) {
        if constexpr (std::is_same_v<T, bool>) {
            return tn_value_bool(v);
        } else if constexpr (std::is_floating_point_v<T>) {
            return tn_value_float((double)v);
        } else {
            return tn_value_int((int64_t)v);
        }
    }
};

/* The elements of a list at the call; they live until the end of the full expression. */
template <class list, class T, size_t n> struct elements {
    T items[n + 1];
    operator list() const {
        return list{items, (int64_t)n};
    }
};
template <class list, class T, class... types>
elements<list, T, sizeof...(types)> list_of(types... items) {
    return {{static_cast<T>(items)..., T()}};
}

inline tn_site place(const char *file, int line) {
    return tn_site{file, line};
}
} // namespace tenon_detail

/* The place of the call whose default argument this is. */
#define TN_CALLER (tenon_detail::place(__builtin_FILE(), __builtin_LINE()))

#define TN_ARG(x) (tenon_detail::number(x))
#define TN_NUM(x) TN_ARG(x)
#define TN_NONE   (tn_value{})

#define TN_LIST_(list, type, ...) (list(tenon_detail::list_of<list, type>(__VA_ARGS__)))
/* Counted lists at the call. Valid until the full expression ends: for longer, name an array. */
#define TN_SHAPE(...)   TN_LIST_(tn_ints, int64_t, __VA_ARGS__)
#define TN_DIMS(...)    TN_LIST_(tn_ints, int64_t, __VA_ARGS__)
#define TN_FLOATS(...)  TN_LIST_(tn_floats, double, __VA_ARGS__)
#define TN_BOOLS(...)   TN_LIST_(tn_bools, bool, __VA_ARGS__)
#define TN_TENSORS(...) TN_LIST_(tn_tensors, tn_tensor *, __VA_ARGS__)
#define TN_SHAPE_0D     (tn_ints{})

extern "C" {
#endif

/* ---- Library --------------------------------------------------------------------------------- */

/* "0.1.0 (commit)". Static storage. */
TN_API const char *tn_version(void);
/* The compiler that made the library: "gcc 12.2.0, optimized". */
TN_API const char *tn_build(void);
/* Threads that host kernels use; results do not depend on it. At least 1. */
TN_API int tn_num_threads(void);
TN_API void tn_set_num_threads(int threads);
/* Sets the seed of this thread's random stream and restarts it. */
TN_API void tn_manual_seed(uint64_t seed);

/* One row of the table of environment options: `tenon info` prints them all. */
typedef struct tn_env_option {
    const char *name;     /* "TENON_DEVICE" */
    const char *value;    /* the value in force; NULL when unset */
    const char *fallback; /* what holds when it is unset */
    /* "silent|warn|abort" are the only values; NUMBER (4096, 2g), DEVICE and FOLDERS stand for
     * many. */
    const char *accepts;
    bool is_ignored; /* the value is none of the words, or no number */
    const char *help;
} tn_env_option;
/* Fills *out with option i; false past the last one. Strings are static. */
TN_API bool tn_env_option_at(int i, tn_env_option *out);

#ifdef __cplusplus
}
#endif

#endif
