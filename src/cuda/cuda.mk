# The CUDA plug-in: kernels by nvcc for CUDA_ARCHS and as PTX of the newest of them, src/cuda by the
# C compiler, CUDA's runtime linked in, so that the machine needs nothing but a driver.

CUDA_HOME  := $(patsubst %/bin/nvcc,%,$(NVCC))
CUDA_ARCHS ?= $(or $(shell nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null \
  | tr -d . | sort -un),90)
CUDA_CODE  := $(foreach a,$(CUDA_ARCHS),-gencode arch=compute_$a,code=sm_$a) \
  $(foreach a,$(lastword $(shell printf '%s\n' $(CUDA_ARCHS) | sort -n)),\
  -gencode arch=compute_$a,code=compute_$a)
CUDA_SRC   := $(sort $(wildcard kernels/*.cu src/cuda/*.c))
CUDA_OBJ   := $(CUDA_SRC:%=$O/cuda/%.o)
LIBCUDA    := $(if $(VARIANT),,$(if $(NVCC),$B/lib/libtenon_cuda.so))

$O/cuda/%.cu.o: %.cu $(CONFIG)
	$(call say,NVCC,$<)mkdir -p $(@D) && $(NVCC) -std=c++17 -O3 -fmad=false $(CUDA_CODE) \
	  --compress-mode=size -MMD -MP \
	  -Xcompiler=-fPIC,-fvisibility=hidden,-ffp-contract=off $(LIB_INC) -c $< -o $@
$O/cuda/%.c.o: %.c $(CONFIG)
	$(compile) $(OPT) $(LIB_INC) -I$(CUDA_HOME)/include -fPIC $(CFLAGS) -c $< -o $@

$B/lib/libtenon_cuda.so: $(CUDA_OBJ) $O/objects.txt
	$(call say,LD,$@)mkdir -p $(@D) && $(CXX) -shared $(LDFLAGS) -Wl,-Bsymbolic,--as-needed -o $@ \
	  $(CUDA_OBJ) $(CUDA_HOME)/lib64/libcudart_static.a -lrt -ldl -lpthread
.PHONY: cuda
cuda: $(LIBCUDA)
	$(if $(LIBCUDA),,@echo 'no nvcc on PATH or in /usr/local/cuda: the CUDA plug-in is left out' >&2; exit 1)

-include $(CUDA_OBJ:.o=.d)
