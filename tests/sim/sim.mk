# The CUDA plug-in once more, on simulated GPUs: the same sources, by clang++, with our own
# declarations of CUDA's functions. A program uses it with TENON_PLUGIN_PATH=build/sim; with
# SIM_CHECK_ACCESSES=1 every access of every kernel is checked, but in the build under ASan. It stays
# mapped when it is closed: threads of blocks and what they keep last as long as the process.

SIMCXX    := $(or $(shell command -v clang++-14),$(shell command -v clang++),clang++)
SIM_SRC   := $(sort $(wildcard kernels/*.cu src/cuda/*.c tests/sim/*.cu tests/sim/*.cpp))
SIM_LIB   := $B/sim/libtenon_cuda.so
SIM_FLAGS  = -Itests/sim/include -Itests/sim $(LIB_INC) -g1 -Wall -Wextra -fPIC -pthread \
  -fvisibility=hidden -ffp-contract=off -MMD -MP

SIM_CHECK := $(if $(filter asan,$(VARIANT)),-fsanitize=address -fsanitize=undefined \
  -fno-sanitize=vptr -fno-sanitize=function -fno-omit-frame-pointer)
# ASan does not keep frames of kernels and of the simulator to see whether they are used once they
# are left: that would take half of the time.
SIM_FRAMES := $(if $(filter asan,$(VARIANT)),-fsanitize-address-use-after-return=never)
# NULL and what lies behind an object are ASan's to find, so UBSan need not look at every sum of a
# pointer, which is a third of compiling a kernel; misaligned accesses are the simulator's.
SIM_SUMS := $(if $(filter asan,$(VARIANT)),-fno-sanitize=null -fno-sanitize=alignment \
  -fno-sanitize=pointer-overflow)
# Of kernels: each access is seen by the race checker where ASan does not see it.
SIM_ACCESS := $(if $(filter asan,$(VARIANT)),$(SIM_SUMS),-fsanitize=thread)

# Unrolled loops gain nothing on a processor, and checked ones take minutes to compile.
SIM_UNROLL := -mllvm -pragma-unroll-threshold=0 -Wno-pass-failed

# Tests of the simulated libraries call them, and CUDA's runtime, themselves.
$O/tests/cuda/%.o: EXTRA := -Itests/sim/include

# What compilers make of copies of structs calls functions that the race checker has to see, too.
SIM_SEEN := memcpy memmove memset

$O/sim/%.cu.o: %.cu tests/sim/sim.mk $(CONFIG)
	$(call say,CU,$< [sim])mkdir -p $(@D) && $(SIMCXX) -std=c++17 $(SIM_FLAGS) $(SIM_CHECK) \
	  $(SIM_FRAMES) $(SIM_ACCESS) -O1 $(SIM_UNROLL) -femulated-tls -include tests/sim/simt.h \
	  -include tests/sim/copy_places.h -x c++ -c $< -o $@ \
	  $(if $(VARIANT),,&& objcopy $(foreach f,$(SIM_SEEN),--redefine-sym $f=sim_$f) $@)
$O/sim/%.cpp.o: %.cpp tests/sim/sim.mk $(CONFIG)
	$(call say,CXX,$< [sim])mkdir -p $(@D) && $(SIMCXX) -std=c++17 $(SIM_FLAGS) $(SIM_CHECK) \
	  $(SIM_FRAMES) $(SIM_SUMS) -O2 -c $< -o $@
$O/sim/%.c.o: %.c tests/sim/sim.mk $(CONFIG)
	$(call say,CC,$< [sim])mkdir -p $(@D) && $(CLANG) -std=c17 -D_GNU_SOURCE $(SIM_FLAGS) \
	  -O1 -Ddlopen=sim_dlopen -Ddlsym=sim_dlsym -Ddlerror=sim_dlerror $(SIM_CHECK) \
	  -DTNI_CUDA_ARCHS='"80 90"' -c $< -o $@
$(SIM_LIB): $(SIM_SRC:%=$O/sim/%.o)
	$(call say,LD,$@)mkdir -p $(@D) && $(SIMCXX) -shared -pthread $(SIM_CHECK) -Wl,-Bsymbolic \
	  -Wl,-z,nodelete $(if $(VARIANT),,-Wl,-z,defs) -o $@ $^ -ldl
-include $(SIM_SRC:%=$O/sim/%.d)

.PHONY: sim mutate
sim: $(SIM_LIB)

mutate:
	@tools/deps.sh test
	@$(MAKE) --no-print-directory $J tests
	@$(PYTHON) tests/mutate/run.py $(MUTATEFLAGS)
