# Benchmarks on the host. The programs of those on a GPU are in src/cuda/cuda.mk.

ALLOCATOR := $B/bench/allocator

$(ALLOCATOR): $O/bench/allocator.o $(LIBTENON)
	$(call say,LD,$@)mkdir -p $(@D) && $(CC) $(LINK) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN/../lib' -o $@ \
	  $< -L$B/lib -ltenon

# Programs to begin with: one file each, public headers only.
EXAMPLES := $(patsubst bench/examples/%.c,$B/examples/%,$(wildcard bench/examples/*.c))

$B/examples/%: $O/bench/examples/%.o $(LIBTENON)
	$(call say,LD,$@)mkdir -p $(@D) && $(CC) $(LINK) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN/../lib' -o $@ \
	  $< -L$B/lib -ltenon -lm

.PHONY: bench examples
examples: $(EXAMPLES)
bench:
	@tools/deps.sh bench
	@$(MAKE) --no-print-directory $J all $(ALLOCATOR)
	@$(PYTHON) bench/run.py $(BENCHFLAGS)

-include $O/bench/allocator.d $(EXAMPLES:$B/examples/%=$O/bench/examples/%.d)
