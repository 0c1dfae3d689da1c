#!/usr/bin/python3
"""numpy_files.py write|check FOLDER: the other side of the .npy and .npz tests.

write: files of every dtype in C and Fortran order, either byte order, versions 1 to 3, archives.
check: the library's files hold what they should. Byte i of an array is 7 * i + 1, of bools
i % 3 == 0.
"""

import os
import sys

import numpy as np

SHAPE = (2, 3, 4)
DTYPES = {"bool": "?", "u8": "u1", "i8": "i1", "i16": "<i2", "i32": "<i4", "i64": "<i8",
          "f16": "<f2", "f32": "<f4", "f64": "<f8", "c64": "<c8", "c128": "<c16"}


def counting(name):
    dtype = np.dtype(DTYPES[name])
    n = int(np.prod(SHAPE)) * dtype.itemsize
    if name == "bool":
        return (np.arange(n) % 3 == 0).reshape(SHAPE)
    data = ((np.arange(n) * 7 + 1) % 256).astype("u1")
    return np.frombuffer(data.tobytes(), dtype).reshape(SHAPE)


def save(path, array, version=None):
    with open(path, "wb") as file:
        np.lib.format.write_array(file, array, version=version)


def write(folder):
    arrays = {name: counting(name) for name in DTYPES}
    for name, array in arrays.items():
        big = array.astype(array.dtype.newbyteorder(">"))
        path = os.path.join(folder, name)
        save(path + ".npy", array)
        save(path + "_fortran.npy", np.asfortranarray(array))
        save(path + "_big.npy", big)
        save(path + "_big_fortran.npy", np.asfortranarray(big))
        save(path + "_v2.npy", array, (2, 0))
        save(path + "_v3.npy", array, (3, 0))
    np.savez(os.path.join(folder, "stored.npz"), **arrays)
    np.savez_compressed(os.path.join(folder, "deflated.npz"), **arrays)


def check(folder):
    with np.load(os.path.join(folder, "all.npz"), allow_pickle=False) as archive:
        assert sorted(archive.files) == sorted(DTYPES), archive.files
        for name in DTYPES:
            alone = np.load(os.path.join(folder, name + ".npy"), allow_pickle=False)
            for array in (alone, archive[name]):
                assert array.dtype == np.dtype(DTYPES[name]), (name, array.dtype)
                assert array.shape == SHAPE, (name, array.shape)
                assert array.tobytes() == counting(name).tobytes(), name


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](sys.argv[2])
