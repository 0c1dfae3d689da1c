/* cmd_info.c: tenon info: what this build is and what it found on this machine. */
#include "command.h"

static void print_devices(void) {
    static const struct {
        tn_device_type type;
        const char *name;
    } types[] = {{TN_DEVICE_CPU, "cpu"}, {TN_DEVICE_CUDA, "cuda"}, {TN_DEVICE_META, "meta"}};
    printf("devices\n");
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const int n = tn_device_count(types[i].type);
        printf("  %-18s %d%s%s\n", types[i].name, n, n ? "" : "  ",
               n ? "" : tn_device_why_absent(types[i].type));
    }
    printf("  %-18s %s\n", "default", tn_device_name(tn_default_device()));
    printf("  %-18s %d\n", "threads", tn_num_threads());
    const char *numerics = tn_device_numerics(TN_CPU);
    printf("  %-18s %s\n", "numerics", numerics ? numerics : "");
    for (int i = 0; i < tn_device_count(TN_DEVICE_CUDA); i++) {
        const tn_device device = {TN_DEVICE_CUDA, (int16_t)i};
        numerics = tn_device_numerics(device);
        printf("  %-18s %s\n", tn_device_name(device), numerics ? numerics : "");
    }
}

static void print_libraries(void) {
    printf("libraries\n");
    tn_library_info library;
    for (int i = 0; tn_library_at(i, &library); i++) {
        printf("  %-18s %s%s\n", library.name, library.found ? "" : "not found: ", library.detail);
    }
}

static void print_options(void) {
    printf("environment options\n");
    tn_env_option o;
    for (int i = 0; tn_env_option_at(i, &o); i++) {
        printf("  %-22s %-12s %s%s\n", o.name, o.value ? o.value : o.fallback, o.help,
               o.value ? " (set)" : "");
    }
}

int cmd_info(const command *self, int argc, char **argv) {
    const int next = command_parse(self, argc, argv, NULL);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next < argc) {
        fprintf(stderr, "tenon info: it takes no arguments, got '%s'\n", argv[next]);
        return 2;
    }
    printf("tenon %s\nbuild %s\nops %d\n", tn_version(), tn_build(), tn_op_count());
    print_devices();
    print_libraries();
    print_options();
    return tn_ok() ? 0 : command_fail("info");
}
