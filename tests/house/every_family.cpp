/* every_family.cpp: one C++17 call of each family of the public headers, with and without its
 * options. The folder for files is argv[1]. installed_programs.sh builds and runs it. */
#include <tenon/tenon.h>

#include <complex>
#include <cstdio>
#include <cstdlib>
#include <string>

static int failed;

static void check(bool held, const char *what, int line) {
    tn_error e = {};
    if (tn_error_take(&e) || !held) {
        std::printf("line %d: %s: %s\n", line, what, e.message);
        failed = 1;
    }
}
#define CHECK(what) check(what, #what, __LINE__)

enum { THREE = 3 };

static tn_tensor *square(tn_tensors inputs, void *) {
    return tn_mul(inputs.data[0], inputs.data[0]);
}

static tn_tensor *shard_loss(const tn_shard *, void *context) {
    return tn_sum(static_cast<tn_tensor *>(context));
}

static void crossovers(const std::string &folder) {
    tn_crossover x = {};
    setenv("TENON_CROSSOVERS", (folder + "/crossovers").c_str(), 1); /* before it is read */
    CHECK(tn_crossover_at(TN_CPU, 0, &x) && tn_device_model(TN_CPU)[0]);
    CHECK(tn_crossover_set(TN_CPU, x.name, x.value) == TN_OK);
    CHECK(tn_crossovers_file());
    CHECK(tn_crossovers_save(TN_CPU) == TN_OK);
}

static void numbers() {
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(2, 3));
    CHECK(tn_item(tn_sum(tn_mul(x, 3u))) == 18);
    CHECK(tn_item(tn_sum(tn_mul(x, (size_t)3))) == 18);
    CHECK(tn_item(tn_sum(tn_mul(x, (short)3))) == 18);
    CHECK(tn_item(tn_sum(tn_mul(x, THREE))) == 18);
    CHECK(tn_item(tn_sum(tn_mul(x, 3.0L))) == 18);
    CHECK(tn_dtype_of(tn_mul(x, 3)) == TN_F32);
    CHECK(tn_dtype_of(tn_mul(tn_gt(x, 0), true)) == TN_BOOL);
    CHECK(tn_dtype_of(tn_mul(x, std::complex<float>(0, 1))) == TN_C64);
    CHECK(tn_dtype_of(tn_mul(x, std::complex<double>(0, 1))) == TN_C64);
    CHECK(TN_ARG(x).as.tensor == x && TN_NUM(2).as.integer == 2);
    CHECK(TN_NONE.kind == TN_VALUE_NONE);
    tn_add_args add = {};
    add.alpha = TN_NUM(2);
    CHECK(tn_item(tn_sum(tn_add(x, 1, add))) == 18);
}

static void lists() {
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(2, 3));
    const size_t rows = 2;
    CHECK(tn_ndim(tn_reshape(x, TN_SHAPE(rows, 3u, 1))) == 3);
    CHECK(tn_numel(tn_cat(TN_TENSORS(x, x))) == 12);
    CHECK(tn_numel(tn_einsum_list("ij,ij->", TN_TENSORS(x, x))) == 1);
    CHECK(tn_numel(tn_einsum("ij->ji", TN_TENSORS(x))) == 6);
    const int64_t labels[] = {0, 1};
    const tn_ints subscripts[] = {{labels, 2}};
    CHECK(tn_numel(tn_einsum_sublists(TN_TENSORS(x), subscripts, nullptr)) == 6);
    tn_fft_rfft_args points = {};
    points.n = TN_NUM(8);
    CHECK(tn_numel(tn_fft_rfft(x, -1)) == 4 && tn_numel(tn_fft_rfft(x, -1, points)) == 10);
    CHECK(tn_numel(tn_fft_conv(x, x)) == 10);
    CHECK(tn_numel(tn_linalg_svd(x).S) == 2);
    CHECK(std::string(tn_linalg_explain("svd", x, nullptr)).find("Jacobi") != std::string::npos);
    CHECK(TN_FLOATS(1, 0.5f).count == 2 && TN_FLOATS(1, 0.5f).data[1] == 0.5);
    CHECK(TN_BOOLS(true, false, true).count == 3 && TN_DIMS(0, -1).data[1] == -1);
    CHECK(TN_SHAPE_0D.count == 0);
    const int64_t last[] = {-1};
    tn_sum_args over = {};
    over.dim = {last, 1};
    CHECK(tn_numel(tn_sum(x, over)) == 2);
    float memory[] = {1, 2};
    tn_wrap_args wrap = {};
    wrap.device = TN_CPU;
    CHECK(tn_item(tn_sum(tn_wrap(memory, TN_SHAPE(2), TN_F32))) == 3);
    CHECK(tn_item(tn_sum(tn_wrap(memory, TN_SHAPE(2), TN_F32, wrap))) == 3);
}

static void indexing() {
    TN_SCOPE(s);
    tn_tensor *x = tn_zeros(TN_SHAPE(2, 3)), *one = tn_ones(TN_SHAPE(1));
    CHECK(tn_numel(tn_index(x, TN_I(0), TN_NEWAXIS, TN_SLICE(0, TN_END, 2))) == 2);
    CHECK(tn_numel(tn_index(x, TN_ELLIPSIS, TN_I(tn_argmax(x, tn_argmax_args())))) == 2);
    CHECK(tn_index_put_(x, TN_INDEX(TN_ALL, TN_I(1)), one) == x);
    tn_index_put_args add = {};
    add.accumulate = true;
    tn_tensor *y = tn_index_put(x, TN_INDEX(TN_MASK(tn_gt(x, 0))), one, add);
    CHECK(tn_item(tn_sum(x)) == 2 && tn_item(tn_sum(y)) == 4);
}

static void gradients() {
    TN_SCOPE(s);
    const double values[] = {1, 2};
    tn_from_args leaf = {};
    leaf.requires_grad = true;
    tn_tensor *x = tn_from(values, TN_SHAPE(2), TN_F64, leaf);
    tn_backward_args keep = {};
    keep.retain_graph = true;
    tn_tensor *y = tn_sum(tn_mul(x, x));
    CHECK(tn_backward(y, keep) == TN_OK && tn_backward(y) == TN_OK);
    CHECK(tn_item(tn_sum(tn_grad(x))) == 12);
    tn_tensor *grad = nullptr;
    tn_tensor *z = tn_sum(tn_mul(x, x));
    CHECK(tn_autograd_grad(TN_TENSORS(z), TN_TENSORS(x), &grad) == TN_OK && grad);
    CHECK(tn_gradcheck(square, TN_TENSORS(x)) == TN_OK);
    tn_gradcheck_args second = {};
    second.second = true;
    CHECK(tn_gradcheck(square, TN_TENSORS(x), second) == TN_OK);
    TN_NO_GRAD(off);
    CHECK(!tn_requires_grad(tn_mul(x, x)) && !tn_requires_grad(tn_detached(x)));
}

static tn_module *layers() {
    tn_nn_options conv = {};
    conv.kernel = 3;
    conv.padding = 1;
    tn_nn_options groups = {};
    groups.groups = 2;
    tn_nn_options no_bias = {};
    no_bias.no_bias = true;
    return tn_nn_sequential(tn_nn_conv2d(1, 4, conv), tn_nn_batch_norm(4),
                            tn_nn_group_norm(4, groups), tn_nn_relu(), tn_nn_flatten(),
                            tn_nn_layer_norm(64), tn_nn_rms_norm(64), tn_nn_linear(64, 8),
                            tn_nn_linear(8, 2, no_bias));
}

static void modules() {
    TN_SCOPE(s);
    tn_module *net = layers();
    CHECK(tn_numel(tn_forward(net, tn_randn(TN_SHAPE(3, 1, 4, 4)))) == 6);
    tn_optim_options sgd = tn_sgd_defaults();
    tn_optim *optim = tn_optim_new(tn_module_parameters(net), &sgd);
    CHECK(tn_optim_n_groups(optim) == 1);
    tn_optim_free(optim);
    tn_module_free(net);
    tn_module *several[] = {tn_nn_conv1d(2, 2), tn_nn_embedding(4, 2), tn_nn_attention(8, 2)};
    for (tn_module *module : several) {
        CHECK(tn_module_numel(module) > 0);
        tn_module_free(module);
    }
}

static void steps() {
    TN_SCOPE(s);
    tn_steps *loop = tn_steps_new(TN_CPU);
    tn_tensor *x = tn_ones(TN_SHAPE(2));
    TN_STEP(loop) {
        tn_add_(x, 1.0);
    }
    CHECK(tn_item(tn_sum(x)) == 4 && tn_steps_replays(loop) == 0);
    tn_steps_free(loop);
}

static void files(const std::string &folder) {
    TN_SCOPE(s);
    const tn_named named[] = {{"x", tn_ones(TN_SHAPE(2))}};
    const tn_named_list list = {named, 1};
    const tn_metadata pair[] = {{"key", "value"}};
    tn_save_args save = {};
    save.metadata = {pair, 1};
    const std::string tensors = folder + "/x.safetensors", npz = folder + "/x.npz";
    CHECK(tn_save_safetensors(tensors.c_str(), list, save) == TN_OK);
    CHECK(tn_load_safetensors(tensors.c_str()).count == 1);
    CHECK(tn_save_npz(npz.c_str(), list) == TN_OK);
    tn_load_args one = {};
    one.name = "x";
    CHECK(tn_load_npz(npz.c_str(), one).count == 1);
    const std::string npy = folder + "/x.npy";
    CHECK(tn_save_npy(npy.c_str(), named[0].tensor) == TN_OK && tn_load_npy(npy.c_str()));
    tn_checkpoint_args best = {};
    best.best = true;
    CHECK(tn_checkpoint_save(folder.c_str(), 7, list, best) == TN_OK);
    tn_safetensors *checkpoint = tn_checkpoint_resume(folder.c_str());
    CHECK(tn_checkpoint_step(checkpoint) == 7);
    tn_safetensors_close(checkpoint);
    tn_run_log *log = tn_log_open((folder + "/log.jsonl").c_str());
    CHECK(tn_log_write(log, "step", TN_LOG({"step", TN_ARG(3)})) == TN_OK);
    CHECK(tn_log_write(log, "step", TN_LOG({"step", TN_ARG(4)}, {"loss", TN_ARG(0.5)})) == TN_OK);
    tn_log_close(log);
}

static void data() {
    TN_SCOPE(s);
    tn_dataset *dataset = tn_dataset_tensors(tn_ones(TN_SHAPE(8, 2)), nullptr);
    tn_loader_args batches = {};
    batches.batch = 4;
    tn_loader *loader = tn_loader_new(dataset, batches);
    CHECK(tn_loader_steps_per_epoch(loader) == 2 && tn_loader_prefetch(loader) == TN_OK);
    tn_batch batch;
    CHECK(tn_loader_shard(loader, 0, 0, 1, &batch) == TN_OK && batch.rows == 4);
    tn_memory_figures stats;
    CHECK(tn_memory_stats(TN_CPU, &stats) == TN_OK);
    CHECK(tn_memory_pinned_stats(&stats) == TN_OK);
    tn_loader_free(loader);
    tn_dataset_free(dataset);
}

static void ranks() {
    TN_SCOPE(s);
    tn_tensor *weight = tn_set_requires_grad(tn_ones(TN_SHAPE(2)), true);
    const tn_named named[] = {{"weight", weight}};
    tn_parallel *parallel = tn_parallel_new({named, 1});
    double loss = 0;
    tn_parallel_step_args step = {};
    step.loss = &loss;
    CHECK(tn_parallel_step(parallel, shard_loss, weight, step) == TN_OK && loss == 16);
    CHECK(tn_parallel_evaluate(parallel, shard_loss, weight) == TN_OK);
    tn_parallel_delete(parallel);

    tn_randn_args meta = {};
    meta.device = TN_META;
    tn_tensor *planned = tn_set_requires_grad(tn_randn(TN_SHAPE(2), meta), true);
    const tn_named plan[] = {{"weight", planned}};
    tn_parallel_args shards = {};
    shards.shards = 2;
    parallel = tn_parallel_new({plan, 1}, shards);
    CHECK(tn_parallel_shard_bytes(parallel, shard_loss, planned) >= 0);
    tn_parallel_delete(parallel);
}

int main(int, char **argv) {
    crossovers(argv[1]);
    numbers();
    lists();
    indexing();
    gradients();
    modules();
    steps();
    files(argv[1]);
    data();
    ranks();
    return failed;
}
