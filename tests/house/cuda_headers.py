#!/usr/bin/python3
"""cuda_headers.py: our declarations of CUDA, NCCL, cuBLASLt, cuFFT, cuSOLVER, CUPTI are NVIDIA's.

The simulator's headers and those of src/cuda stand in for headers that may not be installed.
Where they are, a C program prints the value of every constant and the layout of every struct, once
with ours and once with theirs, and our functions are declared again below theirs: what differs does
not compile. Records of CUPTI are held against all later versions of theirs, too. Plain build only.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402

SIM = ROOT + "/tests/sim/include"
NVCC = shutil.which("nvcc") or "/usr/local/cuda/bin/nvcc"
TOOLKIT = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(NVCC))), "include")
# Structs of which we declare the beginning only.
BEGUN = {"struct cudaDeviceProp", "CUpti_Activity", "CUpti_ActivityKernel4", "CUpti_ActivityMemcpy",
         "CUpti_ActivityMemcpyPtoP", "CUpti_ActivityMemset"}
# What the functions of a library return that are listed.
RESULTS = {"nccl": "ncclResult_t", "cublas": "cublasStatus_t", "cufft": "cufftResult",
           "cusolver": "cusolverStatus_t", "cupti": "CUptiResult"}
# The vectors of cuda_runtime.h, which a macro makes.
VECTORS = [f"{name}{n}" for name in ("float", "int", "uint", "ushort") for n in (1, 2, 3, 4)] + [
    "double2", "longlong2", "ulonglong2", "dim3"]


def plain(path):
    """What C sees of a header: no remarks, no text for C++ and no macro with arguments."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", " ", file.read(), flags=re.S).replace("\\\n", " ")
    return re.sub(r"^#ifdef __cplusplus.*?^#endif", "", text, flags=re.S | re.M)


def constants(text):
    defined = re.findall(r"^#define (\w+)\s+(?:0x)?\d\w*$", text, re.M)
    return defined + re.findall(r"\b((?:cuda|CU|nccl)\w+) = -?\w+", text)


def structs(text):
    """(type, fields) of each struct."""
    for match in re.finditer(r"^(typedef )?struct (\w+ )?\{", text, re.M):
        depth, at = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        body = text[match.end():at - 1]
        while re.search(r"\{[^{}]*\}", body):
            body = re.sub(r"\{[^{}]*\}", "", body)
        fields = [name for part in body.split(";") for name in
                  re.findall(r"(\w+)(?:\[[^\]]*\])?\s*(?:,|$)", part.strip()) if name != "pad"]
        own = re.match(r"\s*(\w+);", text[at:])
        if fields and (own or match.group(2)):
            yield own.group(1) if own else "struct " + match.group(2).strip(), fields


def functions(text):
    listed = re.findall(r"X\((\w+),\s+(\((?:[^()]|\([^()]*\))*\))\)", text)
    if listed:
        result = next(RESULTS[library] for library in RESULTS if listed[0][0].startswith(library))
        return [f"{result} {name}{parameters};" for name, parameters in listed]
    declared = r"^(?:cudaError_t|CUresult|const char \*)\s*\w+\([^;{]*\);"
    return [found for found in re.findall(declared, text, re.M) if "sim_" not in found]


def place_of(label, struct, field):
    return (f'printf("{label}.{field} %zu %zu\\n", offsetof({struct}, {field}), '
            f'sizeof((({struct} *)0)->{field}));')


def later_versions(text, place):
    """(ours, theirs) of each struct of which theirs has later versions with more at its end."""
    theirs = ""
    for name in ("cupti_activity.h", "cupti_activity_deprecated.h"):
        if os.path.exists(f"{place}/{name}"):
            theirs += plain(f"{place}/{name}")
    ours, later = [], []
    for name, fields in structs(text):
        stem, number = re.fullmatch(r"(.*?)(\d*)", name).groups()
        for version in sorted(set(re.findall(rf"^}} {stem}(\d+);", theirs, re.M)), key=int):
            if name in BEGUN and int(version) > int(number or 1):
                ours += [place_of(stem + version, name, field) for field in fields]
                later += [place_of(stem + version, stem + version, field) for field in fields]
    return ours, later


def lines_of(text, vectors):
    """C statements that print what two headers have to agree on."""
    yield from (f'printf("{name} %lld\\n", (long long){name});' for name in constants(text))
    for name, fields in structs(text):
        if name not in BEGUN:
            yield f'printf("{name} %zu %zu\\n", sizeof({name}), _Alignof({name}));'
        yield from (place_of(name, name, field) for field in fields)
    yield from (f'printf("{name} %zu %zu\\n", sizeof({name}), _Alignof({name}));'
                for name in vectors)


def printed(folder, header, lines, declared, include):
    """What the program prints, and why it does not compile."""
    source, program = folder + "/print.c", folder + "/print"
    with open(source, "w", encoding="ascii") as file:
        file.write("#include <stddef.h>\n#include <stdio.h>\n" + f"#include <{header}>\n"
                   + "\n".join(declared) + "\nint main(void) {\n" + "\n".join(lines) + "\n}\n")
    built = subprocess.run(["gcc", "-std=c17", "-w", *(f"-I{path}" for path in include), source,
                            "-o", program], capture_output=True, text=True, check=False)
    if built.returncode:
        return [], re.findall(r"^.*(?:error|note): .*", built.stderr, re.M)
    return subprocess.run([program], capture_output=True, text=True,
                          check=True).stdout.splitlines(), []


def compare(name, ours, header, our_include, their_include, vectors=()):
    text = plain(ours)
    lines, declared = list(lines_of(text, vectors)), functions(text)
    if not lines or not declared:
        tap.case(name, [f"no constant or no function in {ours}"])
        return
    ours_later, theirs_later = later_versions(text, their_include[0])
    with tempfile.TemporaryDirectory() as folder:
        here, wrong = printed(folder, os.path.basename(ours), lines + ours_later, [], our_include)
        there, refused = printed(folder, header, lines + theirs_later, declared, their_include)
    wrong += refused or [f"ours: {a}, theirs: {b}" for a, b in zip(here, there) if a != b]
    tap.case(name, wrong)


def main():
    has_toolkit = os.path.exists(TOOLKIT + "/cuda_runtime.h")
    for header, vectors in (("cuda_runtime.h", VECTORS), ("cuda.h", ())):
        name = f"declarations_of_{header.replace('.', '_')}"
        if has_toolkit:
            compare(name, f"{SIM}/{header}", header, [SIM], [TOOLKIT], vectors)
        else:
            tap.skip(name, "no CUDA toolkit")
    for name, ours, header in (("nccl", "nccl_api.h", "nccl.h"),
                               ("cublas", "cublas_api.h", "cublasLt.h"),
                               ("cufft", "cufft_api.h", "cufftXt.h"),
                               ("cusolver", "cusolver_api.h", "cusolverDn.h"),
                               ("cupti", "cupti_api.h", "cupti.h")):
        place = next((path for path in (TOOLKIT, "/usr/include", "/usr/local/include")
                      if os.path.exists(f"{path}/{header}")), None)
        if has_toolkit and place:
            compare(f"declarations_of_{name}", f"{ROOT}/src/cuda/{ours}", header,
                    [ROOT + "/src/cuda", ROOT + "/src", SIM], [place, TOOLKIT])
        else:
            tap.skip(f"declarations_of_{name}", f"no {header}")
    tap.done()


main()
