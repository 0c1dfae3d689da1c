# The CUDA plug-in once more, on simulated GPUs: the same sources, by clang++, with our own
# declarations of CUDA's functions. Two builds: `sim`, and `sim-race` in which every access of every
# kernel is checked; variants have the first only. A program uses one with TENON_PLUGIN_PATH=build/sim.
# It stays mapped when it is closed: threads of blocks and what they keep last as long as the process.

SIMCXX    := $(or $(shell command -v clang++-14),$(shell command -v clang++),clang++)
SIM_SRC   := $(sort $(wildcard kernels/*.cu src/cuda/*.c tests/sim/*.cu tests/sim/*.cpp))
SIM_LIBS  := $B/sim/libtenon_cuda.so $(if $(VARIANT),,$B/sim-race/libtenon_cuda.so)
SIM_FLAGS  = -Itests/sim/include -Itests/sim $(LIB_INC) -g1 -O1 -Wall -Wextra -fPIC -pthread \
  -fvisibility=hidden -ffp-contract=off -MMD -MP

SIM_CHECK := $(if $(filter asan,$(VARIANT)),-fsanitize=address -fsanitize=undefined \
  -fno-sanitize=vptr -fno-sanitize=function -fno-omit-frame-pointer)

# Unrolled loops gain nothing on a processor, and checked ones take minutes to compile.
SIM_UNROLL := -mllvm -pragma-unroll-threshold=0 -Wno-pass-failed

# Tests of the simulated libraries call them, and CUDA's runtime, themselves.
$O/tests/cuda/%.o: EXTRA := -Itests/sim/include

# What compilers make of copies of structs calls functions that the race checker has to see, too.
SIM_SEEN := memcpy memmove memset
# $1: sim or sim-race, $2: flags of kernels only
define sim_rules
$O/$1/%.cu.o: %.cu $(CONFIG)
	$$(call say,CU,$$< [$1])mkdir -p $$(@D) && $(SIMCXX) -std=c++17 $$(SIM_FLAGS) $(SIM_CHECK) $2 \
	  $(SIM_UNROLL) -femulated-tls -include tests/sim/simt.h -include tests/sim/copy_places.h -x c++ -c $$< -o $$@ \
	  $(if $2,&& objcopy $(foreach f,$(SIM_SEEN),--redefine-sym $f=sim_$f) $$@)
$O/$1/%.cpp.o: %.cpp $(CONFIG)
	$$(call say,CXX,$$< [$1])mkdir -p $$(@D) && $(SIMCXX) -std=c++17 $$(SIM_FLAGS) $(SIM_CHECK) \
	  -c $$< -o $$@
$O/$1/%.c.o: %.c $(CONFIG)
	$$(call say,CC,$$< [$1])mkdir -p $$(@D) && $(CLANG) -std=c17 -D_GNU_SOURCE $$(SIM_FLAGS) \
	  -Ddlopen=sim_dlopen -Ddlsym=sim_dlsym -Ddlerror=sim_dlerror $(SIM_CHECK) \
	  -DTNI_CUDA_ARCHS='"80 90"' -c $$< -o $$@
$B/$1/libtenon_cuda.so: $(SIM_SRC:%=$O/$1/%.o)
	$$(call say,LD,$$@)mkdir -p $$(@D) && $(SIMCXX) -shared -pthread $(SIM_CHECK) -Wl,-Bsymbolic \
	  -Wl,-z,nodelete $(if $(VARIANT),,-Wl,-z,defs) -o $$@ $$^ -ldl
-include $(SIM_SRC:%=$O/$1/%.d)
endef
$(eval $(call sim_rules,sim,))
$(eval $(call sim_rules,sim-race,-fsanitize=thread))

.PHONY: sim mutate
sim: $(SIM_LIBS)

mutate:
	@tools/deps.sh test
	@$(MAKE) --no-print-directory $J tests
	@$(PYTHON) tests/mutate/run.py $(MUTATEFLAGS)
