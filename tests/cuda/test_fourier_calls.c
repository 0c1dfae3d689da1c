/* What the simulated cuFFT says of calls that the real one would take badly. */
#include "fourier_case.h"

#include <criterion/criterion.h>
#include <string.h>

/* ---- One transform, and what may go wrong with it -------------------------------------------- */

typedef struct stage {
    fft_case what;
    cufftHandle plan;
    cudaStream_t stream;
    size_t bytes, area_bytes;
    char *in, *out, *area;
} stage;

/* Of n complex numbers of f32. */
static stage stage_of(int n, bool allocates) {
    open_cufft();
    stage s = {.what = {.rank = 1, .direction = CUFFT_FORWARD, .n = {n}, .batch = 1},
               .stream = new_stream(),
               .bytes = (size_t)n * 8};
    s.what.in = s.what.out = (layout){CUDA_C_32F, {n}, {n}, 1, n};
    s.in = device_memory(s.bytes, NULL);
    s.out = device_memory(s.bytes, NULL);
    TRY_FFT(cufftCreate(&s.plan));
    TRY_FFT(cufftSetAutoAllocation(s.plan, allocates));
    cr_assert_eq(make_plan(s.plan, &s.what, &s.area_bytes), CUFFT_SUCCESS, "%s", sim()->fault());
    TRY_FFT(cufftSetStream(s.plan, s.stream));
    if (!allocates && s.area_bytes) {
        s.area = device_memory(s.area_bytes + 16, NULL);
        TRY_FFT(cufftSetWorkArea(s.plan, s.area));
    }
    return s;
}

static cufftResult exec(const stage *s) {
    return fft.cufftXtExec(s->plan, s->in, s->out, s->what.direction);
}

static void expect_refused(const stage *s, cufftResult result, const char *fault) {
    cr_expect_eq(exec(s), result);
    cr_expect_eq(cuda()->cudaPeekAtLastError(), cudaSuccess, "it is not the runtime's");
    expect_fault(fault);
}

static void expect_bad_area(const stage *s, void *area, const char *fault) {
    TRY_FFT(cufftSetWorkArea(s->plan, area));
    expect_refused(s, CUFFT_INVALID_VALUE, fault);
}

/* Runs it and names what the simulator finds then. */
static void run_to_fault(const stage *s, const char *fault) {
    cr_expect_eq(exec(s), CUFFT_SUCCESS);
    cuda()->cudaDeviceSynchronize();
    if (fault) {
        expect_fault(fault);
    } else {
        expect_no_fault();
    }
}

Test(libraries, a_long_transform_needs_a_work_area) {
    const stage s = stage_of(24, false);
    cr_assert_gt(s.area_bytes, 0u);
    TRY_FFT(cufftSetWorkArea(s.plan, NULL));
    expect_refused(&s, CUFFT_NO_WORKSPACE, "cufftXtExec: the plan has no work area");
    char *small = device_memory(s.area_bytes - 8, NULL);
    expect_bad_area(&s, small, "the work area is not inside of a live block");
    expect_bad_area(&s, s.area + 8, "the work area is not aligned to 16 bytes");
    expect_bad_area(&s, s.out, "the output overlaps the work area");
    expect_bad_area(&s, s.in, "the work area overlaps the input");
    cuda()->cudaFree(small);
    expect_bad_area(&s, small, "the work area is not inside of a live block");
    TRY_FFT(cufftSetWorkArea(s.plan, s.area));
    cr_expect_eq(sim()->get_counts().transforms, 0u);
    run_to_fault(&s, NULL);
    cr_expect_eq(sim()->get_counts().transforms, 1u);
    const stage brief = stage_of(16, false);
    cr_expect_eq(brief.area_bytes, 0u);
    run_to_fault(&brief, NULL);
}

Test(libraries, a_plan_that_allocates_does_so_when_it_is_made) {
    open_cufft();
    cudaStream_t stream = new_stream();
    cufftHandle plan = 0;
    size_t bytes = 0;
    fft_case c = case_of(5, CUDA_C_32F, CUDA_C_32F, CUFFT_FORWARD, 1);
    const sim_counts before = sim()->get_counts();
    TRY_FFT(cufftCreate(&plan));
    cr_expect_eq(sim()->get_counts().live_blocks, before.live_blocks);
    sim()->set_memory(before.used_bytes + 8);
    cr_expect_eq(make_plan(plan, &c, &bytes), CUFFT_ALLOC_FAILED);
    sim()->set_memory((size_t)1 << 30);
    cr_expect_eq(make_plan(plan, &c, &bytes), CUFFT_SUCCESS);
    cr_expect_eq(sim()->get_counts().allocations, before.allocations + 2);
    cr_expect_eq(sim()->get_counts().used_bytes, before.used_bytes + bytes);
    void *data = device_memory(30 * 8, NULL), *area = device_memory(bytes, NULL);
    TRY_FFT(cufftSetStream(plan, stream));
    TRY_FFT(cufftXtExec(plan, data, data, CUFFT_INVERSE));
    TRY_FFT(cufftSetWorkArea(plan, area)); /* in the place of its own */
    TRY_FFT(cufftXtExec(plan, data, data, CUFFT_INVERSE));
    cr_expect_eq(sim()->get_counts().live_blocks, before.live_blocks + 2);
    TRY_FFT(cufftDestroy(plan));
    cr_expect_eq(sim()->get_counts().live_blocks, before.live_blocks + 2);
    expect_no_fault();
}

Test(libraries, memory_of_a_transform_is_checked) {
    stage s = stage_of(24, true);
    char *const in = s.in, *const out = s.out;
    s.in = out - 8;
    expect_refused(&s, CUFFT_INVALID_VALUE, "the input is not inside of a live block");
    s.in = NULL;
    expect_refused(&s, CUFFT_INVALID_VALUE, "the input is not inside of a live block");
    s.in = device_memory(2 * s.bytes, NULL);
    s.out = s.in + 16;
    expect_refused(&s, CUFFT_INVALID_VALUE, "the output overlaps the input");
    s.in += 4;
    expect_refused(&s, CUFFT_INVALID_VALUE, "the input is not aligned to 8 bytes");
    s.in = in;
    s.out = out;
    s.what.direction = 0;
    expect_refused(&s, CUFFT_INVALID_VALUE, "there is no such direction");
    cuda()->cudaFree(in);
    s.what.direction = CUFFT_INVERSE;
    expect_refused(&s, CUFFT_INVALID_VALUE, "the input is not inside of a live block");
}

Test(libraries, streams_that_do_not_wait_for_a_transform_are_named) {
    stage s = stage_of(24, false);
    cudaStream_t other = new_stream();
    void *const spare = device_memory(8, NULL);
    for (int waits = 0; waits < 2; waits++) {
        void *const touched[] = {s.in, s.out, s.area};
        for (int i = 0; i < 3; i++) {
            cuda()->cudaMemsetAsync(touched[i], 0, 8, other);
            if (waits) {
                wait_for(other, s.stream);
            }
            run_to_fault(&s, waits ? NULL : "missing wait");
        }
        for (int i = 0; i < 2; i++) { /* it reads its input, and writes its output */
            cr_expect_eq(exec(&s), CUFFT_SUCCESS);
            if (waits) {
                wait_for(s.stream, other);
            }
            cuda()->cudaMemcpyAsync(i ? s.in : spare, i ? spare : s.out, 8,
                                    cudaMemcpyDeviceToDevice, other);
            cuda()->cudaDeviceSynchronize();
            if (waits) {
                expect_no_fault();
            } else {
                expect_fault("missing wait");
            }
        }
    }
}

/* Every second number; what lies between is somebody else's. A number fills one of the cells by
 * which the order of streams knows memory. */
Test(libraries, gaps_of_a_layout_are_not_touched) {
    stage s = stage_of(16, false);
    cudaStream_t other = new_stream();
    fft_case c = case_of(3, CUDA_C_32F, CUDA_C_32F, CUFFT_FORWARD, 1);
    c.in.stride = c.out.stride = 2;
    TRY_FFT(cufftDestroy(s.plan));
    TRY_FFT(cufftCreate(&s.plan));
    cr_assert_eq(make_plan(s.plan, &c, &s.area_bytes), CUFFT_SUCCESS);
    TRY_FFT(cufftSetStream(s.plan, s.stream));
    s.in = device_memory(31 * 8, NULL); /* it ends with the last number */
    s.out = device_memory(31 * 8, NULL);
    for (int gap = 1; gap >= 0; gap--) {
        for (int i = 0; i < 2; i++) {
            cuda()->cudaMemsetAsync((i ? s.in : s.out) + 8 * gap, 0, 8, other);
            run_to_fault(&s, gap ? NULL : "missing wait");
        }
    }
    s.in = device_memory(32 * 8, NULL);
    s.out = s.in + 8; /* between the numbers of the input */
    run_to_fault(&s, NULL);
}

Test(libraries, a_transform_runs_on_the_plans_device) {
    sim()->set_devices(2);
    stage s = stage_of(24, true);
    char *const out = s.out;
    cuda()->cudaSetDevice(1);
    expect_refused(&s, CUFFT_INVALID_DEVICE, "the plan and the thread are of several devices");
    cudaStream_t there = new_stream();
    s.out = device_memory(s.bytes, NULL);
    cuda()->cudaSetDevice(0);
    expect_refused(&s, CUFFT_INVALID_VALUE, "the output is not memory of device 0");
    s.out = out;
    cr_expect_eq(fft.cufftSetStream(s.plan, there), CUFFT_INVALID_VALUE);
    expect_fault("the plan and the stream are of several devices");
    run_to_fault(&s, NULL);
    free_stream(s.stream);
    expect_refused(&s, CUFFT_INVALID_VALUE, "is no stream");
}

Test(libraries, plans_are_made_once_and_used_while_they_live) {
    stage s = stage_of(16, false);
    cufftHandle fresh = 0;
    size_t bytes = 0;
    cr_expect_eq(make_plan(s.plan, &s.what, &bytes), CUFFT_INVALID_VALUE);
    expect_fault("cufftXtMakePlanMany: the plan has been made");
    cr_expect_eq(fft.cufftSetAutoAllocation(s.plan, 0), CUFFT_INVALID_PLAN);
    expect_fault("the plan has been made");
    cr_expect_eq(exec(&s), CUFFT_SUCCESS);
    TRY_FFT(cufftDestroy(s.plan)); /* waits for what is under way */
    cuda()->cudaDeviceSynchronize();
    expect_no_fault();
    expect_refused(&s, CUFFT_INVALID_PLAN, "is no plan");
    cr_expect_eq(fft.cufftDestroy(s.plan), CUFFT_INVALID_PLAN);
    expect_fault("is no plan");
    TRY_FFT(cufftCreate(&fresh));
    cr_expect_neq(fresh, s.plan);
    cr_expect_eq(fft.cufftSetWorkArea(fresh, s.in), CUFFT_INVALID_PLAN);
    expect_fault("the plan has not been made");
    cr_expect_eq(fft.cufftXtExec(fresh, s.in, s.out, 1), CUFFT_INVALID_PLAN);
    expect_fault("the plan has not been made");
    cr_assert_eq(make_plan(fresh, &s.what, &bytes), CUFFT_SUCCESS);
    cr_expect_eq(fft.cufftXtExec(fresh, s.in, s.out, 1), CUFFT_INVALID_PLAN);
    expect_fault("the default one");
}

static void expect_no_plan(fft_case c, cufftResult result, const char *fault) {
    cufftHandle plan = 0;
    size_t bytes = 0;
    TRY_FFT(cufftCreate(&plan));
    cr_expect_eq(make_plan(plan, &c, &bytes), result, "%s", fault);
    if (fault) {
        expect_fault(fault);
    }
    expect_no_fault();
    TRY_FFT(cufftDestroy(plan));
}

Test(libraries, plans_that_cannot_be_are_refused) {
    open_cufft();
    const fft_case right = case_of(11, CUDA_C_32F, CUDA_C_32F, CUFFT_FORWARD, 2);
    fft_case c = right;
    c.out.type = CUDA_C_64F;
    expect_no_plan(c, CUFFT_INVALID_TYPE, "the types do not fit");
    c.in.type = c.out.type = CUDA_R_32F;
    expect_no_plan(c, CUFFT_INVALID_TYPE, "the types do not fit");
    c = right;
    c.compute = CUDA_C_64F;
    expect_no_plan(c, CUFFT_INVALID_TYPE, "the types do not fit");
    c = right;
    c.n[1] = 0;
    expect_no_plan(c, CUFFT_INVALID_SIZE, "a length is less than 1");
    c = right;
    c.rank = 4;
    expect_no_plan(c, CUFFT_INVALID_VALUE, "there are transforms of rank 1 to 3");
    c.rank = 0;
    expect_no_plan(c, CUFFT_INVALID_VALUE, "there are transforms of rank 1 to 3");
    c = right;
    c.in.embed[1] = 7;
    expect_no_plan(c, CUFFT_INVALID_VALUE, "a length of 8 is embedded in 7");
    c = right;
    c.out.distance = 63;
    expect_no_plan(c, CUFFT_INVALID_VALUE, "the results overlap");
    c.batch = 0;
    expect_no_plan(c, CUFFT_INVALID_VALUE, "the batch is less than 1");
    c = right;
    c.in.distance = -64;
    expect_no_plan(c, CUFFT_INVALID_VALUE, "a distance is negative");
    c = right;
    c.out.stride = 0;
    expect_no_plan(c, CUFFT_INVALID_VALUE, "a stride is less than 1");
    expect_no_plan(case_of(5, CUDA_C_16F, CUDA_C_16F, 1, 1), CUFFT_NOT_SUPPORTED, NULL);
    expect_no_plan(case_of(7, CUDA_R_16BF, CUDA_C_16BF, 1, 1), CUFFT_NOT_SUPPORTED, NULL);
    c = case_of(3, CUDA_R_16F, CUDA_C_16F, 1, 1);
    c.in.stride = 2;
    expect_no_plan(c, CUFFT_NOT_SUPPORTED, NULL);
}

Test(libraries, a_plan_needs_lengths_and_says_how_much_memory_it_does) {
    open_cufft();
    long long n = 16;
    size_t bytes = 0;
    cufftHandle plan = 0;
    TRY_FFT(cufftCreate(&plan));
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(fft.cufftXtMakePlanMany(plan, 1, i ? &n : NULL, NULL, 1, 16, CUDA_C_32F, NULL,
                                             1, 16, CUDA_C_32F, 1, i ? NULL : &bytes, CUDA_C_32F),
                     CUFFT_INVALID_VALUE);
        expect_fault(i ? "the size of the work area has nowhere to go" : "the lengths are NULL");
    }
    TRY_FFT(cufftDestroy(plan));
}

Test(libraries, in_place_the_layouts_have_to_fit) {
    stage s = stage_of(16, false);
    fft_case c = case_of(11, CUDA_R_32F, CUDA_C_32F, CUFFT_FORWARD, 1);
    TRY_FFT(cufftDestroy(s.plan));
    TRY_FFT(cufftCreate(&s.plan));
    cr_assert_eq(make_plan(s.plan, &c, &s.area_bytes), CUFFT_SUCCESS);
    TRY_FFT(cufftSetStream(s.plan, s.stream));
    s.in = s.out = device_memory(1 << 12, NULL);
    expect_refused(&s, CUFFT_INVALID_VALUE, "in place, the layouts of input and output differ");
}

/* Rows of complex numbers, which are longer than what comes out. */
Test(libraries, in_place_all_of_the_input_is_touched) {
    stage s = stage_of(16, false);
    fft_case c = case_of(3, CUDA_C_32F, CUDA_R_32F, CUFFT_INVERSE, 1);
    c.is_packed = true;
    TRY_FFT(cufftDestroy(s.plan));
    TRY_FFT(cufftCreate(&s.plan));
    cr_assert_eq(make_plan(s.plan, &c, &s.area_bytes), CUFFT_SUCCESS);
    TRY_FFT(cufftSetStream(s.plan, s.stream));
    s.out = s.in;
    cuda()->cudaMemsetAsync(s.in + 8 * 8, 0, 8, new_stream());
    run_to_fault(&s, "missing wait");
}

/* ---- Graphs ---------------------------------------------------------------------------------- */

static cudaGraphExec_t capture(const stage *s) {
    cudaGraph_t graph = NULL;
    cudaGraphExec_t executable = NULL;
    cuda()->cudaStreamBeginCapture(s->stream, cudaStreamCaptureModeThreadLocal);
    cr_expect_eq(exec(s), CUFFT_SUCCESS);
    cuda()->cudaStreamEndCapture(s->stream, &graph);
    cr_assert_eq(cuda()->cudaGraphInstantiate(&executable, graph, 0), cudaSuccess);
    cuda()->cudaGraphDestroy(graph);
    return executable;
}

static void launch(const stage *s, cudaGraphExec_t graph) {
    cuda()->cudaGraphLaunch(graph, s->stream);
    cuda()->cudaStreamSynchronize(s->stream);
}

Test(libraries, transforms_are_captured) {
    enum { N = 24 };
    stage s = stage_of(N, false);
    float numbers[2 * N] = {0};
    s.out = s.in;
    cudaGraphExec_t graph = capture(&s);
    for (int i = 0; i < 3; i++) {
        memset(numbers, 0, sizeof numbers);
        numbers[0] = (float)i;
        cuda()->cudaMemcpyAsync(s.in, numbers, sizeof numbers, cudaMemcpyHostToDevice, s.stream);
        launch(&s, graph);
        fetch(numbers, s.out, sizeof numbers, s.stream);
        for (int k = 0; k < N; k++) {
            cr_expect(numbers[2 * k] == (float)i && numbers[2 * k + 1] == 0);
        }
    }
    expect_no_fault();
    cuda()->cudaFree(s.area);
    launch(&s, graph);
    cuda()->cudaGraphExecDestroy(graph);
    expect_fault("cufftXtExec: the work area was freed before it ran");
}

Test(libraries, what_a_graph_transforms_with_has_to_last) {
    stage s = stage_of(24, true);
    cudaGraphExec_t graph = capture(&s);
    TRY_FFT(cufftDestroy(s.plan));
    launch(&s, graph);
    cuda()->cudaGraphExecDestroy(graph);
    expect_fault("cufftXtExec: the work area was freed before it ran");
    s = stage_of(16, false);
    graph = capture(&s);
    TRY_FFT(cufftDestroy(s.plan));
    launch(&s, graph);
    cuda()->cudaGraphExecDestroy(graph);
    expect_fault("cufftXtExec: the plan was destroyed before it ran");
    s = stage_of(16, false);
    graph = capture(&s);
    cuda()->cudaFree(s.in);
    launch(&s, graph);
    cuda()->cudaGraphExecDestroy(graph);
    expect_fault("cufftXtExec: the input was freed before it ran");
}

/* ---- Failures -------------------------------------------------------------------------------- */

/* A transform there and back; whether all went well. It ends what it began. */
static bool transform_twice(void) {
    enum { N = 997 };
    static float x[2 * N], y[2 * N];
    fft_case c = {.rank = 1, .n = {N}, .batch = 1};
    c.in = c.out = (layout){CUDA_C_32F, {N}, {N}, 1, N};
    for (int i = 0; i < 2 * N; i++) {
        x[i] = (float)next_number();
    }
    cudaStream_t stream = new_stream();
    void *data = device_memory(sizeof x, x);
    cufftHandle plan = 0;
    size_t bytes = 0;
    sim()->fail_only("cufft", -1);
    bool is_fine = fft.cufftCreate(&plan) == CUFFT_SUCCESS;
    const bool is_made = is_fine;
    is_fine = is_fine && make_plan(plan, &c, &bytes) == CUFFT_SUCCESS &&
              fft.cufftSetStream(plan, stream) == CUFFT_SUCCESS &&
              fft.cufftXtExec(plan, data, data, CUFFT_FORWARD) == CUFFT_SUCCESS &&
              fft.cufftXtExec(plan, data, data, CUFFT_INVERSE) == CUFFT_SUCCESS;
    sim()->fail_only("nothing", -1);
    fetch(y, data, sizeof y, stream);
    sim()->fail_only("cufft", -1);
    for (int i = 0; i < 2 * N && is_fine; i++) {
        cr_expect_float_eq(y[i] / N, x[i], 1e-5f);
    }
    is_fine = (!is_made || fft.cufftDestroy(plan) == CUFFT_SUCCESS) && is_fine;
    sim()->fail_only("nothing", -1);
    cuda()->cudaFree(data);
    free_stream(stream);
    return is_fine;
}

Test(libraries, each_call_of_cufft_may_fail) {
    open_cufft();
    cr_expect(transform_twice());
    const sim_counts before = sim()->get_counts();
    uint64_t k = 0;
    bool failed = true;
    while (failed) {
        sim()->fail_call(++k, 0);
        const bool is_fine = transform_twice();
        failed = *sim()->failed_calls();
        cr_expect_eq(is_fine, !failed, "call %d: %s", (int)k, sim()->failed_calls());
        cr_expect_eq(sim()->get_counts().live_plans, 0);
        cr_expect_eq(sim()->get_counts().used_bytes, before.used_bytes);
    }
    cr_expect_eq(k, 7u, "6 calls can fail, and did");
    sim()->fail_call(0, 0);
    expect_no_fault();
}
