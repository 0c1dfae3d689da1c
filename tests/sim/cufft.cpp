/* cufft.cpp: simulated cuFFT: transforms are work of streams, and plans are checked.
 *
 * Half floats, as with the real one, are for lengths that are powers of two. A short transform
 * needs no work area, every other one does. Invariant: one that is from complex to real numbers
 * spoils its input, and each spoils its work area, so that nobody counts on either. */
#include "entry.hpp"
#include "fourier.hpp"
#include "libraries.hpp"
#include "memory.hpp"
#include "operands.hpp"
#include "stream.hpp"

#include "cuda/cufft_api.h"

#include <memory>

namespace sim {

namespace {

/* How the elements of a batch lie in memory: element (i, j, k) of transform b at
 * b * distance + ((i * embed[1] + j) * embed[2] + k) * stride. */
struct layout {
    int32_t type;
    array_lengths lengths, embed; /* of complex halves, up to the middle */
    int64_t stride, distance;
};

struct fft_plan {
    int device = current_device();
    cudaStream_t stream = nullptr;
    bool is_made = false, allocates = true, owns_area = false, is_packed = false;
    layout in = {}, out = {};
    array_lengths lengths;
    int64_t batch = 0;
    void *area = nullptr;
    size_t area_bytes = 0;
};

std::map<cufftHandle, std::shared_ptr<fft_plan>> plans;
cufftHandle plans_made;

cufftResult refuse_fft(cufftResult result, const char *function, const std::string &what) {
    refuse_call(function, what);
    return result;
}

/* nullptr, and a fault. */
std::shared_ptr<fft_plan> find_plan(const char *function, cufftHandle handle) {
    const auto found = plans.find(handle);
    if (found == plans.end()) {
        refuse_call(function, std::to_string(handle) + " is no plan");
        return nullptr;
    }
    return found->second;
}

/* ---- What makes a plan ----------------------------------------------------------------------- */

bool is_half(int32_t type) {
    return element_bytes(type) == (is_complex(type) ? 4 : 2);
}

/* The complex type of a precision. */
int32_t widened(int32_t type) {
    return type == CUDA_R_16F    ? CUDA_C_16F
           : type == CUDA_R_16BF ? CUDA_C_16BF
           : type == CUDA_R_32F  ? CUDA_C_32F
           : type == CUDA_R_64F  ? CUDA_C_64F
                                 : type;
}

layout make_layout(int32_t type, bool is_halved, array_lengths lengths, const long long *embed,
                   int64_t stride, int64_t distance) {
    layout l = {type, lengths, lengths, stride, distance};
    l.lengths.back() = is_halved ? lengths.back() / 2 + 1 : lengths.back();
    if (embed) {
        l.embed.assign(embed, embed + lengths.size());
    } else {
        l.embed = l.lengths;
        l.stride = 1;
        l.distance = product_of(l.lengths);
    }
    return l;
}

/* In bytes, in the order of elements. */
std::vector<stretch> places_of(const layout &l, int64_t batch) {
    const int64_t count = product_of(l.lengths);
    const size_t bytes = element_bytes(l.type);
    std::vector<stretch> places;
    for (int64_t i = 0; i < batch * count; i++) {
        int64_t at = i / count * l.distance, rest = i % count, step = l.stride;
        for (size_t d = l.lengths.size(); d-- > 0; step *= l.embed[d]) {
            at += rest % l.lengths[d] * step;
            rest /= l.lengths[d];
        }
        places.push_back({size_t(at) * bytes, bytes});
    }
    return places;
}

/* "" or what is wrong. */
std::string fault_of(const layout &l, int64_t batch) {
    for (size_t d = 0; d < l.lengths.size(); d++) {
        if (d > 0 && l.embed[d] < l.lengths[d]) {
            return "a length of " + std::to_string(l.lengths[d]) + " is embedded in " +
                   std::to_string(l.embed[d]);
        }
    }
    return l.stride < 1     ? "a stride is less than 1"
           : l.distance < 0 ? "a distance is negative"
           : batch < 1      ? "the batch is less than 1"
                            : "";
}

bool is_disjoint(const layout &l, int64_t batch) {
    size_t bytes = 0;
    for (const stretch &s : joined(places_of(l, batch))) {
        bytes += s.bytes;
    }
    return bytes == size_t(batch * product_of(l.lengths)) * element_bytes(l.type);
}

bool is_served(const fft_plan &p) {
    for (const int64_t n : p.lengths) {
        if (is_half(p.in.type) && (n & (n - 1)) != 0) {
            return false;
        }
    }
    const layout &real = is_complex(p.in.type) ? p.out : p.in;
    return !is_half(p.in.type) || is_complex(real.type) || real.stride == 1;
}

size_t area_bytes_of(const fft_plan &p) {
    const int64_t n = p.lengths[0];
    const bool is_short = p.lengths.size() == 1 && n <= 16 && (n & (n - 1)) == 0;
    return is_short ? 0
                    : size_t(p.batch * product_of(p.lengths)) * element_bytes(widened(p.in.type));
}

/* ---- Running it ------------------------------------------------------------------------------ */

/* In place, real rows without a layout of their own are padded to the complex ones. */
layout padded(layout real) {
    real.embed.back() = 2 * (real.lengths.back() / 2 + 1);
    real.distance = product_of(real.embed);
    return real;
}

bool fits_in_place(const layout &in, const layout &out, int64_t batch) {
    const auto bytes = [](const layout &l, int64_t n) {
        return n * int64_t(element_bytes(l.type));
    };
    bool fits = in.stride == out.stride && (in.type == out.type || in.stride == 1) &&
                (batch == 1 || bytes(in, in.distance) == bytes(out, out.distance));
    for (size_t d = 1; d < in.embed.size(); d++) {
        const bool is_last = d + 1 == in.embed.size();
        fits = fits && (is_last ? bytes(in, in.embed[d]) == bytes(out, out.embed[d])
                                : in.embed[d] == out.embed[d]);
    }
    return fits;
}

/* All is read before anything is written. */
void run_transforms(const layout &in, const char *from, const layout &out, char *to,
                    const array_lengths &lengths, int64_t batch, int sign) {
    std::vector<complex_array> all;
    const std::vector<stretch> sources = places_of(in, batch), targets = places_of(out, batch);
    const size_t n_in = size_t(product_of(in.lengths)), n_out = size_t(product_of(out.lengths));
    for (size_t b = 0; b < size_t(batch); b++) {
        complex_array data(n_in);
        for (size_t i = 0; i < n_in; i++) {
            data[i] = load_element(from + sources[b * n_in + i].offset, in.type);
        }
        all.push_back(is_complex(out.type) ? data : completed(data, lengths));
        transform(&all.back(), lengths, sign);
    }
    const size_t row = size_t(lengths.back()), kept = size_t(out.lengths.back());
    for (size_t i = 0; i < targets.size(); i++) {
        const size_t at = i % n_out;
        store_element(to + targets[i].offset, out.type,
                      all[i / n_out][at / kept * row + at % kept]);
    }
}

std::vector<operand> operands_of(const fft_plan &p, const layout &in, const void *from,
                                 const layout &out, const void *to) {
    const size_t alignment = element_bytes(widened(in.type)); /* of real numbers, too */
    const operand area = workspace_operand("the work area", p.area, p.area_bytes);
    const std::vector<stretch> sources = joined(places_of(in, p.batch));
    const std::vector<stretch> targets = joined(places_of(out, p.batch));
    if (from == to) {
        return {{"the data", to, targets, use::written, alignment},
                {"the rest of the input", from, without(sources, targets), use::spoiled},
                area};
    }
    return {
        {"the input", from, sources, is_complex(out.type) ? use::read : use::spoiled, alignment},
        {"the output", to, targets, use::written, alignment},
        area};
}

} // namespace

} // namespace sim

using namespace sim;

#define ENTER(function) ENTER_LIBRARY(function, CUFFT_INTERNAL_ERROR)
/* And finds the plan. */
#define ENTER_WITH_PLAN(function)                                            \
    ENTER(function)                                                          \
    const auto p = find_plan(function, handle);                              \
    if (!p) {                                                                \
        return CUFFT_INVALID_PLAN;                                           \
    }                                                                        \
    if (p->device != current_device()) {                                     \
        return refuse_fft(CUFFT_INVALID_DEVICE, function,                    \
                          "the plan and the thread are of several devices"); \
    }

/* ---- Plans ----------------------------------------------------------------------------------- */

template <int number> static cufftResult version(int *out) {
    *out = number;
    return CUFFT_SUCCESS;
}

static cufftResult create(cufftHandle *handle) {
    ENTER("cufftCreate");
    *handle = ++plans_made;
    plans[*handle] = std::make_shared<fft_plan>();
    counts().live_plans++;
    return CUFFT_SUCCESS;
}

static void free_area(fft_plan *p) {
    if (p->owns_area) {
        run_all(); /* as cudaFree */
        memory_free(p->area);
    }
    p->area = nullptr;
    p->owns_area = false;
}

static cufftResult destroy(cufftHandle handle) {
    LOCKED;
    const auto p = find_plan("cufftDestroy", handle);
    if (!p) {
        return CUFFT_INVALID_PLAN;
    }
    run_all();
    free_area(p.get());
    p->is_made = false;
    plans.erase(handle);
    counts().live_plans--;
    return fails_after("cufftDestroy") ? CUFFT_INTERNAL_ERROR : CUFFT_SUCCESS;
}

static cufftResult set_stream(cufftHandle handle, cudaStream_t stream) {
    ENTER_WITH_PLAN("cufftSetStream");
    if (!is_live_stream(stream, "cufftSetStream")) {
        return CUFFT_INVALID_VALUE;
    }
    if (stream->device != p->device) {
        return refuse_fft(CUFFT_INVALID_VALUE, "cufftSetStream",
                          "the plan and the stream are of several devices");
    }
    p->stream = stream;
    return CUFFT_SUCCESS;
}

static cufftResult set_auto_allocation(cufftHandle handle, int allocates) {
    ENTER_WITH_PLAN("cufftSetAutoAllocation");
    if (p->is_made) {
        return refuse_fft(CUFFT_INVALID_PLAN, "cufftSetAutoAllocation", "the plan has been made");
    }
    p->allocates = allocates != 0;
    return CUFFT_SUCCESS;
}

static cufftResult set_work_area(cufftHandle handle, void *area) {
    ENTER_WITH_PLAN("cufftSetWorkArea");
    if (!p->is_made) {
        return refuse_fft(CUFFT_INVALID_PLAN, "cufftSetWorkArea", "the plan has not been made");
    }
    free_area(p.get());
    p->area = area;
    return CUFFT_SUCCESS;
}

static cufftResult make_plan(cufftHandle handle, int rank, long long *n, long long *in_embed,
                             long long in_stride, long long in_distance, cudaDataType_t in_type,
                             long long *out_embed, long long out_stride, long long out_distance,
                             cudaDataType_t out_type, long long batch, size_t *area_bytes,
                             cudaDataType_t compute) {
    ENTER_WITH_PLAN("cufftXtMakePlanMany");
    const char *function = "cufftXtMakePlanMany";
    const char *const misuse = p->is_made             ? "the plan has been made"
                               : rank < 1 || rank > 3 ? "there are transforms of rank 1 to 3"
                               : !n                   ? "the lengths are NULL"
                               : !area_bytes ? "the size of the work area has nowhere to go"
                                             : nullptr;
    if (misuse) {
        return refuse_fft(CUFFT_INVALID_VALUE, function, misuse);
    }
    if (widened(in_type) != widened(out_type) || compute != widened(in_type) ||
        (!is_complex(in_type) && !is_complex(out_type))) {
        return refuse_fft(CUFFT_INVALID_TYPE, function, "the types do not fit");
    }
    for (int d = 0; d < rank; d++) {
        if (n[d] < 1) {
            return refuse_fft(CUFFT_INVALID_SIZE, function, "a length is less than 1");
        }
    }
    fft_plan made = *p;
    made.lengths.assign(n, n + rank);
    made.batch = batch;
    made.is_packed = !in_embed || !out_embed; /* then nothing else of a layout counts */
    made.in = make_layout(in_type, !is_complex(out_type), made.lengths,
                          made.is_packed ? nullptr : in_embed, in_stride, in_distance);
    made.out = make_layout(out_type, !is_complex(in_type), made.lengths,
                           made.is_packed ? nullptr : out_embed, out_stride, out_distance);
    std::string fault = fault_of(made.in, batch);
    fault = fault.empty() ? fault_of(made.out, batch) : fault;
    if (fault.empty() && !is_disjoint(made.out, batch)) {
        fault = "the results overlap";
    }
    if (!fault.empty()) {
        return refuse_fft(CUFFT_INVALID_VALUE, function, fault);
    }
    if (!is_served(made)) {
        return CUFFT_NOT_SUPPORTED;
    }
    made.area_bytes = *area_bytes = area_bytes_of(made);
    if (made.allocates && made.area_bytes) {
        counts().allocations++;
        made.area = memory_alloc(made.device, made.area_bytes);
        if (!made.area) {
            return CUFFT_ALLOC_FAILED;
        }
        made.owns_area = true;
    }
    made.is_made = true;
    *p = made;
    return CUFFT_SUCCESS;
}

/* ---- Transforms ------------------------------------------------------------------------------ */

static cufftResult exec(cufftHandle handle, void *from, void *to, int direction) {
    ENTER_WITH_PLAN("cufftXtExec");
    const char *function = "cufftXtExec";
    if (!p->is_made || !p->stream) {
        return refuse_fft(CUFFT_INVALID_PLAN, function,
                          "the plan has not been made, or has no stream: it would be the default "
                          "one, which is not simulated");
    }
    if (!is_live_stream(p->stream, function)) {
        return CUFFT_INVALID_VALUE;
    }
    if (p->area_bytes && !p->area) {
        return refuse_fft(CUFFT_NO_WORKSPACE, function, "the plan has no work area");
    }
    const bool to_real = !is_complex(p->out.type), from_real = !is_complex(p->in.type);
    const bool in_place = from == to, pads = in_place && p->is_packed;
    const layout in = pads && from_real ? padded(p->in) : p->in;
    const layout out = pads && to_real ? padded(p->out) : p->out;
    std::string fault = direction != CUFFT_FORWARD && direction != CUFFT_INVERSE
                            ? "there is no such direction"
                        : in_place && !fits_in_place(in, out, p->batch)
                            ? "in place, the layouts of input and output differ"
                            : "";
    const std::vector<operand> all = operands_of(*p, in, from, out, to);
    fault = fault.empty() ? fault_of(all, p->device) : fault;
    if (!fault.empty()) {
        return refuse_fft(CUFFT_INVALID_VALUE, function, fault);
    }
    const int sign = from_real ? CUFFT_FORWARD : to_real ? CUFFT_INVERSE : direction;
    counts().transforms++;
    submit_on(p->stream, function, all, [=] {
        if (!p->is_made) {
            report_fault(p->device, cudaErrorIllegalAddress,
                         "cufftXtExec: the plan was destroyed before it ran");
            return;
        }
        run_transforms(in, static_cast<const char *>(from), out, static_cast<char *>(to),
                       p->lengths, p->batch, sign);
    });
    return CUFFT_SUCCESS;
}

/* ---- The library ----------------------------------------------------------------------------- */

namespace {

struct signatures {
#define MEMBER(name, parameters) SIGNATURE(cufftResult, name, parameters)
    TNI_CUFFT_CALLS(MEMBER)
#undef MEMBER
};

} // namespace

static std::map<std::string, void *> functions_of(cufftResult (*version)(int *)) {
    return {
        FUNCTION(cufftGetVersion, version),
        FUNCTION(cufftCreate, create),
        FUNCTION(cufftDestroy, destroy),
        FUNCTION(cufftSetStream, set_stream),
        FUNCTION(cufftSetAutoAllocation, set_auto_allocation),
        FUNCTION(cufftSetWorkArea, set_work_area),
        FUNCTION(cufftXtMakePlanMany, make_plan),
        FUNCTION(cufftXtExec, exec),
    };
}

const std::map<std::string, void *> &sim::cufft_functions(int major) {
    static const std::map<std::string, void *> newer = functions_of(version<12100>);
    static const std::map<std::string, void *> older = functions_of(version<11401>);
    return major == 12 ? newer : older;
}
