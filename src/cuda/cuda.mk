# The CUDA plug-in: kernels by nvcc for CUDA_ARCHS and as PTX of the newest of them, src/cuda by the
# C compiler, CUDA's runtime linked in, so that the machine needs nothing but a driver.

CUDA_HOME  := $(patsubst %/bin/nvcc,%,$(NVCC))
# Kernels use instructions of sm_80; older GPUs are left out.
CUDA_ARCHS ?= $(or $(shell nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null \
  | tr -d . | awk '$$1 >= 80' | sort -un),90)
CUDA_TOO_OLD := $(strip $(foreach a,$(CUDA_ARCHS),$(if $(filter 1,$(shell test $a -lt 80 && echo 1)),$a)))
$(if $(CUDA_TOO_OLD),$(error CUDA_ARCHS names sm_$(CUDA_TOO_OLD); kernels need sm_80 or later))
CUDA_CODE  := $(foreach a,$(CUDA_ARCHS),-gencode arch=compute_$a,code=sm_$a) \
  $(foreach a,$(lastword $(shell printf '%s\n' $(CUDA_ARCHS) | sort -n)),\
  -gencode arch=compute_$a,code=compute_$a)
# As the plug-in says it: numbers in order, so that the newest is the last.
CUDA_SAID  := -DTNI_CUDA_ARCHS='"$(strip $(shell printf '%s\n' $(CUDA_ARCHS) | sort -n))"'
CUDA_SRC   := $(sort $(wildcard kernels/*.cu src/cuda/*.c))
CUDA_OBJ   := $(CUDA_SRC:%=$O/cuda/%.o)
LIBCUDA    := $(if $(VARIANT),,$(if $(NVCC),$B/lib/libtenon_cuda.so))

$O/cuda/%.cu.o: %.cu $(CONFIG)
	$(call say,NVCC,$<)mkdir -p $(@D) && $(NVCC) -std=c++17 -O3 -fmad=false $(CUDA_CODE) \
	  --compress-mode=size -MMD -MP \
	  -Xcompiler=-fPIC,-fvisibility=hidden,-ffp-contract=off $(LIB_INC) -c $< -o $@
$O/cuda/%.c.o: %.c $(CONFIG)
	$(compile) $(OPT) $(LIB_INC) $(CUDA_SAID) -I$(CUDA_HOME)/include -fPIC $(CFLAGS) -c $< -o $@

$B/lib/libtenon_cuda.so: $(CUDA_OBJ) $O/objects.txt
	$(call say,LD,$@)mkdir -p $(@D) && $(CXX) -shared $(LDFLAGS) -Wl,-Bsymbolic,--as-needed -o $@ \
	  $(CUDA_OBJ) $(CUDA_HOME)/lib64/libcudart_static.a -lrt -ldl -lpthread
.PHONY: cuda
all: $(LIBCUDA)
cuda: $(LIBCUDA)
	$(if $(LIBCUDA),,@echo 'no nvcc on PATH or in /usr/local/cuda: the CUDA plug-in is left out' >&2; exit 1)

-include $(CUDA_OBJ:.o=.d)

# ---- A machine with a GPU: the suite, the benchmarks, and both as one folder for another machine --

GPU_BENCH  := $B/bench/gpu_bench
GPU_OBJ    := $(patsubst %.c,$O/%.o,$(sort $(wildcard bench/gpu_*.c)) tools/models.c)
GPU_ARCHS   = $(sort 90 $(CUDA_ARCHS))
$O/bench/%.o: bench/%.c $(CONFIG)
	$(compile) $(OPT) -Iinclude -I. $(CFLAGS) -c $< -o $@
$(GPU_BENCH): $(GPU_OBJ) $(LIBTENON)
	$(call say,LD,$@)mkdir -p $(@D) && $(CC) $(LINK) $(LDFLAGS) -Wl,--as-needed \
	  -Wl,-rpath,'$$ORIGIN/../lib' -o $@ $(GPU_OBJ) -L$B/lib -ltenon -lm -ldl

tests: $(if $(VARIANT),,$(GPU_BENCH))
GPU_RUN    := $B/gpu-bundle/tenon-gpu/run.sh
SANITIZER  := $(or $(shell command -v compute-sanitizer),$(wildcard $(CUDA_HOME)/bin/compute-sanitizer))

.PHONY: gpu-programs gpu-folder gpu-bundle check-gpu bench-gpu
gpu-programs: cuda all $(TEST_BIN) $(GPU_BENCH)
gpu-bundle:
	@$(MAKE) --no-print-directory $J CUDA_ARCHS='$(GPU_ARCHS)' gpu-programs
	@$(PYTHON) tests/gpu/bundle.py --archive
gpu-folder:
	@tests/gpu/needs.sh '$(NVCC)' '$(HAVE_criterion)' $(GPUFLAGS)
	@$(MAKE) --no-print-directory $J gpu-programs
	@$(PYTHON) tests/gpu/bundle.py
check-gpu: gpu-folder
	@$(GPU_RUN) check -o $B/gpu-report/check $(GPUFLAGS)
	@$(if $(and $(SANITIZER),$(if $(findstring --plugin,$(GPUFLAGS)),,1)),\
	  $(GPU_RUN) sanitize -o $B/gpu-report/sanitize $(GPUFLAGS))
bench-gpu: gpu-folder
	@$(GPU_RUN) bench -o $B/gpu-report/bench $(GPUFLAGS)

-include $(GPU_OBJ:.o=.d)
