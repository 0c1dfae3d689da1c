/* solver_call.cpp: what all functions of simulated cuSOLVER check. */
#include "solver_call.hpp"

#include "stream.hpp"

#include <algorithm>
#include <cstring>

namespace sim {

owned<cusolverDnContext> solver_handles;
owned<cusolverDnParams> solver_params;

/* ---- Matrices in device memory --------------------------------------------------------------- */

part part_of(cublasFillMode_t fill) {
    return fill == CUBLAS_FILL_MODE_LOWER ? part::lower : part::upper;
}

stored vector_of(void *data, int32_t type, int64_t n) {
    return {data, type, n, 1, n};
}

matrix load(const stored &s) {
    matrix m(s.rows, s.cols);
    for (int64_t col = 0; col < s.cols; col++) {
        for (int64_t row = s.first(col); row < s.end(col); row++) {
            m(row, col) = load_element(s.at(row, col), s.type);
        }
    }
    return m;
}

matrix load_hermitian(const stored &s) {
    matrix m = load(s);
    for (int64_t col = 0; col < s.cols; col++) {
        for (int64_t row = s.first(col); row < s.end(col); row++) {
            m(col, row) = row == col ? m(col, row).real() : std::conj(m(row, col));
        }
    }
    return m;
}

void store(const stored &s, const matrix &m) {
    for (int64_t col = 0; col < s.cols; col++) {
        for (int64_t row = s.first(col); row < s.end(col); row++) {
            store_element(s.at(row, col), s.type, m(row, col));
        }
    }
}

void store(const stored &s, const std::vector<double> &values) {
    for (size_t i = 0; i < values.size(); i++) {
        store_element(s.at(int64_t(i), 0), s.type, values[i]);
    }
}

/* ---- Calls ----------------------------------------------------------------------------------- */

void solver_call::expect(bool is_fine, const char *otherwise) {
    fault = fault.empty() && !is_fine ? otherwise : fault;
}

void solver_call::expect_types(int32_t type, std::initializer_list<int32_t> same) {
    const bool is_known =
        type == CUDA_R_32F || type == CUDA_R_64F || type == CUDA_C_32F || type == CUDA_C_64F;
    expect(is_known &&
               std::all_of(same.begin(), same.end(), [=](int32_t other) { return other == type; }),
           "the types do not fit");
}

void solver_call::expect_real(int32_t real, int32_t type) {
    expect(real == (element_bytes(type) == (is_complex(type) ? 8 : 4) ? CUDA_R_32F : CUDA_R_64F),
           "the types do not fit");
}

void solver_call::add(const char *name, const stored &s, use how) {
    const size_t bytes = element_bytes(s.type);
    std::vector<stretch> parts;
    expect(s.rows > 0 && s.cols > 0, "a matrix is empty");
    expect(s.ld >= s.rows, "a leading dimension is less than the rows");
    for (int64_t col = 0; fault.empty() && col < s.cols; col++) {
        parts.push_back(
            {size_t(col * s.ld + s.first(col)) * bytes, size_t(s.end(col) - s.first(col)) * bytes});
    }
    operands.push_back({name, s.data, joined(std::move(parts)), how, bytes});
}

void solver_call::add_pivots(const int64_t *pivots, int64_t n, use how) {
    if (pivots && n > 0) {
        operands.push_back({"ipiv", pivots, {{0, size_t(n) * 8}}, how, 8});
    }
}

void solver_call::need_room(const stored &a, bool on_host) {
    element = element_bytes(a.type);
    work_bytes = fault.empty() ? size_t(a.rows * a.cols + a.rows + a.cols) * element : 0;
    host_bytes = fault.empty() && on_host ? size_t(a.rows + a.cols) * 8 : 0;
}

solver_call begin_call(cusolverDnHandle_t handle, cusolverDnParams_t params) {
    solver_call c = {};
    c.handle = handle;
    c.expect(solver_handles.count(handle) != 0, "there is no such handle");
    c.expect(!params || solver_params.count(params) != 0, "there are no such parameters");
    c.expect(!c.fault.empty() || handle->device == current_device(),
             "the handle and the thread are of several devices");
    return c;
}

cusolverStatus_t refuse_solver(const char *function, const std::string &what) {
    refuse_call(function, what);
    return CUSOLVER_STATUS_INVALID_VALUE;
}

cusolverStatus_t tell_room(const solver_call &c, size_t *work_bytes, size_t *host_bytes) {
    const std::string function = std::string(c.function) + "_bufferSize";
    if (fails(function.c_str())) {
        return CUSOLVER_STATUS_INTERNAL_ERROR;
    }
    if (!c.fault.empty()) {
        return refuse_solver(function.c_str(), c.fault);
    }
    *work_bytes = c.work_bytes;
    *host_bytes = c.host_bytes;
    return CUSOLVER_STATUS_SUCCESS;
}

static std::string fault_of_room(const char *where, const void *room, size_t bytes, size_t wanted) {
    return bytes < wanted || (wanted && !room)
               ? std::string("a workspace of ") + std::to_string(bytes) + " bytes on the " + where +
                     ", but it wants " + std::to_string(wanted)
               : "";
}

cusolverStatus_t give(solver_call c, void *work, size_t work_bytes, void *host, size_t host_bytes,
                      int *info) {
    if (fails(c.function)) {
        return CUSOLVER_STATUS_INTERNAL_ERROR;
    }
    c.expect(!c.fault.empty() || c.handle->stream, "the default stream is not simulated");
    const std::string faults[] = {c.fault, fault_of_room("device", work, work_bytes, c.work_bytes),
                                  fault_of_room("host", host, host_bytes, c.host_bytes)};
    for (const std::string &fault : faults) {
        if (!fault.empty()) {
            return refuse_solver(c.function, fault);
        }
    }
    const cudaStream_t stream = c.handle->stream;
    if (!is_live_stream(stream, c.function)) {
        return CUSOLVER_STATUS_INVALID_VALUE;
    }
    if (stream->recording) {
        return refuse_solver(c.function, "the stream records a graph");
    }
    c.operands.push_back(workspace_operand("the workspace", work, c.work_bytes));
    c.operands.push_back({"info", info, {{0, sizeof *info}}, use::written, sizeof *info});
    const std::string fault = fault_of(c.operands, stream->device);
    if (!fault.empty()) {
        return refuse_solver(c.function, fault);
    }
    if (host) {
        memset(host, 0xdb, c.host_bytes);
    }
    counts().factorisations++;
    submit_on(stream, c.function, c.operands, [=, run = c.run] { *info = int(run()); });
    return CUSOLVER_STATUS_SUCCESS;
}

} // namespace sim
