# Tenon's build. Sources are found by wildcard; everything made goes into build/.
#
#   make            the library, its plug-ins and the tenon command
#   make help       all targets and settings

VERSION   := 0.1.0
SONAME    := libtenon.so.0
PREFIX    ?= /usr/local
PYTHON    := /usr/bin/python3
NPROC     := $(or $(shell nproc 2>/dev/null),2)
# Expanded in recipes: only there does MAKEFLAGS tell whether make was given -j.
J          = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(NPROC))

ifneq ($(filter-out asan tsan debug fuzz,$(VARIANT)),)
$(error VARIANT=$(VARIANT) is unknown: use asan, tsan, debug, fuzz or none)
endif
# One tree per variant, so that switching between them rebuilds nothing.
B := build$(if $(VARIANT),/$(VARIANT))
O := $B/obj
# --- compiler ------------------------------------------------------------------------------------

CLANG := $(or $(shell command -v clang-14),$(shell command -v clang),clang)
ifeq ($(origin CC),default)
CC := $(if $(filter asan tsan fuzz,$(VARIANT)),$(CLANG),gcc)
endif

WARN := -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror=implicit-function-declaration \
  -Werror=implicit-int -Werror=incompatible-pointer-types -Werror=int-conversion
BASE  = -std=c17 -D_GNU_SOURCE -g -ffp-contract=off -fno-math-errno -fvisibility=hidden -fno-semantic-interposition -pthread -fopenmp $(WARN)

OPT         := -O2
OPT_KERNEL  := $(if $(findstring clang,$(CC)),-O3,-O2 -ftree-vectorize -fvect-cost-model=dynamic -funswitch-loops)
LINK        := -pthread -fopenmp
UBSAN       := address,undefined
# Sanitizers run on clang: its libomp is understood by ThreadSanitizer (gcc's libgomp gives false
# reports), and a second compiler sees all of the code.
ifeq ($(VARIANT),debug)
OPT         := -O0 -fno-omit-frame-pointer
OPT_KERNEL  := -O1
else ifeq ($(VARIANT),asan)
OPT         := -O1 -fno-omit-frame-pointer -fsanitize=$(UBSAN) -fno-sanitize-recover=undefined
OPT_KERNEL  := $(OPT)
LINK        += -fsanitize=$(UBSAN)
else ifeq ($(VARIANT),tsan)
OPT         := -O1 -fno-omit-frame-pointer -fsanitize=thread
OPT_KERNEL  := $(OPT)
LINK        += -fsanitize=thread
else ifeq ($(VARIANT),fuzz)
OPT         := -O2 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,$(UBSAN) \
  -fno-sanitize-recover=undefined
OPT_KERNEL  := $(OPT)
LINK        += -fsanitize=$(UBSAN)
endif
# Kernels choose with & and | because they are branch-free; at -O1 they do not get their vectors.
WARN        += $(if $(findstring clang,$(CC)),-Wno-bitwise-conditional-parentheses \
  -Wno-bitwise-instead-of-logical -Wno-pass-failed)

# The library is baseline x86-64. Files in src/host/simd are compiled once per instruction set and
# chosen at run time. NaN and infinity keep their meaning: never -ffast-math.
ISA_base   :=
ISA_avx2   := -mavx2 -mfma -mf16c
ISA_avx512 := -mavx512f -mavx512bw -mavx512dq -mavx512vl -mfma -mf16c -mprefer-vector-width=512
ISAS       := base avx2 avx512
$O/src/host/simd/%.base.o: OPT_KERNEL += -Os # for old processors
$O/src/host/scan_host.o $O/src/host/reduce_complex.o: OPT_KERNEL += -O3 # for all: a sixth larger
$O/src/host/simd/reduce_real.avx%.o: OPT_KERNEL += -O3
$O/src/host/simd/reduce_real.avx512.o: ISA_avx512 += -mprefer-vector-width=256 # sums: a third faster

# --- detection -----------------------------------------------------------------------------------

has_header = $(shell echo '\#include <$(1)>' | $(CC) -E -xc - >/dev/null 2>&1 && echo 1)
has_pkg    = $(shell pkg-config --exists $(1) 2>/dev/null && echo 1)
libs_of    = $(if $(1),$(shell pkg-config --libs $(2) 2>/dev/null))

HAVE_jansson   := $(call has_pkg,jansson)
HAVE_zlib      := $(call has_pkg,zlib)
HAVE_crypto    := $(call has_pkg,libcrypto)
HAVE_edit      := $(call has_pkg,libedit)
HAVE_ncurses   := $(call has_pkg,ncurses)
HAVE_criterion := $(call has_pkg,criterion)
HAVE_dnnl      := $(call has_header,oneapi/dnnl/dnnl.h)
MPICC          := $(shell command -v mpicc)
HAVE_mpi       := $(if $(MPICC),1)
NVCC           := $(or $(shell command -v nvcc),$(wildcard /usr/local/cuda/bin/nvcc))

# Tables of pointers in a sixteenth of the space (binutils 2.38 with glibc 2.36).
RELR         := -Wl,-z,pack-relative-relocs
SHORT_RELOCS := $(shell t=$$(mktemp) && echo 'int x, *y = &x; int main(void) { return *y; }' | \
  $(CC) -xc - -fPIC -pie $(RELR) -Wl,--fatal-warnings -o $$t 2>&- && $$t && echo '$(RELR)'; rm -f $$t)

REQUIRED := jansson zlib crypto
MISSING  := $(strip $(foreach lib,$(REQUIRED),$(if $(HAVE_$(lib)),,$(lib))))
OPTIONAL := dnnl mpi edit ncurses

# OpenBLAS and oneDNN are opened at run time, so that neither costs a program that does not use it.
LIBS      := $(call libs_of,$(HAVE_jansson),jansson) $(call libs_of,$(HAVE_crypto),libcrypto) \
  $(call libs_of,$(HAVE_zlib),zlib) -lm -ldl
TOOL_LIBS := $(LIBS) $(call libs_of,$(HAVE_edit),libedit) $(call libs_of,$(HAVE_ncurses),ncurses)

# --- sources -------------------------------------------------------------------------------------

# What NAME_absent.c stands in for: with the library that file is left out; without it, every other
# file whose name starts or ends with the library's name.
pick = $(filter-out $(foreach lib,$(OPTIONAL),$(if $(HAVE_$(lib)),%/$(lib)_absent.c,\
  $(filter-out %/$(lib)_absent.c,$(filter %/$(lib).c %_$(lib).c,$(1)) \
  $(foreach f,$(1),$(if $(filter $(lib)_%,$(notdir $f)),$f))))),$(1))

FOLDERS   := core publish device memory schedule tensor ops autograd host nn optim data io dist
LIB_SRC   := $(call pick,$(foreach d,$(FOLDERS),$(sort $(wildcard src/$d/*.c))))
SIMD_SRC  := $(sort $(wildcard src/host/simd/*.c))
MPI_SRC   := $(sort $(wildcard src/mpi/*.c))
TOOL_SRC  := $(call pick,$(filter-out tools/gen%.c,$(sort $(wildcard tools/*.c))))

LIB_OBJ   := $(LIB_SRC:%.c=$O/%.o) $(foreach i,$(ISAS),$(SIMD_SRC:%.c=$O/%.$i.o))
MPI_OBJ   := $(MPI_SRC:%.c=$O/%.o)
TOOL_OBJ  := $(TOOL_SRC:%.c=$O/%.o)

LIBTENON  := $(if $(LIB_SRC),$B/lib/libtenon.so)
LIBMPI    := $(if $(and $(MPI_SRC),$(HAVE_mpi)),$B/lib/libtenon_mpi.so)
TENON     := $(if $(and $(TOOL_SRC),$(LIB_SRC)),$B/bin/tenon)
GENERATORS := $(patsubst tools/%.c,$B/bin/%,$(wildcard tools/gen*.c))
ARCHIVE   := $B/lib/libtenon_internal.a

# Tests: one Criterion program per folder; a folder with FOLDER_main.c has its own main() and
# prints TAP instead. tests/threads and tests/fuzz hold one program a file; tests/support is
# linked into all of them, with the models that tools and tests train.
TEST_DIRS := $(filter-out threads fuzz support sim conformance golden,\
  $(sort $(patsubst tests/%/,%,$(dir $(wildcard tests/*/*.c)))))
TEST_BIN  := $(if $(HAVE_criterion),$(TEST_DIRS:%=$B/tests/%))
SUPPORT   := $(patsubst %.c,$O/%.o,$(wildcard tests/support/*.c) tools/models.c)
THREADS   := $(patsubst tests/%.c,$B/tests/%,$(wildcard tests/threads/*.c))
FUZZERS   := $(patsubst tests/%.c,$B/tests/%,$(wildcard tests/fuzz/*.c))

# --- rules ---------------------------------------------------------------------------------------

quiet = $(findstring s,$(firstword -$(MAKEFLAGS)))
say   = $(if $(filter 1,$(V)),,@$(if $(quiet),,printf '  %-4s %s\n' '$(1)' '$(2)';))
link_so = $(call say,LD,$@)mkdir -p $(@D) && $(CC) -shared $(LINK) $(LDFLAGS) $(SHORT_RELOCS) \
  -Wl,-Bsymbolic-functions,--as-needed

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all regen test tests train install uninstall lint format conformance soak clean help FORCE

all: $(LIBTENON) $(LIBMPI) $(TENON) $(GENERATORS)
# Printed when it changes; objects depend on it, so new flags rebuild them.
yesno = $(if $(HAVE_$(1)),yes,$(2))
CONFIG := $B/config.txt
define SUMMARY
Tenon $(VERSION)$(if $(VARIANT), ($(VARIANT)))  $(shell $(CC) --version 2>/dev/null | head -n 1)
  required  $(foreach l,$(REQUIRED),$l=$(call yesno,$l,MISSING))
  oneDNN    $(call yesno,dnnl,no: host convolution is slow (libdnnl-dev))
  MPI       $(call yesno,mpi,no: no libtenon_mpi.so (libopenmpi-dev))
  terminal  libedit=$(call yesno,edit,no) ncurses=$(call yesno,ncurses,no)
  tests     criterion=$(call yesno,criterion,no)
  CUDA      $(if $(NVCC),yes (sm_$(CUDA_ARCHS)),no: no libtenon_cuda.so (nvcc))
  flags     $(OPT) $(CFLAGS) $(LDFLAGS)
# $(BASE) $(OPT_KERNEL) $(LINK) $(LIBS)
endef
export SUMMARY
$(CONFIG): FORCE | $B/build_id.h
	@$(if $(MISSING),echo "missing: $(MISSING). Install what the build needs: tools/deps.sh build" >&2; exit 1)
	@mkdir -p $(@D); printf '%s\n' "$$SUMMARY" | cmp -s - $@ || printf '%s\n' "$$SUMMARY" | \
	  tee $@ | grep -v '^\#'

# The library and its plug-ins include this to recognise each other.
COMMIT := $(or $(shell git rev-parse --short HEAD 2>/dev/null),unknown)
$B/build_id.h: FORCE
	@mkdir -p $(@D); id='#define TNI_BUILD_ID "$(VERSION) ($(COMMIT))"'; \
	  echo "$$id" | cmp -s - $@ || echo "$$id" > $@

compile = $(call say,CC,$(<)$(if $(ISA), [$(ISA)]))mkdir -p $(@D) && $(CC) $(BASE) -MMD -MP
LIB_INC := -Iinclude -Isrc -I. -I$B

$O/src/host/%.o: src/host/%.c $(CONFIG)
	$(compile) $(OPT_KERNEL) $(LIB_INC) -fPIC $(CFLAGS) -c $< -o $@

define simd_rule
$O/src/host/simd/%.$(1).o: ISA := $(1)
$O/src/host/simd/%.$(1).o: src/host/simd/%.c $(CONFIG)
	$$(compile) $$(OPT_KERNEL) -fno-trapping-math $$(ISA_$(1)) -DTNI_ISA=$(1) $(LIB_INC) -fPIC \
	  $(CFLAGS) -c $$< -o $$@
endef
$(foreach i,$(ISAS),$(eval $(call simd_rule,$i)))

# Readers carry coverage counters under asan, too: the suite's fuzz targets need no tree of their own.
COVERED := $(if $(filter asan,$(VARIANT)),-fsanitize=fuzzer-no-link)
$O/src/io/%.o $O/src/data/%.o $O/tools/%.o: EXTRA := $(COVERED)
$O/src/%.o: src/%.c $(CONFIG)
	$(compile) $(OPT) $(EXTRA) $(LIB_INC) -fPIC $(CFLAGS) -c $< -o $@

$O/src/mpi/%.o: src/mpi/%.c $(CONFIG)
	$(call say,CC,$<)mkdir -p $(@D) && OMPI_CC='$(CC)' MPICH_CC='$(CC)' $(MPICC) $(BASE) \
	  -MMD -MP $(OPT) $(LIB_INC) -fPIC $(CFLAGS) -c $< -o $@

# The command sees public headers only, like any other program.
$O/tools/gen%.o: INC := -Iinclude -Isrc -I.
$O/tools/%.o: INC := -Iinclude
$O/tools/%.o: tools/%.c $(CONFIG)
	$(compile) $(OPT) $(EXTRA) $(INC) $(CFLAGS) -c $< -o $@

# Criterion's parameterised tests crash in position-independent programs.
$O/tests/fuzz/%.o: EXTRA := $(COVERED)
$O/tests/%.o: tests/%.c $(CONFIG)
	$(compile) $(OPT) $(EXTRA) $(LIB_INC) -Itests -fno-pie $(CFLAGS) -c $< -o $@

# A list of objects that changes with the sources, so that a deleted file leaves the library too.
OBJECTS := $(LIB_OBJ) $(MPI_OBJ) $(TOOL_OBJ)
$O/objects.txt: FORCE
	@mkdir -p $(@D); echo $(OBJECTS) | cmp -s - $@ || echo $(OBJECTS) > $@

# Never unloaded: threads that end and libraries opened at run time call back into it.
$B/lib/libtenon.so: $(LIB_OBJ) $O/objects.txt
	$(link_so) -Wl,-z,nodelete -Wl,-soname,$(SONAME) -o $@.$(VERSION) \
	  $(LIB_OBJ) $(LIBS)
	@ln -sf libtenon.so.$(VERSION) $B/lib/$(SONAME) && ln -sf $(SONAME) $@

$B/lib/libtenon_mpi.so: $(MPI_OBJ) $O/objects.txt
	$(call say,LD,$@)mkdir -p $(@D) && OMPI_CC='$(CC)' MPICH_CC='$(CC)' $(MPICC) -shared $(LINK) \
	  $(LDFLAGS) -Wl,--as-needed -o $@ $(MPI_OBJ)

$(ARCHIVE): $(LIB_OBJ) $O/objects.txt
	$(call say,AR,$@)mkdir -p $(@D) && rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

$B/bin/tenon: $(TOOL_OBJ) $(LIBTENON) $O/objects.txt
	$(call say,LD,$@)mkdir -p $(@D) && $(CC) $(LINK) $(LDFLAGS) -Wl,--as-needed \
	  -Wl,-rpath,'$$ORIGIN/../lib' -o $@ $(TOOL_OBJ) -L$B/lib -ltenon $(TOOL_LIBS)

$B/bin/gen%: $O/tools/gen%.o
	$(call say,LD,$@)mkdir -p $(@D) && $(CC) $(LINK) $(LDFLAGS) -o $@ $< -lm

# Tests reach internal functions, which libtenon.so hides: they link the same objects as an archive,
# whole, as the shared library does.
link_test = $(call say,LD,$@)mkdir -p $(@D) && $(CC) -no-pie -rdynamic $(LINK) $(LDFLAGS) -o $@ \
  $(filter %.o,$^) -Wl,--whole-archive $(ARCHIVE) -Wl,--no-whole-archive $(LIBS)

define test_rule
$B/tests/$(1): $(patsubst %.c,$O/%.o,$(wildcard tests/$(1)/*.c)) $(SUPPORT) $(ARCHIVE)
	$$(link_test) $(if $(wildcard tests/$(1)/$(1)_main.c),,-lcriterion)
endef
$(foreach d,$(TEST_DIRS),$(eval $(call test_rule,$d)))
$B/tests/unit: private LINK += -Wl,--wrap=tni_openblas_symbol

$B/tests/threads/%: $O/tests/threads/%.o $(SUPPORT) $(ARCHIVE)
	$(link_test)
RECORDS := $(filter $(addprefix $O/tools/,trace% pickle% plain_text% block_groups% byte_text% origin_name%),$(TOOL_OBJ))
$B/tests/fuzz/%: $O/tests/fuzz/%.o $(RECORDS) $(ARCHIVE)
	$(link_test) -fsanitize=fuzzer
# `tenon`, and it writes what it asks of the allocator: tests/golden/memory_traces.py.
$B/golden/record_memory: $O/tests/golden/record_memory.o $(TOOL_OBJ) $(ARCHIVE)
	$(link_test) -Wl,--wrap=tni_device_alloc,--wrap=tni_device_free $(TOOL_LIBS)

regen: $B/bin/gencodelets $B/bin/genops
	@$< kernels/fft_codelets.h && $(lastword $^) include/tenon/ops_gen.h src/ops/ops_gen.c

include src/cuda/cuda.mk tests/sim/sim.mk bench/bench.mk

# --- jobs ----------------------------------------------------------------------------------------
# What the runner needs of this variant. Criterion cannot run under ThreadSanitizer.
tests: $(THREADS) $(if $(filter tsan,$(VARIANT)),,all $(TEST_BIN) $(EXAMPLES)) \
  $(if $(filter asan fuzz,$(VARIANT)),$(FUZZERS)) $(if $(filter-out asan,$(VARIANT)),,sim)
test:
	@tools/deps.sh test
	@$(MAKE) --no-print-directory $J tests
	@$(MAKE) --no-print-directory $J VARIANT=asan tests
	@$(if $(THREADS),$(MAKE) --no-print-directory $J VARIANT=tsan tests)
	@$(PYTHON) tests/run.py $(TESTFLAGS)
train:
	@tools/deps.sh train
	@$(MAKE) --no-print-directory $J all
	@tools/train.sh $(TRAINFLAGS)
install: all
install uninstall:
	@tools/install.sh $@ '$B' '$(DESTDIR)' '$(PREFIX)' '$(VERSION)'
lint: $B/build_id.h
	@tools/deps.sh test && tools/lint.sh $(LINTFLAGS)
format:
	@tools/lint.sh --fix
conformance:
	@tools/deps.sh conformance
	@$(MAKE) --no-print-directory $J all sim
	@$(PYTHON) tests/conformance/run.py && $(PYTHON) tests/conformance/run.py --cuda
soak:
	@tools/deps.sh soak
	@$(MAKE) --no-print-directory $J tests
	@$(MAKE) --no-print-directory $J VARIANT=fuzz tests
	@tests/soak.sh
clean:
	rm -rf build
help:
	@echo 'targets: all (default), cuda (its plug-in), examples, test, mutate, train, bench, conformance, soak,'
	@echo '         check-gpu, bench-gpu, gpu-bundle (for another machine), lint, format, regen, [un]install, clean'
	@echo 'settings: V=1 shows commands; VARIANT=asan|tsan|debug|fuzz builds into build/VARIANT;'
	@echo '          PREFIX=$(PREFIX) and DESTDIR= of install; CC, CFLAGS, LDFLAGS add to the defaults;'
	@echo '          TESTFLAGS, TRAINFLAGS, BENCHFLAGS, LINTFLAGS and GPUFLAGS reach the scripts behind'

-include $(patsubst %.o,%.d,$(OBJECTS) $(GENERATORS:$B/bin/%=$O/tools/%.o) $(SUPPORT) \
  $(patsubst %.c,$O/%.o,$(wildcard tests/*/*.c)))
