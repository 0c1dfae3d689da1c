/* symbols.cpp: what functions of the simulated plug-in are called. Kernels are not visible outside
 * of their files, so the loader does not know them: the plug-in's own file does. */
#include "block.hpp"

#include <cstdint>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>

namespace sim {

namespace {

/* Names by where their functions begin, from the file's first byte on. */
using symbols = std::unordered_map<uintptr_t, const char *>;

/* As long as the process; empty when it cannot be had. Little of it is looked at. */
std::string_view map_file(const char *path) {
    struct stat about;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    void *at = file >= 0 && fstat(file, &about) == 0
                   ? mmap(nullptr, about.st_size, PROT_READ, MAP_PRIVATE, file, 0)
                   : MAP_FAILED;
    if (file >= 0) {
        close(file);
    }
    return at != MAP_FAILED
               ? std::string_view(static_cast<const char *>(at), static_cast<size_t>(about.st_size))
               : std::string_view();
}

symbols read_symbols(const char *path) {
    symbols found;
    const std::string_view bytes = map_file(path);
    Elf64_Ehdr header;
    if (bytes.size() < sizeof header) {
        return found;
    }
    memcpy(&header, bytes.data(), sizeof header);
    const auto section = [&](size_t i) {
        Elf64_Shdr s;
        memcpy(&s, bytes.data() + header.e_shoff + i * sizeof s, sizeof s);
        return s;
    };
    for (size_t i = 0; i < header.e_shnum; i++) {
        const Elf64_Shdr table = section(i);
        if (table.sh_type != SHT_SYMTAB) {
            continue;
        }
        found.reserve(table.sh_size / sizeof(Elf64_Sym));
        const char *texts = bytes.data() + section(table.sh_link).sh_offset;
        for (size_t at = 0; at < table.sh_size; at += sizeof(Elf64_Sym)) {
            Elf64_Sym symbol;
            memcpy(&symbol, bytes.data() + table.sh_offset + at, sizeof symbol);
            if (ELF64_ST_TYPE(symbol.st_info) == STT_FUNC) {
                found[symbol.st_value] = texts + symbol.st_name;
            }
        }
    }
    return found;
}

} // namespace

std::string kernel_symbol(const void *kernel) {
    Dl_info info;
    if (!dladdr(kernel, &info)) {
        return "a kernel";
    }
    static const symbols own = read_symbols(info.dli_fname);
    const auto base = reinterpret_cast<uintptr_t>(info.dli_fbase);
    const auto found = own.find(reinterpret_cast<uintptr_t>(kernel) - base);
    return found != own.end() ? found->second : info.dli_sname ? info.dli_sname : "a kernel";
}

} // namespace sim
