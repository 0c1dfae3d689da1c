#!/usr/bin/python3
"""make_corpus.py: writes the seeds of the fuzz targets, valid files and near misses, to corpus/.

The seeds are committed; run this after a change here. The same bytes come out every time.
"""

import gzip
import hashlib
import io
import json
import os
import pickle
import struct
import zipfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def save(target, name, data):
    folder = os.path.join(HERE, "corpus", "fuzz_" + target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def safetensors(header, data, pad=True):
    text = json.dumps(header, separators=(",", ":")).encode()
    if pad:
        text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def tensor(dtype, shape, begin, end):
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


def safetensors_seeds():
    two = {"a": tensor("F32", [2, 2], 0, 16), "b": tensor("U8", [3], 16, 19)}
    meta = {"__metadata__": {"format": "pt", "step": "3"}, **two}
    save("safetensors", "two", safetensors(two, bytes(19)))
    save("safetensors", "metadata", safetensors(meta, bytes(19)))
    save("safetensors", "empty", safetensors({}, b""))
    save("safetensors", "no_elements", safetensors({"e": tensor("F64", [0, 4], 0, 0)}, b""))
    save("safetensors", "scalar", safetensors({"s": tensor("BF16", [], 0, 2)}, b"\0\0"))
    for number, dtype in enumerate(["BOOL", "I8", "I16", "I32", "I64", "F16", "F64", "C64"]):
        size = [1, 1, 2, 4, 8, 2, 8, 8][number]
        save("safetensors", dtype.lower(), safetensors({"x": tensor(dtype, [2], 0, 2 * size)},
                                                       bytes(2 * size)))
    save("safetensors", "overlap", safetensors({"a": tensor("U8", [4], 0, 4),
                                                "b": tensor("U8", [4], 2, 6)}, bytes(6)))
    save("safetensors", "huge", safetensors({"a": tensor("F64", [2**62, 8], 0, 8)}, bytes(8)))
    save("safetensors", "negative", safetensors({"a": tensor("F64", [-1], 0, 8)}, bytes(8)))
    save("safetensors", "deep", struct.pack("<Q", 40) + b'{"a":' + b"[" * 35)


def checkpoint_seeds():
    data = bytes(range(16))
    metadata = {"sha256.w": hashlib.sha256(data).hexdigest(), "step": "7"}
    parts = ["w", "f32", "2", "2", ""] + [x for pair in sorted(metadata.items()) for x in pair]
    total = hashlib.sha256(b"".join(part.encode() + b"\0" for part in parts)).hexdigest()
    header = {"__metadata__": {**metadata, "sha256": total}, "w": tensor("F32", [2, 2], 0, 16)}
    save("checkpoint", "whole", safetensors(header, data))
    save("checkpoint", "damaged", safetensors(header, bytes(16)))
    header["__metadata__"]["step"] = "8"
    save("checkpoint", "other_step", safetensors(header, data))
    del header["__metadata__"]["sha256.w"]
    save("checkpoint", "no_sum", safetensors(header, data))


def npy(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version)
    return out.getvalue()


def npy_seeds():
    for name in ("?", "u1", "i1", "i2", "i4", "i8", "f2", "f4", "f8", "c8", "c16", ">f4", ">c16"):
        save("npy", name.strip(">?") + ("_big" if ">" in name else "") + "_x",
             npy(np.zeros(3, name)))
    save("npy", "fortran", npy(np.asfortranarray(np.ones((2, 3, 4), "f4"))))
    save("npy", "version_2", npy(np.zeros((1, 2), "i4"), (2, 0)))
    save("npy", "version_3", npy(np.zeros((1, 2), "i4"), (3, 0)))
    save("npy", "scalar", npy(np.array(1.5)))
    save("npy", "empty", npy(np.zeros((0, 7), "f8")))
    save("npy", "record", npy(np.zeros(2, "i4,f4")))
    save("npy", "text", npy(np.array(["ab", "c"])))
    save("npy", "object", npy(np.zeros(2, "f4")).replace(b"'<f4'", b"'|O' "))
    save("npy", "huge", npy(np.zeros(2, "f4")).replace(b"(2,)", b"(99999999999,99999999999,)"))


def archive(members, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def npz_seeds():
    members = {"a.npy": npy(np.arange(6, dtype="f4").reshape(2, 3)), "b.npy": npy(np.zeros(2))}
    save("npz", "stored", archive(members, zipfile.ZIP_STORED))
    save("npz", "deflated", archive(members, zipfile.ZIP_DEFLATED))
    save("npz", "none", archive({}, zipfile.ZIP_STORED))
    save("npz", "bomb", archive({"z.npy": npy(np.zeros(200000, "u1"))}, zipfile.ZIP_DEFLATED))
    save("npz", "no_array", archive({"a.txt": b"hello"}, zipfile.ZIP_STORED))
    out = io.BytesIO()
    np.savez(out, x=np.ones(2, "i2"))
    data = bytearray(out.getvalue())
    save("npz", "numpy", bytes(data))


def idx(code, sizes, data):
    return bytes([0, 0, code, len(sizes)]) + struct.pack(f">{len(sizes)}I", *sizes) + data


def packed(data):
    return gzip.compress(data, mtime=0)


def idx_seeds():
    plain = idx(8, [2, 3], bytes(range(6)))
    save("idx", "plain", plain)
    save("idx", "packed", packed(plain))
    save("idx", "scalar", idx(8, [], b"\1"))
    for code, size in ((9, 1), (11, 2), (12, 4), (13, 4), (14, 8)):
        save("idx", f"type_{code}", idx(code, [2], bytes(2 * size)))
        save("idx", f"type_{code}_packed", packed(idx(code, [2], bytes(2 * size))))
    save("idx", "huge", idx(14, [2**32 - 1] * 4, b""))
    save("idx", "bomb", packed(idx(8, [300000], bytes(300000))))
    save("idx", "packed_lie", packed(idx(8, [2**31], bytes(10))))
    save("idx", "cut", packed(plain)[:-9])


def log_seeds():
    config = '{"type":"config","version":"0.1.0","seed":1}\n'
    step = '{"type":"step","step":%d,"loss":0.5,"lr":1e-3,"grad_norm":null}\n'
    save("log", "steps", (config + "".join(step % i for i in range(3))).encode())
    save("log", "cut", (config + step % 1 + '{"type":"st').encode())
    save("log", "empty", b"")
    save("log", "blank", b"\n\n")
    save("log", "deep", b'{"type":' + b"[" * 40 + b"\n")
    save("log", "twice", b'{"type":"a","type":"b"}\n')
    save("log", "numbers", b'{"type":"x","a":1e999,"b":-99999999999999999999}\n')
    save("log", "text", '{"type":"x","s":"\\ud83d\\ude00 \u00e9 \\u0000"}\n'.encode())


def trace_seeds():
    steps = [("alloc", 1, 600), ("alloc", 2, 4096), ("free", 1, 600), ("alloc", 3, 70000)]
    save("trace", "csv", b"# made here\nop,id,bytes,stream,us,name\n" + b"".join(
        b'%s,%d,%d,1,%d,"f, g"\n' % (op.encode(), block, size, i)
        for i, (op, block, size) in enumerate(steps)))
    save("trace", "rmm", b"Thread,Time,Action,Pointer,Size,Stream\n" + b"".join(
        b"1,23:59:5%d.000001,%s,0x%x,%d,0x2\n" % (i, b"allocate" if op == "alloc" else b"free",
                                                  block, size)
        for i, (op, block, size) in enumerate(steps)))
    events = [{"name": "[memory]", "ts": 1.5 + i,
               "args": {"Addr": block, "Bytes": size if op == "alloc" else -size,
                        "Device Type": 1, "Device Id": 0}}
              for i, (op, block, size) in enumerate(steps)]
    save("trace", "profile", json.dumps({"traceEvents": events}).encode())
    frames = [{"filename": "a.py", "line": 3, "name": "f"}]
    actions = [{"action": "alloc" if op == "alloc" else "free_requested", "addr": block,
                "size": size, "stream": 0, "frames": frames, "time_us": i}
               for i, (op, block, size) in enumerate(steps)]
    snapshot = {"device_traces": [[], actions], "x": (1, -5, 1 << 40, 0.5, None, True)}
    save("trace", "snapshot", json.dumps(snapshot).encode())
    for protocol in range(2, 6):
        save("trace", f"pickle_{protocol}", pickle.dumps(snapshot, protocol=protocol))
    save("trace", "deep", b"\x80\x04]" + b"\x85" * 300 + b".")
    save("trace", "shared", b"\x80\x04}K\x01" + b"q\x00h\x00\x86" * 20 + b"Ns.")
    save("trace", "itself", b"\x80\x04]q\x00h\x00a.")
    recorded_seeds()


def recorded_seeds():
    """Files of tenon mem record: include/tenon/memory_trace.h."""
    alloc, free, use, wait, tag, failure, name, pool = 1, 2, 3, 4, 7, 8, 12, 13
    device_kernel, device_copy, device_lost = 14, 15, 17
    number = 0

    def header(version=1, record_bytes=64):
        return struct.pack("<8s4I3q2Q64s", b"TENONTRC", version, 128, record_bytes, 0, 7, 0, 2,
                           1 << 60, 5, b"program --steps 3")

    def record(kind, address=0, size=0, value=0, origin=0, stream=0, of=0):
        nonlocal number
        is_event = kind not in (name, pool)
        number += is_event
        return struct.pack("<6Q2IHBBI", number if is_event else 0, 10 * number, address, size,
                           -(-size // 64) * 64, value, origin, 1, stream, kind, of, 0)

    def named(origin, text, line=0, region=0, is_region=0):
        return record(name, region, line, is_region, origin) + text.ljust(128, b"\0")

    def gpu(of):
        return struct.pack("<6Q2IHBBI", 0, 0, 1, of, 0, 0, 0, 0, 0, pool, of, 0)

    parts = [gpu(0), gpu(1), record(tag, value=1), named(1, b"encoder", is_region=1),
             named(2, b"matmul\0src/model.c", 120, 1), record(alloc, 4096, 600, 0, 2, 1),
             record(alloc, 1 << 47, 70000, 0, 1, 2), record(use, 4096, stream=2),
             record(wait, value=2, stream=1), record(alloc, 8192, 9, 0, 2, 0, 1),
             record(tag, value=0), record(free, 4096, 600), named(3, b"add"),
             record(alloc, 4096, 128, 0, 3), record(failure, 0, 1 << 40, 1 << 20, 3),
             record(free, 12, 8), record(alloc, 4096, 64), record(device_kernel, 3, 0, 70, 2, 1),
             record(device_copy, 1, 4096, 9, 2, 2), record(device_lost, value=5, of=255)]
    save("trace", "recorded", header() + b"".join(parts))
    save("trace", "recorded_cut", (header() + b"".join(parts))[:-70])
    save("trace", "recorded_newer", header(2) + parts[0])
    save("trace", "recorded_other_records", header(1, 72) + parts[0])
    save("trace", "recorded_nothing", header() + parts[0])
    save("trace", "recorded_far_name", header() + named(60000, b"x\0y", 1 << 62, 50000) + parts[5])


def published_seeds():
    """Changes to a file that fuzz_published.c makes: where, by kind, and a word."""
    head, table, any_word, end = range(4)

    def changes(*all_of_them):
        return b"".join(struct.pack("<IQ", kind << 30 | where, value & (1 << 64) - 1)
                        for kind, where, value in all_of_them)

    save("published", "right", b"")
    save("published", "version", changes((head, 4, 2 | 27000 << 32)))
    save("published", "cut", changes((end, 0, 30000)))
    save("published", "short", changes((end, 0, 9)))
    save("published", "counts", changes(*((head, 4 * k + 1, -1) for k in range(4))))
    save("published", "offsets", changes(*((head, 4 * k + 1, 8) for k in range(4, 7))))
    save("published", "capacity", changes((head, 4 * 7 + 1, 1 << 40)))
    save("published", "events", changes((head, 4 * 8 + 1, -1)))
    save("published", "chunks", changes(*((head, 16 * k + 2, 65536) for k in range(4))))
    save("published", "tables", changes(*((table, k, k * 0x0101010101) for k in range(20))))
    save("published", "words", changes(*((any_word, 997 * k, 1 << k) for k in range(60))))


if __name__ == "__main__":
    safetensors_seeds()
    checkpoint_seeds()
    npy_seeds()
    npz_seeds()
    idx_seeds()
    log_seeds()
    trace_seeds()
    published_seeds()
