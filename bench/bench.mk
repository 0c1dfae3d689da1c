# Benchmarks on the host. The programs of those on a GPU are in src/cuda/cuda.mk.

ALLOCATOR  := $B/bench/allocator
# `tenon` that writes what it asks of the allocator; makes the traces of tests/golden/memory.
RECORDER   := $B/bench/record_memory

$(ALLOCATOR): $O/bench/allocator.o $(LIBTENON)
	$(call say,LD,$@)mkdir -p $(@D) && $(CC) $(LINK) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN/../lib' -o $@ \
	  $< -L$B/lib -ltenon
$O/bench/record_memory.o: CFLAGS += $(LIB_INC)
$(RECORDER): $O/bench/record_memory.o $(TOOL_OBJ) $(ARCHIVE)
	$(link_test) -Wl,--wrap=tni_device_alloc,--wrap=tni_device_free $(TOOL_LIBS)

.PHONY: bench
bench:
	@tools/deps.sh bench
	@$(MAKE) --no-print-directory $J all $(ALLOCATOR)
	@$(PYTHON) bench/run.py $(BENCHFLAGS)

-include $O/bench/allocator.d $O/bench/record_memory.d
