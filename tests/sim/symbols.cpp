/* symbols.cpp: what functions of the simulated plug-in are called. Kernels are not visible outside
 * of their files, so the loader does not know them: the plug-in's own file does. */
#include "block.hpp"

#include <cstdint>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <fstream>
#include <iterator>
#include <map>

namespace sim {

namespace {

/* Functions by where they begin, from the file's first byte on. */
std::map<uintptr_t, std::string> read_symbols(const char *path) {
    std::map<uintptr_t, std::string> found;
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
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
    static const std::map<uintptr_t, std::string> own = read_symbols(info.dli_fname);
    const auto base = reinterpret_cast<uintptr_t>(info.dli_fbase);
    const auto found = own.find(reinterpret_cast<uintptr_t>(kernel) - base);
    return found != own.end() ? found->second : info.dli_sname ? info.dli_sname : "a kernel";
}

} // namespace sim
